import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log';
import { reasonOf } from './postgres-errors';

/**
 * Takes turns until told to stop. A turn that fails is taken again half a second later, for ever: an outage ends by itself. It is
 * logged when it begins, when its reason changes and when it is over, not twice a second.
 */
export async function keepGoing(o: { turn: () => Promise<void>; stopping: () => boolean; log: Log; what: string; failed?: (error: unknown) => void }): Promise<void> {
  let trouble: string | undefined;
  while (!o.stopping()) {
    try {
      await o.turn();
      if (trouble !== undefined) o.log.info({ reason: trouble }, `${o.what} goes on`);
      trouble = undefined;
    } catch (error) {
      o.failed?.(error);
      const reason = reasonOf(error);
      if (reason !== trouble) o.log.warn({ reason }, `${o.what} waits`);
      trouble = reason;
      await sleep(500);
    }
  }
}
