import { systemActor } from '@vardgraf/service-kit/actor';
import { createLog } from '@vardgraf/service-kit/log';
import { openNats } from '@vardgraf/service-kit/nats';
import { type Database, openDatabase, read } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { transact } from '@vardgraf/service-kit/transaction';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { v4 } from 'uuid';
import { natsUrl } from '../../../test/infrastructure';
import { seed } from '../src/seed';
import { type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
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
  world = await triageWorld();
});
afterAll(async () => {
  for (const end of ends) await end();
  await world.end();
});

it('the started service hears directory and cases', async () => {
  const [directory, cases] = [await neighbour('directory'), await neighbour('cases')];
  const [patientId, caseId, at] = [v4(), v4(), new Date().toISOString()];
  await transact(directory, { ...systemActor('directory'), regionId: 'gavleborg' }, async (tx) => {
    tx.emit({
      type: 'patient.changed', aggregateId: patientId, version: 1, regionId: 'gavleborg',
      data: {
        patientId, birthDate: '1980-01-01', sex: 'MALE', language: 'sv', homeRegionId: 'gavleborg', listedUnitId: null, fixedDoctorId: null, protectedIdentity: false,
        guardianIds: [], mayLogInFrom: at, maySeekCareFrom: at, proxyUntil: at,
      },
    });
  });
  await transact(cases, { ...systemActor('cases'), regionId: 'gavleborg' }, async (tx) => {
    tx.emit({
      type: 'case.access-changed', aggregateId: caseId, version: 1, regionId: 'gavleborg',
      data: { caseId, patientId, open: true, units: [], responsibleUnitId: 'bollnas', takenBy: 'nina', participants: [] },
    });
  });
  for (const [table, id] of [['patient', patientId], ['case_access', caseId]] as const) {
    const known = () => read(world.db, `SELECT 1 FROM ${table} WHERE ${table === 'patient' ? 'id' : 'case_id'} = $1`, [id]);
    for (let tries = 0; tries < 100 && (await known()).length === 0; tries += 1) await sleep(100);
    expect(await known()).toHaveLength(1);
  }
});

it('an older event than the one known changes nothing', async () => {
  const known = await world.person({ birthDate: '1990-01-01' });
  const { onPatientChanged } = await import('../src/events/on-patient-changed');
  const at = new Date().toISOString();
  await transact(world.db, systemActor('triage'), (tx) =>
    onPatientChanged(tx, {
      type: 'patient.changed', regionId: 'gavleborg', version: 0, data: {
        patientId: known.personId, birthDate: '1950-01-01', sex: 'MALE', language: 'sv', homeRegionId: 'halland', listedUnitId: null, fixedDoctorId: null, protectedIdentity: true,
        guardianIds: [], mayLogInFrom: at, maySeekCareFrom: at, proxyUntil: at,
      },
    } as unknown as Parameters<typeof onPatientChanged>[1]));
  expect(await read(world.db, 'SELECT birth_date, protected_identity FROM patient WHERE id = $1', [known.personId])).toEqual([{ birth_date: '1990-01-01', protected_identity: false }]);
});

it('[TRI-3] the seed publishes settings and content, and again it changes nothing', async () => {
  const env = { DATABASE_URL: world.fresh.url('triage'), REGIONS_DIR: join(__dirname, '..', '..', '..', 'config', 'regions') };
  const counts = () => read(world.db, 'SELECT (SELECT count(*) FROM pack WHERE current) AS packs, (SELECT count(*) FROM region_setting) AS settings');
  const before = await counts();
  await seed(env);
  expect(await counts()).toEqual(before);
});
