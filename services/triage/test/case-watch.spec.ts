import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '@vardgraf/service-kit/actor';
import { shiftClock } from '@vardgraf/service-kit/clock';
import { createLog } from '@vardgraf/service-kit/log';
import { createMetrics } from '@vardgraf/service-kit/telemetry';
import { transact } from '@vardgraf/service-kit/transaction';
import { startCaseWatch } from '../src/case-watch';
import { countAwaitedCases } from '../src/operations/count-awaited-cases';
import { keepCaseAccess } from '../src/operations/keep-relations';
import { simplePack } from './simple-pack';
import { type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
beforeAll(async () => {
  world = await triageWorld();
  await world.publish([simplePack('drop-in', { priority: 4, need: 'DIGITAL', profession: 'NURSE' })]);
  await world.unit('bollnas');
});
afterAll(() => world.end());

test('[SAF-5] an accepted session whose case does not stand after 30 s is counted and told, until cases tells of it', async () => {
  const anna = await world.person({ listedUnitId: 'bollnas' });
  const { session } = await world.whole(anna, 'drop-in');
  expect(await countAwaitedCases(world.db)).toBe(0);
  await shiftClock(world.fresh.adminUrl, '31 seconds');
  expect(await countAwaitedCases(world.db)).toBe(1);

  const metrics = createMetrics('triage');
  const watch = startCaseWatch({ db: world.db, log: createLog('triage', 'silent'), metrics, everyMs: 20 });
  for (let tries = 0; tries < 100 && watch.warnings().length === 0; tries += 1) await sleep(20);
  expect(watch.warnings()).toEqual(['1 accepted sessions have had no case for 30 s']);
  expect(await metrics.registry.metrics()).toMatch(/vardgraf_triage_sessions_without_case\{[^}]*\} 1/);

  const caseId = session.outcome.caseId as string;
  await transact(world.db, { ...systemActor('triage'), regionId: 'gavleborg' }, (tx) =>
    keepCaseAccess(tx, { caseId, regionId: 'gavleborg', unitIds: ['bollnas'], staffIds: [], closedAt: null }, 2));
  for (let tries = 0; tries < 100 && watch.warnings().length > 0; tries += 1) await sleep(20);
  expect(watch.warnings()).toEqual([]);
  expect(await countAwaitedCases(world.db)).toBe(0);
  await watch.stop();
});
