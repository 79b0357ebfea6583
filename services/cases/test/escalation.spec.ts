import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { clinicalRoles } from '../src/domain/codes';
import { endCase } from '../src/operations/end-case';
import { escalateCases } from '../src/operations/escalate-case';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import { insistently } from './cases-world';
import { escalationWorld, type EscalationWorld, minutes, nurseAt, until } from './escalation-world';

let world: EscalationWorld;
beforeAll(async () => {
  world = await escalationWorld();
});
afterEach(() => world.setClock(new Date()));
afterAll(() => world.end());

const escalate = (caseId: string, regionId = 'gavleborg'): Promise<string[]> => transact(world.db, systemActor('cases'), (tx) => escalateCases(tx, regionId, [caseId]));
const stepsOf = async (caseId: string): Promise<unknown[]> => (await world.events(caseId)).filter((e) => e.type === 'case.escalated').map((e) => e.data.step);
/** Of units' queues. */
const seqs = async (): Promise<Record<string, number>> => Object.fromEntries((await read<{ key: string; seq: number }>(world.db, `SELECT key, seq FROM live_counter WHERE key LIKE 'unit.%'`)).map((c) => [c.key, c.seq]));
/** The unit's manager watches from the beginning. */
const roles = [...clinicalRoles, 'UNIT_MANAGER'].sort();

