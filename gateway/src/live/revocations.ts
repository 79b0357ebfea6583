import { eventSubject } from '@vardgraf/schema/events/catalogue';
import { parseEnvelope } from '@vardgraf/schema/events/envelope';
import type { Log } from '@vardgraf/service-kit/log';
import { reasonOf } from '@vardgraf/service-kit/postgres-errors';
import { loginRevokedSubject } from '@vardgraf/service-kit/tokens';
import { z } from 'zod';
import type { Revocations } from '../identity/revocations';
import type { Connections } from './connections';
import type { Hints } from './hints';

const loginRevoked = z.object({ session: z.string().min(1) });
const revokedLately = z.object({ sessions: z.array(z.string()) });

export interface RevocationParts {
  hints: Hints;
  connections: Connections;
  revocations: Revocations;
  log: Log;
  /** Where the log-in service lists what it revoked lately; without it only messages tell. */
  listUrl: string | undefined;
  everyMs: number;
}

/**
 * Hears of log-ins that ended and of commissions that changed, refuses their tokens from then on, and closes their connections with 4403 (DIR-2). Both come
 * over core NATS within moments. A message that is lost: ended log-ins are read from the log-in service's list every ten seconds; a changed
 * commission leaves the token's own expiry, five minutes at most. @returns a way to stop
 */
export async function watchRevocations({ hints, connections, revocations, log, listUrl, everyMs }: RevocationParts): Promise<() => void> {
  await hints.listen(eventSubject('directory', 'staff.changed'), (message) => {
    const parsed = parseEnvelope(message);
    if (!parsed.ok || parsed.event.type !== 'staff.changed') return;
    const { staffId, active, commissions } = parsed.event.data;
    revocations.setCommissions(staffId, active ? commissions : []);
    connections.closeWhere((caller) => revocations.refuses(caller), 'Commission changed');
  });
  const ended = (sessions: readonly string[]) => {
    if (sessions.length === 0) return;
    for (const session of sessions) revocations.endSession(session);
    connections.closeWhere((caller) => revocations.refuses(caller), 'Logged out');
  };
  await hints.listen(loginRevokedSubject, (message) => {
    const parsed = loginRevoked.safeParse(message);
    if (parsed.success) ended([parsed.data.session]);
  });
  if (listUrl === undefined) return () => undefined;

  const look = async () => {
    try {
      const response = await fetch(listUrl, { signal: AbortSignal.timeout(2_000) });
      ended(revokedLately.parse(await response.json()).sessions);
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'the log-in service did not say which log-ins have ended');
    }
  };
  hints.onReconnect(() => void look());
  await look(); // before the first request: a gateway that starts has heard nothing yet
  const regular = setInterval(() => void look(), everyMs);
  return () => clearInterval(regular);
}
