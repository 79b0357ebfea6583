import type { PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { ActsAs } from '../domain/codes';
import { mayActFor } from '../storage/person-store';
import type { Viewer } from '../storage/seen-store';

/** Who may look at tickets and bookings at all. */
export type Caller = PatientActor | StaffActor;

/** Whose tickets and bookings the caller sees: own and children's, or those of the commission's units (DIR-3). */
export function viewerOf(actor: Caller): Viewer {
  return { regionId: actor.regionId, personId: actor.personId, unitIds: actor.kind === 'STAFF' ? actor.commission.unitIds : null };
}

/** As what the caller acts on something of the patient at the units; undefined when they may not know of it, which is told as 'not found'. */
export async function actsAs(tx: Tx, actor: Caller, patientId: string, unitIds: readonly string[]): Promise<ActsAs | undefined> {
  if (actor.kind === 'STAFF') return unitIds.some((id) => actor.commission.unitIds.includes(id)) ? 'STAFF' : undefined;
  return (await mayActFor(tx, actor.personId, patientId)) ? 'PATIENT' : undefined;
}
