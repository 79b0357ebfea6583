import { systemActor } from '@vardgraf/service-kit/actor';
import { violatedConstraint } from '@vardgraf/service-kit/postgres-errors';
import { transact } from '@vardgraf/service-kit/transaction';
import { v4, v7 } from 'uuid';
import { bookSlot } from '../src/operations/book-slot';
import { publishSlots, type PublishSlotsInput } from '../src/operations/publish-slots';
import { ticketSlots } from '../src/operations/ticket-slots';
import { withdrawSlot } from '../src/operations/withdraw-slot';
import { insertSlots } from '../src/storage/slot-store';
import { type BookingWorld, bookingWorld, inHours, insistently, patientActor, staffMember, yes } from './booking-world';

let world: BookingWorld;
const nurse = staffMember('nina');

beforeAll(async () => {
  world = await bookingWorld();
  for (const id of ['varberg', 'halmstad', 'kungsbacka']) await world.unit(id);
  await world.unit('skin', { kind: 'SPECIALIST_CLINIC' });
  await world.staff('nina', ['varberg', 'halmstad'], 'NURSE');
  await world.staff('nils', 'varberg', 'NURSE');
});
afterAll(() => world.end());

const asked = (hours: number[], given: Partial<PublishSlotsInput> = {}): PublishSlotsInput => ({
  clientId: v4(), unitId: 'varberg', role: 'NURSE', staffId: null, visitType: 'VIDEO', startsAt: hours.map(inHours), minutes: 20, bookableBy: 'PATIENT', ...given,
});

describe('publishSlots', () => {
  it('[BOO-1] staff publish times of a role or a person; the same client id gives the first ones again, also at the same moment', async () => {
    const input = asked([1, 2]);
    const [one, two] = await Promise.all([publishSlots(world.db, nurse, input), publishSlots(world.db, nurse, { ...input, startsAt: [inHours(9)] })]);
    expect(yes(one).map((slot) => slot.id).sort()).toEqual(yes(two).map((slot) => slot.id).sort());
    const again = yes(await publishSlots(world.db, nurse, input));
    expect(again.map((slot) => slot.id).sort()).toEqual(yes(one).map((slot) => slot.id).sort());
    expect(await world.storedSlot(again[0]!.id)).toMatchObject({ status: 'FREE', regionId: 'halland', unitId: 'varberg', role: 'NURSE', staffId: null });
    expect(yes(await publishSlots(world.db, nurse, asked([3], { staffId: 'nina' })))[0]).toMatchObject({ staffId: 'nina' });
  });

  it('[BOO-4] a person who has a time at the moment, at any unit, is busy, and none of the times is published', async () => {
    const [first] = yes(await publishSlots(world.db, nurse, asked([20], { staffId: 'nina' })));
    const both = staffMember('nina', ['varberg', 'halmstad']);
    const input = asked([20.2, 22], { staffId: 'nina', unitId: 'halmstad' });
    expect(await publishSlots(world.db, both, input)).toEqual({ is: 'STAFF_MEMBER_BUSY', startsAt: input.startsAt[0] });
    expect(yes(await publishSlots(world.db, both, asked([22], { staffId: 'nina', unitId: 'halmstad' })))).toHaveLength(1);
    const adjacent = { ...asked([], { staffId: 'nina' }), startsAt: [first!.endsAt] };
    expect(await publishSlots(world.db, nurse, adjacent)).toMatchObject({ is: 'DONE' });
    expect(await publishSlots(world.db, nurse, asked([20], { staffId: 'nils' }))).toMatchObject({ is: 'DONE' });
    yes(await withdrawSlot(world.db, nurse, first!.id));
    expect(await publishSlots(world.db, nurse, { ...asked([], { staffId: 'nina' }), startsAt: [first!.startsAt] })).toMatchObject({ is: 'DONE' });
  });

  it('[BOO-4] ten colleagues who publish one person’s same hour at once: one does', async () => {
    const colleagues = Array.from({ length: 10 }, (_, i) => staffMember(`c${i}`));
    const answers = await Promise.all(colleagues.map((by) => insistently(() => publishSlots(world.db, by, asked([40], { staffId: 'nils' })))));
    expect(answers.map((answer) => answer.is).sort()).toEqual(['DONE', ...Array.from({ length: 9 }, () => 'STAFF_MEMBER_BUSY')]);
  });

  it('[BOO-4] what the operation does not see, the database still excludes', async () => {
    const [slot] = yes(await publishSlots(world.db, nurse, asked([60], { staffId: 'nils' })));
    const overlapping = { ...slot!, id: v7(), startsAt: new Date(slot!.startsAt.getTime() + 60_000), endsAt: new Date(slot!.endsAt.getTime() + 60_000) };
    const error = await transact(world.db, systemActor('booking'), (tx) => insertSlots(tx, [overlapping], null)).catch((e: unknown) => e);
    expect(violatedConstraint(error)).toBe('staff_member_has_one_time');
  });

  it('[DIR-3] [DIR-7] another unit, a person who does not work there in the role, and video where it is off are refused', async () => {
    expect(await publishSlots(world.db, staffMember('sara', 'halmstad'), asked([1]))).toEqual({ is: 'NOT_FOUND' });
    expect(await publishSlots(world.db, nurse, asked([1], { staffId: 'nobody' }))).toEqual({ is: 'NOT_FOUND' });
    expect(await publishSlots(world.db, nurse, asked([1], { staffId: 'nils', role: 'DOCTOR' }))).toEqual({ is: 'NOT_FOUND' });
    await world.unit('no-video', { functionsOff: ['VIDEO'] });
    const there = staffMember('nina', 'no-video');
    expect(await publishSlots(world.db, there, asked([1], { unitId: 'no-video' }))).toEqual({ is: 'FUNCTION_OFF', function: 'VIDEO' });
    expect(await publishSlots(world.db, there, asked([1], { unitId: 'no-video', visitType: 'CHAT' }))).toMatchObject({ is: 'DONE' });
  });
});

