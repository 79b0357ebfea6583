import type { Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import type { Measured, ToWorker } from './messages';

/** A worker that has not told its measures by then is left out of the answer. */
const patienceMs = 1_000;

/** Asks workers for their measures. Each carries its worker's number as a label: a counter never falls because another worker began anew. */
export class Scrapes {
  private readonly waiting = new Map<number, (measured: Measured) => void>();
  private last = 0;

  /** All their measures as Prometheus reads them. */
  async of(workers: readonly Worker[]): Promise<string> {
    const told = await Promise.all(workers.map((worker) => this.ask(worker)));
    return AggregatorRegistry.aggregate(told.filter((each) => each.length > 0)).metrics();
  }

  /** A worker has answered. */
  take(id: number, measured: Measured): void {
    this.waiting.get(id)?.(measured);
  }

  private ask(worker: Worker): Promise<Measured> {
    const id = (this.last += 1);
    return new Promise<Measured>((resolve) => {
      const late = setTimeout(() => resolve([]), patienceMs);
      this.waiting.set(id, (measured) => {
        clearTimeout(late);
        resolve(measured);
      });
      worker.send({ tell: 'measure', id } satisfies ToWorker, (error) => error && resolve([]));
    }).finally(() => this.waiting.delete(id));
  }
}