describe('an untaken drop-in', () => {
  it('[QUE-6, RDG-3] goes to more roles, cooperating units and the hub at 100, 150 and 200 %, and stays in its first queue', async () => {
    const { id, dueAt, waitingSince } = await world.send({ priority: '3' });
    expect(await world.timers(id)).toEqual([{ kind: 'case.escalate', dueAt }]);

    await world.stepClock(minutes(30));
    await escalate(id);
    expect(await world.seenAt(id)).toEqual({ bollnas: roles });
    await world.stepClock(minutes(15));
    await escalate(id);
    expect(await world.seenAt(id)).toEqual({ bollnas: roles, soderhamn: roles, ljusdal: roles });
    await world.stepClock(minutes(15));
    await escalate(id);
    expect(await world.seenAt(id)).toEqual({ bollnas: roles, soderhamn: roles, ljusdal: roles, dropin: roles });

    expect(await world.case(id)).toMatchObject({ status: 'REQUESTED', unitId: 'bollnas', firstUnitId: 'bollnas', escalationStep: 3, dueAt, waitingSince });
    expect(await world.timers(id)).toEqual([]);
  });

  it('[QUE-6, BEY-7, AUD-1] leaves with every step its rule, its event with who was added, its history and its audit row', async () => {
    const { id, patientId } = await world.send({ priority: '3' });
    await world.stepClock(minutes(30));
    await escalate(id);
    await world.stepClock(minutes(15));
    await escalate(id);

    const events = await world.events(id);
    expect(events.map((e) => [e.version, e.type])).toEqual([
      [1, 'case.opened'], [2, 'case.access-changed'], [3, 'case.escalated'], [4, 'case.access-changed'], [5, 'case.escalated'], [6, 'case.access-changed'],
    ]);
    expect(events[2]!.data).toMatchObject({
      step: 1, rule: 'escalation/gavleborg/1/step-1', alert: true, addedUnitIds: [], addedRoles: clinicalRoles.filter((role) => role !== 'NURSE'), unitId: 'bollnas',
    });
    expect(events[4]!.data).toMatchObject({ step: 2, rule: 'escalation/gavleborg/1/step-2', alert: true, addedUnitIds: ['soderhamn', 'ljusdal'].sort(), addedRoles: [] });
    expect(events[5]!.data).toMatchObject({ open: true, responsibleUnitId: 'bollnas', takenBy: null });
    expect((await world.case(id)).reasonTrace.slice(-2)).toEqual(['escalation/gavleborg/1/step-1', 'escalation/gavleborg/1/step-2']);

    const history = await read(world.db, 'SELECT action, by_kind, reason FROM case_history WHERE case_id = $1 ORDER BY id OFFSET 1', [id]);
    expect(history).toEqual([1, 2].map((step) => ({ action: 'ESCALATE', by_kind: 'SYSTEM', reason: `escalation/gavleborg/1/step-${step}` })));
    const audit = await read(world.db, 'SELECT actor_kind, action, what, patient_id, region_id, unit_id FROM audit WHERE case_id = $1 ORDER BY at OFFSET 1', [id]);
    expect(audit).toEqual([1, 2].map(() => (
      { actor_kind: 'SYSTEM', action: 'escalate', what: 'case.escalated', patient_id: patientId, region_id: 'gavleborg', unit_id: 'bollnas' })));
  });

  it('[LIV-1, QUE-6] counts in every unit that sees it before or after the step, and in no other', async () => {
    const { id } = await world.send({ priority: '3' });
    const before = await seqs();
    const counted = async () => Object.fromEntries(Object.entries(await seqs()).map(([key, seq]) => [key, seq - (before[key] ?? 0)]).filter(([, n]) => n !== 0));
    await world.stepClock(minutes(45));
    await escalate(id);
    expect(await counted()).toEqual({ 'unit.bollnas': 2, 'unit.soderhamn': 1, 'unit.ljusdal': 1 });
  });

  it('[QUE-6] takes no step twice, however often it is called', async () => {
    const { id } = await world.send({ priority: '3' });
    await world.stepClock(minutes(31));
    await Promise.all(Array.from({ length: 8 }, () => insistently(() => escalate(id))));
    expect(await stepsOf(id)).toEqual([1]);
    expect((await world.timers(id)).map((t) => t.dueAt)).toEqual([new Date((await world.case(id)).waitingSince.getTime() + minutes(45))]);
  });

  it('[QUE-6] called too early does nothing but set its timer again', async () => {
    const { id, dueAt } = await world.send({ priority: '3' });
    await world.stepClock(minutes(29));
    await escalate(id);
    expect(await stepsOf(id)).toEqual([]);
    expect(await world.timers(id)).toEqual([{ kind: 'case.escalate', dueAt }]);
  });

  it('[QUE-6] at a unit that cooperates with nobody records the step, alerts nobody, and reaches the hub all the same', async () => {
    const { id } = await world.send({ unitId: 'ensam', priority: '2' });
    await world.stepClock(minutes(25));
    const scheduler = world.scheduler();
    await until(() => stepsOf(id), (steps) => steps.length === 3);
    await scheduler.stop();
    const events = (await world.events(id)).slice(2);
    expect(events.map((e) => [e.type, e.data.alert])).toEqual([
      ['case.escalated', true], ['case.access-changed', undefined], ['case.escalated', false], ['case.escalated', true], ['case.access-changed', undefined],
    ]);
    expect(Object.keys(await world.seenAt(id)).sort()).toEqual(['dropin', 'ensam']);
  });

  it('[QUE-6] in vastragotaland goes to more roles at 100 % and to the hub at 200 %, in halland nowhere', async () => {
    const vgr = await world.send({ regionId: 'vastragotaland', unitId: 'vastragotaland-bollnas', priority: '3' });
    const halland = await world.send({ regionId: 'halland', unitId: 'halland-bollnas', priority: '2' });
    expect(await world.timers(halland.id)).toEqual([]);
    await world.stepClock(minutes(59));
    await escalate(vgr.id, 'vastragotaland');
    expect(Object.keys(await world.seenAt(vgr.id))).toEqual(['vastragotaland-bollnas']);
    await world.stepClock(minutes(1));
    await escalate(vgr.id, 'vastragotaland');
    await escalate(halland.id, 'halland');
    expect(Object.keys(await world.seenAt(vgr.id)).sort()).toEqual(['vastragotaland-bollnas', 'vastragotaland-dropin']);
    expect(await world.seenAt(halland.id)).toEqual({ 'halland-bollnas': ['NURSE', 'UNIT_MANAGER'] });
  });

  it.each(['6', '12'])('[RDG-2] of priority %s has no timer', async (priority) => {
    const { id } = await world.send({ priority });
    expect(await world.timers(id)).toEqual([]);
  });

  it('[RDG-2, QUE-3] as help to find a time has no timer, though its priority has', async () => {
    const { id } = await world.send({ priority: '3', tags: ['ADMIN'] });
    expect(await world.timers(id)).toEqual([]);
  });

  it('[QUE-6] of another region is not found and nothing happens', async () => {
    const { id } = await world.send({ priority: '3' });
    await world.stepClock(minutes(60));
    await escalate(id, 'halland');
    expect(await stepsOf(id)).toEqual([]);
  });
});

