import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { Span } from '../domain/inflow-gaps';
import { notPermitted, type RefusedAs } from '../domain/outcome';
import { type InflowDuty, inflowDutyOf, insertInflowDuty, namedBefore, withdrawInflowDuty as withdraw } from '../storage/inflow-store';
import { rolesOfStaffAt } from '../storage/person-store';

export interface NameInflowInput {
  clientId: string;
  unitId: string;
  staffId: string;
  intervals: readonly Span[];
}

/**
 * Names who answers for the unit's inflow in some intervals (QUE-10); the unit's manager. Several may answer for the same hour. The same client id
 * gives the first answer again.
 * @throws Fault BAD_INPUT when the person has no commission at the unit
 */
export async function nameInflowResponsible(db: Database, actor: StaffActor, input: NameInflowInput, requestId?: string): Promise<{ is: 'DONE'; duties: InflowDuty[] } | RefusedAs<'NOT_PERMITTED'>> {
  const { regionId, personId } = actor;
  if (!actor.commission.unitIds.includes(input.unitId)) return notPermitted;
  return transact(db, actor, async (tx) => {
    const before = await namedBefore(tx, regionId, personId, input.clientId);
    if (before.length > 0) return { is: 'DONE' as const, duties: before };
    const roles = await rolesOfStaffAt(tx, regionId, input.staffId, input.unitId);
    if (roles.length === 0) throw badInput('input.staffId', 'somebody with a commission at the unit');
    const named = { regionId, unitId: input.unitId, staffId: input.staffId, namedBy: personId, namedAt: await tx.now() };
    const duties = input.intervals.map(({ from, to }): InflowDuty => ({ id: v7(), ...named, from, to }));
    for (const duty of duties) await insertInflowDuty(tx, duty, input.clientId);
    tx.audit({ action: 'nameInflowResponsible', what: `inflow-duties/${duties.length}`, unitId: input.unitId, regionId, requestId });
    return { is: 'DONE' as const, duties };
  });
}

/** Takes an interval of the manager's units away again; the same again is the same yes (QUE-10). */
export async function withdrawInflowDuty(db: Database, actor: StaffActor, dutyId: string, requestId?: string): Promise<{ is: 'DONE'; duty: InflowDuty } | RefusedAs<'NOT_FOUND'>> {
  return transact(db, actor, async (tx) => {
    const duty = await inflowDutyOf(tx, actor.regionId, actor.commission.unitIds, dutyId);
    if (!duty) return { is: 'NOT_FOUND' as const };
    if (await withdraw(tx, dutyId, actor.personId)) tx.audit({ action: 'withdrawInflowDuty', what: 'inflow-duty', unitId: duty.unitId, regionId: actor.regionId, requestId });
    return { is: 'DONE' as const, duty };
  });
}
