import type { Envelope } from '@vardgraf/schema/events/envelope';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { onUnitHoursChanged } from '../src/events/on-unit-hours-changed';
import { openIntervals } from '../src/storage/open-interval-store';
import { escalationWorld, type EscalationWorld, minutes, until } from './escalation-world';

let world: EscalationWorld;
beforeAll(async () => {
  world = await escalationWorld();
});
afterEach(() => world.setClock(new Date()));
afterAll(() => world.end());

type Span = [from: string, to: string];
const utc = (text: string): Date => new Date(`${text}Z`);
const system = systemActor('cases');

/** Directory's word on a unit, told at `time`. */
async function tellHours(unitId: string, time: string, open: Span[], onCall: Span[] = []): Promise<void> {
  const spans = (list: Span[]) => list.map(([from, to]) => ({ from: utc(from).toISOString(), to: utc(to).toISOString() }));
  const event = {
    specversion: '1.0', id: v7(), source: 'directory', type: 'unit.hours-changed', subject: unitId, time: utc(time).toISOString(), position: 1, version: 1,
    regionId: 'gavleborg', actor: { kind: 'SYSTEM', id: 'directory' }, data: { unitId, open: spans(open), onCall: spans(onCall), duty: [], until: utc('2028-06-01T00:00').toISOString() },
  } as Envelope<'unit.hours-changed'>;
  await transact(world.db, system, (tx) => onUnitHoursChanged(tx, event));
}

const hoursOf = (unitId: string, after: string) => transact(world.db, system, (tx) => openIntervals(tx, 'gavleborg', unitId, utc(after)));
/** Steps with the time at which each was decided. */
const stepsOf = (id: string): Promise<{ step: number; at: Date }[]> =>
  read(world.db, "SELECT right(reason, 1)::int AS step, at FROM case_history WHERE case_id = $1 AND action = 'ESCALATE' ORDER BY id", [id]);

describe('hours of a unit', () => {
  it('[TRI-7, RDG-2] a case sent on Good Friday waits for Tuesday 08 Swedish summer time, and its first step is counted from there', async () => {
    await tellHours('bollnas', '2027-03-20T00:00', [['2027-03-25T07:00', '2027-03-25T16:00'], ['2027-03-30T06:00', '2027-03-30T15:00']]);
    const { id, waitingSince, dueAt, createdAt } = await world.send({ priority: '3', createdAt: utc('2027-03-26T10:00') });
    expect({ createdAt, waitingSince, dueAt }).toEqual({ createdAt: utc('2027-03-26T10:00'), waitingSince: utc('2027-03-30T06:00'), dueAt: utc('2027-03-30T06:30') });
    expect((await world.timers(id)).map((t) => t.dueAt)).toEqual([utc('2027-03-30T06:30')]);
  });

  it('[TRI-7] new hours hold from their event on; what was open before stays known, for who is reprioritised later', async () => {
    await tellHours('ensam', '2027-03-01T00:00', [['2027-03-01T07:00', '2027-03-01T16:00'], ['2027-03-02T07:00', '2027-03-02T16:00']]);
    await tellHours('ensam', '2027-03-01T12:00', [['2027-03-03T07:00', '2027-03-03T16:00']]);
    expect(await hoursOf('ensam', '2027-03-01T08:00')).toEqual([
      { from: utc('2027-03-01T07:00'), to: utc('2027-03-01T12:00'), onCall: false }, { from: utc('2027-03-03T07:00'), to: utc('2027-03-03T16:00'), onCall: false },
    ]);
  });

  it('[TRI-7] the same event again, and a rebuild in order, end with the same hours', async () => {
    const first: Span[] = [['2027-04-01T06:00', '2027-04-01T15:00'], ['2027-04-02T06:00', '2027-04-02T15:00']];
    const second: Span[] = [['2027-04-02T06:00', '2027-04-02T10:00']];
    const tellBoth = async () => {
      await tellHours('ljusdal', '2027-04-01T00:00', first);
      await tellHours('ljusdal', '2027-04-01T20:00', second);
      await tellHours('ljusdal', '2027-04-01T20:00', second);
    };
    await tellBoth();
    const once = await hoursOf('ljusdal', '2027-04-01T00:00');
    await read(world.db, "DELETE FROM unit_hours WHERE unit_id = 'ljusdal'");
    await tellBoth();
    expect(await hoursOf('ljusdal', '2027-04-01T00:00')).toEqual(once);
    expect(once.map((interval) => interval.to)).toEqual([utc('2027-04-01T15:00'), utc('2027-04-02T10:00')]);
  });

  it('[RDG-2, TRI-7] at a unit with evening duty an urgent case runs and escalates in the evening, another waits for the morning', async () => {
    await tellHours('jour', '2027-03-01T00:00', [['2027-03-02T07:00', '2027-03-02T16:00']], [['2027-03-01T16:00', '2027-03-01T21:00']]);
    const createdAt = utc('2027-03-01T19:00');
    const urgent = await world.send({ unitId: 'jour', priority: '3', createdAt });
    const another = await world.send({ unitId: 'jour', priority: '6', createdAt });
    expect([urgent.waitingSince, another.waitingSince]).toEqual([createdAt, utc('2027-03-02T07:00')]);
    expect((await world.timers(urgent.id)).map((t) => t.dueAt)).toEqual([utc('2027-03-01T19:30')]);
  });

  it('[BEY-1] of a unit nobody has told about are unknown, and the clock runs', async () => {
    expect(await hoursOf('soderhamn', '2027-03-01T20:00')).toEqual([]);
    const { createdAt, dueAt } = await world.send({ unitId: 'soderhamn', priority: '2' });
    expect(dueAt).toEqual(new Date(createdAt.getTime() + minutes(10)));
  });
});

