type Ask = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

const mostAtOnce = 500;

/** Asks the owner which entities a view shows: those of one moment in one question. */
export class Showing {
  private next: { ids: Set<string>; answer: Promise<ReadonlySet<string>> } | undefined;

  constructor(private readonly ask: Ask) {}

  /** As it is now, which is not before the hint that made somebody ask. @throws Fault when the owner does not answer */
  async of(id: string): Promise<boolean> {
    if (!this.next || this.next.ids.size >= mostAtOnce) this.next = this.begin();
    const { ids, answer } = this.next;
    ids.add(id);
    return (await answer).has(id);
  }

  private begin(): { ids: Set<string>; answer: Promise<ReadonlySet<string>> } {
    const ids = new Set<string>();
    const answer = new Promise<void>((done) => setImmediate(done)).then(() => {
      if (this.next?.ids === ids) this.next = undefined;
      return this.ask([...ids]);
    });
    answer.catch(() => undefined); // met by who asked
    return { ids, answer };
  }
}
