import { eventSubject } from '@vardgraf/schema/events/catalogue';
import { parseEnvelope } from '@vardgraf/schema/events/envelope';
import type { Caller } from '../identity/callers';
import type { Hints } from './hints';
import type { Sockets } from './sockets';

/**
 * Closes the sockets of staff whose commission no longer says what their token says. Listens to the event as it passes on core NATS: one that is
 * missed leaves the token's own expiry, five minutes at most.
 */
export async function watchCommissions(hints: Hints, sockets: Sockets): Promise<void> {
  await hints.listen(eventSubject('directory', 'staff.changed'), (message) => {
    const parsed = parseEnvelope(message);
    if (!parsed.ok || parsed.event.type !== 'staff.changed') return;
    const { staffId, active, commissions } = parsed.event.data;
    sockets.closeWhere(({ actor }: Caller) => {
      if (actor.kind !== 'STAFF' || actor.personId !== staffId) return false;
      const still = active && commissions.find(({ id }) => id === actor.commission.id);
      return !still || still.role !== actor.commission.role || !actor.commission.unitIds.every((id) => still.unitIds.includes(id));
    }, 'Commission changed');
  });
}
