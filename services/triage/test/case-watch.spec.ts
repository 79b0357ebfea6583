import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '@vardgraf/service-kit/actor';
import { shiftClock } from '@vardgraf/service-kit/clock';
import { createLog } from '@vardgraf/service-kit/log';
import { createMetrics } from '@vardgraf/service-kit/telemetry';
import { transact } from '@vardgraf/service-kit/transaction';
import { startCaseWatch } from '../src/case-watch';
import { countAwaitedAssignments, countAwaitedCases } from '../src/operations/count-awaited-cases';
import { keepCaseAccess } from '../src/operations/keep-relations';
import { v4 } from 'uuid';
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

test('[CON-2] [BEY-1] a session that telephone triage was to submit as an assignment is counted after 15 minutes, until it is submitted', async () => {
  await shiftClock(world.fresh.adminUrl, '0 seconds');
  await world.unit('bollnas');
  const anna = await world.person({ listedUnitId: 'bollnas' });
  const system = { kind: 'PARTNER' as const, clientId: 'telephone-triage', regionId: 'gavleborg', scopes: ['triage:assist'], language: 'sv' as const };
  const { id } = await world.answerAll(system, await world.start(system, 'drop-in', { patientId: anna.personId })) as { id: string };
  await world.mutate(system, 'finishTriage', { sessionId: id, digital: false });
  expect(await countAwaitedAssignments(world.db)).toBe(0);
  await shiftClock(world.fresh.adminUrl, '16 minutes');
  expect(await countAwaitedAssignments(world.db)).toBe(1);
  await world.hear('consultation.submitted', {
    submissionId: v4(), partnerId: 'telephone-triage', patientId: anna.personId, journeyId: id, caseId: v4(), ticketId: null, unitId: 'bollnas', profession: 'NURSE', physical: false,
    priority: '4', urgencyRank: 4, ageBand: 'FROM_18_TO_64', sex: 'FEMALE', submittedAt: new Date().toISOString(), readFrom: new Date().toISOString(),
  });
  expect(await countAwaitedAssignments(world.db)).toBe(0);
});
