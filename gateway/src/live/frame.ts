/** Stands for the number of what a viewer got before, which differs between viewers that share the rest of a frame. No counter goes below 0. */
export const previousSeqMark = -2_000_000_001;
/** The mark as a field's value: inside a string the quote before the colon is escaped, so no text that people write is taken for it. */
const markedPlace = new RegExp(`(?<=\\w":)${previousSeqMark}(?=[,}])`);

/** A serialised result; made once, sent to many. */
export class Frame {
  private readonly parts: string[];
  private lastPrevious: number | undefined;
  private lastText = '';
  private taken = false;

  /** @param fetches requests that it took to make it */
  constructor(payload: object, private readonly fetches = 0) {
    this.parts = JSON.stringify(payload).split(markedPlace);
  }

  /** Length of the payload in characters. */
  get length(): number {
    return this.parts.reduce((sum, part) => sum + part.length, 0);
  }

  /** Requests that the next viewer to get it does not cost: none for the first, all of them for each other. */
  take(): number {
    const saved = this.taken ? this.fetches : 0;
    this.taken = true;
    return saved;
  }

  /** The payload for a viewer whose last number is `previousSeq`. */
  payload(previousSeq: number): string {
    if (this.parts.length === 1) return this.parts[0]!;
    if (this.lastPrevious !== previousSeq) {
      this.lastPrevious = previousSeq;
      this.lastText = this.parts.join(String(previousSeq));
    }
    return this.lastText;
  }
}

/** The message in which a frame travels. */
export function nextMessage(operationId: string, payload: string): string {
  return `{"id":${JSON.stringify(operationId)},"type":"next","payload":${payload}}`;
}
