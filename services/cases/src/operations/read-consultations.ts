import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { isCaseId } from '../domain/case-id';
import { type ConsultationReader, consultationsAbout, consultationsAsked, consultationsById, type ReadConsultation } from '../storage/staff-consultation-store';

export type ConsultationRead = ReadConsultation;

/** One answer for each id, in the ids' order; null for what the caller neither asks, has taken nor sees in a queue (CON-1). */
export async function readableConsultations(db: Database, actor: StaffActor, ids: readonly string[]): Promise<(ConsultationRead | null)[]> {
  const found = await consultationsById(db, readerOf(actor), ids.filter(isCaseId));
  return ids.map((id) => found.find((q) => q.id === id.toLowerCase()) ?? null);
}

/** What the caller asks, and what is asked about cases that the caller has. */
export async function myConsultations(db: Database, actor: StaffActor): Promise<ConsultationRead[]> {
  return consultationsAsked(db, readerOf(actor));
}

/** Every consultation about each case, newest first, for who has the cases in hand. */
export async function consultationsOf(db: Database, regionId: string, caseIds: readonly string[]): Promise<ConsultationRead[][]> {
  const found = await consultationsAbout(db, regionId, caseIds);
  return caseIds.map((id) => found.filter((q) => q.aboutCaseId === id));
}

function readerOf(actor: StaffActor): ConsultationReader {
  return { regionId: actor.regionId, personId: actor.personId, unitIds: actor.commission.unitIds, role: actor.commission.role };
}
