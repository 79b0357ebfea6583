import { v7 } from 'uuid';
import { graph, type LiveQueue } from '../client';
import { partnerToken } from '../partner';
import type { Stack } from '../stack';
import { patients, type StaffName, units, type World } from '../world';

const minute = 60_000;

/** Where it happens, and whose live queue shows it. */
export interface There {
  stack: Stack;
  world: World;
  queueOf(who: StaffName): LiveQueue;
}

/** One case is asked for four times: refused, taken back, left until it is overdue, accepted; then held after its visit. */
export async function isHandedOver({ world, queueOf }: There): Promise<void> {
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
  await answers('drDavid', 'refuseHandover', { handoverId: await asks(), reason: 'NO_CAPACITY' });
  await answers('annaNurse', 'withdrawHandover', { handoverId: await asks() });
  const handoverId = await asks();
  await world.passes(121 * minute);
  await queueOf('drDavid').until((cards) => cards.get(caseId)?.['handover']?.overdue === true);
  await answers('drDavid', 'acceptHandover', { handoverId });
  await answers('drDavid', 'endCase', { caseId, reason: 'CARE_GIVEN', phaseDays: 1 });
}

/** A booked visit gets another time. */
export async function isBookedAndMoved({ world, queueOf }: There): Promise<void> {
  const session = await world.triages('tolvan', 'burningUrine');
  await world.finishes('tolvan', session['id'] as string, { sendToClosedUnit: true });
  const ticketId = async (): Promise<string | undefined> => (await world.as('tolvan', '{ myTickets { id } }'))['myTickets'][0]?.id as string | undefined;
  await world.until(async () => (await ticketId()) !== undefined);
  const { ticketSlots } = await world.as('tolvan', 'query ($id: ID!) { ticketSlots(ticketId: $id, first: 100) { edges { node { id startsAt } } } }', { id: await ticketId() });
  const slots = (ticketSlots.edges as { node: { id: string; startsAt: string } }[]).filter(({ node }) => Date.parse(node.startsAt) > world.now().getTime() + 120 * minute);
  const booked = await world.does('tolvan', 'bookSlot', { clientId: v7(), ticketId: await ticketId(), slotId: slots[0]!.node.id }, '... on BookSlotOk { booking { id caseId } }');
  await queueOf('annaNurse').until((cards) => cards.has(booked['booking'].caseId));
  await world.does('tolvan', 'rebook', { bookingId: booked['booking'].id, slotId: slots[1]!.node.id });
  await queueOf('annaNurse').until((cards) => Date.parse(cards.get(booked['booking'].caseId)?.['bookedAt']) === Date.parse(slots[1]!.node.startsAt));
}

/** An assignment from telephone triage comes to one unit, waits until it is overdue, and is sent to another. */
export async function isSentOnward({ stack, world, queueOf }: There): Promise<void> {
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
  const sent = await world.does('annaNurse', 'forwardConsultation', { caseId, unitId: units.sandvikenHealthCentre.id, profession: 'NURSE', reason: 'WRONG_UNIT' });
  expect(sent).toEqual({ __typename: 'ForwardConsultationOk' });
  await queueOf('sandraNurse').until((cards) => cards.has(caseId));
}

/** A nurse suspects suicide risk and logs a call; a doctor takes over, judges it low, and notes that the patient is silent. */
export async function isAtRisk({ world, queueOf }: There): Promise<void> {
  const caseId = await world.hasCase('teensParent', 'soreThroat');
  const does = async (who: StaffName, mutation: string, more: Record<string, unknown> = {}, fields = ''): Promise<Record<string, { id: string }>> => {
    const done = await world.does(who, mutation, { caseId, ...more }, fields);
    expect(done['__typename']).toBe(`${mutation[0]!.toUpperCase()}${mutation.slice(1)}Ok`);
    return done as Record<string, { id: string }>;
  };
  await does('annaNurse', 'takeCase');
  await does('annaNurse', 'startCase');
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
