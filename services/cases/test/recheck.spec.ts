import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { Envelope } from '@vardgraf/schema/events/envelope';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { Case } from '../src/domain/case';
import { onRecheckAnswered } from '../src/events/on-recheck-answered';
import { askRechecks } from '../src/operations/ask-recheck';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { queue } from '../src/operations/queue';
import { myCases } from '../src/operations/read-case';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { assessSuicideRisk } from '../src/operations/assess-suicide-risk';
import { releaseCase } from '../src/operations/release-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { lowRisk } from './assessments';
import { patientActor } from './cases-world';
import { escalationWorld, type EscalationWorld, minutes, nurseAt, until } from './escalation-world';

let world: EscalationWorld;
beforeAll(async () => {
  world = await escalationWorld();
}, 120_000);
afterEach(() => world.setClock(new Date()));
afterAll(() => world.end());

const nurse = nurseAt('bollnas');
const anna = patientActor('anna');
const system = { ...systemActor('cases'), regionId: 'gavleborg' };
const asks = (id: string): Promise<string[]> => transact(world.db, system, (tx) => askRechecks(tx, 'gavleborg', [id]));
const seq = async (): Promise<number> => (await read<{ seq: number }>(world.db, "SELECT seq FROM live_counter WHERE key = 'unit.bollnas'"))[0]!.seq;
const timersOf = async (id: string): Promise<Date[]> => (await read<{ due: Date }>(world.db, "SELECT due_at AS due FROM timer WHERE aggregate_id = $1 AND kind = 'case.recheck'", [id])).map((t) => t.due);
const cardOf = async (id: string) => (await queue(world.db, nurse, { unitId: 'bollnas', filter: {}, first: 100 }))!.edges.find((e) => e.node.id === id)!.node;
const mine = async (id: string) => (await myCases(world.db, anna)).find((c) => c.id === id)!;
const after = (c: Case, n: number): Date => new Date(c.waitingSince.getTime() + minutes(n));

async function says(c: Case, said: Partial<EventData<'recheck.answered'>> = {}): Promise<void> {
  const data: EventData<'recheck.answered'> = {
    recheckId: v7(), sessionId: c.sessionId!, caseId: c.id, patientId: 'anna', change: 'WORSE', state: 'ANSWERED', beforeRank: c.urgencyRank, priority: c.priority, urgencyRank: c.urgencyRank,
    suicideRisk: false, content: { packId: 'cough', semver: '1.2.0', sha256: 'a'.repeat(64) }, firedRules: ['cough/breathless'], saidAt: (await world.now()).toISOString(), ...said,
  };
  await transact(world.db, system, (tx) => onRecheckAnswered(tx, { type: 'recheck.answered', regionId: 'gavleborg', version: 1, data } as Envelope<'recheck.answered'>));
}

