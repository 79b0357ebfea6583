import { v7 } from 'uuid';
import { LiveClient } from '../../gateway/test/live-client';
import { graph, tokenFor } from '../client';
import { slowerBy } from '../faults/this-machine';
import { partnerToken } from '../partner';
import { type Stack, startStack } from '../stack';
import { patients, type PatientName, staff, units, World } from '../world';
import { asAdmin, handlesProtected, leaks, mentions, registerSays, sentOutside, telling } from './people-and-secrets';

const withinMs = 60_000;
const [minutes, hours] = [(n: number) => n * 60_000, (n: number) => n * 3_600_000];
/** Words that patients and staff say and that may stand in the conversation alone. */
const words = { toStaff: 'Storhamrasjukan', toPatient: 'Blåklintsvägen' };
let stack: Stack;
let world: World;

beforeAll(async () => {
  stack = await startStack({ processes: true });
  world = new World(stack);
  await world.isOpen();
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

const until = (at: Date | number): Promise<void> => world.passes(Number(at) - world.now().getTime());
const refusalOf = async (who: Parameters<World['does']>[0], mutation: string, input: Record<string, unknown>) => (await world.does(who, mutation, input))['__typename'] as string;
const unitNames = async () => (await asAdmin<{ name: string }>(stack, `SELECT name FROM directory.unit WHERE region_id = 'gavleborg'`)).map(({ name }) => name);

/** A ticket of the patient and a published time, ready to be booked. */
async function canBook(patientId: string, startsAt: Date): Promise<{ ticketId: string; slotId: string }> {
  const published = await world.does(
    'annaNurse', 'publishSlots',
    { clientId: v7(), unitId: units.gavleHealthCentre.id, role: 'NURSE', staffId: staff.annaNurse.id, visitType: 'VIDEO', minutes: 20, startsAt: [startsAt.toISOString()] }, '... on PublishSlotsOk { slots { id } }');
  const issued = await world.does('annaNurse', 'issueTicket', { clientId: v7(), unitId: units.gavleHealthCentre.id, patientId, visitType: 'VIDEO', priority: '10' }, '... on IssueTicketOk { ticket { id } }');
  return { ticketId: issued['ticket'].id, slotId: published['slots'][0].id };
}

/** A visit that goes on, with words from both sides, and its conversation. */
async function isTalkedWith(guardian: PatientName, patientId?: string): Promise<{ caseId: string; threadId: string }> {
  const caseId = await world.hasCase(guardian, patientId ? 'childsElse' : 'soreThroat', { ...(patientId && { patientId }), freeText: words.toStaff, sendToClosedUnit: true });
  for (const move of ['takeCase', 'startCase']) await world.does('annaNurse', move, { caseId });
  const thread = async (): Promise<string | undefined> => (await world.as(guardian, 'query ($id: ID!) { myCase(id: $id) { thread { id } } }', { id: caseId }))['myCase']?.thread?.id;
  await world.until(async () => (await thread()) !== undefined, withinMs);
  const threadId = (await thread())!;
  expect(await refusalOf('annaNurse', 'postMessage', { clientId: v7(), threadId, text: words.toPatient })).toBe('PostMessageOk');
  expect(await refusalOf(guardian, 'postMessage', { clientId: v7(), threadId, text: words.toStaff })).toBe('PostMessageOk');
  return { caseId, threadId };
}

/** Messages of the outside since then: SMS, mails, pushes and alarms. */
async function outsideSince(before: Awaited<ReturnType<typeof sentOutside>>) {
  const now = await sentOutside(stack);
  const newer = <T>(list: T[], old: T[]): T[] => list.slice(0, list.length - old.length);
  return { sms: newer(now.sms, before.sms), all: [...newer(now.sms, before.sms), ...newer(now.mails, before.mails), ...newer(now.pushes, before.pushes), ...newer(now.alarms, before.alarms)] as object[] };
}

test('[T22] [SAF-3] protection that comes after a booking: the reminders name neither unit, time nor person, the calendar and the lists of others tell nothing, and no way in is left', async () => {
  const { caseId } = await isTalkedWith('youngWoman');
  const tomorrow = new Date(Math.ceil((world.now().getTime() + hours(26)) / 60_000) * 60_000);
  const { ticketId, slotId } = await canBook(patients.youngWoman.id, tomorrow);
  const booked = await world.does('youngWoman', 'bookSlot', { clientId: v7(), ticketId, slotId }, '... on BookSlotOk { booking { id caseId } }');
  const bookingId = booked['booking'].id as string;
  await world.until(async () => {
    const { sms, mails } = await sentOutside(stack);
    return sms.some(({ message }) => message.includes(bookingId)) && mails.some(({ text }) => text.includes(bookingId));
  }, withinMs);

  await registerSays(stack, patients.youngWoman.id, { protectedIdentity: true });
  const before = await sentOutside(stack);
  await until(tomorrow.getTime() - minutes(9));
  await world.until(async () => (await outsideSince(before)).sms.length >= 2, withinMs); // in the morning, and ten minutes before
  expect(await refusalOf('annaNurse', 'cancelBooking', { bookingId, reason: 'OTHER' })).toBe('CancelBookingOk');
  await world.until(async () => (await outsideSince(before)).sms.length >= 3, withinMs);
  const secret = await telling(stack, patients.youngWoman.id);
  const [mobile] = await asAdmin<{ mobile: string }>(stack, 'SELECT mobile FROM directory.patient WHERE id = $1', [patients.youngWoman.id]);
  for (const message of (await outsideSince(before)).all) {
    const { to: _to, ...told } = message as { to?: unknown }; // whom it goes to is no word of it
    expect([message, mentions(JSON.stringify(told), [...secret, ...(await unitNames()), ...Object.values(words), bookingId, caseId, 'hälsocentral', 'kl'])]).toEqual([message, []]);
  }
  expect((await outsideSince(before)).sms.filter(({ to }) => to.endsWith(mobile!.mobile.slice(-9))).map(({ message }) => message)).toEqual(Array(3).fill('Du har något nytt att läsa. Logga in som du brukar.'));

  const { booking } = await world.as('annaNurse', 'query ($id: ID!) { booking(id: $id) { iCalendar patient { mobile email listedUnit { id } } } }', { id: bookingId });
  expect(booking.patient).toEqual({ mobile: null, email: null, listedUnit: null });
  expect(mentions(booking.iCalendar, [...secret, ...(await unitNames()), ...Object.values(words), 'youngWoman', patients.youngWoman.id])).toEqual([]);
  const list = 'query ($unitId: ID!, $date: Date!, $id: ID!) { daySchedule(unitId: $unitId, date: $date) { id booking { id patient { name } } } unitTickets(unitId: $unitId) { edges { node { id } } } booking(id: $id) { id } }';
  const asked = { unitId: units.gavleHealthCentre.id, date: tomorrow.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }), id: bookingId };
  expect(await world.as('sandraNurse', list, asked)).toEqual({ daySchedule: null, unitTickets: null, booking: null });
  expect(mentions(JSON.stringify(await world.as('gretaGuardian', '{ myBookings { id } myCases { id } myTickets { id } }')), [bookingId, caseId, ticketId])).toEqual([]);

  // The log-in's own refusal is held in log-in.spec.ts; a token from before opens nothing new either.
  expect(await refusalOf('youngWoman', 'startTriage', { clientId: v7(), complaintCode: 'other' })).toBe('ProtectedIdentityNotHandled');
  expect(await refusalOf('annaNurse', 'issueTicket', { clientId: v7(), unitId: units.gavleHealthCentre.id, patientId: patients.youngWoman.id, visitType: 'VIDEO', priority: '6' })).toBe('ProtectedIdentityNotHandled');
  expect(await refusalOf('annaNurse', 'bookSlot', { clientId: v7(), ticketId, slotId })).toBe('ProtectedIdentityNotHandled');
}, 300_000);

