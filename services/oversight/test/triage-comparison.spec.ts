import { createLog } from '@vardgraf/service-kit/log';
import { createMetrics } from '@vardgraf/service-kit/telemetry';
import type { NewEvent } from '@vardgraf/service-kit/transaction';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { startComparisonWatch } from '../src/comparison-watch';
import { analyst, anna, hanna, manager, nils, oversightWorld, type OversightWorld } from './oversight-world';

let world: OversightWorld;
beforeAll(async () => { world = await oversightWorld(); });
afterAll(() => world.end());

const day = '2026-11-20T09:00:00.000Z';
const hoursLater = (hours: number): string => new Date(Date.parse(day) + hours * 3_600_000).toISOString();
const counts = 'packId semver sessions raised lowered closed stated agreed under farUnder over underShare alarm observed soughtAgain';
const query = `query C($input: TriageComparisonInput!) { triageComparison(input: $input) { rule { underBy alarmShare alarmFrom } versions { ${counts} } all { ${counts} } asOf } }`;
interface Row { packId: string; semver: string; sessions: number; stated: number; under: number; alarm: boolean }
type Comparison = { versions: Row[]; all: Row } | null;

async function compared(actor = analyst, input = { from: '2026-11-20', to: '2026-11-20' }): Promise<Comparison> {
  const answer = await world.ask(actor, query, { input });
  expect(answer.errors).toBeUndefined();
  return (answer.data?.['triageComparison'] ?? null) as unknown as Comparison;
}
const version = async (packId: string, semver = '1.0.0'): Promise<Row> => (await compared())!.versions.find((row) => row.packId === packId && row.semver === semver)!;

interface Said { patientId?: string; packId: string; semver?: string; rank?: number; decided?: number; at?: string; caseId?: string | null; sessionId?: string; regionId?: string }
const sha256 = 'a'.repeat(64);
function finished({ patientId = v7(), packId, semver = '1.0.0', rank = 5, decided = rank, at = day, caseId = v7(), sessionId = v7(), regionId = 'gavleborg' }: Said): NewEvent {
  return {
    type: 'session.finished', aggregateId: sessionId, version: 1, regionId,
    data: {
      sessionId, patientId, proxyId: null, entryChannel: 'TRIAGE', disposition: 'DROP_IN', caseId, ticketId: null, unitId: 'unit-big', complaintCode: packId, priority: String(decided), urgencyRank: decided,
      careLevel: 'DIGITAL_PRIMARY', profession: 'NURSE', ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags: [], content: { packId, semver, sha256 }, firedRules: [], finishedAt: at,
      engine: { priority: String(rank), urgencyRank: rank },
    },
  };
}
const after = (caseId: string, rank = 5) => ({ caseId, patientId: 'patient-anna', unitId: 'unit-big', status: 'COMPLETED' as const, priority: String(rank), urgencyRank: rank });
const ended = (caseId: string, right?: number, version = 9): NewEvent => ({
  type: 'case.ended', aggregateId: caseId, version, regionId: 'gavleborg',
  data: { ...after(caseId), staffId: 'nurse-nils', reason: 'CARE_GIVEN', ...(right && { right: { priority: String(right), urgencyRank: right } }) },
});
const changed = (caseId: string, from: number, to: number, version: number): NewEvent => ({
  type: 'case.reprioritised', aggregateId: caseId, version, regionId: 'gavleborg', data: { ...after(caseId, to), from: String(from), fromRank: from, reason: null, dueAt: null },
});

test('[BEY-6] the engine’s priority, the first change and the right urgency are joined by version of content, whichever event comes first', async () => {
  const [a, b, c, d] = [v7(), v7(), v7(), v7()];
  await world.tell('cases', ended(a, 5), changed(b, 5, 3, 3), changed(b, 3, 8, 4), ended(b, 3), ended(c, 8), ended(d));
  await world.tell('triage', ...[a, b, c, d].map((caseId) => finished({ packId: 'cough', caseId })), finished({ packId: 'cough', semver: '1.1.0', rank: 8, decided: 4, caseId: null }), finished({ packId: 'cough', regionId: 'halland' }));
  await world.heard();
  expect(await version('cough')).toMatchObject({ sessions: 4, raised: 1, lowered: 0, closed: 4, stated: 3, agreed: 1, under: 1, farUnder: 1, over: 1, alarm: false });
  expect(await version('cough', '1.1.0')).toMatchObject({ sessions: 1, raised: 1, lowered: 0, closed: 0, stated: 0, underShare: null });
});

test('[BEY-5] [BEY-6] a patient who says that it is worse while waiting is not staff who judge otherwise', async () => {
  const caseId = v7();
  const raised = changed(caseId, 5, 3, 3);
  await world.tell('triage', finished({ packId: 'eye', caseId }));
  await world.tell('cases', { ...raised, data: { ...raised.data, reason: 'RECHECK' } } as NewEvent, ended(caseId, 5));
  await world.heard();
  expect(await version('eye')).toMatchObject({ sessions: 1, raised: 0, agreed: 1 });
});

