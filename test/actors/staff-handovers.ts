import type { GraphClient } from './graph-client';
import type { Journal } from './journal';
import { oneOf } from './random';
import type { Worker } from './staff-shifts';

const refusal = '... on Refusal { code }';
const listDocument = 'query Asked($unitId: ID!) { handovers(unitId: $unitId) { id toUnit { id } askedBy { id } } }';
const answers = {
  ACCEPT_HANDOVER: ['acceptHandover', `mutation Accept($input: AcceptHandoverInput!) { acceptHandover(input: $input) { __typename ... on AcceptHandoverOk { handover { id } } ${refusal} } }`],
  REFUSE_HANDOVER: ['refuseHandover', `mutation Refuse($input: RefuseHandoverInput!) { refuseHandover(input: $input) { __typename ... on RefuseHandoverOk { handover { id } } ${refusal} } }`],
  WITHDRAW_HANDOVER: ['withdrawHandover', `mutation TakeBack($input: WithdrawHandoverInput!) { withdrawHandover(input: $input) { __typename ... on WithdrawHandoverOk { handover { id } } ${refusal} } }`],
} as const;

interface Asked {
  id: string;
  toUnit: { id: string };
  askedBy: { id: string };
}

/** Looks at what is asked of the unit and by it, and answers one of them. */
export async function handoverStep(client: GraphClient, journal: Journal, next: () => number, worker: Worker): Promise<void> {
  const looked = await client.ask(worker.personId, worker.commissionId, 'handovers', listDocument, { unitId: worker.unitId });
  const asked = looked.is === 'DATA' ? oneOf(next, (looked.data['handovers'] as Asked[] | null) ?? []) : undefined;
  if (!asked) return;
  const act = asked.askedBy.id === worker.personId ? 'WITHDRAW_HANDOVER' : next() < 0.7 ? 'ACCEPT_HANDOVER' : 'REFUSE_HANDOVER';
  const [field, document] = answers[act];
  const input = { handoverId: asked.id, ...(act === 'REFUSE_HANDOVER' && { reason: 'NO_CAPACITY' }) };
  const answer = await client.ask(worker.personId, worker.commissionId, field, document, { input });
  if (answer.is === 'DATA' && (answer.data[field] as { __typename: string }).__typename.endsWith('Ok')) journal.acknowledged.push({ act, handoverId: asked.id, by: worker.personId });
}

const forwardDocument = `mutation Onward($input: ForwardConsultationInput!) { forwardConsultation(input: $input) { __typename ... on ForwardConsultationOk { card { id unit { id } } } ${refusal} } }`;
const assignmentsDocument = `query Assignments($unitId: ID!, $filter: QueueFilter) { queue(unitId: $unitId, filter: $filter, first: 30) { totalCount edges { node { id allowedActions } } } }`;

/** Sends an assignment from telephone triage that the person has onward to another unit or profession (CON-2). */
export async function forwardStep(client: GraphClient, journal: Journal, next: () => number, worker: Worker, unitIds: readonly string[]): Promise<void> {
  const looked = await client.ask(worker.personId, worker.commissionId, 'queue', assignmentsDocument, { unitId: worker.unitId, filter: { mine: true, kinds: ['TELEPHONE_TRIAGE'] } });
  if (looked.is === 'FAULT') return;
  const cards = ((looked.data['queue'] as { edges: { node: { id: string; allowedActions: string[] } }[] } | null)?.edges ?? []).map((edge) => edge.node);
  const card = oneOf(next, cards.filter(({ allowedActions }) => allowedActions.includes('FORWARD')));
  const unitId = oneOf(next, unitIds.filter((one) => one !== worker.unitId));
  if (!card || !unitId) return;
  const input = { caseId: card.id, unitId, profession: oneOf(next, ['NURSE', 'DOCTOR']), reason: 'WRONG_UNIT' };
  const answer = await client.ask(worker.personId, worker.commissionId, 'forwardConsultation', forwardDocument, { input });
  const sent = answer.is === 'DATA' ? (answer.data['forwardConsultation'] as { __typename: string; card?: { unit: { id: string } } }) : undefined;
  if (sent?.card) journal.acknowledged.push({ act: 'FORWARD', caseId: card.id, by: worker.personId, toUnitId: sent.card.unit.id });
}
