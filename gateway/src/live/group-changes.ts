import type { Log } from '@vardgraf/service-kit/log';
import type { ChangeFrame, FrameMaker } from './frame-maker';
import { type ChangeKind, type Hint, kindOf } from './live-field';
import type { Showing } from './showing';
import type { Change } from './viewer';

/** A hint on its way to the viewers. */
interface Taken {
  hint: Hint;
  kind: ChangeKind | undefined;
  frame: Promise<ChangeFrame> | undefined;
}

/** What a group gives to its changes. */
export interface ChangesParts {
  frames: FrameMaker;
  log: Log;
  /** Where hints do not tell what is shown. */
  showing: Showing | undefined;
  /** Behind everything that was delivered before. */
  deliver(work: () => Promise<void>): void;
  /** Viewers may have been shown less than there is. */
  heal(): void;
  show(change: Change): void;
}

/** Makes changes of hints: ADDED, CHANGED or REMOVED for what the group has been shown, and nobody is told that something left which they never saw. */
export class GroupChanges {
  /** Entities that are seen as of the last hint taken, and as of the last frame delivered. */
  private seen = new Set<string>();
  private shown = new Set<string>();

  constructor(private readonly parts: ChangesParts) {}

  /** A snapshot has been delivered. */
  startAt(shown: readonly string[]): void {
    this.shown = new Set(shown);
  }

  /** Hints go on from the snapshot. */
  goOnFrom(shown: readonly string[]): void {
    this.seen = new Set(shown);
  }

  /** Whether other entities are there than hints have told of. */
  differsFrom(ids: readonly string[]): boolean {
    return ids.length !== this.seen.size || ids.some((id) => !this.seen.has(id));
  }

  /** A hint in its order: resolved at once, delivered when those before it have been. */
  take(hint: Hint): void {
    const { showing } = this.parts;
    const kind = kindOf(hint, this.seen);
    if (hint.visible) this.seen.add(hint.id);
    else this.seen.delete(hint.id);
    if (!kind) return;
    const resolved = showing && hint.visible ? this.resolveAsked(hint, showing) : Promise.resolve(this.resolveKind(hint, kind));
    resolved.catch(() => undefined); // met when its turn comes
    this.parts.deliver(async () => this.showChange(await resolved));
  }

  /** A hint with what is assumed of it and is being resolved: what was shown may be another when its turn comes. */
  private resolveKind(hint: Hint, kind: ChangeKind | undefined): Taken {
    const frame = kind && this.parts.frames.change(kind, hint);
    frame?.catch(() => undefined); // met when its turn comes
    return { hint, kind, frame };
  }

  private async resolveAsked(hint: Hint, showing: Showing): Promise<Taken> {
    const told = { ...hint, visible: await showing.of(hint.id) };
    return this.resolveKind(told, kindOf(told, this.shown));
  }

  private async showChange({ hint, kind: assumed, frame: resolved }: Taken): Promise<void> {
    let kind = kindOf(hint, this.shown);
    if (!kind) return;
    const first = kind === assumed ? await resolved! : await this.parts.frames.change(kind, hint);
    if (first.trouble) this.parts.heal();
    let { frame } = first;
    if (!frame && !first.trouble && this.shown.has(hint.id)) {
      kind = 'REMOVED'; // it has left already; the hint that says so will find nothing to remove
      ({ frame } = await this.parts.frames.change(kind, hint));
    }
    if (!frame) return;
    if (kind === 'REMOVED') this.shown.delete(hint.id);
    else this.shown.add(hint.id);
    this.parts.show({ seq: hint.seq, id: hint.id, kind, frame, as: (other) => this.asKind(other, hint) });
  }

  private async asKind(kind: ChangeKind, hint: Hint): Promise<ChangeFrame['frame']> {
    try {
      return (await this.parts.frames.change(kind, hint)).frame;
    } catch (error) {
      this.parts.log.warn({ err: error }, 'a live change could not be resolved');
      this.parts.heal();
      return undefined;
    }
  }
}
