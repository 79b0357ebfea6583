/** An answer as it goes out; the same bytes for everybody who joined. */
export interface HttpAnswer {
  status: number;
  headers: [string, string][];
  body: Buffer;
}

/**
 * Equal queries of one caller that come together share one execution and one serialised answer. Whoever comes after the first request for it has left
 * for a subgraph gets an own one: what that request brings may be older than what the caller has written meanwhile. The key must hold all that an
 * answer depends on: who asks, in which language, for what, in which media type.
 */
export class SharedAnswers {
  private readonly open = new Map<string, Promise<HttpAnswer>>();

  constructor(private readonly saved: () => void) {}

  /** The answer that an equal query has just begun to wait for; undefined when there is none to join. */
  join(key: string): Promise<HttpAnswer> | undefined {
    const answer = this.open.get(key);
    if (answer) this.saved();
    return answer;
  }

  /** Runs a query that others may join. @param run calls `written` when its first request leaves */
  begin(key: string, run: (written: () => void) => Promise<HttpAnswer>): Promise<HttpAnswer> {
    let left = false;
    const close = () => {
      left = true;
      if (this.open.get(key) === answer) this.open.delete(key);
    };
    let answer: Promise<HttpAnswer> | undefined = undefined; // not there yet when a run calls at once
    answer = run(close).finally(close);
    if (!left) this.open.set(key, answer);
    return answer;
  }
}
