import type { Base, Change, Viewer } from './viewer';

/** A newcomer gets the kept snapshot and the changes since; when that one is older, or more followed it, it is read anew first. */
const baseMaxAgeMs = 300_000;
const changesMax = 200;

/** The last snapshot of a group and what followed, so that reconnects cost no new read. */
export class KeptChanges {
  base: Base | undefined;
  private changes: Change[] = [];
  /** Every delivered change after this number is kept. */
  private completeFrom = 0;

  startAt(base: Base): void {
    this.base = base;
    this.changes = [];
    this.completeFrom = base.seq;
  }

  /** A newer snapshot of the same sequence. */
  replaceBase(base: Base): void {
    this.base = base;
    this.changes = this.changes.filter((change) => change.seq > base.seq);
    this.completeFrom = Math.max(this.completeFrom, base.seq);
  }

  add(change: Change): void {
    this.changes.push(change);
    if (this.changes.length > changesMax) this.completeFrom = this.changes.shift()!.seq;
  }

  /** Whether snapshot and changes still add up to the present. */
  get whole(): boolean {
    return this.base !== undefined && this.completeFrom <= this.base.seq;
  }

  get old(): boolean {
    return !this.whole || Date.now() - this.base!.readAt > baseMaxAgeMs;
  }

  /** Brings a newcomer to the present: from `after` when all since then is kept, else from the snapshot. @param taken the last number known */
  bring(viewer: Viewer, after: number | undefined, taken: number): void {
    const latest = Math.max(taken, this.changes.at(-1)?.seq ?? 0, this.base!.seq);
    if (after !== undefined && after >= this.completeFrom && after <= latest) viewer.resumeAt(after);
    else viewer.showBase(this.base!);
    for (const change of this.changes) viewer.showChange(change);
  }
}
