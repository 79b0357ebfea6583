/** What was told is not so. The demonstration ends here, with exit code 1. */
export class NotAsTold extends Error {}

/** Tells the story on the terminal, and holds it to be true. */
export class Narrator {
  private sentences = 0;

  constructor(private readonly print: (line: string) => void) {}

  chapter(title: string): void {
    this.print(`\n${title}\n${'─'.repeat(title.length)}`);
  }

  says(sentence: string): void {
    this.print(`  ${sentence}`);
  }

  /** Says a sentence that must be true. @throws NotAsTold with what there is instead */
  tells(sentence: string, isSo: boolean, instead?: unknown): void {
    if (!isSo) throw new NotAsTold(`${sentence}${instead === undefined ? '' : ` – instead: ${JSON.stringify(instead)}`}`);
    this.sentences += 1;
    this.print(`  ✓ ${sentence}`);
  }

  /** Sentences held so far. */
  get held(): number {
    return this.sentences;
  }
}
