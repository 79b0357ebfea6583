import { v4 } from 'uuid';
import { publishSlots } from '../src/operations/publish-slots';
import { type BookingWorld, bookingWorld, staffMember, yes } from './booking-world';

let world: BookingWorld;
const nurse = staffMember('nina');
beforeAll(async () => {
  world = await bookingWorld();
  await world.unit('varberg');
  await world.staff('nina', 'varberg', 'NURSE');
});
afterAll(() => world.end());

const publish = `mutation ($input: PublishSlotsInput!) { publishSlots(input: $input) { __typename ... on PublishSlotsOk { slots { startsAt endsAt } } ... on Refusal { code } } }`;
const asked = (startsAt: string[]) => ({ clientId: v4(), unitId: 'varberg', role: 'NURSE', staffId: 'nina', visitType: 'VIDEO', startsAt, minutes: 30 });

/** Until shortly before a day: times are published for what lies ahead. */
async function before(day: string): Promise<void> {
  await world.shiftClock(`${Date.parse(`${day}T00:00:00Z`) - 2 * 86_400_000 - Date.now()} milliseconds`);
}

it('[T13] [BOO-1] half past two on the night in spring that has none cannot be said: a time without its zone is bad input, with one it is the hour before or after the jump', async () => {
  await before('2027-03-28');
  const { errors } = await world.ask(nurse, publish, { input: asked(['2027-03-28T02:30:00']) });
  expect(errors?.map((error) => error.extensions.code)).toEqual(['BAD_INPUT']);
  const { data } = await world.ask(nurse, publish, { input: asked(['2027-03-28T02:30:00+01:00', '2027-03-28T02:30:00+02:00']) });
  const local = (data!['publishSlots'].slots as { startsAt: string }[]).map(({ startsAt }) => new Date(startsAt).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm' })).sort();
  expect(local).toEqual(['01:30:00', '03:30:00']);
});

it('[T13] [BOO-4] both half past two on the night in autumn are times of their own: the same person has both, an hour apart, and neither twice', async () => {
  await before('2027-10-31');
  const both = ['2027-10-31T02:30:00+02:00', '2027-10-31T02:30:00+01:00'];
  const { data } = await world.ask(nurse, publish, { input: asked(both) });
  expect((data!['publishSlots'].slots as { startsAt: string }[]).map(({ startsAt }) => startsAt).sort()).toEqual(['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']);
  for (const one of both) expect((await world.ask(nurse, publish, { input: asked([one]) })).data!['publishSlots']).toMatchObject({ __typename: 'StaffMemberBusy' });
});

it('[T13] [BOO-1] a time on the leap day is an hour long as any other', async () => {
  await before('2028-02-29');
  const startsAt = new Date('2028-02-29T22:45:00Z');
  const [slot] = yes(await publishSlots(world.db, nurse, { clientId: v4(), unitId: 'varberg', role: 'NURSE', staffId: null, visitType: 'VIDEO', startsAt: [startsAt], minutes: 60, bookableBy: 'PATIENT' }));
  expect(slot!.endsAt).toEqual(new Date('2028-02-29T23:45:00Z'));
});