describe('steps of an escalation while clocks change', () => {
  it.each([
    ['forward on 2027-03-28: 02.00 to 02.59 do not exist', '2027-03-28T00:50', ['2027-03-28T01:20', '2027-03-28T01:35', '2027-03-28T01:50']],
    ['back on 2027-10-31: 02.00 to 02.59 happen twice', '2027-10-31T00:20', ['2027-10-31T00:50', '2027-10-31T01:05', '2027-10-31T01:20']],
    ['over the leap day of 2028', '2028-02-28T23:40', ['2028-02-29T00:10', '2028-02-29T00:25', '2028-02-29T00:40']],
  ])('[QUE-6, T13] %s: each step comes once, neither early nor late', async (_, sentAt, due) => {
    await world.setClock(utc(sentAt));
    const { id } = await world.send({ unitId: 'soderhamn', priority: '3', createdAt: utc(sentAt) });
    const scheduler = world.scheduler();
    for (const [i, at] of due.entries()) {
      await world.setClock(new Date(utc(at).getTime() - 400));
      await until(() => stepsOf(id), (steps) => steps.length === i + 1);
    }
    await scheduler.stop();
    const steps = await stepsOf(id);
    expect(steps.map((s) => s.step)).toEqual([1, 2, 3]);
    for (const [i, at] of due.entries()) {
      expect(steps[i]!.at >= utc(at)).toBe(true);
      expect(steps[i]!.at.getTime() - utc(at).getTime()).toBeLessThanOrEqual(5_000); // the lateness that T12 allows
    }
  });

  it('[QUE-6, T13] a clock that steps 5 minutes to and fro: no step is early, missed or double', async () => {
    const walk = fc.array(fc.constantFrom(minutes(5), minutes(-5), minutes(1), minutes(11)), { minLength: 4, maxLength: 8 });
    await fc.assert(fc.asyncProperty(walk, async (steps) => {
      const { id, waitingSince } = await world.send({ unitId: 'soderhamn', priority: '2' });
      const scheduler = world.scheduler();
      for (const ms of steps) {
        await world.stepClock(ms);
        await new Promise((done) => setTimeout(done, 40));
      }
      await world.stepClock(Math.max(0, waitingSince.getTime() + minutes(20) - (await world.now()).getTime()));
      await until(() => stepsOf(id), (seen) => seen.length === 3);
      await scheduler.stop();
      const fired = await stepsOf(id);
      expect(fired.map((s) => s.step)).toEqual([1, 2, 3]);
      for (const [i, share] of [1, 1.5, 2].entries()) expect(fired[i]!.at.getTime()).toBeGreaterThanOrEqual(waitingSince.getTime() + minutes(10 * share));
      expect(await world.timers(id)).toEqual([]);
    }), { numRuns: 8 });
  }, 60_000);

  it('[QUE-6, T13] a clock set back after a timer was claimed does not lose the step', async () => {
    const { id, dueAt } = await world.send({ unitId: 'soderhamn', priority: '2' });
    await world.setClock(new Date(dueAt!.getTime() + 500));
    await world.stepClock(minutes(-5));
    const scheduler = world.scheduler();
    await new Promise((done) => setTimeout(done, 150));
    expect(await stepsOf(id)).toEqual([]);
    await world.setClock(dueAt!);
    await until(() => stepsOf(id), (steps) => steps.length === 1);
    await scheduler.stop();
  });
});
