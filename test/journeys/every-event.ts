import { v7 } from 'uuid';
import { graph } from '../client';
import type { LiveQueue } from '../live-queue';
import { partnerToken } from '../partner';
import type { Stack } from '../stack';
import { patients, type StaffName, units, type World } from '../world';

const minute = 60_000;

/** Where it happens, and whose live queue shows it. */
export interface There {
  stack: Stack;
  world: World;
  queueOf(who: StaffName): LiveQueue;
  /** From now on they watch the case and its conversation. */
  isWatched(who: StaffName, caseId: string): Promise<void>;
}

/** One case is asked for four times: refused, taken back, left until it is overdue, accepted; then held after its visit. */
export async function isHandedOver({ world, queueOf, isWatched }: There): Promise<void> {
  const caseId = await world.hasCase('otherGuardian', 'soreThroat');
  const asks = async (): Promise<string> => {
    const input = { clientId: v7(), caseId, to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, reason: 'OTHER_COMPETENCE', consent: { given: true } };
    const asked = await world.does('annaNurse', 'requestHandover', input, '... on RequestHandoverOk { handover { id } }');
    return asked['handover'].id as string;
  };
  const answers = async (who: StaffName, mutation: string, input: Record<string, unknown>): Promise<void> =>
    expect((await world.does(who, mutation, input))['__typename']).toBe(`${mutation[0]!.toUpperCase()}${mutation.slice(1)}Ok`);
  await answers('annaNurse', 'takeCase', { caseId });
  await answers('annaNurse', 'startCase', { caseId });
  await isWatched('annaNurse', caseId);
  await answers('drDavid', 'refuseHandover', { handoverId: await asks(), reason: 'NO_CAPACITY' });
  await answers('annaNurse', 'withdrawHandover', { handoverId: await asks() });
  const handoverId = await asks();
  await world.passes(121 * minute);
  await queueOf('drDavid').until((cards) => cards.get(caseId)?.['handover']?.overdue === true);
  await answers('drDavid', 'acceptHandover', { handoverId });
  await answers('drDavid', 'endCase', { caseId, reason: 'CARE_GIVEN', phaseDays: 1 });
}

/** A visit booked with a nurse gets another time. The times are published here: the seed's depend on the hour, and are other roles' too. */
export async function isBookedAndMoved({ world, queueOf }: There): Promise<void> {
  const session = await world.triages('tolvan', 'burningUrine');
  await world.finishes('tolvan', session['id'] as string, { sendToClosedUnit: true });
  const ticketId = async (): Promise<string | undefined> => (await world.as('tolvan', '{ myTickets { id } }'))['myTickets'][0]?.id as string | undefined;
  await world.until(async () => (await ticketId()) !== undefined);
  const startsAt = [3, 4].map((hours) => new Date(Math.ceil(world.now().getTime() / minute) * minute + hours * 60 * minute).toISOString());
  const times = { clientId: v7(), unitId: units.gavleHealthCentre.id, role: 'NURSE', visitType: 'VIDEO', minutes: 20, startsAt };
  const { slots } = await world.does('annaNurse', 'publishSlots', times, '... on PublishSlotsOk { slots { id } }');
  const booked = await world.does('tolvan', 'bookSlot', { clientId: v7(), ticketId: await ticketId(), slotId: slots[0].id }, '... on BookSlotOk { booking { id caseId } }');
  await queueOf('annaNurse').until((cards) => cards.has(booked['booking'].caseId));
  await world.does('tolvan', 'rebook', { bookingId: booked['booking'].id, slotId: slots[1].id });
  await queueOf('annaNurse').until((cards) => Date.parse(cards.get(booked['booking'].caseId)?.['bookedAt']) === Date.parse(startsAt[1]!));
}

/** An assignment from telephone triage comes to one unit, waits until it is overdue, and is sent to another. */
export async function isSentOnward({ stack, world, queueOf, isWatched }: There): Promise<void> {
  const input = {
    reference: `live-${v7()}`, patientId: patients.tolvan.id, digital: false, careLevel: 'PHYSICAL', priority: '2', profession: 'NURSE', unitId: units.gavleHealthCentre.id, summary: 'Ont i knät.',
    callBackNumbers: [{ number: '+46701740605' }],
  };
  const submit = 'mutation ($input: SubmitConsultationInput!) { submitConsultation(input: $input) { ... on SubmitConsultationOk { submission { caseId } } } }';
  const partner = await partnerToken(stack);
  const { submitConsultation } = await graph(stack.graphUrl, partner, submit, { input });
  const caseId = submitConsultation.submission.caseId as string;
  await world.passes(11 * minute);
  const overdueAt = async (): Promise<unknown> => (await graph(stack.graphUrl, partner, 'query ($r: String!) { submission(reference: $r) { overdueAt } }', { r: input.reference }))['submission'].overdueAt;
  await world.until(async () => (await overdueAt()) !== null);
  await world.does('annaNurse', 'takeCase', { caseId });
  await isWatched('annaNurse', caseId);
  const sent = await world.does('annaNurse', 'forwardConsultation', { caseId, unitId: units.sandvikenHealthCentre.id, profession: 'NURSE', reason: 'WRONG_UNIT' });
  expect(sent).toEqual({ __typename: 'ForwardConsultationOk' });
  await queueOf('sandraNurse').until((cards) => cards.has(caseId));
}

