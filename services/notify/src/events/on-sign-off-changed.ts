import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { tellSignOffAnswered, tellSignOffAsked } from '../operations/tell-of-sign-off';

/** Who is asked is told; when one of them has answered, the others' notices are settled and the author is told (NOT-5, QUE-13). */
export async function onSignOffChanged(tx: Tx, { regionId, time, data }: Envelope<'sign-off.changed'>): Promise<void> {
  const told = { regionId, signOffId: data.signOffId, caseId: data.caseId, at: new Date(time) };
  if (data.status === 'WAITING') return tellSignOffAsked(tx, told, { unitId: data.toUnitId, role: data.toRole, staffId: data.toStaffId }, data.askedBy);
  await tellSignOffAnswered(tx, told, data.status === 'SIGNED' ? 'SIGN_OFF_SIGNED' : 'SIGN_OFF_RETURNED', { staffId: data.askedBy, unitId: data.fromUnitId });
}
