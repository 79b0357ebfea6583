import type { Log } from '@vardgraf/service-kit/log';
import type { LiveScope } from '../identity/live-tokens';
import type { GatewayMetrics } from '../metrics';
import type { LiveReads, Viewing } from './reads';

interface Waiting {
  viewing: Viewing;
  resolve(): void;
  reject(error: unknown): void;
}

const gatherMs = 5;
const maxBatch = 500;
const retryMs = 2_000;

/** Audit of live queues: a row when a viewer's queue begins, written before anything is shown, and one when it ends (AUD-1). Rows of a moment travel together. */
export class Viewings {
  private readonly waiting = new Map<string, { scope: LiveScope; rows: Waiting[] }>();
  private readonly owed = new Set<Promise<void>>();
  private stopping = false;

  constructor(private readonly reads: LiveReads, private readonly metrics: GatewayMetrics, private readonly log: Log) {}

  /** Resolves when the row is written. @throws Fault INTERNAL when it could not be */
  began(scope: LiveScope, viewing: Omit<Viewing, 'phase' | 'toSeq'>): Promise<void> {
    return this.write(scope, { ...viewing, phase: 'BEGAN', toSeq: viewing.fromSeq });
  }

  /** Writes the row when it can; nobody waits for it but {@link settle}. */
  ended(scope: LiveScope, viewing: Omit<Viewing, 'phase'>): void {
    const done = this.writeUntilDone(scope, { ...viewing, phase: 'ENDED' }).finally(() => {
      this.owed.delete(done);
      this.metrics.viewingsOwed.set(this.owed.size);
    });
    this.owed.add(done);
    this.metrics.viewingsOwed.set(this.owed.size);
  }

  /** How many ends could not be written yet. */
  get unwritten(): number {
    return this.owed.size;
  }

  /** At shutdown: what is owed is written now, or named in the log. */
  async settle(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.owed);
  }

  private async writeUntilDone(scope: LiveScope, viewing: Viewing): Promise<void> {
    for (;;) {
      try {
        return await this.write(scope, viewing);
      } catch (error) {
        this.log.warn({ err: error, unitId: scope.unitId }, 'the end of a live queue could not be recorded');
        if (this.stopping) return this.log.error({ unitId: scope.unitId, role: scope.role, ...viewing }, 'the end of a live queue is not recorded');
        await new Promise((done) => setTimeout(done, retryMs));
      }
    }
  }

  private write(scope: LiveScope, viewing: Viewing): Promise<void> {
    const key = JSON.stringify([scope.regionId, scope.unitId, scope.role]);
    return new Promise((resolve, reject) => {
      let batch = this.waiting.get(key);
      if (!batch) {
        batch = { scope, rows: [] };
        this.waiting.set(key, batch);
        setTimeout(() => void this.send(key), gatherMs);
      }
      batch.rows.push({ viewing, resolve, reject });
    });
  }

  private async send(key: string): Promise<void> {
    const { scope, rows } = this.waiting.get(key)!;
    this.waiting.delete(key);
    for (let from = 0; from < rows.length; from += maxBatch) {
      const part = rows.slice(from, from + maxBatch);
      try {
        await this.reads.recordViewings(scope, part.map(({ viewing }) => viewing));
        for (const row of part) row.resolve();
      } catch (error) {
        for (const row of part) row.reject(error);
      }
    }
  }
}
