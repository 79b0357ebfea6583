import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { releaseCase } from '../src/operations/release-case';
import { returnUntouchedCase } from '../src/operations/return-untouched-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { escalationWorld, type EscalationWorld, minutes, nurseAt, statusOf, until } from './escalation-world';

let world: EscalationWorld;
beforeAll(async () => {
  world = await escalationWorld();
});
afterEach(() => world.setClock(new Date()));
afterAll(() => world.end());

const nurse = nurseAt('bollnas');
const returnIt = (caseId: string): Promise<void> => transact(world.db, systemActor('cases'), (tx) => returnUntouchedCase(tx, 'gavleborg', caseId));
const typesOf = async (caseId: string): Promise<string[]> => (await world.events(caseId)).map((e) => e.type).filter((type) => type !== 'case.access-changed');

async function taken(priority: string): Promise<string> {
  const { id } = await world.send({ priority });
  await takeCase(world.db, nurse, id);
  return id;
}

describe('a taken case that nobody starts', () => {
  it.each([['2', 5], ['3', 10], ['4', 30], ['5', 60]])('[RDG-4] of priority %s is back in the pool after %i minutes, and not before', async (priority, limit) => {
    const id = await taken(priority);
    await world.stepClock(minutes(limit) - 10_000);
    await returnIt(id);
    expect(await statusOf(world, id)).toBe('ACCEPTED');
    await world.stepClock(10_000);
    await returnIt(id);
    expect(await world.case(id)).toMatchObject({ status: 'REQUESTED', takenBy: null, takenAt: null, unitId: 'bollnas' });
  });

  it('[RDG-4, QUE-12, AUD-1] is told with who had it and NOT_STARTED, in its history and in the log', async () => {
    const id = await taken('2');
    await world.stepClock(minutes(5));
    await returnIt(id);
    const released = (await world.events(id)).find((e) => e.type === 'case.released');
    expect(released?.data).toMatchObject({ staffId: nurse.personId, reason: 'NOT_STARTED', status: 'REQUESTED' });
    expect((await world.events(id)).at(-1)).toMatchObject({ type: 'case.access-changed', data: { takenBy: null, open: true } });
    expect(await read(world.db, 'SELECT action, by_kind, reason FROM case_history WHERE case_id = $1 ORDER BY id DESC LIMIT 1', [id])).toEqual([{ action: 'RETURN', by_kind: 'SYSTEM', reason: 'NOT_STARTED' }]);
    expect(await read(world.db, "SELECT action, what, reason FROM audit WHERE case_id = $1 AND actor_kind = 'SYSTEM' ORDER BY at DESC LIMIT 1", [id])).toEqual([{ action: 'return-untouched', what: 'case.released', reason: 'NOT_STARTED' }]);
  });

  it('[RDG-4, QUE-6] keeps its clock: the steps it missed while taken come at once when it returns, in order', async () => {
    const { id, dueAt } = await world.send({ priority: '3' });
    await world.stepClock(minutes(40));
    await takeCase(world.db, nurse, id);
    const scheduler = world.scheduler();
    await world.stepClock(minutes(9));
    expect(await typesOf(id)).toEqual(['case.opened', 'case.taken']);
    await world.stepClock(minutes(1));
    await until(() => typesOf(id), (types) => types.includes('case.escalated') && types.length === 5);
    await scheduler.stop();
    expect(await typesOf(id)).toEqual(['case.opened', 'case.taken', 'case.released', 'case.escalated', 'case.escalated']);
    expect(await world.case(id)).toMatchObject({ dueAt, escalationStep: 2 });
    expect(await world.timers(id)).toEqual([{ kind: 'case.escalate', dueAt: new Date(dueAt!.getTime() + minutes(30)) }]);
  });

  it('[RDG-4] can be taken again, by the same nurse too, with a time-out of its own', async () => {
    const id = await taken('2');
    await world.stepClock(minutes(5));
    await returnIt(id);
    await world.stepClock(minutes(1));
    await takeCase(world.db, nurse, id);
    const again = await world.case(id);
    expect((await world.timers(id)).filter((t) => t.kind === 'case.return-untouched').map((t) => t.dueAt)).toEqual([new Date(again.takenAt!.getTime() + minutes(5))]);
  });

  it('[RDG-4] released by hand, started or never timed: nothing returns', async () => {
    const [released, started, twelve] = [await taken('2'), await taken('2'), await taken('12')];
    await releaseCase(world.db, nurse, released, 'END_OF_SHIFT');
    await startCase(world.db, nurse, started);
    expect((await world.timers(released)).map((t) => t.kind)).toEqual(['case.escalate']);
    expect([...(await world.timers(started)), ...(await world.timers(twelve))]).toEqual([]);
    await world.stepClock(minutes(600));
    for (const id of [released, started, twelve]) await returnIt(id);
    expect([await statusOf(world, released), await statusOf(world, started), await statusOf(world, twelve)]).toEqual(['REQUESTED', 'IN_PROGRESS', 'ACCEPTED']);
    expect((await typesOf(released)).filter((type) => type === 'case.released')).toHaveLength(1);
  });

  it('[RDG-4] a start and the time-out at the same moment: the visit starts or the case is back, never both', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await taken('2');
      await world.stepClock(minutes(5));
      const [, start] = await Promise.all([returnIt(id), startCase(world.db, nurse, id)]);
      const now = await world.case(id);
      expect([start.is, now.status]).toEqual(start.is === 'DONE' ? ['DONE', 'IN_PROGRESS'] : ['NOT_TAKEN_BY_YOU', 'REQUESTED']);
    }
  });

  it('[RDG-4] a release that crosses the time-out is a yes and tells nothing twice', async () => {
    const id = await taken('2');
    await world.stepClock(minutes(5));
    await returnIt(id);
    expect((await releaseCase(world.db, nurse, id, 'OTHER')).is).toBe('DONE');
    expect((await typesOf(id)).filter((type) => type === 'case.released')).toHaveLength(1);
  });
});
