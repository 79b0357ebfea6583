import { join } from 'node:path';
import { v7 } from 'uuid';
import { systemActor } from '@vardgraf/service-kit/actor';
import { type Database, openDatabase } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { createLog } from '@vardgraf/service-kit/log';
import { openNats } from '@vardgraf/service-kit/nats';
import { startRelay } from '@vardgraf/service-kit/relay';
import { freshDatabase, natsUrl } from '../../../test/infrastructure';
import { seed } from '../src/seed';
import { startCases } from '../src/start';
import { type CasesWorld, casesWorld, finishedSession, madeBooking, staffMember, testEnv } from './cases-world';
import { until } from './escalation-world';

let world: CasesWorld;
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

beforeAll(async () => {
  world = await casesWorld();
  await world.staff('nina', 'bollnas', 'NURSE'); // else the case would be in nobody's list, and the health answer would say so once it has looked
});
afterAll(async () => {
  for (const end of ends) await end();
  await world.end();
});

it('[QUE-3] the started service hears directory and triage, makes the case once, and tells about it', async () => {
  const [directory, triage] = [await neighbour('directory'), await neighbour('triage')];
  const nurse = staffMember('nina');
  await transact(directory, { ...systemActor('directory'), regionId: 'gavleborg' }, async (tx) => {
    tx.emit({
      type: 'unit.changed', aggregateId: 'bollnas', version: 1, regionId: 'gavleborg',
      data: {
        unitId: 'bollnas', displayName: 'Bollnäs', kind: 'HEALTH_CENTRE', hsaId: 'SE-1', locality: 'Bollnäs', staffedRoles: ['NURSE'], cooperatingUnitIds: [], functionsOff: [], acceptsOutOfRegion: true,
        hasAlarmGroup: true, alarmGroupId: 'ALARM', active: true,
      },
    });
  });
  const session = finishedSession({ unitId: 'bollnas' });
  await transact(triage, { ...systemActor('triage'), regionId: 'gavleborg' }, async (tx) => {
    tx.emit({ type: 'session.finished', aggregateId: session.sessionId, version: 1, regionId: 'gavleborg', data: session });
  });
  const { data } = await until(() => world.ask(nurse, '{ queue(unitId: "bollnas") { edges { node { id noOneInRole } } } }'), (answer) => answer.data?.queue.edges.length === 1);
  expect(data!.queue.edges[0].node.id).toBe(session.caseId);
  const told = await until(() => world.events(session.caseId!), (events) => events.length >= 2);
  expect(told.map((event) => event.type)).toEqual(['case.opened', 'case.access-changed']);
});

it('[BOO-5] [VIS-4] [NOT-3] the started service hears booking, messaging and notify', async () => {
  const [booking, messaging, notify] = [await neighbour('booking'), await neighbour('messaging'), await neighbour('notify')];
  const made = madeBooking();
  const tell = (db: Database, event: Parameters<Tx['emit']>[0]) => transact(db, { ...systemActor(db.service), regionId: 'gavleborg' }, async (tx) => tx.emit(event));
  await tell(booking, { type: 'booking.made', aggregateId: made.bookingId, version: 1, regionId: 'gavleborg', data: made });
  await until(() => world.events(made.caseId), (events) => events.length >= 2);
  const where = { threadId: 'thread', caseId: made.caseId, patientId: 'anna', unitId: 'bollnas' };
  const message = { ...where, messageId: v7(), seq: 1, senderKind: 'PATIENT', senderId: 'anna', phase: 'ASYNCHRONOUS', postedAt: new Date().toISOString(), unreadByStaff: 1 } as const;
  await tell(messaging, { type: 'message.posted', aggregateId: 'thread', version: 1, regionId: 'gavleborg', data: message });
  const alert = { alertId: v7(), caseId: made.caseId, unitId: 'bollnas', why: 'OPENED', raisedAt: new Date().toISOString() } as const;
  await tell(notify, { type: 'alert.raised', aggregateId: alert.alertId, version: 1, regionId: 'gavleborg', data: alert });
  expect(await until(() => world.case(made.caseId), (c) => c.unreadMessages === 1 && c.alertState === 'RAISED')).toMatchObject({ kind: 'SCHEDULED' });
  expect(await world.case(message.messageId)).toMatchObject({ kind: 'MESSAGE', linkedCaseId: made.caseId });
});

it('a neighbour that is not there yet is waited for: the service starts, answers and stops without it', async () => {
  const fresh = await freshDatabase([{ name: 'cases', migrationsDir: join(__dirname, '..', 'src', 'storage', 'migrations') }]);
  await seed({ DATABASE_URL: fresh.url('cases'), REGIONS_DIR: testEnv(fresh).REGIONS_DIR });
  const running = await startCases(testEnv(fresh));
  expect(await (await fetch(`${running.url}/health/ready`)).json()).toMatchObject({ ready: true });
  await running.stop();
  await fresh.drop();
});

it('health, readiness and metrics answer', async () => {
  await world.ask(undefined, '{ __typename }');
  const base = world.url()!;
  expect(await (await fetch(`${base}/health/live`)).json()).toEqual({ live: true });
  expect(await (await fetch(`${base}/health/ready`)).json()).toEqual({ ready: true, reasons: [], warnings: [] });
  expect(await (await fetch(`${base}/metrics`)).text()).toContain('vardgraf_timers_late_seconds');
});