describe('escalation stops or is set anew', () => {
  it('[QUE-6] taken, started and ended: no timer is left and the next step never comes', async () => {
    const { id } = await world.send({ priority: '3' });
    const nurse = nurseAt('bollnas');
    await takeCase(world.db, nurse, id);
    expect((await world.timers(id)).map((t) => t.kind)).toEqual(['case.return-untouched']);
    await startCase(world.db, nurse, id);
    expect(await world.timers(id)).toEqual([]);
    await world.stepClock(minutes(60));
    await escalate(id);
    await endCase(world.db, nurse, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 });
    await escalate(id);
    expect(await stepsOf(id)).toEqual([]);
    expect(await world.timers(id)).toEqual([]);
  });

  it('[QUE-6, QUE-8] withdrawn: no timer is left', async () => {
    const { id, patientId } = await world.send({ priority: '3' });
    await withdrawCase(world.db, { kind: 'PATIENT', personId: patientId!, regionId: 'gavleborg', language: 'sv' }, id);
    expect((await world.case(id)).status).toBe('CANCELLED');
    expect(await world.timers(id)).toEqual([]);
  });

  it('[QUE-6, RDG-6] raised from 5 to 2 after an hour: all steps are overdue and come at once, in order', async () => {
    const { id, waitingSince } = await world.send({ priority: '5' });
    await world.stepClock(minutes(60));
    await reprioritiseCase(world.db, nurseAt('bollnas'), { caseId: id, priority: '2' });
    expect(await world.timers(id)).toEqual([{ kind: 'case.escalate', dueAt: new Date(waitingSince.getTime() + minutes(10)) }]);
    const scheduler = world.scheduler();
    await until(() => stepsOf(id), (steps) => steps.length === 3);
    await scheduler.stop();
    expect(await stepsOf(id)).toEqual([1, 2, 3]);
  });

  it('[QUE-6, RDG-6] lowered from 3 to 4 after its first step: who sees it goes on seeing it, and the second step comes at 150 % of two hours', async () => {
    const { id, waitingSince } = await world.send({ priority: '3' });
    await world.stepClock(minutes(30));
    await escalate(id);
    await reprioritiseCase(world.db, nurseAt('bollnas'), { caseId: id, priority: '4', reason: 'ASSESSED' });
    expect(await world.seenAt(id)).toEqual({ bollnas: roles });
    expect(await world.timers(id)).toEqual([{ kind: 'case.escalate', dueAt: new Date(waitingSince.getTime() + minutes(180)) }]);
  });

  it('[QUE-6, RDG-6] lowered from 3 to 6: no timer is left', async () => {
    const { id } = await world.send({ priority: '3' });
    await reprioritiseCase(world.db, nurseAt('bollnas'), { caseId: id, priority: '6', reason: 'ASSESSED' });
    expect(await world.timers(id)).toEqual([]);
  });

  it('[RDG-3, QUE-6] taken by a unit it escalated to: that unit is accountable, and the first still sees it', async () => {
    const { id } = await world.send({ priority: '3' });
    await world.stepClock(minutes(45));
    await escalate(id);
    await takeCase(world.db, nurseAt('soderhamn'), id);
    expect(await world.case(id)).toMatchObject({ unitId: 'soderhamn', firstUnitId: 'bollnas', status: 'ACCEPTED' });
    expect(Object.keys(await world.seenAt(id)).sort()).toEqual(['bollnas', 'ljusdal', 'soderhamn']);
  });

  it('[QUE-6, QUE-5] a take and a due step at the same moment: one of them is first, and no step follows the take', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { id } = await world.send({ priority: '3', createdAt: new Date((await world.now()).getTime() - minutes(30)) });
      await Promise.all([escalate(id), takeCase(world.db, nurseAt('bollnas'), id)]);
      const types = (await world.events(id)).map((e) => e.type).filter((type) => type === 'case.taken' || type === 'case.escalated');
      expect([['case.taken'], ['case.escalated', 'case.taken']]).toContainEqual(types);
      expect((await world.timers(id)).map((t) => t.kind)).toEqual(['case.return-untouched']);
    }
  });
});
