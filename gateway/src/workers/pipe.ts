import type { Registry } from 'prom-client';
import type { Standing, ToSupervisor, ToWorker } from './messages';

const patienceMs = 3_000;

/** The supervisor as one of its workers sees it. */
export class SupervisorPipe {
  private standing: Standing | undefined;
  private readonly waiting = new Map<number, (text: string) => void>();
  private last = 0;

  /** @param draining called when the whole gateway begins to end */
  constructor(private readonly registry: Registry, draining: () => void) {
    process.on('message', (message: ToWorker) => {
      if (message.tell === 'standing') this.standing = message.standing;
      if (message.tell === 'drain') draining();
      if (message.tell === 'measure') void registry.getMetricsAsJSON().then((measured) => this.say({ tell: 'measured', id: message.id, measured: measured as never }));
      if (message.tell === 'scraped') this.waiting.get(message.id)?.(message.text);
    });
  }

  /** Workers that are missing: a reason until all have been there once, later a warning. */
  get missing(): { reasons: string[]; warnings: string[] } {
    const { up, of, whole } = this.standing ?? { up: 0, of: 0, whole: false };
    if (whole && up === of) return { reasons: [], warnings: [] };
    const sentence = this.standing ? `${up} of ${of} workers answer` : 'the other workers have not been heard of';
    return whole ? { reasons: [], warnings: [sentence] } : { reasons: [sentence], warnings: [] };
  }

  /** The measures of all workers; this one's alone when the supervisor does not answer. */
  async scrape(): Promise<string> {
    const id = (this.last += 1);
    const asked = new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('the supervisor does not answer')), patienceMs);
      this.waiting.set(id, (text) => {
        clearTimeout(late);
        resolve(text);
      });
      this.say({ tell: 'scrape', id });
    });
    return asked.catch(() => this.registry.metrics()).finally(() => this.waiting.delete(id));
  }

  private say(message: ToSupervisor): void {
    if (process.connected) process.send!(message, undefined, undefined, () => undefined); // a supervisor that is gone takes this process along
  }
}
