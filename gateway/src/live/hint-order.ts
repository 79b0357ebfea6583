/** How long a number may be missing before it counts as lost: hints of two transactions can overtake each other on the way. */
const reorderMs = 150;
const maxHeld = 1_000;

/** Puts the hints of one subject in the order of their numbers, says when one is missing, and holds all of them while a snapshot is read. */
export class HintOrder<H extends { seq: number }> {
  private last: number | undefined;
  private held = new Map<number, H>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly next: (hint: H) => void, private readonly gap: () => void) {}

  /** The number up to which everything is known; undefined while holding. */
  get seq(): number | undefined {
    return this.last;
  }

  push(hint: H): void {
    if (this.last !== undefined && hint.seq <= this.last) return;
    this.held.set(hint.seq, hint);
    if (this.held.size > maxHeld) this.lost();
    else this.release();
  }

  /** Holds everything until {@link resume}. */
  hold(): void {
    this.last = undefined;
    this.settle();
  }

  /** A snapshot as of `seq` has been read: what it holds already is dropped, what came later goes on. */
  resume(seq: number): void {
    this.last = seq;
    for (const held of this.held.keys()) if (held <= seq) this.held.delete(held);
    this.release();
  }

  stop(): void {
    this.settle();
    this.held.clear();
  }

  private release(): void {
    if (this.last === undefined) return;
    for (let hint = this.held.get(this.last + 1); hint; hint = this.held.get(this.last + 1)) {
      this.held.delete(hint.seq);
      this.last = hint.seq;
      this.next(hint);
    }
    if (this.held.size === 0) this.settle();
    else this.timer ??= setTimeout(() => this.lost(), reorderMs);
  }

  private lost(): void {
    this.settle();
    if (this.held.size > maxHeld) this.held.clear();
    this.gap();
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