test('[SAF-3] [CON-2] where the region handles protected identity, telephone triage, triage and booking do, what reaches the person outside names nothing, and all doors close when it no longer does', async () => {
  await stack.settled(60_000); // every room has heard who is protected
  const { id } = patients.protectedPerson;
  const [person] = await asAdmin<{ number: string; mobile: string }>(stack, 'SELECT number, mobile FROM directory.patient WHERE id = $1', [id]);
  const unitId = units.gavleHealthCentre.id;
  const typeOf = async (mutation: 'identifyPatient' | 'submitConsultation', type: string, input: object) =>
    ((await graph(stack.graphUrl, await partnerToken(stack), `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`, { input }))[mutation] as { __typename: string }).__typename;
  const doors = async () => [
    await typeOf('identifyPatient', 'IdentifyPatientInput', { personalNumber: person!.number, givenName: 'Any', familyName: 'Caller' }),
    await typeOf('submitConsultation', 'SubmitConsultationInput', {
      reference: `call-${v7()}`, patientId: id, digital: true, careLevel: 'DIGITAL', priority: '8', profession: 'NURSE', unitId, summary: words.toStaff, callBackNumbers: [] }),
    await refusalOf('protectedPerson', 'startTriage', { clientId: v7(), complaintCode: 'other' }),
    await refusalOf('annaNurse', 'issueTicket', { clientId: v7(), unitId, patientId: id, visitType: 'VIDEO', priority: '10' }),
  ];
  const closed = Array(4).fill('ProtectedIdentityNotHandled');
  expect(await doors()).toEqual(closed);
  await handlesProtected(stack, true);
  expect(await doors()).toEqual(['IdentifyPatientOk', 'SubmitConsultationOk', 'StartTriageOk', 'IssueTicketOk']);

  const before = await sentOutside(stack);
  const toPerson = async () => (await outsideSince(before)).sms.filter(({ to }) => to.endsWith(person!.mobile.slice(-9))).map(({ message }) => message);
  const { caseId } = await isTalkedWith('protectedPerson');
  const { ticketId, slotId } = await canBook(id, new Date(Math.ceil((world.now().getTime() + hours(30)) / 60_000) * 60_000));
  expect(await refusalOf('protectedPerson', 'bookSlot', { clientId: v7(), ticketId, slotId })).toBe('BookSlotOk');
  await world.until(async () => (await toPerson()).length > 0, withinMs);
  expect(new Set(await toPerson())).toEqual(new Set(['Du har något nytt att läsa. Logga in som du brukar.']));
  const told = (await outsideSince(before)).all.map((message) => ({ ...message, to: undefined })); // whom it goes to is no word of it
  expect(mentions(JSON.stringify(told), [...(await telling(stack, id)), ...Object.values(words), caseId])).toEqual([]);

  await handlesProtected(stack, false);
  expect(await doors()).toEqual(closed);
}, 300_000);

