import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { queue } from '../src/operations/queue';
import { releaseCase } from '../src/operations/release-case';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { takeCase } from '../src/operations/take-case';
import { warnOfBreaches } from '../src/operations/warn-of-breach';
import type { Case } from '../src/domain/case';
import { escalationWorld, type EscalationWorld, minutes, nurseAt, until } from './escalation-world';

let world: EscalationWorld;
beforeAll(async () => {
  world = await escalationWorld();
});
afterEach(() => world.setClock(new Date()));
afterAll(() => world.end());

const nurse = nurseAt('bollnas');
const warn = (id: string): Promise<string[]> => transact(world.db, systemActor('cases'), (tx) => warnOfBreaches(tx, 'gavleborg', [id]));
const seq = async (): Promise<number> => (await read<{ seq: number }>(world.db, "SELECT seq FROM live_counter WHERE key = 'unit.bollnas'"))[0]!.seq;
const timersOf = async (id: string): Promise<Date[]> =>
  (await read<{ due: Date }>(world.db, "SELECT due_at AS due FROM timer WHERE aggregate_id = $1 AND kind = 'case.breach-warning'", [id])).map((t) => t.due);
const inQueue = async (filter: { breachWarning?: boolean } = {}) => (await queue(world.db, nurse, { unitId: 'bollnas', filter, first: 100 }))!;
const marked = async (id: string): Promise<boolean | undefined> => (await inQueue()).edges.find((e) => e.node.id === id)?.node.breachWarning;
const after = (c: Case, n: number): Date => new Date(c.waitingSince.getTime() + minutes(n));

describe('[EXP-2] a waiting case whose handling time is about to pass', () => {
  it('[EXP-2] is marked at 80 % of its time and hinted once, without number or event; counted, and found by its filter', async () => {
    const c = await world.send({ priority: '3' });
    const other = await world.send({ priority: '5' });
    expect(await timersOf(c.id)).toEqual([after(c, 24)]);
    await world.stepClock(minutes(23));
    const before = { seq: await seq(), events: (await world.events(c.id)).length, count: (await inQueue()).counts.breachWarning };
    await warn(c.id);
    expect([await marked(c.id), await seq()]).toEqual([false, before.seq]);
    await world.stepClock(minutes(1));
    await warn(c.id);
    await warn(c.id);
    expect([await marked(c.id), await marked(other.id)]).toEqual([true, false]);
    expect([await seq(), (await world.events(c.id)).length, (await world.case(c.id)).version]).toEqual([before.seq + 1, before.events, c.version]);
    const found = await inQueue({ breachWarning: true });
    expect([found.counts.breachWarning, found.edges.map((e) => e.node.id).includes(c.id), found.totalCount]).toEqual([before.count + 1, true, found.counts.breachWarning]);
    expect((await inQueue({ breachWarning: false })).edges.map((e) => e.node.id)).not.toContain(c.id);
  });

  it('[EXP-2] is marked by the timer itself', async () => {
    const c = await world.send({ priority: '2' });
    const scheduler = world.scheduler();
    await world.stepClock(minutes(8));
    await until(() => marked(c.id), (is) => is === true);
    await scheduler.stop();
    expect((await world.events(c.id)).map((e) => e.type)).not.toContain('case.escalated');
  });

  it('[EXP-2] [QUE-5] is not marked while somebody has it, and is again, without another hint of its own, when it is given back', async () => {
    const c = await world.send({ priority: '3' });
    await world.stepClock(minutes(25));
    await warn(c.id);
    await takeCase(world.db, nurse, c.id);
    expect([await marked(c.id), await timersOf(c.id)]).toEqual([false, []]);
    await releaseCase(world.db, nurse, c.id, 'OTHER');
    const given = await seq();
    await warn(c.id);
    expect([await marked(c.id), await seq()]).toEqual([true, given]);
  });

  it('[EXP-2] [RDG-6] of another priority is warned of by its new time', async () => {
    const c = await world.send({ priority: '4' });
    await world.stepClock(minutes(20));
    await reprioritiseCase(world.db, nurse, { caseId: c.id, priority: '3' });
    expect(await timersOf(c.id)).toEqual([after(c, 24)]);
    await world.stepClock(minutes(5));
    await warn(c.id);
    expect(await marked(c.id)).toBe(true);
    await reprioritiseCase(world.db, nurse, { caseId: c.id, priority: '4', reason: 'NEW_INFORMATION' });
    expect([await marked(c.id), await timersOf(c.id)]).toEqual([false, [after(c, 96)]]);
  });

  it('[EXP-2] a unit may choose its own share, or none', async () => {
    const own = (unit: string, share: number | null) => ({ region: 'gavleborg', unit, key: 'breach-warning', version: 1, effectiveFrom: new Date('2026-01-01'), value: { share } });
    await transact(world.db, systemActor('cases'), (tx) => publishSettings(tx, [own('soderhamn', 0.5), own('ljusdal', null)]));
    const [early, never] = [await world.send({ priority: '3', unitId: 'soderhamn' }), await world.send({ priority: '3', unitId: 'ljusdal' })];
    expect([await timersOf(early.id), await timersOf(never.id)]).toEqual([[after(early, 15)], []]);
  });
});
