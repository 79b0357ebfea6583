import { v7 } from 'uuid';
import { type GraphClient, untilAnswered } from './graph-client';
import type { Acknowledged, Journal } from './journal';
import { oneOf } from './random';
import type { Worker } from './staff-shifts';

const refusal = '... on Refusal { code }';
const mineDocument = `query Mine($unitId: ID!, $filter: QueueFilter) { queue(unitId: $unitId, filter: $filter, first: 30) { totalCount edges { node { id kind status takenBy { id } allowedActions } } } }`;
const openDocument = `mutation See($input: OpenCaseInput!) { openCase(input: $input) { __typename ... on OpenCaseOk { case { id protocols { kind stepsOffered { step doable skippable } } } } ${refusal} } }`;
const documents = {
  flagSuicideRisk: `mutation Flag($input: FlagSuicideRiskInput!) { flagSuicideRisk(input: $input) { __typename ... on FlagSuicideRiskOk { case { id } } ${refusal} } }`,
  assessSuicideRisk: `mutation Assess($input: AssessSuicideRiskInput!) { assessSuicideRisk(input: $input) { __typename ... on AssessSuicideRiskOk { case { id } } ${refusal} } }`,
  recordPhysicalVisit: `mutation Visit($input: RecordPhysicalVisitInput!) { recordPhysicalVisit(input: $input) { __typename ... on RecordPhysicalVisitOk { case { id } } ${refusal} } }`,
  planIndividually: `mutation Plan($input: PlanIndividuallyInput!) { planIndividually(input: $input) { __typename ... on PlanIndividuallyOk { case { id } } ${refusal} } }`,
  prolongContact: `mutation Prolong($input: ProlongContactInput!) { prolongContact(input: $input) { __typename ... on ProlongContactOk { case { id } } ${refusal} } }`,
  closeWithoutContact: `mutation GiveUp($input: CloseWithoutContactInput!) { closeWithoutContact(input: $input) { __typename ... on CloseWithoutContactOk { case { id } } ${refusal} } }`,
  handOverAcutely: `mutation Acutely($input: HandOverAcutelyInput!) { handOverAcutely(input: $input) { __typename ... on HandOverAcutelyOk { case { id } } ${refusal} } }`,
  recordReceipt: `mutation Receipt($input: RecordReceiptInput!) { recordReceipt(input: $input) { __typename ... on RecordReceiptOk { case { id } } ${refusal} } }`,
  recordContactAttempt: `mutation Phone($input: RecordContactAttemptInput!) { recordContactAttempt(input: $input) { __typename ... on RecordContactAttemptOk { attempt { id } } ${refusal} } }`,
  beginProtocol: `mutation List($input: BeginProtocolInput!) { beginProtocol(input: $input) { __typename ... on BeginProtocolOk { case { id } } ${refusal} } }`,
  recordProtocolStep: `mutation Step($input: RecordProtocolStepInput!) { recordProtocolStep(input: $input) { __typename ... on RecordProtocolStepOk { case { id } } ${refusal} } }`,
  requestHandover: `mutation HandOver($input: RequestHandoverInput!) { requestHandover(input: $input) { __typename ... on RequestHandoverOk { handover { id } } ${refusal} } }`,
} as const;

interface Card {
  id: string;
  kind: string;
  status: string;
  takenBy: { id: string } | null;
  allowedActions: string[];
}

interface Checklist {
  kind: string;
  stepsOffered: { step: string; doable: boolean; skippable: boolean }[];
}

/** A mutation and what a yes to it promises. */
interface Deed {
  field: keyof typeof documents;
  input: Record<string, unknown>;
  promise: (yes: Record<string, any>) => Acknowledged; // eslint-disable-line @typescript-eslint/no-explicit-any -- an answer as its field gives it
}

/** What a clinician does for safety in a case of their own, or of a patient at risk: seeks the patient, goes through a checklist, flags, assesses, plans, hands over (SAF-1, BEY-9, EXP-7). */
export async function careStep(client: GraphClient, journal: Journal, next: () => number, worker: Worker, running: () => boolean): Promise<void> {
  const { personId: by, commissionId, unitId } = worker;
  const filter = next() < 0.7 ? { mine: true } : { tags: ['SUICIDE_RISK_FLAGGED'] };
  const looked = await client.ask(by, commissionId, 'queue', mineDocument, { unitId, filter });
  if (looked.is === 'FAULT') return;
  const cards = ((looked.data['queue'] as { edges: { node: Card }[] } | null)?.edges ?? []).map((edge) => edge.node);
  const card = oneOf(next, cards.filter(({ kind }) => kind !== 'CONSULTATION').slice(0, 8));
  if (!card) return;
  const action = oneOf(next, card.allowedActions.filter((one) => one in deeds));
  const deed = action && (await deeds[action]!({ client, journal, next, worker, card }));
  if (!deed) return;
  const done = await untilAnswered(() => client.ask(by, commissionId, deed.field, documents[deed.field], { input: deed.input }), deed.field, next, () => running() && repeatable(deed));
  if (done?.__typename.endsWith('Ok')) journal.acknowledged.push(deed.promise(done));
}

/** What may be sent again for the same answer; of the rest, whether it happened is for the next look at the queue to say. */
const repeatable = ({ input }: Deed): boolean => input['clientId'] !== undefined;

interface Scene {
  client: GraphClient;
  journal: Journal;
  next: () => number;
  worker: Worker;
  card: Card;
}

