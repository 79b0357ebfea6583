import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { isCaseId } from '../domain/case-id';
import { type ReadSignOff, signOffsAskedBy, signOffsById, signOffsWaitingFor } from '../storage/sign-off-store';

export type SignOffRead = ReadSignOff;

/** Records that the caller may sign off, asked first first (QUE-13); none in a role that gives no care. */
export const signOffsWaiting = (db: Database, actor: StaffActor): Promise<SignOffRead[]> => signOffsWaitingFor(db, readerOf(actor));

/** What the caller has asked others to sign off, newest first. */
export const signOffsAsked = (db: Database, actor: StaffActor): Promise<SignOffRead[]> => signOffsAskedBy(db, readerOf(actor));

/** One answer for each id, in the ids' order; null for what the caller has no part in. */
export async function readableSignOffs(db: Database, actor: StaffActor, ids: readonly string[]): Promise<(SignOffRead | null)[]> {
  const found = await signOffsById(db, readerOf(actor), ids.filter(isCaseId));
  return ids.map((id) => found.find((s) => s.id === id.toLowerCase()) ?? null);
}

function readerOf(actor: StaffActor): { regionId: string; personId: string; unitIds: readonly string[]; role: string } {
  return { regionId: actor.regionId, personId: actor.personId, unitIds: actor.commission.unitIds, role: actor.commission.role };
}
