import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { hasOwnProtocol } from '../domain/case';
import type { StaffRole } from '../domain/codes';
import { notFound, notPermitted, type RefusedAs } from '../domain/outcome';
import { mayBeAsked, type SignOff, type SignOffRecordKind } from '../domain/sign-off';
import { rolesOfStaffAt } from '../storage/person-store';
import { insertSignOff, signOffAskedBefore, standingSignOff, writtenRecord } from '../storage/sign-off-store';
import { unitOf } from '../storage/unit-store';
import { tellSignOff } from './sign-off-events';
import { lockVisible } from './visible-case';

export interface AskSignOffInput {
  clientId: string;
  caseId: string;
  recordKind: SignOffRecordKind;
  recordId: string | null;
  to: { unitId: string; role: StaffRole | null; staffId: string | null };
}

type Outcome = { is: 'DONE'; signOffId: string } | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'SIGN_OFF_EXISTS'>;

/**
 * The author of a record asks a role at a unit, or a person there, to sign it off (QUE-13). The case does not change; who is asked reads the record alone.
 * The same client id gives the first request again.
 * @throws Fault BAD_INPUT when nobody is named who could sign off
 */
export async function askSignOff(db: Database, actor: StaffActor, input: AskSignOffInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, input.caseId);
    if (!seen || !hasOwnProtocol(seen.found)) return notFound;
    const { found, by, actingUnitId } = seen;
    const before = await signOffAskedBefore(tx, by.personId, input.clientId);
    if (before) return before.caseId === found.id ? { is: 'DONE', signOffId: before.id } : notFound;
    const record = await writtenRecord(tx, found.id, input.recordKind, input.recordId, by.personId);
    if (!record) return notFound;
    if (record.byId !== by.personId) return notPermitted;
    const standing = await standingSignOff(tx, input.recordKind, record.id);
    if (standing) return { is: 'SIGN_OFF_EXISTS', status: standing.status };
    await mustBeSomebody(tx, actor, input.to);
    const signOff: SignOff = {
      id: v7(), regionId: found.regionId, caseId: found.id, recordKind: input.recordKind, recordId: record.id, askedBy: by.personId, fromUnitId: actingUnitId, askedAt: await tx.now(),
      toUnitId: input.to.unitId, toRole: input.to.staffId === null ? input.to.role : null, toStaffId: input.to.staffId, status: 'WAITING', answeredBy: null, answeredAt: null, returnReason: null,
    };
    await insertSignOff(tx, signOff, input.clientId);
    tellSignOff(tx, signOff, 'askSignOff', found.patientId, requestId);
    return { is: 'DONE', signOffId: signOff.id };
  });
}

/** Names whoever is asked: somebody else, at a unit of the region, in a role that gives care. */
async function mustBeSomebody(tx: Tx, actor: StaffActor, to: AskSignOffInput['to']): Promise<void> {
  if (to.staffId === null) {
    if (to.role === null || !mayBeAsked(to.role)) throw badInput('input.to.role', 'a role that gives care, or a person');
    if (!(await unitOf(tx, actor.regionId, to.unitId))) throw badInput('input.to.unitId', 'a unit of the region');
    return;
  }
  const roles = await rolesOfStaffAt(tx, actor.regionId, to.staffId, to.unitId);
  const fit = roles.some((role) => mayBeAsked(role) && (to.role === null || to.role === role));
  if (!fit || to.staffId === actor.personId) throw badInput('input.to.staffId', 'somebody else at the unit, in a role that gives care');
}
