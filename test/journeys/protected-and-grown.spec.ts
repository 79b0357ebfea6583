import { v7 } from 'uuid';
import { tokenFor } from '../client';
import { type Stack, startStack } from '../stack';
import { patients, staff, units, World } from '../world';
import { asAdmin, leaks, mentions, registerSays, telling } from './people-and-secrets';

const withinMs = 60_000;
let stack: Stack;
let world: World;

beforeAll(async () => {
  stack = await startStack({ processes: true });
  world = new World(stack);
  await world.isOpen();
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

/** A case in a visit that is asked to be handed over, one that waits, and a booked visit. */
async function isInCare(name: 'youngWoman'): Promise<{ visitId: string; waitingId: string }> {
  const [visitId, waitingId] = [await world.hasCase(name, 'soreThroat'), await world.hasCase(name, 'somethingElse')];
  await world.does('annaNurse', 'takeCase', { caseId: visitId });
  await world.does('annaNurse', 'startCase', { caseId: visitId });
  await world.does('annaNurse', 'requestHandover', { clientId: v7(), caseId: visitId, to: { unitId: units.sandvikenHealthCentre.id }, reason: 'OTHER_COMPETENCE', consent: { given: true } });
  const startsAt = [new Date(Math.ceil(world.now().getTime() / 60_000) * 60_000 + 2 * 3_600_000).toISOString()];
  const published = await world.does('annaNurse', 'publishSlots', { clientId: v7(), unitId: units.gavleHealthCentre.id, role: 'NURSE', staffId: staff.annaNurse.id, visitType: 'VIDEO', minutes: 20, startsAt }, '... on PublishSlotsOk { slots { id } }');
  const issued = await world.does('annaNurse', 'issueTicket', { clientId: v7(), unitId: units.gavleHealthCentre.id, patientId: patients[name].id, visitType: 'VIDEO', priority: '6' }, '... on IssueTicketOk { ticket { id } }');
  await world.does(name, 'bookSlot', { clientId: v7(), ticketId: issued['ticket'].id, slotId: published['slots'][0].id });
  await stack.settled(withinMs);
  return { visitId, waitingId };
}

const queueDocument = `query ($unitId: ID!) { queue(unitId: $unitId, first: 50) { edges { node { id ageBand sex tags flags complaint { name } takenBy { name } handover { id fromUnit { name } toUnit { name } } } } }
  handovers(unitId: $unitId) { id caseId reason card { id ageBand tags } } }`;

test('[T22] [SAF-3] protection that comes later: nobody who looks at the queue or the hand-over reads who it is, a search gives neither contact nor unit, and the person goes on seeing the own case', async () => {
  const { visitId, waitingId } = await isInCare('youngWoman');
  const secret = await telling(stack, patients.youngWoman.id);
  expect(secret.length).toBeGreaterThan(3);
  await registerSays(stack, patients.youngWoman.id, { protectedIdentity: true });

  for (const [who, unit] of [['annaNurse', units.gavleHealthCentre], ['sandraNurse', units.sandvikenHealthCentre]] as const) {
    const seen = JSON.stringify(await world.as(who, queueDocument, { unitId: unit.id }));
    expect(seen).toContain(visitId);
    expect(mentions(seen, secret)).toEqual([]);
  }
  const [number] = await asAdmin<{ number: string }>(stack, 'SELECT number FROM directory.patient WHERE id = $1', [patients.youngWoman.id]);
  const { findPatient } = await world.as('sandraNurse', 'query ($number: String!) { findPatient(identifier: $number) { id protectedIdentity mobile email listedUnit { id } guardians { __typename } } }', { number: number!.number });
  expect(findPatient ?? { protectedIdentity: true, mobile: null, email: null, listedUnit: null }).toMatchObject({ protectedIdentity: true, mobile: null, email: null, listedUnit: null });
  const { myCase } = await world.as('youngWoman', 'query ($id: ID!) { myCase(id: $id) { id status } }', { id: waitingId });
  expect(myCase).toMatchObject({ id: waitingId });
}, 240_000);

test('[T22] [SAF-3] neither logs nor metrics nor events of any service name a patient, a number or a contact point, protected or not', async () => {
  const secret = [...(await telling(stack, patients.youngWoman.id)), ...(await telling(stack, patients.protectedPerson.id))];
  expect(await leaks(stack, secret)).toEqual([]);
}, 60_000);

test('[T22] [SAF-4] on the 13th birthday at midnight in Stockholm the guardian’s sight of case, conversation and booking ends within a minute, and the child logs in', async () => {
  const child = patients.almost13.id;
  const caseId = await world.hasCase('otherGuardian', 'childsElse', { patientId: child });
  await world.does('annaNurse', 'takeCase', { caseId });
  await world.does('annaNurse', 'startCase', { caseId });
  const issued = await world.does('annaNurse', 'issueTicket', { clientId: v7(), unitId: units.gavleHealthCentre.id, patientId: child, visitType: 'VIDEO', priority: '10' }, '... on IssueTicketOk { ticket { id } }');
  const thread = async (): Promise<string | undefined> => (await world.as('otherGuardian', 'query ($id: ID!) { myCase(id: $id) { thread { id } } }', { id: caseId }))['myCase']?.thread?.id;
  await world.until(async () => (await thread()) !== undefined, withinMs);
  const threadId = await thread();
  const [{ until }] = (await asAdmin<{ until: Date }>(stack, 'SELECT proxy_until AS until FROM cases.patient_relation WHERE patient_id = $1', [child])) as [{ until: Date }];
  expect(until.toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm' })).toBe('00:00:00');

  const sees = async (who: 'otherGuardian' | 'almost13') => {
    const seen = await world.as(who, 'query ($caseId: ID!, $threadId: ID!) { myCase(id: $caseId) { id } myCases { id } thread(id: $threadId) { id } myTickets { id } myThreads { id } }', { caseId, threadId });
    const has = (list: { id: string }[] | null, id: string): boolean => (list ?? []).some((one) => one.id === id);
    return [seen['myCase'] !== null, has(seen['myCases'], caseId), seen['thread'] !== null, has(seen['myThreads'], threadId!), has(seen['myTickets'], issued['ticket'].id as string)];
  };
  await world.passes(until.getTime() - 30_000 - world.now().getTime());
  expect(await sees('otherGuardian')).toEqual([true, true, true, true, true]);
  expect((await tokenFor(stack, patients.almost13)).status).toBe(400);
  await world.passes(60_000);
  expect(world.now().getTime() - until.getTime()).toBeLessThan(withinMs);
  expect(await sees('otherGuardian')).toEqual([false, false, false, false, false]);
  expect(await world.does('otherGuardian', 'postMessage', { clientId: v7(), threadId, text: 'Hej' })).toMatchObject({ __typename: expect.stringMatching(/^Not(Found|Permitted)$/) });
  expect(await world.does('otherGuardian', 'startTriage', { clientId: v7(), complaintCode: 'other', patientId: child })).toMatchObject({ __typename: expect.stringMatching(/^Not(Found|Permitted)$/) });
  await world.until(async () => (await tokenFor(stack, patients.almost13)).status === 200, withinMs); // the log-in keeps what it knows of a person for some seconds
  expect(await sees('almost13')).toEqual([true, true, true, true, true]);
  await stack.settled(withinMs);
}, 240_000);
