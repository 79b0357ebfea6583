import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import type { OpenReason } from '../domain/codes';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { saveCases } from '../storage/case-store';
import { saveOpening } from '../storage/opening-store';
import { accessChanged } from './case-events';
import { beginLooking } from './look-at-case';
import { emitNumbered } from './record-change';
import { lockConsulted, lockVisible } from './visible-case';

export interface OpenCaseInput {
  caseId: string;
  reason: OpenReason;
  note?: string | undefined;
}

/** Opens a case that the caller sees in a queue, or is consulted on with that as the reason: from then on they may read it, a consulted one for as long as the consultation is open (CON-1). Every opening is logged, with its reason and note (DIR-3, AUD-1). */
export async function openCase(db: Database, actor: StaffActor, input: OpenCaseInput, requestId?: string): Promise<Done | RefusedAs<'NOT_FOUND'>> {
  return transact(db, actor, async (tx): Promise<Done | RefusedAs<'NOT_FOUND'>> => {
    const seen = (await lockVisible(tx, actor, input.caseId)) ?? (input.reason === 'CONSULTED' ? await lockConsulted(tx, actor, input.caseId) : undefined);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    await saveOpening(tx, { caseId: found.id, staffId: by.personId, unitId: actingUnitId, role: by.role, reason: input.reason, openedAt: await tx.now() });
    tx.audit({
      action: 'openCase', what: 'case', patientId: found.patientId ?? undefined, caseId: found.id, unitId: actingUnitId, reason: input.reason, note: input.note, requestId,
    });
    await beginLooking(tx, found, visibility, by.personId);
    if (found.takenBy === by.personId || found.participants.includes(by.personId)) return { is: 'DONE', case: found };
    const after: Case = { ...found, participants: [...found.participants, by.personId], version: found.version + 1 };
    await saveCases(tx, [{ before: found, after }]);
    emitNumbered(tx, after, found.version, [accessChanged(after, visibility)]);
    return { is: 'DONE', case: after };
  });
}
