import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { violatedConstraint } from '@vardgraf/service-kit/postgres-errors';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { visitTypeOff } from '../domain/function-off';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { type Publication, publicationFault, slotsOf } from '../domain/publish-slots';
import type { Slot } from '../domain/slot';
import { regionSettings } from '../settings/region-settings';
import { holdClientId } from '../storage/booking-store';
import { lockStaff, worksAt } from '../storage/person-store';
import { busyAt, insertPublication, insertSlots, slotsOfClient } from '../storage/slot-store';
import { functionsOffAt } from '../storage/unit-store';

export type PublishSlotsInput = Omit<Publication, 'regionId'> & { clientId: string };

type Outcome = Done<Slot[]> | RefusedAs<'NOT_FOUND' | 'FUNCTION_OFF' | 'STAFF_MEMBER_BUSY'>;

/**
 * Staff of the unit publish times for a role or a person there, all of them or none; the same clientId gives the first ones again (BOO-1).
 * A person has one time at a moment, wherever it is published: the database excludes the rest.
 * @throws Fault BAD_INPUT for a time in the past, not of a whole minute, twice, or of a length that the region does not have
 */
export async function publishSlots(db: Database, actor: StaffActor, input: PublishSlotsInput, requestId?: string): Promise<Outcome> {
  const { clientId, ...rest } = input;
  const publication: Publication = { ...rest, regionId: actor.regionId };
  if (!actor.commission.unitIds.includes(publication.unitId)) return notFound;
  return transact(db, actor, async (tx): Promise<Outcome> => {
    await holdClientId(tx, actor.personId, clientId);
    const before = await slotsOfClient(tx, actor.personId, clientId);
    if (before) return { is: 'DONE', it: before };
    const refused = await refusal(tx, publication);
    if (refused) return refused;
    const slots = slotsOf(publication, publication.startsAt.map(() => v7()));
    const busy = publication.staffId === null ? undefined : await firstBusy(tx, publication.staffId, slots);
    if (busy) return { is: 'STAFF_MEMBER_BUSY', startsAt: busy };
    const id = v7();
    await insertPublication(tx, { id, staffId: actor.personId, clientId });
    await insertSlots(tx, slots, id);
    tx.audit({ action: 'publishSlots', what: `slots/${slots.length}`, unitId: publication.unitId, requestId });
    return { is: 'DONE', it: slots };
  }).catch((error: unknown): Outcome => {
    // Only who does not hold the person's row gets here: the seed, or a row written by hand.
    if (violatedConstraint(error) === 'staff_member_has_one_time') return { is: 'STAFF_MEMBER_BUSY', startsAt: publication.startsAt[0]! };
    throw error;
  });
}

async function firstBusy(tx: Tx, staffId: string, slots: readonly Slot[]): Promise<Date | undefined> {
  await lockStaff(tx, staffId);
  return busyAt(tx, staffId, slots);
}

async function refusal(tx: Tx, p: Publication): Promise<Exclude<Outcome, Done<Slot[]>> | undefined> {
  const { slotLength } = await regionSettings(tx, p.regionId, p.unitId);
  const fault = publicationFault(p, slotLength, await tx.now());
  if (fault) throw badInput(`input.${fault.at}`, fault.says);
  if (p.staffId !== null && !(await worksAt(tx, p.staffId, p.unitId, p.role))) return notFound;
  const off = visitTypeOff(await functionsOffAt(tx, p.regionId, p.unitId), p.visitType);
  return off ? { is: 'FUNCTION_OFF', function: off } : undefined;
}
