import type { Delivered } from './feed';

/** What NATS has brought ahead of the cursor. Bounded: beyond it the feed is read anyway. */
export class Inbox {
  private readonly byPosition = new Map<number, Delivered>();
  private highest = 0;

  constructor(private readonly room = 1_000) {}

  put(event: Delivered): void {
    this.highest = Math.max(this.highest, event.position);
    if (this.byPosition.size < this.room) this.byPosition.set(event.position, event);
  }

  /** The events that follow on a position without a gap. Lower ones are forgotten: their effect is committed. */
  after(position: number): Delivered[] {
    const next: Delivered[] = [];
    for (let at = position + 1; this.byPosition.has(at); at += 1) next.push(this.byPosition.get(at)!);
    for (const at of this.byPosition.keys()) if (at <= position + next.length) this.byPosition.delete(at);
    return next;
  }

  /** Whether something later than a position has been heard of: then what is between has been missed. */
  knowsLaterThan(position: number): boolean {
    return this.highest > position;
  }

  /** The feed has nothing after a position: what claims to be later still is from before a restore, unless it is the very next. */
  fence(position: number): void {
    if (this.byPosition.has(position + 1)) return;
    this.byPosition.clear();
    this.highest = 0;
  }
}
