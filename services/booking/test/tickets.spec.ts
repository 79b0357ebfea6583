import type { EventData } from '@vardgraf/schema/events/catalogue';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v4, v7 } from 'uuid';
import type { SuicideRiskState } from '../src/domain/codes';
import { askForTime } from '../src/operations/ask-for-time';
import { bookSlot } from '../src/operations/book-slot';
import { expireTicket } from '../src/operations/expire-ticket';
import { issueTicket, type IssueTicketInput } from '../src/operations/issue-ticket';
import { bookableSession, type BookingWorld, bookingWorld, patientActor, staffMember, yes } from './booking-world';

let world: BookingWorld;
const nurse = staffMember('nina');
const hours = (n: number): number => n * 3_600_000;

beforeAll(async () => {
  world = await bookingWorld();
  await world.unit('varberg');
  await world.unit('gavle', {}, 'gavleborg');
  await world.unit('molndal', {}, 'vastragotaland');
  await world.staff('nina', 'varberg', 'NURSE');
});
afterEach(() => world.shiftClock('0'));
afterAll(() => world.end());

const timers = (id: string) => read<{ due_at: Date }>(world.db, 'SELECT due_at FROM timer WHERE aggregate_id = $1', [id]);
const types = async (id: string) => (await world.events(id)).map((event) => event.type);

describe('a ticket from an outcome', () => {
  it('[TRI-5] [BOO-2] a bookable session becomes the ticket that triage named, its days counted from the session’s end', async () => {
    const session = bookableSession({ finishedAt: new Date(Date.now() - hours(3)).toISOString(), tags: ['PROXY'] });
    await world.hear('session.finished', session);
    const ticket = await world.storedTicket(session.ticketId!);
    const issuedAt = new Date(session.finishedAt);
    expect(ticket).toMatchObject({
      status: 'OPEN', source: 'TRIAGE', patientId: 'anna', unitId: 'varberg', role: 'NURSE', visitType: 'VIDEO', priority: 'BOOKABLE', urgencyRank: 8, issuedAt,
      visitBy: new Date(issuedAt.getTime() + hours(72)), validUntil: new Date(issuedAt.getTime() + hours(72)), tags: ['PROXY'], version: 1,
    });
    expect(await world.events(ticket.id)).toMatchObject([{ type: 'ticket.issued', version: 1, data: { sessionId: session.sessionId, complaintCode: 'cough', unitId: 'varberg' } }]);
    expect(await timers(ticket.id)).toEqual([{ due_at: ticket.validUntil }]);
    expect(await world.audits({ action: 'receiveOutcome', patientId: 'anna' })).not.toEqual([]);
  });

  it('[T10] the same session again changes nothing, and other outcomes are nothing to booking', async () => {
    const session = bookableSession();
    for (let i = 0; i < 3; i += 1) await world.hear('session.finished', session);
    expect(await types(session.ticketId!)).toEqual(['ticket.issued']);
    expect(await timers(session.ticketId!)).toHaveLength(1);
    for (const disposition of ['DROP_IN', 'SELF_CARE', 'PHYSICAL'] as const) {
      const other = bookableSession({ disposition });
      await world.hear('session.finished', other);
      expect(await world.events(other.ticketId!)).toEqual([]);
    }
  });

  it('[SAF-5] it stands also when the unit is not known here, has tickets off, or is not named', async () => {
    expect(await world.ticket({ unitId: 'not-told-yet' })).toMatchObject({ status: 'OPEN', unitId: 'not-told-yet' });
    await world.unit('off', { functionsOff: ['TICKETS', 'VIDEO'] });
    expect(await world.ticket({ unitId: 'off' })).toMatchObject({ status: 'OPEN', visitType: 'CHAT' });
    const { personId } = await world.person({ listedUnitId: 'varberg' });
    expect(await world.ticket({ unitId: null, ticketId: null, patientId: personId })).toMatchObject({ unitId: 'varberg' });
    await expect(world.ticket({ unitId: null }, 'nowhere')).rejects.toThrow('no active unit');
  });

  it('[BOO-2] whom it is for is the region’s: the unit alone in gavleborg, a role in vastragotaland', async () => {
    expect(await world.ticket({ unitId: 'gavle', priority: '7', urgencyRank: 7 }, 'gavleborg')).toMatchObject({ role: null });
    const other = await world.ticket({ unitId: 'molndal', priority: '11', urgencyRank: 11, profession: null }, 'vastragotaland');
    expect(other).toMatchObject({ role: 'NURSE' });
    expect(other.visitBy.getTime() - other.issuedAt.getTime()).toBe(hours(90 * 24));
  });

  it('[CON-2] telephone triage of a digital patient becomes a ticket: physical where it says so, else by video; without a ticket’s id nothing', async () => {
    const submitted = (given: Partial<EventData<'consultation.submitted'>>): EventData<'consultation.submitted'> => ({
      submissionId: v7(), partnerId: 'telephone', patientId: 'anna', journeyId: v7(), caseId: null, ticketId: v7(), unitId: 'varberg', profession: 'DOCTOR', physical: true,
      priority: 'BOOKABLE', urgencyRank: 7, ageBand: 'FROM_65_TO_79', sex: 'MALE', submittedAt: new Date().toISOString(), readFrom: new Date().toISOString(), ...given,
    });
    const [physical, digital, consultation] = [submitted({}), submitted({ physical: false }), submitted({ ticketId: null, caseId: v7() })];
    for (const one of [physical, physical, digital, consultation]) await world.hear('consultation.submitted', one);
    expect(await world.storedTicket(physical.ticketId!)).toMatchObject({ source: 'TELEPHONE_TRIAGE', visitType: 'PHYSICAL', role: 'DOCTOR', sessionId: null, version: 1 });
    expect(await world.storedTicket(digital.ticketId!)).toMatchObject({ visitType: 'VIDEO' });
    expect(await read(world.db, "SELECT 1 FROM ticket WHERE source = 'TELEPHONE_TRIAGE'")).toHaveLength(2);
  });
});

