import type { Tx } from '@vardgraf/service-kit/transaction';
import { caseOfBooking, type MadeBooking } from '../domain/booked-case';
import { admitCase } from './admit-case';
import { followTicket } from './follow-submission';
import { placedAt } from './placed-at';

/** A booking becomes a scheduled case, always; nobody is alerted and nothing escalates (BOO-5, SAF-5). The same booking again changes nothing. */
export async function receiveBooking(tx: Tx, booking: MadeBooking): Promise<void> {
  const { noOneInRole, visibility } = await placedAt(tx, { ...booking, profession: booking.role });
  const opened = caseOfBooking(booking, noOneInRole);
  const admitted = await admitCase(tx, { opened, visibility, alert: false, verb: 'receiveBooking', by: { byKind: 'PATIENT', byId: booking.patientId } });
  if (admitted) await followTicket(tx, booking.ticketId, opened);
}
