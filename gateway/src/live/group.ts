import { setTimeout as sleep } from 'node:timers/promises';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Log } from '@vardgraf/service-kit/log';
import type { FrameMaker } from './frame-maker';
import { GroupBeside } from './group-beside';
import { GroupChanges } from './group-changes';
import { HintOrder } from './hint-order';
import { KeptChanges } from './kept-changes';
import type { Hint, LiveField, LiveView } from './live-field';
import type { LiveMeasures } from './live-metrics';
import type { Keys, LiveReads } from './reads';
import { Showing } from './showing';
import type { Viewer } from './viewer';

/** Waits between tries to read a snapshot that nobody has yet, and between fresh ones after one that lacked something. */
const retryMs = [250, 500, 1_000, 2_000, 5_000];
const healMs = [1_000, 2_000, 5_000, 15_000, 60_000];

export interface GroupParts {
  field: LiveField;
  view: LiveView;
  frames: FrameMaker;
  /** Whether what is beside the list is asked for. */
  asksBeside: boolean;
  reads: LiveReads;
  measures: LiveMeasures;
  log: Log;
  /** What viewers get while a snapshot cannot be had. */
  troublePayload: () => string;
}

/**
 * Viewers with the same document, variables and scope, or a single viewer: one resolution and one frame per event for all of them (LIV-1).
 * Snapshot and changes together are always what a fresh snapshot would be; whatever could break that leads to a fresh one on the same subscription.
 */
export class LiveGroup {
  readonly viewers = new Set<Viewer>();
  private readonly newcomers = new Set<Viewer>();
  private readonly order: HintOrder<Hint>;
  private readonly kept = new KeptChanges();
  private readonly changes: GroupChanges;
  private readonly beside: GroupBeside | undefined;
  private reading: Promise<void> | undefined;
  private refreshing: Promise<void> | undefined;
  private healing: NodeJS.Timeout | undefined;
  private troubles = 0;
  private failing = false;
  /** Frames are resolved side by side and delivered one after the other. */
  private deliveries: Promise<void> = Promise.resolve();
  private closed = false;

  /** Closed: whoever comes now needs another one. */
  get ended(): boolean {
    return this.closed;
  }

  constructor(private readonly parts: GroupParts) {
    const { field, view, reads, frames, log } = parts;
    this.order = new HintOrder<Hint>((hint) => this.changes.take(hint), () => void this.startAnew('gap'));
    const ask = field.showing?.(reads, view);
    this.changes = new GroupChanges({
      frames, log, showing: ask && new Showing(ask), deliver: (work) => void this.deliver(work), heal: () => this.heal(),
      show: (change) => {
        this.kept.add(change);
        for (const viewer of this.viewers) viewer.showChange(change);
      },
    });
    if (field.beside && parts.asksBeside) {
      this.beside = new GroupBeside(field.beside, view, {
        frame: (event) => frames.beside(event), deliver: (work) => void this.deliver(work), viewers: this.viewers, log, reread: () => void this.readKeys().catch(() => undefined),
      });
    }
  }

  get view(): LiveView {
    return this.parts.view;
  }

  get field(): LiveField { return this.parts.field; }

  /** The number up to which all changes have been taken; undefined while a snapshot is read. */
  get seq(): number | undefined {
    return this.order.seq;
  }

  /** A message of the subject. */
  receive(message: unknown): void {
    this.parts.measures.events.inc();
    const hint = this.parts.field.hint(message, this.parts.view);
    if (hint) this.order.push(hint);
    else {
      this.parts.log.warn('a hint could not be read');
      void this.startAnew('unreadable hint');
    }
  }

  /** A message about what is beside the list. */
  receiveBeside(message: unknown): void {
    this.beside?.hear(message);
  }

  /**
   * Lets a viewer in: where `after` is within what is kept it gets the changes since, else the list and its changes.
   * @param before runs when everything is ready and nothing has been sent; tried until it succeeds or the viewer has gone
   */
  async join(viewer: Viewer, after: number | undefined, before: (seq: number) => Promise<void>): Promise<void> {
    this.newcomers.add(viewer);
    if (this.failing) viewer.tell(this.parts.troublePayload());
    try {
      if (!this.kept.base) await this.startAnew('first');
      else if (this.kept.old) await this.refresh();
      await this.until(viewer, () => before(this.kept.base!.seq));
    } finally {
      this.newcomers.delete(viewer);
    }
    if (viewer.ended || !this.kept.base) return;
    this.kept.bring(viewer, after, this.order.seq ?? 0);
    this.viewers.add(viewer);
    this.beside?.tell();
  }

