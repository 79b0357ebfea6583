import { v4 } from 'uuid';
import { type BookingWorld, bookingWorld, inHours, patientActor, staffMember } from './booking-world';
import { callsOf, type Mutation, mutations } from './graph-calls';

let world: BookingWorld;
const nurse = staffMember('nina');
const stranger = staffMember('sara', 'halmstad');
const analyst = staffMember('alva', 'varberg', 'ANALYST');
const nowhere = '018f0000-0000-7000-8000-000000000000';
const publish = { unitId: 'varberg', role: 'NURSE', visitType: 'VIDEO', minutes: 20 };
const { tell, told, paths } = callsOf(() => world);

beforeAll(async () => {
  world = await bookingWorld();
  await world.unit('varberg');
  await world.unit('halmstad');
  await world.staff('nina', 'varberg', 'NURSE');
});
afterAll(() => world.end());

describe('every mutation is refused by type', () => {
  it('[DIR-3] what the caller may not see does not exist; a role that plans no times is not permitted; without a token it is an error', async () => {
    const [booking, [free]] = [await world.booked(), await world.slots([7])];
    const open = await world.ticket({ patientId: booking.patientId });
    const inputs: Record<Mutation, object> = {
      publishSlots: { clientId: v4(), ...publish, startsAt: [inHours(5).toISOString()] }, withdrawSlot: { slotId: free!.id },
      issueTicket: { clientId: v4(), patientId: booking.patientId, unitId: 'varberg', visitType: 'VIDEO', priority: 'BOOKABLE' },
      bookSlot: { clientId: v4(), ticketId: open.id, slotId: free!.id }, rebook: { bookingId: booking.id, slotId: free!.id },
      cancelBooking: { bookingId: booking.id, reason: 'OTHER' }, askForTime: { ticketId: open.id },
    };
    for (const name of Object.keys(mutations) as Mutation[]) {
      expect((await tell(undefined, name, inputs[name])).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      expect(await told(analyst, name, inputs[name])).toMatchObject({ __typename: 'NotPermitted', code: 'NOT_PERMITTED' });
      expect(await told(name === 'askForTime' ? await world.person() : stranger, name, inputs[name])).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND' });
    }
    expect(await told(patientActor(booking.patientId), 'publishSlots', inputs.publishSlots)).toMatchObject({ __typename: 'NotPermitted' });
  });

  it('[BOO-1] [BOO-4] [SAF-1] [SAF-3] [DIR-7] each no has its type, its facts and a sentence in the language asked for', async () => {
    const [booking, [free, doctors]] = [await world.booked(), [(await world.slots([7]))[0]!, (await world.slots([7], { role: 'DOCTOR' }))[0]!]];
    const by = patientActor(booking.patientId);
    const ticket = await world.ticket({ patientId: booking.patientId });
    expect(await told(nurse, 'withdrawSlot', { slotId: booking.slotId })).toEqual({ __typename: 'SlotTaken', code: 'SLOT_TAKEN', message: 'Tiden är inte längre ledig. Välj en annan.' });
    expect((await told({ ...nurse, language: 'en' }, 'withdrawSlot', { slotId: booking.slotId })).message).toBe('The time is no longer free. Choose another.');
    expect(await told(by, 'bookSlot', { clientId: v4(), ticketId: ticket.id, slotId: booking.slotId })).toMatchObject({ __typename: 'SlotTaken' });
    expect(await told(by, 'bookSlot', { clientId: v4(), ticketId: ticket.id, slotId: doctors.id })).toMatchObject({ __typename: 'SlotDoesNotFit', reason: 'OTHER_ROLE' });
    expect(await told(by, 'bookSlot', { clientId: v4(), ticketId: booking.ticketId, slotId: free.id })).toMatchObject({ __typename: 'TicketNotUsable', status: 'BOOKED' });
    expect(await told(by, 'askForTime', { ticketId: booking.ticketId })).toMatchObject({ __typename: 'TicketNotUsable', status: 'BOOKED' });
    expect(await told(by, 'rebook', { bookingId: booking.id, slotId: doctors.id })).toMatchObject({ __typename: 'SlotDoesNotFit' });
    expect(await told(by, 'cancelBooking', { bookingId: booking.id, reason: 'UNIT_CANNOT' })).toMatchObject({ __typename: 'NotPermitted' });
    await world.caseTold('case.started', booking.caseId);
    expect(await told(by, 'cancelBooking', { bookingId: booking.id, reason: 'OTHER' })).toMatchObject({ __typename: 'BookingNotChangeable', status: 'BOOKED' });
    const startsAt = inHours(90).toISOString();
    await told(nurse, 'publishSlots', { clientId: v4(), ...publish, staffId: 'nina', startsAt: [startsAt] });
    expect(await told(nurse, 'publishSlots', { clientId: v4(), ...publish, staffId: 'nina', startsAt: [startsAt] })).toMatchObject({ __typename: 'StaffMemberBusy', startsAt });
    const hidden = await world.person({ protectedIdentity: true });
    const issue = { clientId: v4(), patientId: hidden.personId, unitId: 'varberg', visitType: 'VIDEO', priority: 'BOOKABLE' };
    expect(await told(nurse, 'issueTicket', issue)).toMatchObject({ __typename: 'ProtectedIdentityNotHandled', message: expect.stringContaining('1177.se') });
    const { personId } = await world.person();
    await world.hear('case.suicide-risk-changed', {
      caseId: v4(), patientId: personId, unitId: 'varberg', status: 'IN_PROGRESS', priority: '3', urgencyRank: 3, state: 'HANDOVER_REQUIRED', open: true, alarmUnitIds: [],
    });
    expect(await told(nurse, 'issueTicket', { ...issue, clientId: v4(), patientId: personId })).toMatchObject({ __typename: 'SuicideRiskOpen', message: expect.stringContaining('Lämna över') });
    await world.unit('varberg', { functionsOff: ['TICKETS', 'VIDEO'] });
    expect(await told(nurse, 'issueTicket', issue)).toMatchObject({ __typename: 'FunctionOff', function: 'TICKETS' });
    expect(await told(by, 'bookSlot', { clientId: v4(), ticketId: ticket.id, slotId: free.id })).toMatchObject({ __typename: 'FunctionOff', function: 'TICKETS' });
    expect(await told(nurse, 'publishSlots', { clientId: v4(), ...publish, startsAt: [startsAt] })).toMatchObject({ __typename: 'FunctionOff', function: 'VIDEO' });
    await world.unit('varberg');
  });
});

describe('every mutation says what is wrong with its input', () => {
  it.each([
    ['publishSlots', { clientId: '' }, 'input.clientId'], ['publishSlots', { role: 'ANALYST' }, 'input.role'], ['publishSlots', { startsAt: [] }, 'input.startsAt'],
    ['publishSlots', { startsAt: ['2020-01-01T08:00:00Z'] }, 'input.startsAt.0'], ['publishSlots', { minutes: 0 }, 'input.minutes'], ['publishSlots', { minutes: 241 }, 'input.minutes'],
    ['publishSlots', { startsAt: Array.from({ length: 201 }, (_, i) => new Date(Date.UTC(2100, 0, 1, 0, i)).toISOString()) }, 'input.startsAt'],
    ['withdrawSlot', { slotId: 'x' }, 'input.slotId'],
    ['issueTicket', { clientId: 'x'.repeat(81) }, 'input.clientId'], ['issueTicket', { priority: '1' }, 'input.priority'], ['issueTicket', { role: 'LOG_REVIEWER' }, 'input.role'],
    ['publishSlots', { staffId: '\u0000' }, 'input.staffId'], ['issueTicket', { patientId: '\u0000' }, 'input.patientId'], ['issueTicket', { staffId: '' }, 'input.staffId'],
    ['bookSlot', { slotId: 'x' }, 'input.slotId'], ['bookSlot', { clientId: '' }, 'input.clientId'], ['rebook', { bookingId: 'x' }, 'input.bookingId'],
    ['cancelBooking', { bookingId: 'x' }, 'input.bookingId'],
  ] as const)('[BAD_INPUT] %s %#', async (name, wrong, path) => {
    const good: Record<string, object> = {
      publishSlots: { clientId: v4(), ...publish, startsAt: [inHours(5).toISOString()] }, withdrawSlot: {},
      issueTicket: { clientId: v4(), patientId: 'anna', unitId: 'varberg', visitType: 'VIDEO', priority: 'BOOKABLE' }, bookSlot: { clientId: v4(), ticketId: nowhere, slotId: nowhere },
      rebook: { bookingId: nowhere, slotId: nowhere }, cancelBooking: { reason: 'OTHER' },
    };
    expect(await paths(nurse, name, { ...good[name], ...wrong })).toEqual([path]);
  });

  it('[BAD_INPUT] askForTime, and a holder that the region’s tickets do not have', async () => {
    expect(await paths(patientActor('anna'), 'askForTime', { ticketId: 'x' })).toEqual(['input.ticketId']);
    await world.unit('gavle', {}, 'gavleborg');
    const there = staffMember('gun', 'gavle', 'NURSE', 'gavleborg');
    const anna = await world.person({}, 'gavleborg');
    const issue = { clientId: v4(), patientId: anna.personId, unitId: 'gavle', visitType: 'VIDEO', priority: '7' };
    expect(await paths(there, 'issueTicket', { ...issue, role: 'NURSE' })).toEqual(['input.role']);
    expect(await paths(there, 'issueTicket', { ...issue, staffId: 'gun' })).toEqual(['input.staffId']);
    expect((await told(there, 'issueTicket', issue)).ticket).toMatchObject({ role: null, priority: '7' });
  });
});