/** A nurse asks the doctors about her case: one question is taken and answered, another is declined; both leave the queue. */
export async function isAskedAbout({ world, queueOf, isWatched }: There): Promise<void> {
  const caseId = await world.hasCase('otherGuardian', 'soreThroat');
  await world.does('annaNurse', 'takeCase', { caseId });
  const asks = async (): Promise<string> => {
    const input = { clientId: v7(), caseId, to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, wish: 'ADVICE', question: 'Hur länge ska hon vänta?' };
    const { consultation } = await world.does('annaNurse', 'askConsultation', input, '... on AskConsultationOk { consultation { id } }');
    await queueOf('drDavid').until((cards) => cards.get(consultation.id)?.['kind'] === 'CONSULTATION');
    await world.does('drDavid', 'takeCase', { caseId: consultation.id });
    await isWatched('drDavid', consultation.id as string);
    return consultation.id as string;
  };
  const declined = await asks();
  await world.does('drDavid', 'declineConsultation', { consultationId: declined, reason: 'NO_CAPACITY' });
  const answered = await asks();
  const thread = async (): Promise<{ id: string; mayPost: boolean } | null> => (await world.does('drDavid', 'openCase', { caseId: answered, reason: 'CARE' }, '... on OpenCaseOk { case { thread { id mayPost } } }'))['case'].thread;
  await world.until(async () => (await thread())?.mayPost === true);
  await world.does('drDavid', 'postMessage', { clientId: v7(), threadId: (await thread())!.id, text: 'Tre dagar till.' });
  await queueOf('drDavid').until((cards) => cards.get(answered)?.['status'] === 'IN_PROGRESS');
  await world.does('annaNurse', 'closeConsultation', { consultationId: answered });
  await queueOf('drDavid').until((cards) => !cards.has(answered) && !cards.has(declined));
}

/** A nurse suspects suicide risk and logs a call; a doctor takes over, judges it low, and notes that the patient is silent. */
export async function isAtRisk({ world, queueOf, isWatched }: There): Promise<void> {
  const caseId = await world.hasCase('teensParent', 'soreThroat');
  const does = async (who: StaffName, mutation: string, more: Record<string, unknown> = {}, fields = ''): Promise<Record<string, { id: string }>> => {
    const done = await world.does(who, mutation, { caseId, ...more }, fields);
    expect(done['__typename']).toBe(`${mutation[0]!.toUpperCase()}${mutation.slice(1)}Ok`);
    return done as Record<string, { id: string }>;
  };
  await does('annaNurse', 'takeCase');
  await does('annaNurse', 'startCase');
  await isWatched('annaNurse', caseId);
  await does('annaNurse', 'flagSuicideRisk', { sign: 'PATIENT_SAID' });
  await queueOf('drDavid').until((cards) => cards.get(caseId)?.['suicideRiskBand'] === 'RAISED');
  await does('annaNurse', 'recordContactAttempt', { clientId: v7(), channel: 'PHONE', outcome: 'NO_ANSWER', reason: 'SUICIDE_RISK' });
  const handover = { clientId: v7(), to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, reason: 'SUICIDE_RISK', consent: { given: true } };
  const { handover: asked } = await does('annaNurse', 'requestHandover', handover, '... on RequestHandoverOk { handover { id } }');
  await world.does('drDavid', 'acceptHandover', { handoverId: asked!.id });
  const assessment = { clientId: v7(), rung: 'DEATH_THOUGHTS', riskFactors: 'Ensam.', protectiveFactors: 'Familjen.', basis: ['CHAT'], level: 'NONE_OR_LOW', feelsSafeOnline: true };
  await does('drDavid', 'assessSuicideRisk', assessment);
  await does('drDavid', 'beginProtocol', { kind: 'SILENCE' });
  await queueOf('drDavid').until((cards) => cards.get(caseId)?.['openProtocols'][0] === 'SILENCE' && cards.get(caseId)?.['suicideRiskBand'] === 'NONE');
}