it('[T10] an older event about a unit, a patient or a member of staff changes nothing', async () => {
  const anna = await world.person({ protectedIdentity: true });
  const facts = async () => read(world.db, `SELECT (SELECT protected_identity FROM patient WHERE id = $1) AS hidden, (SELECT functions_off FROM unit WHERE id = 'late') AS off,
    (SELECT count(*)::int FROM staff_commission WHERE staff_id = 'lena') AS commissions`, [anna.personId]);
  await world.unit('late', { functionsOff: ['VIDEO'] });
  await world.staff('lena', 'late', 'NURSE');
  const before = await facts();
  expect(before).toEqual([{ hidden: true, off: ['VIDEO'], commissions: 1 }]);
  const older = { version: 1 };
  await world.hear('staff.changed', { staffId: 'lena', displayName: 'lena', commissions: [], active: false }, older);
  await world.hear('unit.changed', {
    unitId: 'late', displayName: 'late', kind: 'HEALTH_CENTRE', hsaId: 'SE-late', locality: 'late', staffedRoles: [], cooperatingUnitIds: [], functionsOff: [], acceptsOutOfRegion: true,
    hasAlarmGroup: false, alarmGroupId: null, active: false,
  }, older);
  const long = new Date(0).toISOString();
  await world.hear('patient.changed', {
    patientId: anna.personId, birthDate: '1990-06-01', sex: 'FEMALE', language: 'sv', homeRegionId: 'halland', listedUnitId: null, fixedDoctorId: null, protectedIdentity: false,
    guardianIds: [], mayLogInFrom: long, maySeekCareFrom: long, proxyUntil: long,
  }, older);
  expect(await facts()).toEqual(before);
});

