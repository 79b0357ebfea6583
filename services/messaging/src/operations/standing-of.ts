import type { PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { patientsStanding, type Standing, staffsStanding } from '../domain/standing';
import type { Thread } from '../domain/thread';
import { relationOf, type StaffReader } from '../storage/case-access-store';
import { mayActFor } from '../storage/person-store';
import { lockThread } from '../storage/thread-store';

/** Who takes part in conversations. */
export type Participant = PatientActor | StaffActor;

/** The thread, locked, with how the caller stands to it; undefined for who may not know that it is there. */
export async function lockSeen(tx: Tx, actor: Participant, threadId: string): Promise<{ thread: Thread; by: Standing } | undefined> {
  const thread = await lockThread(tx, actor.regionId, threadId);
  const by = thread && (await standingOf(tx, actor, thread));
  return thread && by && { thread, by };
}

async function standingOf(tx: Tx, actor: Participant, thread: Thread): Promise<Standing | undefined> {
  if (actor.kind === 'PATIENT') return thread.patientId !== null && (await mayActFor(tx, actor.personId, thread.patientId)) ? patientsStanding(actor.personId, thread) : undefined;
  const relation = await relationOf(tx, readerOf(actor), thread.id);
  return relation && staffsStanding(actor.personId, relation);
}

export function readerOf(actor: StaffActor): StaffReader {
  return { regionId: actor.regionId, personId: actor.personId, unitIds: actor.commission.unitIds };
}
