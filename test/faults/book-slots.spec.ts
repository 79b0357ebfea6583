import { Client } from 'pg';
import { v7 } from 'uuid';
import { concurrently } from '../actors/concurrently';
import { type GraphClient, graphClient, peopleOf } from '../actors/graph-client';
import type { Journal } from '../actors/journal';
import { oneOf, randomFrom, seed } from '../actors/random';
import { type Stack, startStack } from '../stack';
import { staff, units, World } from '../world';
import { expectInvariants } from './invariants';
import { type IssuedTicket, issueTickets } from './issued-tickets';
import { percentile } from './load';

const full = process.env['TEST_FULL'] === '1';
const attempts = 10_000;
const steps = full ? 50_000 : 2_000;
const slots = 100;
/** So many that at every moment others are asking than a moment ago; who is told that the time is taken asks for another one later. */
const asking = 1_000;
/** So many that every time has rivals at each moment, and so few that nobody waits for a connection until it is refused. */
const atOnce = 16;
const betweenLooks = 100;

const refusal = '... on Refusal { code }';
const documents = {
  bookSlot: `mutation Book($input: BookSlotInput!) { bookSlot(input: $input) { __typename ... on BookSlotOk { booking { id } } ${refusal} } }`,
  rebook: `mutation Move($input: RebookInput!) { rebook(input: $input) { __typename ... on RebookOk { booking { id } } ${refusal} } }`,
  cancelBooking: `mutation Cancel($input: CancelBookingInput!) { cancelBooking(input: $input) { __typename ... on CancelBookingOk { booking { id } } ${refusal} } }`,
} as const;

let stack: Stack;
let admin: Client;
let client: GraphClient;
/** Each with its booking, if it has one. */
let tickets: (IssuedTicket & { bookingId?: string })[];
let slotIds: string[];
const journal: Journal = { acknowledged: [] };
const next = randomFrom(seed);
const answers = new Map<string, number>();

beforeAll(async () => {
  stack = await startStack({ processes: true });
  admin = new Client({ connectionString: stack.adminUrl });
  await admin.connect();
  client = graphClient(stack);
  const first = (Math.ceil(Date.now() / 60_000) + 180) * 60_000;
  const times = { unitId: units.gavleHealthCentre.id, role: 'NURSE', visitType: 'VIDEO', minutes: 20, startsAt: Array.from({ length: slots }, (_, n) => new Date(first + n * 60_000).toISOString()) };
  const [world, clientId] = [new World(stack), v7()];
  const published = await world.does('annaNurse', 'publishSlots', { clientId, ...times }, '... on PublishSlotsOk { slots { id } }');
  slotIds = (published['slots'] as { id: string }[]).map(({ id }) => id);
  journal.acknowledged.push({ act: 'PUBLISH', clientId, slotIds, by: staff.annaNurse.id });
  const adults = (await peopleOf(stack)).filter((one) => one.regionId === 'gavleborg' && one.kind === 'PATIENT' && one.mayLogIn !== false && (one.ageYears ?? 0) >= 18);
  tickets = await issueTickets(stack, asking, adults.map((one) => one.personId).sort().slice(0, 100));
}, 240_000);
afterAll(async () => {
  await admin?.end();
  await stack?.stop();
}, 60_000);

/** One mutation of the ticket's patient; its result, or a fault that fails the test. */
async function does(field: keyof typeof documents, ticket: IssuedTicket, input: Record<string, unknown>): Promise<{ __typename: string; booking?: { id: string } }> {
  const answer = await client.ask(ticket.patientId, undefined, field, documents[field], { input });
  const result = answer.is === 'DATA' ? (answer.data[field] as { __typename: string }) : { __typename: `fault ${answer.code}` };
  answers.set(`${field} ${result.__typename}`, (answers.get(`${field} ${result.__typename}`) ?? 0) + 1);
  return result;
}

