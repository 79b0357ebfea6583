import type { Tx } from '@vardgraf/service-kit/transaction';
import type { SignOff } from '../domain/sign-off';

/** Tells how a request to sign off stands now: ids and codes; the record's words and the reason stay in their rows. */
export function tellSignOff(tx: Tx, s: SignOff, verb: string, patientId: string | null, requestId?: string): void {
  tx.emit({
    type: 'sign-off.changed', aggregateId: s.id, version: s.status === 'WAITING' ? 1 : 2, regionId: s.regionId,
    data: {
      signOffId: s.id, caseId: s.caseId, recordKind: s.recordKind, status: s.status, askedBy: s.askedBy, fromUnitId: s.fromUnitId,
      toUnitId: s.toUnitId, toRole: s.toRole, toStaffId: s.toStaffId, signerId: s.answeredBy,
    },
  });
  tx.audit({ action: verb, what: `sign-off/${s.recordKind}`, caseId: s.caseId, patientId: patientId ?? undefined, unitId: s.status === 'WAITING' ? s.fromUnitId : s.toUnitId, regionId: s.regionId, requestId });
}
