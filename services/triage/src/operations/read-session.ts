import type { StaffActor } from '@vardgraf/service-kit/actor';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Session } from '../domain/session';
import { standingOf } from '../domain/standing';
import { casesInHand } from '../storage/case-access-store';
import { rechecksOfCase } from '../storage/recheck-store';
import { sessionById, sessionsOfCases } from '../storage/session-store';
import { photosOf, type StoredPhoto } from '../storage/photo-store';
import { mayAssist } from './may-assist';
import { type Asker, maySee } from './own-session';
import { outcomeView, type OutcomeView } from './outcome-view';
import { recheckReport, type RecheckReport } from './recheck-view';
import { type AnamnesisView, reportOf, type SessionView, viewOf } from './session-view';
import { type Reading, surroundingsOf } from './surroundings';

/** A session that its reader may see, with what the log needs. */
export interface SeenSession {
  view: SessionView;
  patientId: string;
  caseId: string | null;
}

export interface SeenReport {
  report: AnamnesisView;
  photos: StoredPhoto[];
  /** What triage came to when it was accepted. */
  outcome: OutcomeView;
  /** What the patient has said while waiting, the newest first (BEY-5). */
  rechecks: RecheckReport[];
  patientId: string;
}

/** Asks cases whether the caller has a relation to the patient's case that triage has not heard of yet; false when there is no answer. */
export type AskCases = (patientId: string, caseId: string) => Promise<boolean>;

/** Questions put to cases in one request, at most. */
const questionsPerRequest = 10;

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A session of one's own or of one's child, one begun by telephone at one's unit, or of a case that the staff member has in hand; null for any other. */
export async function readSession(db: Database, actor: Asker, id: string): Promise<SeenSession | null> {
  if (!idShape.test(id.toLowerCase())) return null;
  const reading = readingOf(db);
  const session = await sessionById(reading, actor.regionId, id);
  if (!session || !(await visible(reading, actor, session))) return null;
  return { view: await viewOf(reading, session), patientId: session.patientId, caseId: session.caseId };
}

/** Whether the session may be shown: to whom it belongs, to who goes on with it and so triages by telephone (TRI-2), to who has its case in hand. */
export async function visible(reading: Reading, actor: Asker, session: Session): Promise<boolean> {
  if ((actor.kind !== 'STAFF' || (await mayAssist(reading, actor))) && (await maySee(reading, actor, session))) return true;
  return actor.kind === 'STAFF' && session.caseId !== null && (await casesInHand(reading, readerOf(actor), [session.caseId])).length > 0;
}

/**
 * The reports of cases that the staff member has in hand, in the ids' order; null for any other (TRI-9). A case taken a moment ago may not have
 * been heard of: cases is asked before its holder is refused.
 */
export async function readReports(db: Database, actor: StaffActor, caseIds: readonly string[], ask: AskCases): Promise<(SeenReport | null)[]> {
  const reading = readingOf(db);
  const wanted = caseIds.filter((id) => idShape.test(id));
  const inHand = new Set(await casesInHand(reading, readerOf(actor), wanted));
  const sessions = wanted.length > 0 ? await sessionsOfCases(reading, actor.regionId, wanted) : [];
  const reports = new Map<string, SeenReport>();
  let questions = questionsPerRequest;
  for (const s of sessions) {
    if (!inHand.has(s.caseId!) && (questions-- <= 0 || !(await ask(s.patientId, s.caseId!)))) continue;
    reports.set(s.caseId!, await seenReport(reading, s));
  }
  return caseIds.map((id) => reports.get(id) ?? null);
}

async function seenReport(reading: Reading, s: Session): Promise<SeenReport> {
  const around = await surroundingsOf(reading, s);
  const standing = standingOf(s, around);
  const rechecks = (await rechecksOfCase(reading, s.regionId, s.caseId!)).reverse();
  return {
    report: reportOf(s, around, standing), photos: await photosOf(reading, s.id), patientId: s.patientId,
    outcome: await outcomeView(reading, s, standing, around), rechecks: rechecks.map((r) => recheckReport(r, around)),
  };
}

function readerOf(actor: StaffActor): { regionId: string; personId: string; unitIds: string[] } {
  return { regionId: actor.regionId, personId: actor.personId, unitIds: actor.commission.unitIds };
}

export function readingOf(db: Database): Reading {
  return { query: (sql, params) => read(db, sql, params) };
}