describe('withdrawSlot', () => {
  it('[BOO-1] a free time is taken back, twice is the same yes; a booked one stays, another unit’s is not found', async () => {
    const [free] = await world.slots([3]);
    for (let i = 0; i < 2; i += 1) expect(await withdrawSlot(world.db, nurse, free!.id)).toMatchObject({ is: 'DONE', it: { status: 'WITHDRAWN' } });
    expect(await world.audits({ action: 'withdrawSlot' })).not.toEqual([]);
    const booking = await world.booked();
    expect(await withdrawSlot(world.db, nurse, booking.slotId)).toEqual({ is: 'SLOT_TAKEN' });
    expect(await withdrawSlot(world.db, staffMember('sara', 'halmstad'), free!.id)).toEqual({ is: 'NOT_FOUND' });
    expect(await withdrawSlot(world.db, staffMember('nina', 'varberg', 'NURSE', 'gavleborg'), free!.id)).toEqual({ is: 'NOT_FOUND' });
    expect(await withdrawSlot(world.db, nurse, v4())).toEqual({ is: 'NOT_FOUND' });
  });
});

describe('ticketSlots', () => {
  it('[BOO-2] the own unit’s times first, then every other health centre’s, each in order; no others; pages fit together', async () => {
    const patient = await world.person();
    const ticket = await world.ticket({ patientId: patient.personId, unitId: 'kungsbacka', profession: 'PSYCHOLOGIST' });
    const at = (unitId: string, hours: number[], given: Partial<PublishSlotsInput> = {}) =>
      world.slots(hours, { unitId, role: 'PSYCHOLOGIST', ...given }, staffMember('nina', unitId));
    const [own, other] = [await at('kungsbacka', [50, 30]), await at('halmstad', [2, 40])];
    await at('kungsbacka', [80]);
    await at('kungsbacka', [3], { role: 'DOCTOR' });
    await at('kungsbacka', [3], { visitType: 'PHYSICAL' });
    await at('skin', [3]);
    const [staffOnly] = await at('kungsbacka', [4], { bookableBy: 'STAFF' });
    const [taken] = await at('kungsbacka', [5]);
    const all = async (by = patient as Parameters<typeof ticketSlots>[1], unitId?: string): Promise<string[]> => {
      const ids: string[] = [];
      for (let after: string | undefined; ;) {
        const page = (await ticketSlots(world.db, by, { ticketId: ticket.id, unitId, first: 2, after }))!;
        ids.push(...page.edges.map((edge) => edge.node.id));
        if (!page.pageInfo.hasNextPage) return ids;
        after = page.pageInfo.endCursor!;
      }
    };
    const inOrder = [taken!.id, own[1]!.id, own[0]!.id, other[0]!.id, other[1]!.id];
    expect(await all()).toEqual(inOrder);
    expect(await all(staffMember('nina', 'kungsbacka'))).toEqual([staffOnly!.id, ...inOrder]);
    expect(await all(patient, 'halmstad')).toEqual([other[0]!.id, other[1]!.id]);
    expect(await all(patient, 'skin')).toEqual([]);
    yes(await bookSlot(world.db, patient, { clientId: v4(), ticketId: ticket.id, slotId: taken!.id, lateReason: null }));
    await world.unit('halmstad', { functionsOff: ['TICKETS'] });
    expect(await all()).toEqual([own[1]!.id, own[0]!.id]);
    await world.unit('halmstad');
  });

  it('[BOO-4] a person’s time is nobody’s once the person has left the unit: neither offered nor booked', async () => {
    await world.staff('lova', 'varberg', 'DIETITIAN');
    const patient = await world.person();
    const ticket = await world.ticket({ patientId: patient.personId, profession: 'DIETITIAN' });
    const [slot] = await world.slots([4], { role: 'DIETITIAN', staffId: 'lova' });
    const offered = async () => (await ticketSlots(world.db, patient, { ticketId: ticket.id, unitId: undefined, first: 10, after: undefined }))!.edges.map((edge) => edge.node.id);
    expect(await offered()).toEqual([slot!.id]);
    await world.staff('lova', 'halmstad', 'DIETITIAN');
    expect(await offered()).toEqual([]);
    expect(await bookSlot(world.db, patient, { clientId: v4(), ticketId: ticket.id, slotId: slot!.id, lateReason: null })).toEqual({ is: 'SLOT_TAKEN' });
  });

  it('[DIR-3] another’s ticket has none to see, and a page is 1 to 100 from a cursor of ours', async () => {
    const patient = await world.person();
    const ticket = await world.ticket({ patientId: patient.personId });
    const q = { ticketId: ticket.id, unitId: undefined, first: 10, after: undefined };
    expect(await ticketSlots(world.db, await world.person(), q)).toBeNull();
    expect(await ticketSlots(world.db, patientActor(patient.personId, 'gavleborg'), q)).toBeNull();
    expect(await ticketSlots(world.db, staffMember('sara', 'halmstad'), q)).toBeNull();
    expect(await ticketSlots(world.db, patient, { ...q, ticketId: 'no-uuid' })).toBeNull();
    for (const first of [0, 101]) await expect(ticketSlots(world.db, patient, { ...q, first })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['first'] });
    for (const after of ['x', Buffer.from('[0,"x","y"]').toString('base64url')]) await expect(ticketSlots(world.db, patient, { ...q, after })).rejects.toMatchObject({ paths: ['after'] });
  });
});