async function books(ticket: (typeof tickets)[number], slotId: string): Promise<string> {
  const clientId = v7();
  const { __typename, booking } = await does('bookSlot', ticket, { clientId, ticketId: ticket.ticketId, slotId });
  if (!booking) return __typename;
  ticket.bookingId = booking.id;
  journal.acknowledged.push({ act: 'BOOK', clientId, bookingId: booking.id, ticketId: ticket.ticketId, slotId, by: ticket.patientId });
  return __typename;
}

/** Times of this test with an active booking, and the most that one has. */
async function active(): Promise<{ booked: number; most: number }> {
  const { rows: [row] } = await admin.query<{ booked: number; most: number }>(
    `SELECT count(*)::int AS booked, coalesce(max(n), 0)::int AS most FROM (SELECT count(*) AS n FROM booking.booking WHERE status = 'BOOKED' AND slot_id = ANY($1) GROUP BY slot_id) x`, [slotIds]);
  return row!;
}

const shuffled = <T>(all: readonly T[]): T[] => all.map((one) => ({ one, place: next() })).sort((a, b) => a.place - b.place).map(({ one }) => one);
const faults = (): string[] => [...answers.keys()].filter((key) => key.includes('fault'));
const told = (): string => JSON.stringify(Object.fromEntries([...answers].sort()));

test(`[T7] [BOO-4] ${attempts} bookings on ${slots} times through the graph, ${atOnce} at every moment: exactly ${slots} are booked, every other is told that the time is taken, no fault (seed ${seed})`, async () => {
  const from = Date.now();
  const wishes = Array.from({ length: attempts }, (_, n) => slotIds[n % slots]!);
  const waiting = shuffled(tickets);
  await concurrently(shuffled(wishes), atOnce, async (slotId) => {
    const ticket = waiting.shift()!;
    await books(ticket, slotId);
    if (!ticket.bookingId) waiting.push(ticket);
  });
  process.stdout.write(`T7 (seed ${seed}): ${attempts} bookings in ${Date.now() - from} ms, p50 ${percentile(client.measured, 0.5)}, p95 ${percentile(client.measured, 0.95)} ms, ${told()}\n`);
  expect(Object.fromEntries(answers)).toEqual({ 'bookSlot BookSlotOk': slots, 'bookSlot SlotTaken': attempts - slots });
  expect(await active()).toEqual({ booked: slots, most: 1 });
}, attempts * 60 + 60_000);

test(`[T7] [BOO-4] then ${steps} times somebody cancels, moves or books at random: never two bookings of one time, no fault, and every invariant holds (seed ${seed})`, async () => {
  const from = Date.now();
  answers.clear();
  const held = tickets.filter((ticket) => ticket.bookingId);
  const players = [...held, ...tickets.filter((ticket) => !ticket.bookingId).slice(0, slots)]; // twice as many as there are times
  for (let done = 0; done < steps; done += betweenLooks) {
    // Each player once in a batch: what the test knows of a booking is what its patient knows.
    await concurrently(shuffled(players).slice(0, betweenLooks), atOnce, step);
    const { most, booked } = await active();
    expect(most).toBeLessThanOrEqual(1);
    expect(booked).toBe(players.filter((ticket) => ticket.bookingId).length);
  }
  expect(faults()).toEqual([]);
  const took = Date.now() - from;
  const rest = await expectInvariants(stack.adminUrl, journal, 120_000);
  process.stdout.write(`T7 (seed ${seed}): ${steps} steps in ${took} ms, ${told()}; at rest after ${rest} ms\n`);
}, steps * 60 + 240_000);

async function step(ticket: (typeof tickets)[number]): Promise<void> {
  const slotId = oneOf(next, slotIds)!;
  const { bookingId } = ticket;
  if (!bookingId) return void (await books(ticket, slotId));
  if (next() < 0.5) {
    if ((await does('rebook', ticket, { bookingId, slotId })).__typename === 'RebookOk') journal.acknowledged.push({ act: 'REBOOK', bookingId, slotId });
    return;
  }
  if ((await does('cancelBooking', ticket, { bookingId, reason: 'CANNOT_COME' })).__typename !== 'CancelBookingOk') return;
  journal.acknowledged.push({ act: 'CANCEL', bookingId });
  delete ticket.bookingId;
}
