import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { protocolRefusal } from '../domain/protocol-refusal';
import { lockVisible, shownAgain } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'ONE_PATIENT_PER_VISIT'>;

/** A visit has one patient: whoever asks for another is told so, and that the other gets an own case (VIS-7). The visit's own patient is there already. */
export async function addPatientToVisit(db: Database, actor: StaffActor, input: { caseId: string; patientId: string }, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, input.caseId);
    if (!seen) return notFound;
    const refused = protocolRefusal(seen.found, seen.by);
    if (refused) return refused;
    return input.patientId === seen.found.patientId ? shownAgain(tx, seen.found, seen.actingUnitId, requestId) : { is: 'ONE_PATIENT_PER_VISIT' };
  });
}
