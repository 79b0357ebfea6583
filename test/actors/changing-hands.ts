import { v7 } from 'uuid';
import { type GraphClient, type Reply, untilAnswered } from './graph-client';
import type { Journal } from './journal';
import { oneOf } from './random';
import type { Worker } from './staff-shifts';

/** One offer to somebody else, from asking to its answer. */
export interface Offer {
  client: GraphClient;
  journal: Journal;
  next: () => number;
  /** Of the giver, or of an assignment who sends it onward. */
  giver: Worker;
  receiver: Worker;
  caseId: string;
  /** What happens between the offer and its answer: a process dies, time passes. */
  between(): Promise<void>;
}

const refusal = '... on Refusal { code }';
const documents = {
  takeCase: `mutation Take($input: TakeCaseInput!) { takeCase(input: $input) { __typename ... on TakeCaseOk { case { id card { takenAt } } } ${refusal} } }`,
  startCase: `mutation Begin($input: StartCaseInput!) { startCase(input: $input) { __typename ... on StartCaseOk { case { id card { startedAt } } } ${refusal} } }`,
  endCase: `mutation End($input: EndCaseInput!) { endCase(input: $input) { __typename ... on EndCaseOk { case { id endedAt } } ${refusal} } }`,
  requestHandover: `mutation HandOver($input: RequestHandoverInput!) { requestHandover(input: $input) { __typename ... on RequestHandoverOk { handover { id } } ${refusal} } }`,
  acceptHandover: `mutation Accept($input: AcceptHandoverInput!) { acceptHandover(input: $input) { __typename ... on AcceptHandoverOk { handover { id } } ${refusal} } }`,
  refuseHandover: `mutation Refuse($input: RefuseHandoverInput!) { refuseHandover(input: $input) { __typename ... on RefuseHandoverOk { handover { id } } ${refusal} } }`,
  withdrawHandover: `mutation TakeBack($input: WithdrawHandoverInput!) { withdrawHandover(input: $input) { __typename ... on WithdrawHandoverOk { handover { id } } ${refusal} } }`,
  askConsultation: `mutation Ask($input: AskConsultationInput!) { askConsultation(input: $input) { __typename ... on AskConsultationOk { consultation { id } } ${refusal} } }`,
  acceptConsultedCase: `mutation Over($input: AcceptConsultedCaseInput!) { acceptConsultedCase(input: $input) { __typename ... on AcceptConsultedCaseOk { consultation { id } handover { id } } ${refusal} } }`,
  declineConsultation: `mutation No($input: DeclineConsultationInput!) { declineConsultation(input: $input) { __typename ... on DeclineConsultationOk { consultation { id } } ${refusal} } }`,
  withdrawConsultation: `mutation Back($input: WithdrawConsultationInput!) { withdrawConsultation(input: $input) { __typename ... on WithdrawConsultationOk { consultation { id } } ${refusal} } }`,
  closeConsultation: `mutation Done($input: CloseConsultationInput!) { closeConsultation(input: $input) { __typename ... on CloseConsultationOk { consultation { id } } ${refusal} } }`,
  openCase: `mutation See($input: OpenCaseInput!) { openCase(input: $input) { __typename ... on OpenCaseOk { case { id thread { id mayPost } } } ${refusal} } }`,
  postMessage: `mutation Write($input: PostMessageInput!) { postMessage(input: $input) { __typename ... on PostMessageOk { posted { id seq } } ${refusal} } }`,
  forwardConsultation: `mutation Onward($input: ForwardConsultationInput!) { forwardConsultation(input: $input) { __typename ... on ForwardConsultationOk { card { id unit { id } } } ${refusal} } }`,
} as const;

/** Sends the same until it is answered, however long the other side is away. @throws Error after so many milliseconds */
export async function insists(client: GraphClient, by: Worker, field: keyof typeof documents, input: Record<string, unknown>, next: () => number, withinMs = 60_000): Promise<Reply> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; ) {
    const reply = await untilAnswered(() => client.ask(by.personId, by.commissionId, field, documents[field], { input }), field, next, () => true);
    if (reply) return reply;
  }
  throw new Error(`${field} was not answered within ${withinMs} ms`);
}