  /** Reads a fresh snapshot and gives it to every viewer; tries until it succeeds or the group closes. */
  startAnew(reason: string): Promise<void> {
    if (this.closed) return Promise.resolve();
    if (!this.reading) {
      this.order.hold();
      this.reading = this.readSnapshot(reason).finally(() => {
        this.reading = undefined;
      });
    }
    return this.reading;
  }

  /** Number and entities as their owner has them now; undefined when it shows them to this viewer no more, and then the group has ended. @throws Fault when it does not answer */
  async readKeys(): Promise<Keys | undefined> {
    const keys = await this.parts.field.snapshot(this.parts.reads, this.parts.view);
    if (keys) this.beside?.learn(keys);
    else this.refuse(badInput(...this.parts.field.refusal));
    return keys;
  }

  /** Whether the list is not what its owner says: behind, or by the clock another. */
  differsFrom({ seq, ids }: Keys): boolean {
    if (this.seq === undefined || seq < this.seq) return false;
    return seq > this.seq || (this.parts.field.byTheClock === true && this.changes.differsFrom(ids));
  }

  /** Ends every subscription of the group with an error. */
  refuse(error: unknown): void {
    if (this.closed) return;
    this.close();
    for (const viewer of [...this.viewers, ...this.newcomers]) viewer.refuse(error);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.healing);
    this.order.stop();
    this.beside?.stop();
  }

  private async readSnapshot(reason: string): Promise<void> {
    for (let tries = 0; !this.closed; tries += 1) {
      this.parts.measures.snapshot(reason);
      try {
        const keys = await this.readKeys();
        if (!keys) return;
        const { frame, shown, trouble } = await this.parts.frames.snapshot(keys);
        await this.deliver(async () => {
          this.changes.startAt(shown);
          this.kept.startAt({ seq: keys.seq, frame, readAt: Date.now() });
          for (const viewer of this.viewers) viewer.showBase(this.kept.base!);
        });
        this.changes.goOnFrom(shown);
        this.failing = false;
        this.beside?.tell();
        if (trouble) this.heal();
        else this.troubles = 0;
        this.order.resume(keys.seq);
        return;
      } catch (error) {
        this.parts.log.warn({ err: error }, 'a live snapshot could not be read');
        if (tries === 0) this.tellTrouble();
        await pause(retryMs, tries);
      }
    }
  }

  /** Reads the list for newcomers only; those who are in miss nothing and notice nothing. */
  private refresh(): Promise<void> {
    this.refreshing ??= (async () => {
      this.parts.measures.snapshot('kept one is old');
      const keys = await this.readKeys();
      if (!keys) return;
      const { frame } = await this.parts.frames.snapshot(keys);
      this.kept.replaceBase({ seq: keys.seq, frame, readAt: Date.now() });
    })()
      .catch((error: unknown) => {
        this.parts.log.warn({ err: error }, 'a live snapshot could not be read');
        return this.kept.whole ? undefined : this.startAnew('kept one is old');
      })
      .finally(() => {
        this.refreshing = undefined;
      });
    return this.refreshing;
  }

  private async until(viewer: Viewer, work: () => Promise<void>): Promise<void> {
    for (let tries = 0; !viewer.ended && !this.closed; tries += 1) {
      try {
        return await work();
      } catch (error) {
        this.parts.log.warn({ err: error }, 'a viewer could not be let in yet');
        if (tries === 0) viewer.tell(this.parts.troublePayload());
        await pause(retryMs, tries);
      }
    }
  }

  private deliver(work: () => Promise<void>): Promise<void> {
    const done = this.deliveries.then(work);
    this.deliveries = done.catch((error: unknown) => {
      this.parts.log.warn({ err: error }, 'a live change could not be resolved');
      this.heal();
    });
    return done.catch(() => undefined);
  }

  /** Some part of the graph failed and viewers may have been shown less than there is: a fresh snapshot soon, later each time it fails again. */
  private heal(): void {
    if (this.healing || this.closed) return;
    const wait = healMs[Math.min(this.troubles, healMs.length - 1)]!;
    this.troubles += 1;
    this.healing = setTimeout(() => {
      this.healing = undefined;
      void this.startAnew('trouble');
    }, wait);
    this.healing.unref();
  }

  private tellTrouble(): void {
    this.failing = true;
    const payload = this.parts.troublePayload();
    for (const viewer of [...this.viewers, ...this.newcomers]) viewer.tell(payload);
  }
}

function pause(waits: number[], tries: number): Promise<void> {
  return sleep(waits[Math.min(tries, waits.length - 1)], undefined, { ref: false });
}
