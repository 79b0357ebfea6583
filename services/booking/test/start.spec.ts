import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '@vardgraf/service-kit/actor';
import { createLog } from '@vardgraf/service-kit/log';
import { openNats } from '@vardgraf/service-kit/nats';
import { type Database, openDatabase } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { transact } from '@vardgraf/service-kit/transaction';
import { natsUrl } from '../../../test/infrastructure';
import { bookableSession, type BookingWorld, bookingWorld, patientActor } from './booking-world';

let world: BookingWorld;
const ends: (() => Promise<void>)[] = [];

/** A neighbour that only tells: its database and its relay. */
async function neighbour(name: string): Promise<Database> {
  const log = createLog(name, 'silent');
  const db = await openDatabase({ url: world.fresh.url(name), service: name, entities: [] });
  const nats = await openNats({ url: natsUrl(), name, log });
  const relay = startRelay({ db, service: name, nats, log });
  ends.unshift(() => relay.stop(), () => nats.close(), () => db.close());
  return db;
}

/** Asks until the answer is as wished, or half a minute is over. */
async function until<T>(ask: () => Promise<T>, wished: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask();
    if (wished(answer) || tries === 300) return answer;
    await sleep(100);
  }
}

beforeAll(async () => {
  world = await bookingWorld();
});
afterAll(async () => {
  await world.shiftClock('0');
  for (const end of ends) await end();
  await world.end();
});

it('health, readiness and metrics answer', async () => {
  await world.ask(undefined, '{ __typename }');
  const base = world.url()!;
  expect(await (await fetch(`${base}/health/live`)).json()).toEqual({ live: true });
  expect(await (await fetch(`${base}/health/ready`)).json()).toEqual({ ready: true, reasons: [], warnings: [] });
  expect(await (await fetch(`${base}/metrics`)).text()).toContain('vardgraf_timers_late_seconds');
});

it('[TRI-5] [BOO-2] the started service hears triage and cases, issues the ticket, and lets it expire when its time comes', async () => {
  const [triage, cases] = [await neighbour('triage'), await neighbour('cases')];
  const [unused, used] = [bookableSession(), bookableSession()];
  for (const session of [unused, used]) {
    await transact(triage, { ...systemActor('triage'), regionId: 'halland' }, async (tx) => {
      tx.emit({ type: 'session.finished', aggregateId: session.sessionId, version: 1, regionId: 'halland', data: session });
    });
  }
  const anna = patientActor('anna');
  const tickets = async () => (await world.ask(anna, '{ myTickets { id status } }')).data!.myTickets as { id: string; status: string }[];
  expect(await until(tickets, (list) => list.length === 2)).toMatchObject([{ status: 'OPEN' }, { status: 'OPEN' }]);
  const [slot] = await world.slots([5]);
  const booking = await world.booked({ ticket: await world.storedTicket(used.ticketId!), slot: slot! });
  await transact(cases, { ...systemActor('cases'), regionId: 'halland' }, async (tx) => {
    const data = { caseId: booking.caseId, patientId: 'anna', unitId: 'varberg', status: 'COMPLETED', priority: '8', urgencyRank: 8, staffId: 'nina', reason: 'CARE_GIVEN' } as const;
    tx.emit({ type: 'case.ended', aggregateId: booking.caseId, version: 1, regionId: 'halland', data });
  });
  await world.shiftClock('73 hours');
  const over = await until(tickets, (list) => list.every((t) => ['EXPIRED', 'USED'].includes(t.status)));
  expect(Object.fromEntries(over.map((t) => [t.id, t.status]))).toEqual({ [unused.ticketId!]: 'EXPIRED', [used.ticketId!]: 'USED' });
  expect((await world.events(unused.ticketId!)).map((event) => event.type)).toEqual(['ticket.issued', 'ticket.expired']);
}, 90_000);
