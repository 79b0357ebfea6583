import { v7 } from 'uuid';
import { write } from './conversations';
import { type GraphClient, type Reply, untilAnswered } from './graph-client';
import type { Journal } from './journal';
import { oneOf } from './random';
import type { Around, Worker } from './staff-shifts';

const refusal = '... on Refusal { code }';
const cardsDocument = `query Questions($unitId: ID!, $filter: QueueFilter) { queue(unitId: $unitId, filter: $filter, first: 30) { totalCount edges { node { id status allowedActions takenBy { id } asked { wish } } } } }`;
const mineDocument = 'query Mine { myConsultations { id answeredAt outcome } }';
const threadDocument = `mutation Read($input: OpenCaseInput!) { openCase(input: $input) { __typename ... on OpenCaseOk { case { id thread { id mayPost lastSeq unread } } } ${refusal} } }`;
const documents = {
  askConsultation: `mutation Ask($input: AskConsultationInput!) { askConsultation(input: $input) { __typename ... on AskConsultationOk { consultation { id } } ${refusal} } }`,
  takeCase: `mutation Take($input: TakeCaseInput!) { takeCase(input: $input) { __typename ... on TakeCaseOk { case { id card { takenAt } } } ${refusal} } }`,
  declineConsultation: `mutation Decline($input: DeclineConsultationInput!) { declineConsultation(input: $input) { __typename ... on DeclineConsultationOk { consultation { id } } ${refusal} } }`,
  withdrawConsultation: `mutation TakeBack($input: WithdrawConsultationInput!) { withdrawConsultation(input: $input) { __typename ... on WithdrawConsultationOk { consultation { id } } ${refusal} } }`,
  closeConsultation: `mutation Close($input: CloseConsultationInput!) { closeConsultation(input: $input) { __typename ... on CloseConsultationOk { consultation { id } } ${refusal} } }`,
  acceptConsultedCase: `mutation Over($input: AcceptConsultedCaseInput!) { acceptConsultedCase(input: $input) { __typename ... on AcceptConsultedCaseOk { consultation { id } handover { id } } ${refusal} } }`,
} as const;
const ends = { declineConsultation: 'DECLINED', withdrawConsultation: 'WITHDRAWN', closeConsultation: 'CLOSED', acceptConsultedCase: 'HANDED_OVER' } as const;

interface Card {
  id: string;
  status: string;
  takenBy: { id: string } | null;
  asked: { wish: string } | null;
}

/** One of the staff as they deal with questions. */
interface Desk {
  client: GraphClient;
  journal: Journal;
  next: () => number;
  worker: Worker;
  around: NonNullable<Around>;
}

/** Staff ask staff (CON-1): asks about a case of one's own or in general; takes, answers, declines or takes over what is asked; takes back or closes what one has asked. */
export async function questionStep(client: GraphClient, journal: Journal, next: () => number, worker: Worker, around: NonNullable<Around>): Promise<void> {
  const desk: Desk = { client, journal, next, worker, around };
  const dice = next();
  if (dice < 0.35) return asks(desk);
  if (dice < 0.5) return looksAfterOwn(desk);
  const card = oneOf(next, (await cardsOf(desk, { kinds: ['CONSULTATION'] })).slice(0, 8));
  if (card?.status === 'REQUESTED') return take(desk, card.id);
  if (card?.takenBy?.id === worker.personId) await answer(desk, card);
}

async function cardsOf({ client, worker }: Desk, filter: Record<string, unknown>): Promise<Card[]> {
  const looked = await client.ask(worker.personId, worker.commissionId, 'queue', cardsDocument, { unitId: worker.unitId, filter });
  return looked.is === 'FAULT' ? [] : ((looked.data['queue'] as { edges: { node: Card }[] } | null)?.edges ?? []).map((edge) => edge.node);
}

async function does({ client, worker }: Desk, field: keyof typeof documents, input: Record<string, unknown>): Promise<Reply | undefined> {
  const answered = await client.ask(worker.personId, worker.commissionId, field, documents[field], { input });
  return answered.is === 'DATA' && (answered.data[field] as Reply).__typename.endsWith('Ok') ? (answered.data[field] as Reply) : undefined;
}

/** With one client id until it is answered; now and then once more. */
async function asks(desk: Desk): Promise<void> {
  const { client, journal, next, worker, around } = desk;
  const own = next() < 0.7 ? oneOf(next, (await cardsOf(desk, { mine: true })).filter(({ asked }) => !asked)) : undefined;
  const [clientId, unitId] = [v7(), oneOf(next, around.unitIds)];
  const input = {
    clientId, caseId: own?.id ?? null, to: { unitId, ...(next() < 0.5 && { role: 'DOCTOR' }) }, wish: own && next() < 0.6 ? 'TO_HAND_OVER' : 'ADVICE', question: 'Hur gör ni?',
    priority: own ? null : '5', consent: { given: true },
  };
  for (let times = next() < 0.2 ? 2 : 1; times > 0; times -= 1) {
    const asked = await untilAnswered(() => client.ask(worker.personId, worker.commissionId, 'askConsultation', documents.askConsultation, { input }), 'askConsultation', next, around.running);
    if (asked?.__typename !== 'AskConsultationOk') return;
    journal.acknowledged.push({ act: 'ASK_COLLEAGUE', clientId, consultationId: asked['consultation'].id as string, by: worker.personId });
  }
}

async function take(desk: Desk, caseId: string): Promise<void> {
  const taken = await does(desk, 'takeCase', { caseId });
  if (taken) desk.journal.acknowledged.push({ act: 'TAKE', caseId, by: desk.worker.personId, at: taken['case'].card.takenAt as string });
}

async function end(desk: Desk, field: keyof typeof ends, consultationId: string, more: Record<string, unknown> = {}): Promise<void> {
  if (await does(desk, field, { consultationId, ...more })) desk.journal.acknowledged.push({ act: 'END_QUESTION', consultationId, outcome: ends[field], by: desk.worker.personId });
}

/** Writes in its thread, declines it, or takes the case over where that is wished. */
async function answer(desk: Desk, card: Card): Promise<void> {
  const { client, journal, next, worker, around } = desk;
  const dice = next();
  if (card.asked?.wish === 'TO_HAND_OVER' && dice < 0.5) return end(desk, 'acceptConsultedCase', card.id);
  if (card.status === 'ACCEPTED' && dice > 0.8) return end(desk, 'declineConsultation', card.id, { reason: 'NO_CAPACITY' });
  const opened = await client.ask(worker.personId, worker.commissionId, 'openCase', threadDocument, { input: { caseId: card.id, reason: 'CARE' } });
  const found = opened.is === 'DATA' ? (opened.data['openCase'] as { case?: { thread: Parameters<typeof write>[4] | null } }).case : undefined;
  if (!found) return;
  journal.acknowledged.push({ act: 'SEE', caseId: card.id, by: worker.personId });
  if (found.thread) await write(client, journal, next, worker, found.thread, around.running);
}

async function looksAfterOwn(desk: Desk): Promise<void> {
  const { client, next, worker } = desk;
  const looked = await client.ask(worker.personId, worker.commissionId, 'myConsultations', mineDocument, {});
  const open = looked.is === 'DATA' ? ((looked.data['myConsultations'] as { id: string; answeredAt: string | null; outcome: string | null }[] | null) ?? []).filter(({ outcome }) => !outcome) : [];
  const one = oneOf(next, open);
  if (one) await end(desk, one.answeredAt ? 'closeConsultation' : 'withdrawConsultation', one.id);
}
