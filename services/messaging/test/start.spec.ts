import type { NewEvent } from '@vardgraf/service-kit/outbox';
import { systemActor } from '@vardgraf/service-kit/actor';
import { createLog } from '@vardgraf/service-kit/log';
import { openNats } from '@vardgraf/service-kit/nats';
import { type Database, openDatabase, read } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { transact } from '@vardgraf/service-kit/transaction';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { natsUrl } from '../../../test/infrastructure';
import { seed } from '../src/seed';
import { type MessagingWorld, messagingWorld, patientActor, regionsDir } from './messaging-world';

let world: MessagingWorld;
const ends: (() => Promise<void>)[] = [];

/** A neighbour that only tells: its database and its relay. */
async function neighbour(name: string): Promise<(...events: NewEvent[]) => Promise<void>> {
  const log = createLog(name, 'silent');
  const db: Database = await openDatabase({ url: world.fresh.url(name), service: name, entities: [] });
  const nats = await openNats({ url: natsUrl(), name, log });
  const relay = startRelay({ db, service: name, nats, log });
  ends.unshift(() => relay.stop(), () => nats.close(), () => db.close());
  return (...events) => transact(db, { ...systemActor(name), regionId: 'gavleborg' }, async (tx) => events.forEach((event) => tx.emit(event)));
}

beforeAll(async () => {
  world = await messagingWorld();
});
afterAll(async () => {
  for (const end of ends) await end();
  await world.end();
});

it('[VIS-1] the started service hears directory, cases and notify, opens the thread once, and tells about it', async () => {
  const [directory, cases, notify] = [await neighbour('directory'), await neighbour('cases'), await neighbour('notify')];
  const [caseId, at] = [v7(), new Date().toISOString()];
  const after = { caseId, patientId: 'anna', unitId: 'bollnas', status: 'IN_PROGRESS' as const, priority: '3', urgencyRank: 3 };
  await directory(
    { type: 'region.changed', aggregateId: 'gavleborg', version: 1, regionId: 'gavleborg', data: { serviceName: 'Min vård Gävleborg' } },
    { type: 'staff.changed', aggregateId: 'nina', version: 1, regionId: 'gavleborg', data: { staffId: 'nina', displayName: 'Nina Berg', commissions: [], active: true } });
  await notify({
    type: 'notification.sent', aggregateId: 'n-1', version: 1, regionId: 'gavleborg',
    data: { notificationId: 'n-1', patientId: 'anna', channel: 'SMS', template: 'visit-soon', privacyClass: 'SERVICE', caseId, bookingId: null, sentAt: at, attempts: 1 },
  });
  await cases(
    { type: 'case.taken', aggregateId: caseId, version: 1, regionId: 'gavleborg', data: { ...after, staffId: 'nina', role: 'NURSE', commissionUnitId: 'bollnas', takenAt: at } },
    { type: 'case.started', aggregateId: caseId, version: 2, regionId: 'gavleborg', data: { ...after, staffId: 'nina', startedAt: at, waitedSeconds: 1, withinHandlingTime: true } });
  const lines = async () => (await world.ask(patientActor('anna'), '{ myThreads { messages { nodes { kind event text } } } }')).data!['myThreads'][0]?.messages.nodes ?? [];
  for (let tries = 0; tries < 150 && !(await lines()).some((m: { event: string; text: string }) => m.event === 'SMS_SENT'); tries += 1) await sleep(100);
  for (let tries = 0; tries < 150 && !(await lines()).some((m: { text: string }) => m.text.includes('Nina Berg')); tries += 1) await sleep(100);
  expect((await lines()).map((m: { event: string; kind: string }) => m.event ?? m.kind).sort()).toEqual(['GREETING', 'SMS_SENT', 'VISIT_STARTED']);
  const told = await read<{ type: string }>(world.db, "SELECT type FROM outbox WHERE type LIKE 'thread.%' OR type LIKE 'message.%' ORDER BY id");
  expect(told.map((e) => e.type)).toEqual(['thread.opened', 'message.posted', 'message.posted', 'message.posted']);
});

it('[VIS-1] the seed publishes settings, and again it changes nothing', async () => {
  const count = () => read(world.db, 'SELECT count(*) AS n FROM region_setting');
  const before = await count();
  await seed({ DATABASE_URL: world.fresh.url('messaging'), REGIONS_DIR: regionsDir });
  expect([before, await count()]).toEqual([[{ n: 9 }], [{ n: 9 }]]);
});
