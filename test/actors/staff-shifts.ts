import { v7 } from 'uuid';
import { write } from './conversations';
import type { GraphClient } from './graph-client';
import type { Journal } from './journal';
import { oneOf } from './random';

const queueDocument = `query Queue($unitId: ID!, $filter: QueueFilter) { queue(unitId: $unitId, filter: $filter, first: 30) { totalCount edges { node { id status takenBy { id } allowedActions } } } }`;
const refusal = '... on Refusal { code }';
const threadDocument = `mutation Read($input: OpenCaseInput!) { openCase(input: $input) { __typename ... on OpenCaseOk { case { id thread { id mayPost lastSeq unread } } } ${refusal} } }`;
const documents = {
  openCase: `mutation See($input: OpenCaseInput!) { openCase(input: $input) { __typename ... on OpenCaseOk { case { id } } ${refusal} } }`,
  takeCase: `mutation Take($input: TakeCaseInput!) { takeCase(input: $input) { __typename ... on TakeCaseOk { case { id card { takenAt } } } ${refusal} } }`,
  startCase: `mutation Begin($input: StartCaseInput!) { startCase(input: $input) { __typename ... on StartCaseOk { case { id card { startedAt } } } ${refusal} } }`,
  endCase: `mutation End($input: EndCaseInput!) { endCase(input: $input) { __typename ... on EndCaseOk { case { id endedAt } } ${refusal} } }`,
  releaseCase: `mutation Release($input: ReleaseCaseInput!) { releaseCase(input: $input) { __typename ... on ReleaseCaseOk { card { id } } ${refusal} } }`,
  requestHandover: `mutation HandOver($input: RequestHandoverInput!) { requestHandover(input: $input) { __typename ... on RequestHandoverOk { handover { id } } ${refusal} } }`,
} as const;

type Act = keyof typeof documents;

/** Somebody at work in one commission. */
export interface Worker {
  personId: string;
  commissionId: string;
  unitId: string;
  role: string;
}

interface Card {
  id: string;
  status: string;
  takenBy: { id: string } | null;
  allowedActions: string[];
}

/** What there is besides the queue: other units to hand over to, and conversations. Null: only the queue. */
export type Around = { unitIds: readonly string[]; running: () => boolean } | null;

/** A look at the queue and one thing done to one of its cases; what was answered with yes goes to the journal. */
export async function staffStep(client: GraphClient, journal: Journal, next: () => number, worker: Worker, around: Around = null): Promise<void> {
  const mine = next() < 0.6;
  const looked = await client.ask(worker.personId, worker.commissionId, 'queue', queueDocument, {
    unitId: worker.unitId, filter: mine ? { mine: true } : { statuses: ['REQUESTED'] },
  });
  if (looked.is === 'FAULT') return;
  const cards = ((looked.data['queue'] as { edges: { node: Card }[] } | null)?.edges ?? []).map((edge) => edge.node);
  const card = oneOf(next, cards.slice(0, 8)); // the top of the queue, where colleagues meet
  if (!card) return;
  if (around && ['IN_PROGRESS', 'ON_HOLD'].includes(card.status) && next() < 0.5) return converse(client, journal, next, worker, card.id, around);
  await act(client, journal, next, worker, card.id, chosen(card, next, around), around);
}

function chosen(card: Card, next: () => number, around: Around): Act {
  const dice = next();
  if (card.status === 'REQUESTED') return dice < 0.25 ? 'openCase' : 'takeCase';
  if (around && dice > 0.75 && card.allowedActions.includes('REQUEST_HANDOVER')) return 'requestHandover';
  if (card.status === 'ACCEPTED') return dice < 0.3 ? 'releaseCase' : 'startCase';
  return dice < 0.15 || !card.allowedActions.includes('END') ? 'releaseCase' : 'endCase';
}

async function act(client: GraphClient, journal: Journal, next: () => number, { personId, commissionId }: Worker, caseId: string, what: Act, around: Around): Promise<void> {
  const clientId = v7();
  const more = {
    openCase: { reason: 'CONSIDER_TAKING' }, releaseCase: { reason: 'END_OF_SHIFT' }, endCase: { reason: 'CARE_GIVEN', phaseDays: around && next() < 0.4 ? 1 : 0 }, takeCase: {}, startCase: {},
    requestHandover: { clientId, to: { unitId: oneOf(next, around?.unitIds ?? []) }, reason: 'OTHER_COMPETENCE', consent: { given: true } },
  }[what];
  const answer = await client.ask(personId, commissionId, what, documents[what], { input: { caseId, ...more } });
  if (answer.is === 'FAULT') return; // whether it happened is for the next look at the queue to say
  const result = answer.data[what] as { __typename: string; case?: { card?: { takenAt?: string; startedAt?: string }; endedAt?: string | null }; handover?: { id: string } };
  if (!result.__typename.endsWith('Ok')) return;
  const by = personId;
  switch (what) {
    case 'openCase':
      return void journal.acknowledged.push({ act: 'SEE', caseId, by });
    case 'takeCase':
      return void journal.acknowledged.push({ act: 'TAKE', caseId, by, at: result.case!.card!.takenAt! });
    case 'startCase':
      return void journal.acknowledged.push({ act: 'START', caseId, by, at: result.case!.card!.startedAt! });
    case 'endCase':
      return void journal.acknowledged.push(result.case!.endedAt ? { act: 'END', caseId, by, at: result.case!.endedAt } : { act: 'HOLD', caseId, by });
    case 'releaseCase':
      return void journal.acknowledged.push({ act: 'RELEASE', caseId, by });
    case 'requestHandover':
      return void journal.acknowledged.push({ act: 'ASK_HANDOVER', clientId, handoverId: result.handover!.id, caseId, by });
  }
}

/** Opens the case one has and writes to the patient. */
async function converse(client: GraphClient, journal: Journal, next: () => number, worker: Worker, caseId: string, around: NonNullable<Around>): Promise<void> {
  const answer = await client.ask(worker.personId, worker.commissionId, 'openCase', threadDocument, { input: { caseId, reason: 'CARE' } });
  if (answer.is === 'FAULT') return;
  const opened = answer.data['openCase'] as { __typename: string; case?: { thread: Parameters<typeof write>[4] | null } };
  if (!opened.case) return;
  journal.acknowledged.push({ act: 'SEE', caseId, by: worker.personId });
  if (opened.case.thread) await write(client, journal, next, worker, opened.case.thread, around.running);
}