test('[T22] [SAF-4] at midnight of the 13th birthday the guardian’s live list and conversation end within a minute, and so do bookings, their reminders and the right to change them', async () => {
  const child = patients.almost13.id;
  const [{ ends }] = (await asAdmin<{ ends: Date }>(stack, 'SELECT proxy_until AS ends FROM booking.patient WHERE id = $1', [child])) as [{ ends: Date }];
  await until(ends.getTime() - hours(10)); // it may be a holiday: the case is sent all the same
  const { caseId, threadId } = await isTalkedWith('otherGuardian', child);
  const { ticketId, slotId } = await canBook(child, new Date(ends.getTime() + hours(12)));
  const other = await canBook(child, new Date(ends.getTime() + hours(13)));
  const booked = await world.does('otherGuardian', 'bookSlot', { clientId: v7(), ticketId, slotId }, '... on BookSlotOk { booking { id } }');
  const bookingId = booked['booking'].id as string;
  const [{ mobile }] = (await asAdmin<{ mobile: string }>(stack, 'SELECT mobile FROM directory.patient WHERE id = $1', [patients.otherGuardian.id])) as [{ mobile: string }];
  const toGuardian = async () => (await sentOutside(stack)).sms.filter(({ to }) => to.endsWith(mobile.slice(-9)));
  await world.until(async () => (await toGuardian()).some(({ message }) => message.includes(bookingId)), withinMs);

  await until(ends.getTime() - 30_000);
  const sees = async () => {
    const seen = await world.as('otherGuardian', 'query ($id: ID!, $booking: ID!) { myBookings { id } myTickets { id } booking(id: $booking) { id iCalendar } myCase(id: $id) { id } myCases { id } }', { id: caseId, booking: bookingId });
    return mentions(JSON.stringify(seen), [bookingId, other.ticketId, caseId, 'BEGIN:VCALENDAR']);
  };
  expect(await sees()).toEqual([bookingId, other.ticketId, caseId, 'BEGIN:VCALENDAR']);
  const live = await LiveClient.open(stack.url('gateway'), await world.token('otherGuardian'));
  live.send({ id: 'list', type: 'subscribe', payload: { query: 'subscription { liveMyCases { __typename ... on MyCasesSnapshot { seq cases { id } } ... on MyCasesChange { seq kind caseId } } }' } });
  live.send({ id: 'talk', type: 'subscribe', payload: {
    query: 'subscription ($threadId: ID!) { liveThread(threadId: $threadId) { __typename ... on ThreadSnapshot { seq messages { id text } } ... on ThreadChange { seq message { text } } ... on ThreadActivity { seq present { senderKind typing } } } }', variables: { threadId } } });
  const heard = (id: string): string => JSON.stringify(live.messages.filter((message) => message.id === id));
  await live.until(() => heard('list').includes(caseId) && heard('talk').includes(words.toPatient), withinMs);

  await until(ends.getTime() + 1_000);
  // A fresh list without the case, or the case REMOVED.
  const lastOfList = (): string => JSON.stringify(live.messages.filter(({ id, type }) => id === 'list' && type === 'next').at(-1));
  const [gone, over] = [() => lastOfList().includes('REMOVED') || !lastOfList().includes(caseId), () => live.messages.some(({ id, type }) => id === 'talk' && (type === 'error' || type === 'complete'))];
  await live.until(() => gone() && over(), (withinMs - 5_000) * slowerBy());
  expect(world.now().getTime() - ends.getTime()).toBeLessThan(withinMs * slowerBy());
  expect(await sees()).toEqual([]);

  const heardBefore = live.messages.length;
  expect(await refusalOf('annaNurse', 'postMessage', { clientId: v7(), threadId, text: `${words.toPatient} 2` })).toBe('PostMessageOk');
  for (const [mutation, input] of [
    ['cancelBooking', { bookingId, reason: 'OTHER' }], ['rebook', { bookingId, slotId: other.slotId }], ['bookSlot', { clientId: v7(), ...other }], ['askForTime', { ticketId: other.ticketId }],
    ['withdrawCase', { caseId }], ['startTriage', { clientId: v7(), complaintCode: 'other', patientId: child }],
  ] as const) expect([mutation, await refusalOf('otherGuardian', mutation, input)]).toEqual([mutation, expect.stringMatching(/^Not(Found|Permitted)$/)]);

  const smsBefore = (await toGuardian()).length;
  await until(ends.getTime() + hours(12) - minutes(9));
  const messages = () => asAdmin<{ template: string; state: string; reason: string | null }>(stack, `SELECT template, state, reason FROM notify.notification WHERE patient_id = $1 AND template IN ('visit-today', 'visit-soon') ORDER BY due_at`, [child]);
  await world.until(async () => (await messages()).every(({ state }) => state === 'FAILED'), withinMs);
  expect(await messages()).toEqual(['visit-today', 'visit-soon'].map((template) => ({ template, state: 'FAILED', reason: 'NO_NUMBER' }))); // the child has no mobile, and the guardian's is not used any more
  expect((await toGuardian()).length).toBe(smsBefore);
  expect(live.messages.slice(heardBefore).filter(({ type }) => type === 'next')).toEqual([]);
  await live.close();
}, 300_000);