export const isOk = (reply: Reply): boolean => reply.__typename.endsWith('Ok');

/** Takes a case. @returns whether it was not somebody else's */
export async function takes({ client, journal, next }: Pick<Offer, 'client' | 'journal' | 'next'>, by: Worker, caseId: string): Promise<boolean> {
  const taken = await insists(client, by, 'takeCase', { caseId }, next);
  if (isOk(taken)) journal.acknowledged.push({ act: 'TAKE', caseId, by: by.personId, at: taken['case'].card.takenAt as string });
  return isOk(taken);
}

/** Asks to hand over: the receiver's unit, their role there, or them. @returns the request */
async function asks({ client, journal, next, giver, receiver, caseId }: Offer): Promise<string | undefined> {
  const clientId = v7();
  const to = { unitId: receiver.unitId, ...oneOf(next, [{}, { role: receiver.role }, { staffId: receiver.personId }]) };
  const asked = await insists(client, giver, 'requestHandover', { clientId, caseId, to, reason: 'OTHER_COMPETENCE', consent: { given: true } }, next);
  if (!isOk(asked)) return undefined;
  const handoverId = asked['handover'].id as string;
  journal.acknowledged.push({ act: 'ASK_HANDOVER', clientId, handoverId, caseId, by: giver.personId });
  return handoverId;
}

type Answering = 'acceptHandover' | 'refuseHandover' | 'withdrawHandover';
const acts = { acceptHandover: 'ACCEPT_HANDOVER', refuseHandover: 'REFUSE_HANDOVER', withdrawHandover: 'WITHDRAW_HANDOVER' } as const;

/** @returns whether it was answered with yes */
async function answers({ client, journal, next, giver, receiver }: Offer, handoverId: string, how: Answering): Promise<boolean> {
  const by = how === 'withdrawHandover' ? giver : receiver;
  const answered = await insists(client, by, how, { handoverId, ...(how === 'refuseHandover' && { reason: 'NO_CAPACITY' }) }, next);
  if (isOk(answered)) journal.acknowledged.push({ act: acts[how], handoverId, by: by.personId });
  return isOk(answered);
}

/** A hand-over with what comes of it: one answer, two at once of which one counts, or none. */
const handover = (...how: Answering[]) => async (offer: Offer): Promise<number> => {
  const handoverId = await asks(offer);
  if (!handoverId) return 0;
  await offer.between();
  const yes = await Promise.all(how.map((one) => answers(offer, handoverId, one)));
  return yes.filter(Boolean).length;
};

/** Sends an assignment onward, where the receiver takes it; of a case that is none it says so by type. */
async function onward(offer: Offer): Promise<number> {
  const { client, journal, next, giver, receiver, caseId } = offer;
  const sent = await insists(client, giver, 'forwardConsultation', { caseId, unitId: receiver.unitId, profession: receiver.role, reason: 'WRONG_UNIT' }, next);
  if (!isOk(sent)) return 0;
  journal.acknowledged.push({ act: 'FORWARD', caseId, by: giver.personId, toUnitId: sent['card'].unit.id as string });
  await offer.between();
  return (await takes(offer, receiver, caseId)) ? 1 : 0;
}

/** The ways in which a case goes from one to another, each answering how many said yes. */
export const changesOfHands = {
  accepted: handover('acceptHandover'),
  refused: handover('refuseHandover'),
  'taken back': handover('withdrawHandover'),
  'accepted and taken back at once': handover('acceptHandover', 'withdrawHandover'),
  'accepted and refused at once': handover('acceptHandover', 'refuseHandover'),
  unanswered: handover(),
  'sent onward': onward,
} as const satisfies Record<string, (offer: Offer) => Promise<number>>;
