/** Something to wait for, with a limit. A ring while nobody waits is remembered, once. */
export class Bell {
  private rung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** @returns true when it rang, false when `ms` passed in silence */
  async wait(ms: number): Promise<boolean> {
    if (!this.rung && ms > 0) {
      await new Promise<void>((done) => {
        const timer = setTimeout(done, ms);
        this.wake = () => {
          clearTimeout(timer);
          done();
        };
      });
      this.wake = undefined;
    }
    const heard = this.rung;
    this.rung = false;
    return heard;
  }
}
