import { openDatabase } from '../../src/postgres';
import { startTimers } from '../../src/timers';
import { log } from './world';

/** Fires slowly, so that whoever kills it does so in the middle. */
async function main(url: string): Promise<void> {
  const db = await openDatabase({ url, service: 'toy', entities: [] });
  startTimers({
    db, log,
    handlers: {
      k: async (tx, timer) => {
        await tx.query('INSERT INTO fired (timer_id, aggregate_id, late_ms) VALUES ($1, $2, 0)', [timer.id, timer.aggregateId]);
        await tx.query('SELECT pg_sleep(0.005)');
      },
      several: {
        together: async (tx, timers) => {
          for (const timer of timers) {
            await tx.query('INSERT INTO fired (timer_id, aggregate_id, late_ms) VALUES ($1, $2, 0)', [timer.id, timer.aggregateId]);
            await tx.query('SELECT pg_sleep(0.005)');
          }
          return [];
        },
      },
    },
  });
}

void main(process.argv[2]!);
