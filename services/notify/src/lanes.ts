import type { Log } from '@vardgraf/service-kit/log';
import { reasonOf } from '@vardgraf/service-kit/postgres-errors';
import type { Lanes } from './operations/attend-notification';

/** Lanes that can be stopped. */
export interface RunningLanes extends Lanes {
  /** Waits for what is under way; what waits is left to its timer. */
  stop(): Promise<void>;
}

/**
 * Does work that must not be done inside a transaction: a few at a time, the rest waits in a short queue, so that a slow operator holds up
 * nothing but its own. Nothing is lost with the process: every item has a timer that comes back for it.
 */
export function startLanes(o: { lanes: number; room: number; log: Log; work: (id: string, regionId: string) => Promise<void> }): RunningLanes {
  const waiting = new Map<string, string>();
  const running = new Map<string, Promise<void>>();
  let stopping = false;

  function next(): void {
    while (!stopping && running.size < o.lanes && waiting.size > 0) {
      const [id, regionId] = waiting.entries().next().value!;
      waiting.delete(id);
      running.set(id, run(id, regionId));
    }
  }

  async function run(id: string, regionId: string): Promise<void> {
    try {
      await o.work(id, regionId);
    } catch (error) {
      o.log.warn({ item: id, reason: reasonOf(error) }, 'a delivery was cut short');
    } finally {
      running.delete(id);
      next();
    }
  }

  return {
    has: (id) => waiting.has(id) || running.has(id),
    hasRoom: () => !stopping && waiting.size < o.room,
    take(id, regionId) {
      if (stopping || waiting.has(id) || running.has(id)) return;
      waiting.set(id, regionId);
      next();
    },
    async stop() {
      stopping = true;
      waiting.clear();
      await Promise.all(running.values());
    },
  };
}
