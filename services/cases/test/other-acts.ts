import type { EventData } from '@vardgraf/schema/events/catalogue';
import { type StaffActor, systemActor } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import { read } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { acceptConsultedCase } from '../src/operations/accept-consulted-case';
import { askConsultation } from '../src/operations/ask-consultation';
import { askRechecks } from '../src/operations/ask-recheck';
import { closeConsultation } from '../src/operations/close-consultation';
import { declineConsultation } from '../src/operations/decline-consultation';
import { forwardConsultation } from '../src/operations/forward-consultation';
import { takeCase } from '../src/operations/take-case';
import { tellAssignmentOverdue } from '../src/operations/tell-assignment-overdue';
import { warnOfBreaches } from '../src/operations/warn-of-breach';
import { withdrawConsultation } from '../src/operations/withdraw-consultation';
import type { CasesWorld } from './cases-world';

/** Questions to colleagues, assignments from telephone triage, what a waiting patient says, and their clocks, for random histories. */
export const otherActs = [
  'ask colleague', 'ask to hand over', 'take question', 'answer question', 'decline question', 'take back question', 'close question', 'take case over', 'forward', 'overdue clock', 'breach clock', 'recheck clock',
  'worse', 'same',
] as const;
export type OtherAct = (typeof otherActs)[number];

/** One of them, by the staff member, at the platform's time. */
export async function actOnOthers(world: CasesWorld, id: string, { action, by, at }: { action: OtherAct; by: StaffActor; at: string }): Promise<unknown> {
  const { db } = world;
  const clock = (work: (tx: Tx, regionId: string, caseId: string) => Promise<unknown>) => transact(db, systemActor('cases'), (tx) => work(tx, 'gavleborg', id));
  const asks = (wish: 'ADVICE' | 'TO_HAND_OVER') => asked(world, { caseId: id, wish, by });
  const onQuestion = async (what: (questionId: string) => Promise<unknown>): Promise<unknown> => {
    const [latest] = await read<{ id: string }>(db, `SELECT id::text FROM "case" WHERE kind = 'CONSULTATION' AND (id = $1 OR linked_case_id = $1) ORDER BY created_at DESC, id DESC LIMIT 1`, [id]);
    return latest && what(latest.id);
  };
  switch (action) {
    case 'ask colleague': return asks('ADVICE');
    case 'ask to hand over': return asks('TO_HAND_OVER');
    case 'take question': return onQuestion((q) => takeCase(db, by, q));
    case 'answer question': return onQuestion((q) => world.hear('message.posted', {
      threadId: `thread-${q}`, caseId: q, patientId: null, unitId: 'soderhamn', messageId: v7(), seq: 2, senderKind: 'STAFF', senderId: by.personId, phase: 'CONSULTATION', postedAt: at, unreadByStaff: 0,
    }));
    case 'decline question': return onQuestion((q) => declineConsultation(db, by, q, 'NO_CAPACITY'));
    case 'take back question': return onQuestion((q) => withdrawConsultation(db, by, q));
    case 'close question': return onQuestion((q) => closeConsultation(db, by, q));
    case 'take case over': return onQuestion((q) => acceptConsultedCase(db, by, q));
    case 'forward': return onward(world, id, by);
    case 'overdue clock': return clock(tellAssignmentOverdue);
    case 'breach clock': return clock((tx, regionId, caseId) => warnOfBreaches(tx, regionId, [caseId]));
    case 'recheck clock': return clock((tx, regionId, caseId) => askRechecks(tx, regionId, [caseId]));
    case 'worse': return says(world, id, at, { change: 'WORSE', priority: '2', urgencyRank: 2 });
    case 'same': return says(world, id, at, { change: 'SAME' });
  }
}

/** A question to the doctors of the other unit. @returns what the operation answered */
export async function asked(world: CasesWorld, { caseId, wish, by, clientId = v7() }: { caseId: string | null; wish: 'ADVICE' | 'TO_HAND_OVER'; by: StaffActor; clientId?: string }): Promise<Awaited<ReturnType<typeof askConsultation>> | undefined> {
  if (caseId !== null && (await world.case(caseId)).kind === 'CONSULTATION') return undefined; // a fault of input, which no screen offers
  return askConsultation(world.db, by, { clientId, caseId, wish, to: { unitId: 'soderhamn', role: 'DOCTOR', staffId: null }, question: 'hur gör ni', priority: caseId === null ? '5' : null, consent: { given: true, urgentReason: null } });
}

async function onward(world: CasesWorld, caseId: string, by: StaffActor): Promise<unknown> {
  const { unitId } = await world.case(caseId);
  return unlessWrong(forwardConsultation(world.db, by, { caseId, unitId: unitId === 'bollnas' ? 'soderhamn' : 'bollnas', profession: 'DOCTOR', reason: 'OTHER_COMPETENCE' }));
}

/**
 * What is wrong input does nothing: a case at risk goes to who may assess it (SAF-1), and no receiver who may not; and nobody sends a case to where somebody else has
 * brought it while they looked.
 */
export async function unlessWrong<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'BAD_INPUT') return undefined;
    throw error;
  });
}

async function says(world: CasesWorld, caseId: string, saidAt: string, said: Partial<EventData<'recheck.answered'>>): Promise<void> {
  const c = await world.case(caseId);
  if (c.sessionId === null) return;
  await world.hear('recheck.answered', {
    recheckId: v7(), sessionId: c.sessionId, caseId, patientId: c.patientId!, change: 'SAME', state: 'ANSWERED', beforeRank: c.urgencyRank, priority: c.priority, urgencyRank: c.urgencyRank, suicideRisk: false,
    content: { packId: 'cough', semver: '1.2.0', sha256: 'a'.repeat(64) }, firedRules: ['cough/breathless'], saidAt, ...said,
  });
}
