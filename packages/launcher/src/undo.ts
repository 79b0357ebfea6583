/** What has been started, in order, so that it can be stopped in the opposite order at any moment, even half-way through starting. */
export class Undo {
  private readonly steps: (() => Promise<void>)[] = [];
  private running: Promise<void> | undefined;

  /** Remembers how to stop something; something that comes up while everything goes down is stopped at once. */
  async add(step: () => Promise<void>): Promise<void> {
    if (this.running) await step();
    else this.steps.push(step);
  }

  /** Stops everything, last started first. Called again, it waits for the same end. */
  all(): Promise<void> {
    this.running ??= this.unwind();
    return this.running;
  }

  private async unwind(): Promise<void> {
    for (const step of this.steps.reverse()) await step();
  }
}