describe('issueTicket', () => {
  const asked = async (given: Partial<IssueTicketInput> = {}): Promise<IssueTicketInput> => ({
    clientId: v4(), patientId: (await world.person()).personId, unitId: 'varberg', role: 'NURSE', staffId: null, visitType: 'VIDEO', priority: 'BOOKABLE', ...given,
  });

  it('[BOO-2] [BOO-3] staff give one, with what directory has told of the patient; the same client id gives the same ticket', async () => {
    const input = await asked();
    const first = yes(await issueTicket(world.db, nurse, input));
    expect(first).toMatchObject({ source: 'STAFF', status: 'OPEN', ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags: [], urgencyRank: 9 });
    expect(first.visitBy.getTime() - first.issuedAt.getTime()).toBe(hours(7 * 24));
    const [again, atOnce] = await Promise.all([issueTicket(world.db, nurse, input), issueTicket(world.db, nurse, { ...input, priority: 'BOOKABLE', role: 'DOCTOR' })]);
    expect([yes(again).id, yes(atOnce).id]).toEqual([first.id, first.id]);
    expect(await types(first.id)).toEqual(['ticket.issued']);
    expect(await world.audits({ patientId: input.patientId })).toMatchObject([{ action: 'issueTicket', actor_id: 'nina' }, { action: 'seeTicket' }, { action: 'seeTicket' }]);
  });

  it('[RDG-3] its age band changes on the birthday in Stockholm', async () => {
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
    const band = async (birthDate: string) => yes(await issueTicket(world.db, nurse, await asked({ patientId: (await world.person({ birthDate })).personId }))).ageBand;
    const ago = (years: number, day: string): string => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`.replace('-02-29', '-02-28');
    const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
    expect([await band(ago(13, today)), await band(ago(13, tomorrow)), await band(ago(80, today))]).toEqual(['FROM_13_TO_17', 'FROM_6_TO_12', 'FROM_80']);
  });

  it('[BOO-2] for a person who works there, and a patient of another region is marked so', async () => {
    const from = await world.person({ homeRegionId: 'gavleborg' });
    expect(yes(await issueTicket(world.db, nurse, await asked({ role: null, staffId: 'nina', patientId: from.personId })))).toMatchObject({ staffId: 'nina', role: null, tags: ['OUT_OF_REGION'] });
    expect(await issueTicket(world.db, nurse, await asked({ staffId: 'nobody' }))).toEqual({ is: 'NOT_FOUND' });
  });

  it('[SAF-3] [DIR-7] a protected identity, tickets off and video off are refused', async () => {
    const hidden = await world.person({ protectedIdentity: true });
    expect(await issueTicket(world.db, nurse, await asked({ patientId: hidden.personId }))).toEqual({ is: 'PROTECTED_IDENTITY_NOT_HANDLED' });
    await world.unit('no-tickets', { functionsOff: ['TICKETS'] });
    await world.unit('no-video', { functionsOff: ['VIDEO'] });
    const everywhere = staffMember('nina', ['no-tickets', 'no-video']);
    expect(await issueTicket(world.db, everywhere, await asked({ unitId: 'no-tickets' }))).toEqual({ is: 'FUNCTION_OFF', function: 'TICKETS' });
    expect(await issueTicket(world.db, everywhere, await asked({ unitId: 'no-video' }))).toEqual({ is: 'FUNCTION_OFF', function: 'VIDEO' });
    expect(await issueTicket(world.db, everywhere, await asked({ unitId: 'no-video', visitType: 'CHAT' }))).toMatchObject({ is: 'DONE' });
  });

  it('[SAF-1] while nobody has judged the suicide risk of a case that the caller’s units have, only doctor and psychologist give one; judged moderate, whoever books; elsewhere nobody learns of it', async () => {
    const [{ personId: patientId }, caseId] = [await world.person(), v4()];
    await world.unit('halmstad');
    const stands = (state: SuicideRiskState, version: number, unitId = 'varberg') => world.hear('case.suicide-risk-changed', {
      caseId, patientId, unitId, status: 'IN_PROGRESS', priority: '3', urgencyRank: 3, state, open: true, alarmUnitIds: [],
    }, { version });
    const gives = async (by = nurse, unitId = 'varberg') => (await issueTicket(world.db, by, await asked({ patientId, unitId }))).is;
    await stands('HANDOVER_REQUIRED', 3);
    expect(await issueTicket(world.db, nurse, await asked({ patientId }))).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    for (const role of ['DOCTOR', 'PSYCHOLOGIST'] as const) expect(await gives(staffMember('dora', 'varberg', role))).toBe('DONE');
    expect([await gives(staffMember('adam', 'varberg', 'ADMINISTRATOR')), await gives(staffMember('sara', ['halmstad', 'varberg']), 'halmstad')]).toEqual(['SUICIDE_RISK_OPEN', 'SUICIDE_RISK_OPEN']);
    expect([await gives(staffMember('sara', 'halmstad'), 'halmstad'), (await issueTicket(world.db, nurse, await asked())).is]).toEqual(['DONE', 'DONE']);
    await stands('CLOSED', 2);
    expect(await gives()).toBe('SUICIDE_RISK_OPEN');
    await stands('PHYSICAL_VISIT', 4);
    expect(await gives()).toBe('DONE');
    await stands('ASSESSING', 5, 'halmstad');
    expect([await gives(), await gives(staffMember('sara', 'halmstad'), 'halmstad')]).toEqual(['DONE', 'SUICIDE_RISK_OPEN']);
  });

  it('[DIR-3] another unit’s staff, an unknown patient and another region’s, listed or not, are not found', async () => {
    expect(await issueTicket(world.db, staffMember('sara', 'halmstad'), await asked())).toEqual({ is: 'NOT_FOUND' });
    expect(await issueTicket(world.db, nurse, await asked({ patientId: v4() }))).toEqual({ is: 'NOT_FOUND' });
    for (const listedUnitId of ['gavle', null]) {
      const stranger = await world.person({ listedUnitId }, 'gavleborg');
      expect(await issueTicket(world.db, nurse, await asked({ patientId: stranger.personId }))).toEqual({ is: 'NOT_FOUND' });
    }
  });
});

describe('the end of a ticket', () => {
  const expire = (id: string) => transact(world.db, systemActor('booking'), (tx) => expireTicket(tx, 'halland', id));

  it('[BOO-2] an unused one expires when its time is over, once, and not before', async () => {
    const ticket = await world.ticket();
    await expire(ticket.id);
    expect(await world.storedTicket(ticket.id)).toMatchObject({ status: 'OPEN' });
    await world.shiftClock('73 hours');
    for (let i = 0; i < 2; i += 1) await expire(ticket.id);
    expect(await world.storedTicket(ticket.id)).toMatchObject({ status: 'EXPIRED', version: 2 });
    expect(await types(ticket.id)).toEqual(['ticket.issued', 'ticket.expired']);
    expect(await askForTime(world.db, patientActor('anna'), ticket.id)).toEqual({ is: 'TICKET_NOT_USABLE', status: 'EXPIRED' });
  });

  it('[BOO-2] a booked one does not, and one that is given back too late expires then', async () => {
    const booking = await world.booked();
    expect(await timers(booking.ticketId)).toEqual([]);
    await world.shiftClock('73 hours');
    await expire(booking.ticketId);
    expect(await world.storedTicket(booking.ticketId)).toMatchObject({ status: 'BOOKED' });
  });

  it('[BOO-2] nobody is dropped: staff book an expired ticket with a reason, the patient no longer', async () => {
    const patient = await world.person();
    const ticket = await world.ticket({ patientId: patient.personId });
    const [slot] = await world.slots([80]);
    await world.shiftClock('73 hours');
    await expire(ticket.id);
    const book = (by: typeof nurse | typeof patient, lateReason: 'NO_EARLIER_TIME' | null) =>
      bookSlot(world.db, by, { clientId: v4(), ticketId: ticket.id, slotId: slot!.id, lateReason });
    expect(await book(patient, 'NO_EARLIER_TIME')).toEqual({ is: 'TICKET_NOT_USABLE', status: 'EXPIRED' });
    expect(await book(nurse, null)).toEqual({ is: 'SLOT_DOES_NOT_FIT', reason: 'AFTER_VISIT_BY' });
    expect(await book(nurse, 'NO_EARLIER_TIME')).toMatchObject({ is: 'DONE', it: { lateReason: 'NO_EARLIER_TIME' } });
  });
});

describe('askForTime', () => {
  it('[QUE-3] the ticket becomes a case whose id is given here, once; a guardian may, others may not', async () => {
    const maria = await world.person();
    const child = await world.person({ birthDate: '2020-01-01', guardianIds: [maria.personId], proxyUntil: new Date(Date.now() + hours(24)).toISOString() });
    const ticket = await world.ticket({ patientId: child.personId, finishedAt: new Date(Date.now() - hours(1)).toISOString() });
    expect(await askForTime(world.db, await world.person(), ticket.id)).toEqual({ is: 'NOT_FOUND' });
    const first = yes(await askForTime(world.db, maria, ticket.id));
    expect(yes(await askForTime(world.db, maria, ticket.id)).caseId).toBe(first.caseId);
    expect(await world.events(ticket.id)).toMatchObject([
      { type: 'ticket.issued' },
      { type: 'ticket.time-asked', version: 2, data: { caseId: first.caseId, priority: 'BOOKABLE', urgencyRank: 8, issuedAt: ticket.issuedAt.toISOString(), unitId: 'varberg' } },
    ]);
    expect(await timers(ticket.id)).toEqual([]);
    await world.shiftClock('25 hours');
    expect(await askForTime(world.db, maria, ticket.id)).toEqual({ is: 'NOT_FOUND' });
  });

  it('[QUE-3] staff find the time, and the ticket is booked; when the case ends without one the ticket is used up', async () => {
    const anna = await world.person();
    const [helped, left] = [await world.ticket({ patientId: anna.personId }), await world.ticket({ patientId: anna.personId })];
    const caseIds = [yes(await askForTime(world.db, anna, helped.id)).caseId, yes(await askForTime(world.db, anna, left.id)).caseId];
    const [slot] = await world.slots([6], { bookableBy: 'STAFF' });
    const book = (by: typeof nurse | typeof anna) => bookSlot(world.db, by, { clientId: v4(), ticketId: helped.id, slotId: slot!.id, lateReason: null });
    expect(await book(anna)).toEqual({ is: 'TICKET_NOT_USABLE', status: 'TIME_ASKED' });
    expect(await book(nurse)).toMatchObject({ is: 'DONE' });
    for (const caseId of caseIds) await world.caseTold('case.ended', caseId);
    expect([(await world.storedTicket(helped.id)).status, (await world.storedTicket(left.id)).status]).toEqual(['BOOKED', 'USED']);
  });
});
