import { setTimeout as sleep } from 'node:timers/promises';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Log } from '@vardgraf/service-kit/log';
import type { GatewayMetrics } from '../metrics';
import type { ChangeKind, Hint, LiveField, LiveView } from './fields';
import type { ChangeFrame, FrameMaker } from './frame-maker';
import { HintOrder } from './hint-order';
import { KeptChanges } from './kept-changes';
import type { Keys, LiveReads } from './reads';
import type { Change, Viewer } from './viewer';

/** Waits between tries to read a snapshot that nobody has yet, and between fresh ones after one that lacked something. */
const retryMs = [250, 500, 1_000, 2_000, 5_000];
const healMs = [1_000, 2_000, 5_000, 15_000, 60_000];

export interface GroupParts {
  field: LiveField;
  view: LiveView;
  frames: FrameMaker;
  reads: LiveReads;
  metrics: GatewayMetrics;
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
  /** Entities the scope sees as of the last hint taken, and as of the last frame delivered. */
  private seen = new Set<string>();
  private shown = new Set<string>();
  private readonly kept = new KeptChanges();
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
    this.order = new HintOrder<Hint>((hint) => this.take(hint), () => void this.startAnew('gap'));
  }

  get view(): LiveView {
    return this.parts.view;
  }

  /** The number up to which all changes have been taken; undefined while a snapshot is read. */
  get seq(): number | undefined {
    return this.order.seq;
  }

  /** A message of the subject. */
  receive(message: unknown): void {
    const hint = this.parts.field.hint(message, this.parts.view);
    if (hint) this.order.push(hint);
    else {
      this.parts.log.warn('a hint could not be read');
      void this.startAnew('unreadable hint');
    }
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

  /** Number and entities as their owner has them now. @throws Fault when it does not answer, or shows them no more */
  async readKeys(): Promise<Keys> {
    const keys = await this.parts.field.snapshot(this.parts.reads, this.parts.view);
    if (!keys) throw badInput(...this.parts.field.refusal);
    return keys;
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.healing);
    this.order.stop();
  }

  private async readSnapshot(reason: string): Promise<void> {
    for (let tries = 0; !this.closed; tries += 1) {
      this.parts.metrics.snapshots.inc({ reason });
      try {
        const keys = await this.readKeys();
        const { frame, shown, trouble } = await this.parts.frames.snapshot(keys);
        await this.deliver(async () => {
          this.shown = new Set(shown);
          this.kept.startAt({ seq: keys.seq, frame, readAt: Date.now() });
          for (const viewer of this.viewers) viewer.showBase(this.kept.base!);
        });
        this.seen = new Set(shown);
        this.failing = false;
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
      this.parts.metrics.snapshots.inc({ reason: 'kept one is old' });
      const keys = await this.readKeys();
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

  /** A hint in its order: resolved at once, delivered when those before it have been. */
  private take(hint: Hint): void {
    const kind = kindOf(hint, this.seen);
    if (hint.visible) this.seen.add(hint.id);
    else this.seen.delete(hint.id);
    if (!kind) return;
    const resolved = this.parts.frames.change(kind, hint);
    resolved.catch(() => undefined); // met when its turn comes
    void this.deliver(() => this.showChange(hint, kind, resolved));
  }

  private async showChange(hint: Hint, assumed: ChangeKind, resolved: Promise<ChangeFrame>): Promise<void> {
    let kind = kindOf(hint, this.shown);
    if (!kind) return;
    const first = kind === assumed ? await resolved : await this.parts.frames.change(kind, hint);
    if (first.trouble) this.heal();
    let { frame } = first;
    if (!frame && !first.trouble && this.shown.has(hint.id)) {
      kind = 'REMOVED'; // it has left already; the hint that says so will find nothing to remove
      ({ frame } = await this.parts.frames.change(kind, hint));
    }
    if (!frame) return;
    if (kind === 'REMOVED') this.shown.delete(hint.id);
    else this.shown.add(hint.id);
    const change: Change = { seq: hint.seq, id: hint.id, kind, frame, as: (other) => this.asKind(other, hint) };
    this.kept.add(change);
    for (const viewer of this.viewers) viewer.showChange(change);
  }

  private async asKind(kind: ChangeKind, hint: Hint): Promise<ChangeFrame['frame']> {
    try {
      return (await this.parts.frames.change(kind, hint)).frame;
    } catch (error) {
      this.parts.log.warn({ err: error }, 'a live change could not be resolved');
      this.heal();
      return undefined;
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

function kindOf(hint: Hint, known: Set<string>): ChangeKind | undefined {
  if (hint.visible) return known.has(hint.id) ? 'CHANGED' : 'ADDED';
  return known.has(hint.id) ? 'REMOVED' : undefined;
}