test('[T22] [SAF-4] who is born on 29 February turns 13 on 28 February of a common year: at that midnight the guardian’s access is gone', async () => {
  await registerSays(stack, patients.child.id, { birthDate: '2016-02-29' });
  const midnight = new Date('2029-02-27T23:00:00Z'); // 28 February 00:00 in Stockholm; 13 years on there is no 29th (lag 1930:173 1 §)
  for (const [table, key] of [['cases.patient_relation', 'patient_id'], ['booking.patient', 'id']]) {
    expect([table, (await asAdmin<{ ends: Date }>(stack, `SELECT proxy_until AS ends FROM ${table} WHERE ${key} = $1`, [patients.child.id]))[0]!.ends]).toEqual([table, midnight]);
  }
  await until(midnight.getTime() - hours(10));
  const { caseId, threadId } = await isTalkedWith('gretaGuardian', patients.child.id);
  const sees = async () => {
    const seen = await world.as('gretaGuardian', 'query ($id: ID!, $threadId: ID!) { myCase(id: $id) { id } myCases { id } thread(id: $threadId) { id } }', { id: caseId, threadId });
    return [seen['myCase'] !== null, (seen['myCases'] as { id: string }[]).some(({ id }) => id === caseId), seen['thread'] !== null];
  };
  await until(midnight.getTime() - 30_000);
  expect(await sees()).toEqual([true, true, true]);
  expect((await tokenFor(stack, patients.child)).status).toBe(400);
  await until(midnight.getTime() + 1_000);
  expect(await sees()).toEqual([false, false, false]);
  expect(await refusalOf('gretaGuardian', 'startTriage', { clientId: v7(), complaintCode: 'other', patientId: patients.child.id })).toMatch(/^Not(Found|Permitted)$/);
  await world.until(async () => (await tokenFor(stack, patients.child)).status === 200, withinMs);
}, 300_000);

test('[T22] [SAF-3] [SAF-4] after all that no log, no metrics, no event and no audit row of any service has a name, a number, a contact point or a word that was said', async () => {
  const people = ['youngWoman', 'almost13', 'child', 'otherGuardian', 'gretaGuardian', 'protectedPerson'] as const;
  const secret = (await Promise.all(people.map((name) => telling(stack, patients[name].id)))).flat();
  expect(secret.length).toBeGreaterThan(people.length * 3);
  expect(await leaks(stack, [...secret, ...Object.values(words)])).toEqual([]);
  // The search does find: ids travel in events and audit, a log has its level and metrics their prefix.
  const places = (await leaks(stack, [patients.youngWoman.id, '"level"', 'vardgraf_'])).map((found) => found.replace(/^.*'s (log|metrics):.*$/s, '$1').replace(/^cases\.(outbox|audit):.*$/s, '$1'));
  for (const place of ['log', 'metrics', 'outbox', 'audit']) expect(places).toContain(place);
}, 120_000);
