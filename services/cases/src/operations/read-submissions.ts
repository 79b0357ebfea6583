import type { PartnerActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import { type PageInfo, pageInfo } from '@vardgraf/service-kit/page-info';
import type { Database } from '@vardgraf/service-kit/postgres';
import { isCaseId } from '../domain/case-id';
import type { Submission } from '../domain/submission';
import { consultationsOfCases, type SubmittedConsultation as WithWords } from '../storage/consultation-store';
import { submissionByReference, submissionKeys as readKeys, submissionPage, submissionsOfPartner } from '../storage/submission-store';

export type SubmittedConsultation = WithWords;

export interface SubmissionConnection {
  edges: { cursor: string; node: Submission }[];
  pageInfo: PageInfo;
}

const largestPage = 100;
/** How many of its submissions a partner's live field begins with. */
const snapshotSize = 200;

/** The partner's own submission by its reference (CON-4). */
export async function submission(db: Database, actor: PartnerActor, reference: string): Promise<Submission | undefined> {
  return submissionByReference(db, actor.regionId, actor.clientId, reference);
}

/** Those of the submissions that are the partner's own, in the ids' order; null where there is none. */
export async function ownSubmissions(db: Database, actor: PartnerActor, ids: readonly string[]): Promise<(Submission | null)[]> {
  const found = await submissionsOfPartner(db, actor.regionId, actor.clientId, ids.filter(isCaseId));
  return ids.map((id) => found.find((s) => s.id === id.toLowerCase()) ?? null);
}

/**
 * The partner's own submissions, newest first.
 * @throws Fault BAD_INPUT for a page size outside 1–100 or a cursor that is not one of ours
 */
export async function mySubmissions(db: Database, actor: PartnerActor, q: { first: number; after: string | undefined }): Promise<SubmissionConnection> {
  if (!Number.isInteger(q.first) || q.first < 1 || q.first > largestPage) throw badInput('first', `from 1 to ${largestPage}`);
  const found = await submissionPage(db, actor.regionId, actor.clientId, q.first + 1, q.after === undefined ? undefined : placeOf(q.after));
  const edges = found.slice(0, q.first).map((node) => ({ cursor: cursorOf(node), node }));
  return { edges, pageInfo: pageInfo(edges, found.length > q.first, q.after) };
}

/** The gateway's snapshot: the number of the partner's stream and its last submissions (BEY-2). */
export async function submissionKeys(db: Database, actor: PartnerActor): Promise<{ seq: number; submissionIds: string[] }> {
  return readKeys(db, actor.regionId, actor.clientId, snapshotSize);
}

/** What telephone triage wrote to the cases, which the caller has in hand (CON-2). */
export async function consultations(db: Database, regionId: string, caseIds: readonly string[]): Promise<(SubmittedConsultation | null)[]> {
  const found = await consultationsOfCases(db, regionId, caseIds);
  return caseIds.map((id) => found.find((c) => c.caseId === id) ?? null);
}

function cursorOf(s: Submission): string {
  return Buffer.from(`${s.submittedAt.toISOString()} ${s.id}`).toString('base64url');
}

function placeOf(cursor: string): { at: string; id: string } {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at)) || !isCaseId(id)) throw badInput('after', 'a cursor of this list');
  return { at, id };
}