describe('[BEY-5] set points', () => {
  it('[BEY-5] half the handling time, all of it, twice, then every two hours: the patient and the card see that an answer is waited for, hinted once, nothing else changes', async () => {
    const c = await world.send({ priority: '3' });
    expect(await timersOf(c.id)).toEqual([after(c, 15)]);
    await world.stepClock(minutes(16));
    const before = { seq: await seq(), events: (await world.events(c.id)).length };
    await asks(c.id);
    await asks(c.id);
    expect([await seq(), (await world.events(c.id)).length, (await world.case(c.id)).priority]).toEqual([before.seq + 1, before.events, '3']);
    expect((await cardOf(c.id)).recheck).toMatchObject({ state: 'ASKED', askedAt: expect.any(Date), saidAt: null, worseSince: null });
    expect((await mine(c.id)).recheckAskedAt).toEqual((await cardOf(c.id)).recheck!.askedAt);
    expect(await timersOf(c.id)).toEqual([after(c, 30)]);
    await says(c, { change: 'SAME' });
    expect((await cardOf(c.id)).recheck).toMatchObject({ state: 'ANSWERED', change: 'SAME', worseSince: null });
    expect((await mine(c.id)).recheckAskedAt).toBeNull();
    await world.stepClock(minutes(200));
    await asks(c.id);
    expect([(await cardOf(c.id)).recheck!.state, await timersOf(c.id)]).toEqual(['ASKED', [after(c, 300)]]);
  });

  it('[BEY-5] the timer itself asks, also of who has been taken and not started; not of who has been started', async () => {
    const [taken, started] = [await world.send({ priority: '2' }), await world.send({ priority: '2' })];
    for (const c of [taken, started]) await takeCase(world.db, nurse, c.id);
    await startCase(world.db, nurse, started.id);
    const scheduler = world.scheduler();
    await world.stepClock(minutes(6));
    await until(async () => (await cardOf(taken.id)).recheck?.state, (state) => state === 'ASKED');
    await scheduler.stop();
    expect((await cardOf(started.id)).recheck).toBeNull();
  });

  it('[BEY-5] a unit may choose its own, or none', async () => {
    const own = (unit: string, value: object) => ({ region: 'gavleborg', unit, key: 'recheck-points', version: 1, effectiveFrom: new Date('2026-01-01'), value });
    await transact(world.db, systemActor('cases'), (tx) => publishSettings(tx, [own('soderhamn', { at: [{ minutes: 7 }], thenEveryMinutes: null }), own('ljusdal', { at: [], thenEveryMinutes: 60 })] as Parameters<typeof publishSettings>[1]));
    const [early, never] = [await world.send({ priority: '3', unitId: 'soderhamn' }), await world.send({ priority: '3', unitId: 'ljusdal' })];
    expect([await timersOf(early.id), await timersOf(never.id)]).toEqual([[after(early, 7)], []]);
  });
});