test('[BEY-6] what is told again at the end of a held case replaces what was stated, and nothing is counted twice', async () => {
  const caseId = v7();
  const said = finished({ packId: 'ear', caseId });
  await world.tell('triage', said);
  await world.tell('cases', { ...ended(caseId, 9, 8), type: 'case.held', data: { ...after(caseId), status: 'ON_HOLD', staffId: 'nurse-nils', reason: 'CARE_GIVEN', phaseEndsAt: day, right: { priority: '9', urgencyRank: 9 } } } as NewEvent, ended(caseId, 4));
  await world.heard();
  expect(await version('ear')).toMatchObject({ sessions: 1, closed: 1, stated: 1, over: 0, under: 1 });
});

test('[BEY-6] who seeks care again within 72 hours is counted, once the 72 hours have passed; who comes later, or goes on with the same session, is not', async () => {
  const [soon, late, same, calls] = [v7(), v7(), v7(), v7()];
  const own = v7();
  await world.tell('triage',
    finished({ packId: 'back', patientId: soon }), finished({ packId: 'other', patientId: soon, at: hoursLater(71) }),
    finished({ packId: 'back', patientId: late }), finished({ packId: 'other', patientId: late, at: hoursLater(73) }),
    finished({ packId: 'back', patientId: same, sessionId: own, caseId: null }), { ...finished({ packId: 'back', patientId: same, sessionId: own, at: hoursLater(1) }), version: 2 },
    finished({ packId: 'back', patientId: calls }));
  const submitted = (journeyId: string): NewEvent => ({
    type: 'consultation.submitted', aggregateId: v7(), version: 1, regionId: 'gavleborg',
    data: { submissionId: v7(), partnerId: 'telephone-triage', patientId: calls, journeyId, caseId: v7(), ticketId: null, unitId: 'unit-big', profession: 'NURSE', physical: true, priority: '7', urgencyRank: 7, ageBand: 'FROM_18_TO_64', sex: 'FEMALE', submittedAt: hoursLater(5), readFrom: hoursLater(6) },
  });
  await world.tell('cases', submitted(v7()));
  await world.heard();
  await world.asAdmin('UPDATE vardgraf.clock_offset SET offset_by = $1::timestamptz - clock_timestamp()', [hoursLater(71)]);
  expect(await version('back')).toMatchObject({ observed: 0, soughtAgain: 0 });
  await world.asAdmin('UPDATE vardgraf.clock_offset SET offset_by = $1::timestamptz - clock_timestamp()', [hoursLater(80)]);
  expect(await version('back')).toMatchObject({ sessions: 4, observed: 4, soughtAgain: 2 });
});

test('[BEY-6] whom it concerns is forgotten when it is no longer needed', async () => {
  await world.tell('triage', finished({ packId: 'other', at: hoursLater(24 * 30) }));
  await world.heard();
  const { rows } = await world.asAdmin('SELECT (SELECT count(*)::int FROM oversight.triaged_matter WHERE patient_id IS NOT NULL) AS matters, (SELECT count(*)::int FROM oversight.sought_care) AS sought');
  expect(rows).toEqual([{ matters: 1, sought: 1 }]);
});

test('[BEY-6] it rings when under-triage passes two per cent of at least fifty: in the graph, in the metric and in the health answer', async () => {
  const cases = Array.from({ length: 50 }, () => v7());
  await world.tell('triage', ...cases.map((caseId) => finished({ packId: 'headache', caseId })));
  await world.tell('cases', ...cases.map((caseId, i) => ended(caseId, i < 1 ? 2 : 5)));
  await world.heard();
  expect(await version('headache')).toMatchObject({ stated: 50, under: 1, underShare: 0.02, alarm: false });
  const metrics = createMetrics('oversight');
  const watch = startComparisonWatch({ db: world.db, log: createLog('oversight', 'silent'), metrics, everyMs: 20 });
  await sleep(200);
  expect(watch.warnings()).toEqual([]);
  await world.tell('cases', ended(cases[1]!, 2, 10));
  await world.heard();
  expect(await version('headache')).toMatchObject({ stated: 50, under: 2, underShare: 0.04, alarm: true });
  for (let tries = 0; tries < 500 && watch.warnings().length === 0; tries += 1) await sleep(20);
  expect(watch.warnings()).toEqual(['under-triage of headache 1.0.0 has passed what gavleborg bears']);
  expect(await metrics.registry.metrics()).toMatch(/vardgraf_oversight_under_triage_alarms\{[^}]*\} 1/);
  await watch.stop();
}, 60_000);

test('[BEY-6] [DIR-3] is for those who answer for content, in their region and period', async () => {
  expect((await compared())!.all).toMatchObject({ packId: null, sessions: (await compared())!.versions.reduce((sum, row) => sum + row.sessions, 0) });
  expect((await compared(analyst, { from: '2026-11-23', to: '2026-11-23' }))!.all.sessions).toBe(2);
  for (const other of [nils, manager, anna]) expect(await compared(other)).toBeNull();
  const inHalland = { ...analyst, regionId: 'halland' } as typeof analyst;
  expect((await compared(inHalland))!.all.sessions).toBe(1);
  expect(await compared(hanna)).toBeNull();
  const { errors } = await world.ask(analyst, query, { input: { from: '2026-11-21', to: '2026-11-20' } });
  expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_INPUT', paths: ['input.to'] });
});
