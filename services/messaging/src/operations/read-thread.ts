import type { PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { postMessage as mayPost } from '../domain/post-message';
import { patientsStanding, type Standing, staffsStanding } from '../domain/standing';
import { otherSide, readBy, type Thread, unreadBy } from '../domain/thread';
import { type StaffThread, threadKeysOf, threadsById, threadsOfCases, threadsOfPatient, threadsOfStaff } from '../storage/seen-thread-store';
import { type Participant, readerOf } from './standing-of';

export type Reading = Pick<Tx, 'query'>;

/** A thread as somebody who may read it meets it. */
export interface ThreadView extends Thread {
  by: Standing;
}

/** What the reader's side needs to know of the thread. */
export function forReader(view: ThreadView): { unread: number; readByOtherSide: number; mayPost: boolean } {
  const { side } = view.by;
  return { unread: unreadBy(view, side), readByOtherSide: readBy(view, otherSide(side)), mayPost: mayPost(view, view.by).is === 'YES' };
}

/** What the gateway begins a live thread with. */
export interface ThreadKeys {
  seq: number;
  messageIds: string[];
  readByMySide: number;
  readByOtherSide: number;
}

/** Asks cases whether the caller has a relation to the patient's case that messaging has not heard of yet; false when there is no answer. */
export type AskCases = (patientId: string, caseId: string) => Promise<boolean>;

/** Questions put to cases for one batch, at most. */
const questionsPerBatch = 10;
/** Messages in the gateway's snapshot. */
const messagesInSnapshot = 200;
const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Whether the text can be an id of a thread, a message or a case. */
export const isId = (id: string): boolean => idShape.test(id.toLowerCase());

/** The threads with the ids, in their order; null for those the caller may not know of (DIR-3). One statement. */
export async function readThreads(db: Database, actor: Participant, ids: readonly string[]): Promise<(ThreadView | null)[]> {
  const seen = await seenThreads(readingOf(db), actor, ids.filter(isId));
  return ids.map((id) => seen.get(id.toLowerCase()) ?? null);
}

/** The threads of the caller and of children under the limit, the latest message first (SAF-4). */
export async function myThreads(db: Database, actor: PatientActor): Promise<ThreadView[]> {
  return (await threadsOfPatient(readingOf(db), actor.regionId, actor.personId)).map((thread) => ofPatient(actor, thread));
}

/** The threads of the cases, in the cases' order; of a work item, that of its case. Null before a visit has started, and for who may not know of it. */
export async function readThreadsOfCases(db: Database, actor: Participant, caseIds: readonly string[], ask?: AskCases): Promise<(ThreadView | null)[]> {
  const reading = readingOf(db);
  const wanted = caseIds.filter(isId);
  const found = wanted.length > 0 ? await threadsOfCases(reading, actor.regionId, wanted) : [];
  const seen = found.length > 0 ? await seenThreads(reading, actor, found.map((row) => row.threadId)) : new Map<string, ThreadView>();
  if (actor.kind === 'STAFF' && ask) await addConfirmed(reading, actor, found, seen, ask);
  const byCase = new Map(found.map((row) => [row.caseId, seen.get(row.threadId)]));
  return caseIds.map((id) => byCase.get(id.toLowerCase()) ?? null);
}

/**
 * The gateway's snapshot of a thread, for who takes part in it (LIV-2); null for all others, and for the id in another spelling, on which no hint
 * would come.
 */
export async function threadKeys(db: Database, actor: Participant, id: string): Promise<ThreadKeys | null> {
  const [thread] = await readThreads(db, actor, [id]);
  const keys = thread?.id === id ? await threadKeysOf(readingOf(db), id, messagesInSnapshot) : undefined;
  if (!thread || !keys) return null;
  const { side } = thread.by;
  return { ...keys, readByMySide: readBy(thread, side), readByOtherSide: readBy(thread, otherSide(side)) };
}

/** A case opened a moment ago may not have been heard of: cases is asked before its reader is refused. Such a reader does not write yet. */
async function addConfirmed(reading: Reading, actor: StaffActor, found: { caseId: string; threadId: string; patientId: string | null }[], seen: Map<string, ThreadView>, ask: AskCases): Promise<void> {
  const confirmed: string[] = [];
  for (const { caseId, threadId, patientId } of found.filter((row) => !seen.has(row.threadId)).slice(0, questionsPerBatch)) if (patientId !== null && (await ask(patientId, caseId))) confirmed.push(threadId);
  if (confirmed.length === 0) return;
  for (const thread of await threadsById(reading, actor.regionId, confirmed)) seen.set(thread.id, ofStaff(actor, { ...thread, holds: false, inHand: false, asks: false }));
}

async function seenThreads(reading: Reading, actor: Participant, ids: string[]): Promise<Map<string, ThreadView>> {
  if (ids.length === 0) return new Map();
  const views = actor.kind === 'PATIENT'
    ? (await threadsOfPatient(reading, actor.regionId, actor.personId, ids)).map((thread) => ofPatient(actor, thread))
    : (await threadsOfStaff(reading, readerOf(actor), ids)).map((thread) => ofStaff(actor, thread));
  return new Map(views.map((view) => [view.id, view]));
}

function ofPatient(actor: PatientActor, thread: Thread): ThreadView {
  return { ...thread, by: patientsStanding(actor.personId, thread) };
}

function ofStaff(actor: StaffActor, { holds, inHand, asks, ...thread }: StaffThread): ThreadView {
  return { ...thread, by: staffsStanding(actor.personId, { holds, inHand, asks }) };
}

export function readingOf(db: Database): Reading {
  return { query: (sql, params) => read(db, sql, params) };
}