describe('[BEY-5] what the patient says', () => {
  it('[BEY-5] [BEY-7] [RDG-6] more urgent raises: first kept, traced, the clock from the same beginning, escalation and set points anew', async () => {
    const c = await world.send({ priority: '4' });
    await world.stepClock(minutes(25));
    await says(c, { priority: '3', urgencyRank: 3 });
    const raised = await world.case(c.id);
    expect(raised).toMatchObject({ priority: '3', urgencyRank: 3, firstPriority: '4', status: 'REQUESTED', waitingSince: c.waitingSince, dueAt: after(c, 30) });
    expect(raised.reasonTrace).toEqual(expect.arrayContaining(['recheck/cough@1.2.0', 'cough/breathless']));
    expect((await world.events(c.id)).at(-1)).toMatchObject({ type: 'case.reprioritised', data: { from: '4', fromRank: 4, priority: '3', reason: 'RECHECK' } });
    expect(await world.timers(c.id)).toContainEqual({ kind: 'case.escalate', dueAt: after(c, 30) });
    expect(await timersOf(c.id)).toEqual([after(c, 30)]);
    expect((await cardOf(c.id)).recheck).toMatchObject({ state: 'ANSWERED', change: 'WORSE', worseSince: expect.any(Date) });
    const [line] = await read(world.db, "SELECT by_kind, reason FROM case_history WHERE case_id = $1 AND action = 'RAISE'", [c.id]);
    expect(line).toEqual({ by_kind: 'PATIENT', reason: 'RECHECK' });
  });

  it('[BEY-5] less urgent, or as before, changes no priority; worse is shown since it was first said', async () => {
    const c = await world.send({ priority: '3' });
    await says(c, { state: 'ASKING' });
    const { worseSince, state } = (await cardOf(c.id)).recheck!;
    expect(state).toBe('ASKING');
    await world.stepClock(minutes(3));
    await says(c, { priority: '9', urgencyRank: 9 });
    expect(await world.case(c.id)).toMatchObject({ priority: '3', version: c.version });
    expect((await cardOf(c.id)).recheck).toMatchObject({ state: 'ANSWERED', worseSince });
    await reprioritiseCase(world.db, nurse, { caseId: c.id, priority: '5', reason: 'NEW_INFORMATION' });
    await says(c, { priority: '3', urgencyRank: 3, beforeRank: 3 });
    expect(await world.case(c.id)).toMatchObject({ priority: '5', firstPriority: '3' });
  });

  it('[BEY-5] [TRI-4] told to call 112: the most urgent level, the card says so, and it escalates at once when that time has passed', async () => {
    const c = await world.send({ priority: '5' });
    await world.stepClock(minutes(40));
    await says(c, { state: 'EMERGENCY', priority: '1', urgencyRank: 1 });
    expect(await world.case(c.id)).toMatchObject({ priority: '2', urgencyRank: 2, status: 'REQUESTED', dueAt: after(c, 10) });
    expect((await cardOf(c.id)).recheck).toMatchObject({ state: 'EMERGENCY', emergencyAt: expect.any(Date) });
    const top = (await queue(world.db, nurse, { unitId: 'bollnas', filter: { statuses: ['REQUESTED'] }, first: 1 }))!.edges[0]!.node;
    expect(top.urgencyRank).toBe(2);
    expect(await world.timers(c.id)).toContainEqual({ kind: 'case.escalate', dueAt: after(c, 10) });
  });

  it('[BEY-5] [SAF-1] a suicide risk is flagged, seen by who assesses it, once', async () => {
    const c = await world.send({ priority: '4' });
    for (let n = 0; n < 2; n += 1) await says(c, { suicideRisk: true, priority: '3', urgencyRank: 3 });
    expect(await world.case(c.id)).toMatchObject({ riskState: 'FLAGGED', tags: ['SUICIDE_RISK_FLAGGED'], priority: '3' });
    expect((await world.seenAt(c.id))['bollnas']).toEqual(expect.arrayContaining(['DOCTOR', 'NURSE', 'PSYCHOLOGIST']));
  });

  it('[BEY-5] [SAF-1] a suicide risk that was assessed as low is flagged anew when something has changed, and not when all is as before', async () => {
    const c = await world.send({ priority: '4' });
    const doctor = { ...nurse, personId: 'dora', commission: { ...nurse.commission, role: 'DOCTOR' as const } };
    await says(c, { suicideRisk: true });
    await takeCase(world.db, doctor, c.id);
    expect(await assessSuicideRisk(world.db, doctor, lowRisk(c.id))).toMatchObject({ is: 'DONE', case: { riskState: 'ONLINE_CARE' } });
    await releaseCase(world.db, doctor, c.id, 'OTHER');
    await says(c, { change: 'SAME', suicideRisk: true });
    expect(await world.case(c.id)).toMatchObject({ status: 'REQUESTED', riskState: 'ONLINE_CARE' });
    await says(c, { suicideRisk: true });
    expect(await world.case(c.id)).toMatchObject({ status: 'REQUESTED', riskState: 'FLAGGED', riskNextAt: expect.any(Date) });
  });

  it('[BEY-5] a case that was taken keeps its holder; one that was started is only shown, and one that is over not even that', async () => {
    const [taken, started] = [await world.send({ priority: '4' }), await world.send({ priority: '4' })];
    for (const c of [taken, started]) await takeCase(world.db, nurse, c.id);
    await startCase(world.db, nurse, started.id);
    for (const c of [taken, started]) await says(c, { priority: '2', urgencyRank: 2 });
    expect([await world.case(taken.id), await world.case(started.id)]).toMatchObject([{ status: 'ACCEPTED', priority: '2', takenBy: nurse.personId }, { status: 'IN_PROGRESS', priority: '4' }]);
    expect((await cardOf(started.id)).recheck).toMatchObject({ change: 'WORSE' });
    await world.db.source.query(`UPDATE "case" SET status = 'CANCELLED', taken_by = NULL WHERE id = $1`, [taken.id]);
    await says(taken, { change: 'NEW', priority: '2', urgencyRank: 2 });
    expect((await read<{ change: string }>(world.db, 'SELECT change FROM recheck WHERE case_id = $1', [taken.id]))[0]!.change).toBe('WORSE');
  });
});
