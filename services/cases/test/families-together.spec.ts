import { setTimeout as sleep } from 'node:timers/promises';
import type { Envelope } from '@vardgraf/schema/events/envelope';
import { systemActor } from '@vardgraf/service-kit/actor';
import { applyTogether } from '@vardgraf/service-kit/effects';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { heard, keptTogether } from '../src/events/heard';
import { lockFirst } from '../src/events/lock-first';
import { loadCaseForUpdate } from '../src/storage/case-store';
import { type CasesWorld, casesWorld } from './cases-world';

let world: CasesWorld;
/** Two children with a guardian and a case each, the cases in the order of their ids. */
let caseIds: string[];
let [earlier, later] = ['', ''];
beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas');
  const cases = [];
  for (const patientId of ['kid-a', 'kid-b']) {
    await world.child(patientId, ['mia']);
    cases.push({ patientId, id: await world.session({ patientId, ageBand: 'FROM_6_TO_12' }) });
  }
  cases.sort((a, b) => a.id.localeCompare(b.id));
  caseIds = cases.map(({ id }) => id);
  [earlier, later] = [cases[0]!.patientId, cases[1]!.patientId];
  await read(world.db, `INSERT INTO cursor (source, position) SELECT name, 0 FROM unnest(ARRAY['directory', 'triage']) AS name ON CONFLICT (source) DO UPDATE SET position = 0`);
});
afterAll(() => world.end());
beforeEach(() => read(world.db, 'UPDATE cursor SET position = 0'));

const pauseMs = 300;
let version = 1_000;

/** The children get another guardian, in this order, in one transaction that leaves time between them for somebody else. @returns whose change had its effect: twice where it was tried twice */
async function batch(source: string, patientIds: readonly string[], guardianId: string): Promise<string[]> {
  const done: string[] = [];
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const events = patientIds.map((patientId, n) => {
    const data = {
      patientId, birthDate: '2020-01-01', sex: 'FEMALE', language: 'sv', homeRegionId: 'gavleborg', listedUnitId: null, fixedDoctorId: null, protectedIdentity: false, guardianIds: [guardianId],
      mayLogInFrom: until, maySeekCareFrom: until, proxyUntil: until,
    };
    const event = { type: 'patient.changed', subject: patientId, regionId: 'gavleborg', version: (version += 1), data } as unknown as Envelope<'patient.changed'>;
    return { position: n + 1, type: event.type, aggregateId: patientId, regionId: event.regionId, json: {}, event, fault: undefined };
  });
  const slowly = async (...[tx, event]: Parameters<(typeof heard.directory)['patient.changed']>): Promise<void> => {
    await heard.directory['patient.changed'](tx, event);
    done.push(event.subject);
    await sleep(pauseMs);
  };
  expect(await applyTogether({ db: world.db, source, handlers: { 'patient.changed': slowly }, together: keptTogether, lockFirst }, events)).toBe(true);
  return done;
}

const guardians = async (): Promise<string[][]> => (await read<{ ids: string[] }>(world.db, 'SELECT guardian_ids AS ids FROM patient_relation ORDER BY patient_id')).map(({ ids }) => ids);

test('[SAF-4] [T4] two batches that change the guardians of the same children in opposite order wait for each other, and neither is tried again', async () => {
  const done = await Promise.all([batch('directory', [later, earlier], 'olle'), batch('triage', [earlier, later], 'olle')]);
  expect(done).toEqual([[later, earlier], [earlier, later]]);
  expect(await guardians()).toEqual([['olle'], ['olle']]);
});

test('[SAF-4] [T4] a batch that names the children in another order than that of their cases does not stop somebody who goes through the cases in order', async () => {
  let times = 0;
  const walks = transact(world.db, { ...systemActor('cases'), regionId: 'gavleborg' }, async (tx) => {
    times += 1;
    for (const id of caseIds) {
      await loadCaseForUpdate(tx, 'gavleborg', id);
      await sleep(pauseMs);
    }
  });
  await sleep(pauseMs / 3);
  expect(await batch('directory', [later, earlier], 'stina')).toEqual([later, earlier]);
  await walks;
  expect(times).toBe(1);
  expect(await guardians()).toEqual([['stina'], ['stina']]);
});
