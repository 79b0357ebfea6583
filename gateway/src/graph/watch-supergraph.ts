import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Log } from '@vardgraf/service-kit/log';
import type { GatewayMetrics } from '../metrics';
import type { Federation } from './federation';

/**
 * Loads the file anew whenever it has changed, sockets and subscriptions staying as they are. A file that cannot be read or loaded changes nothing: it
 * is said in the log and in the health answer, and the next change is tried again.
 */
export function watchSupergraph(file: string, everyMs: number, federation: Federation, metrics: GatewayMetrics, log: Log): { warnings(): string[]; stop(): void } {
  let refused = false;
  const look = () => {
    try {
      federation.reload(readFileSync(file, 'utf8'));
      refused = false;
      metrics.supergraphLoads.inc({ outcome: 'ok' });
      log.info('the supergraph is loaded anew');
    } catch (error) {
      refused = true;
      metrics.supergraphLoads.inc({ outcome: 'refused' });
      log.error({ err: error }, 'the supergraph that was put in place cannot be loaded; the one before stays');
    }
  };
  // Asked for its state and not for notices, which a file that is moved into place or comes through a link does not give.
  watchFile(file, { interval: everyMs, persistent: false }, (now, before) => {
    if (now.mtimeMs !== before.mtimeMs || now.size !== before.size || now.ino !== before.ino) look();
  });
  return { warnings: () => (refused ? ['the supergraph that was put in place cannot be loaded; the one before serves'] : []), stop: () => unwatchFile(file) };
}
