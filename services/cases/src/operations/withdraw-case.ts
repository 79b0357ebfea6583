import type { PatientActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { withdrawCase as decide } from '../domain/withdraw-case';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { mayActFor } from '../storage/person-store';
import { afterwards } from './case-events';
import { recordChange } from './record-change';
import { shownAgain } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'SUICIDE_RISK_OPEN'>;

/** The patient, or a guardian of a child under the limit, withdraws the case; not with open suicide risk (QUE-8). */
export async function withdrawCase(db: Database, actor: PatientActor, caseId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const found = await loadCaseForUpdate(tx, actor.regionId, caseId);
    if (!found || found.patientId === null || found.kind === 'MESSAGE' || !(await mayActFor(tx, actor.personId, found.patientId))) return notFound;
    const decided = decide(found, await tx.now());
    if (decided.is === 'SAME') return shownAgain(tx, decided.case, found.unitId, requestId);
    if (decided.is !== 'CHANGED') return decided;
    const stored = await recordChange(tx, {
      before: found, after: decided.case, visibility: await visibilityOf(tx, caseId), action: 'WITHDRAW', verb: 'withdrawCase', requestId,
      event: { type: 'case.withdrawn', data: afterwards(decided.case) },
    });
    tx.cancelTimers(caseId);
    return { is: 'DONE', case: stored };
  });
}