const hourMs = 3_600_000;
type Decides = (scene: Scene) => Deed | undefined | Promise<Deed | undefined>;
const riskStep = (field: Deed['field'], event: string, more: (next: () => number) => Record<string, unknown>): Decides => ({ card: { id: caseId }, worker: { personId: by }, next }) =>
  ({ field, input: { caseId, ...more(next) }, promise: () => ({ act: 'RISK_STEP', event, caseId, by }) });

/** For each offered action the deed that it is; undefined where it is left to somebody else. */
const deeds: Record<string, Decides> = {
  RECORD_CONTACT_ATTEMPT: ({ card: { id: caseId }, worker: { personId: by }, next }) => {
    const clientId = v7();
    const input = { clientId, caseId, channel: 'PHONE', outcome: oneOf(next, ['REACHED', 'NO_ANSWER', 'VOICEMAIL']), numberRank: 1 + Math.floor(next() * 2), reason: 'NO_ANSWER_IN_CHAT' };
    return { field: 'recordContactAttempt', input, promise: ({ attempt }) => ({ act: 'CALL', clientId, attemptId: attempt.id, caseId, by }) };
  },
  BEGIN_PROTOCOL: ({ card: { id: caseId }, next }) => {
    if (next() < 0.5) return undefined; // most patients are neither silent nor away
    const kind = oneOf(next, ['SILENCE', 'SILENCE', 'NO_SHOW'])!;
    return { field: 'beginProtocol', input: { caseId, kind }, promise: () => ({ act: 'BEGIN_LIST', caseId, kind }) };
  },
  RECORD_PROTOCOL_STEP: nextStepOf,
  FLAG_SUICIDE_RISK: ({ card: { id: caseId }, next }) =>
    next() < 0.5 ? undefined : { field: 'flagSuicideRisk', input: { caseId, sign: 'IMPRESSION' }, promise: () => ({ act: 'FLAG_RISK', caseId }) },
  ASSESS_SUICIDE_RISK: ({ card: { id: caseId }, worker: { personId: by }, next }) => {
    const [clientId, level] = [v7(), oneOf(next, ['NONE_OR_LOW', 'NONE_OR_LOW', 'MODERATE', 'HIGH_OR_ACUTE'])!];
    const input = { clientId, caseId, level, rung: 'DEATH_THOUGHTS', riskFactors: 'Ensam.', protectiveFactors: 'Hunden.', basis: ['CHAT'], feelsSafeOnline: level === 'NONE_OR_LOW' ? true : null };
    return { field: 'assessSuicideRisk', input, promise: () => ({ act: 'ASSESS_RISK', clientId, caseId, by, level }) };
  },
  RECORD_PHYSICAL_VISIT: riskStep('recordPhysicalVisit', 'VISIT', () => ({ held: true })),
  PLAN_INDIVIDUALLY: riskStep('planIndividually', 'PLAN', () => ({ reason: 'OTHER', plan: 'Ringa i morgon.', until: new Date(Date.now() + 24 * hourMs).toISOString() })),
  PROLONG_CONTACT: riskStep('prolongContact', 'SET_INTERVAL', () => ({ minutes: 5 })),
  CLOSE_WITHOUT_CONTACT: riskStep('closeWithoutContact', 'CLOSE_WITHOUT_CONTACT', () => ({ reason: 'Ringt flera gånger.' })),
  HAND_OVER_ACUTELY: riskStep('handOverAcutely', 'HAND_OVER_ACUTELY', () => ({ to: 'PSYCHIATRY', words: 'Överenskommet per telefon.' })),
  RECORD_RECEIPT: riskStep('recordReceipt', 'RECEIPT', () => ({ receivedBy: 'Jouren', receivedAt: new Date(Date.now() - hourMs).toISOString() })),
  /** Who may not assess hands the patient over to who may. */
  REQUEST_HANDOVER: ({ card: { id: caseId, takenBy, allowedActions }, worker: { personId: by, unitId }, next }) => {
    if (takenBy?.id !== by || allowedActions.includes('END') || allowedActions.includes('FLAG_SUICIDE_RISK') || allowedActions.includes('ASSESS_SUICIDE_RISK')) return undefined;
    const clientId = v7();
    const input = { clientId, caseId, to: { unitId, role: oneOf(next, ['DOCTOR', 'PSYCHOLOGIST']) }, reason: 'SUICIDE_RISK', consent: { given: true } };
    return { field: 'requestHandover', input, promise: ({ handover }) => ({ act: 'ASK_HANDOVER', clientId, handoverId: handover.id, caseId, by }) };
  },
};

/** Opens the case and does the next step of one of its checklists, or passes it over with a reason. */
async function nextStepOf({ client, journal, next, worker, card }: Scene): Promise<Deed | undefined> {
  const { personId: by, commissionId } = worker;
  const caseId = card.id;
  const opened = await client.ask(by, commissionId, 'openCase', openDocument, { input: { caseId, reason: 'CARE' } });
  if (opened.is === 'FAULT') return undefined;
  const found = (opened.data['openCase'] as { case?: { protocols: Checklist[] } }).case;
  if (!found) return undefined;
  journal.acknowledged.push({ act: 'SEE', caseId, by });
  const list = oneOf(next, found.protocols.filter(({ stepsOffered }) => stepsOffered.length > 0));
  const offered = list && oneOf(next, list.stepsOffered.filter(({ step }) => step !== 'CLOSE'));
  if (!offered) return undefined;
  const passesOver = !offered.doable || (offered.skippable && next() < 0.3);
  const input = { caseId, kind: list.kind, step: offered.step, ...(passesOver && { skippedBecause: 'Har redan ringt.' }) };
  return { field: 'recordProtocolStep', input, promise: () => ({ act: 'LIST_STEP', caseId, kind: list.kind, step: offered.step, by }) };
}
