import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { assignWaiting } from '../src/operations/assign-case';
import { endCase } from '../src/operations/end-case';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { returnUntouchedCase } from '../src/operations/return-untouched-case';
import { startCase } from '../src/operations/start-case';
import { startShift } from '../src/operations/start-shift';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, insistently, staffMember } from './cases-world';
import { expectNobodyDropped, expectOneResponsibleUnit, expectOneStory } from './one-story';

let world: CasesWorld;
let units = 0;
beforeAll(async () => {
  world = await casesWorld();
});
afterEach(() => world.shiftClock('0 seconds'));
afterAll(() => world.end());

const system = <T>(work: Parameters<typeof transact<T>>[2]) => transact(world.db, systemActor('cases'), work);
const setting = (unit: string, key: string, value: unknown) => ({ region: 'gavleborg', unit, key, version: 1, effectiveFrom: new Date('2026-01-01'), value });

/** A unit of its own that assigns, with its nurses on shift one after the other. */
async function unitWith(nurses: number, most: number | null = 2) {
  const unitId = `unit-${(units += 1)}`;
  await world.unit(unitId);
  await system((tx) => publishSettings(tx, [setting(unitId, 'auto-assignment', { on: true }), setting(unitId, 'capacity-per-person', { casesInHand: most, exceptUpToRank: 2 })]));
  const staff = Array.from({ length: nurses }, (_, i) => staffMember(`${unitId}-n${i}`, unitId));
  for (const by of staff) {
    await world.staff(by.personId, unitId, 'NURSE');
    await startShift(world.db, by, unitId);
  }
  return { unitId, staff, case: (given = {}) => world.session({ unitId, ...given }) };
}
const isSet = async (unitId: string): Promise<boolean> => (await read(world.db, "SELECT 1 FROM timer WHERE aggregate_id = $1 AND kind = 'unit.assign'", [unitId])).length > 0;
/** What the timer would do: one look. */
const looks = (unitId: string): Promise<void> => insistently(() => system(async (tx) => {
  await tx.query("DELETE FROM timer WHERE aggregate_id = $1 AND kind = 'unit.assign'", [unitId]);
  await assignWaiting(tx, 'gavleborg', unitId);
}));
/** As many looks as are asked for. */
async function settles(unitId: string): Promise<void> {
  for (let i = 0; i < 30 && (await isSet(unitId)); i += 1) await looks(unitId);
}
const holder = async (id: string): Promise<string | null> => (await world.case(id)).takenBy;
const comesBack = (id: string): Promise<void> => system((tx) => returnUntouchedCase(tx, 'gavleborg', id));

describe('[EXP-4] a unit that assigns', () => {
  it('[EXP-4] [I6] gives a waiting case to who has the fewest in hand, as a taking by the clock with its time to start', async () => {
    const there = await unitWith(2);
    await takeCase(world.db, there.staff[0]!, await there.case());
    const id = await there.case();
    await settles(there.unitId);
    expect(await world.case(id)).toMatchObject({ status: 'ACCEPTED', takenBy: there.staff[1]!.personId, takenByRole: 'NURSE', unitId: there.unitId });
    expect((await world.events(id)).find((e) => e.type === 'case.taken')!.data).toMatchObject({ assigned: true, staffId: there.staff[1]!.personId });
    expect(await read(world.db, 'SELECT by_kind, action FROM case_history WHERE case_id = $1 ORDER BY id DESC LIMIT 1', [id])).toEqual([{ by_kind: 'SYSTEM', action: 'ASSIGN' }]);
    const timers = (await read<{ kind: string }>(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1', [id])).map((t) => t.kind);
    expect([timers.includes('case.return-untouched'), timers.includes('case.escalate')]).toEqual([true, false]);
    expect(await startCase(world.db, there.staff[1]!, id)).toMatchObject({ is: 'DONE' });
    await expectOneStory(world, id);
    await expectOneResponsibleUnit(world, id);
  });

  it('[EXP-4] is off unless a unit wants it, and gives nothing without somebody on shift', async () => {
    await world.unit('avstar');
    const id = await world.session({ unitId: 'avstar' });
    expect(await isSet('avstar')).toBe(false);
    await looks('avstar');
    expect(await holder(id)).toBeNull();
    const empty = await unitWith(0);
    const waits = await empty.case();
    await settles(empty.unitId);
    expect(await holder(waits)).toBeNull();
    const by = staffMember('kom', empty.unitId);
    await startShift(world.db, by, empty.unitId);
    await settles(empty.unitId);
    expect(await holder(waits)).toBe('kom');
  });

  it('[EXP-4] [RDG-4] not started in time goes back and to the next, to nobody twice, and then waits in the queue for whoever takes it', async () => {
    const there = await unitWith(2);
    const id = await there.case({ priority: '4', urgencyRank: 4 });
    await settles(there.unitId);
    const first = await holder(id);
    await world.shiftClock('31 minutes');
    await comesBack(id);
    await settles(there.unitId);
    const second = await holder(id);
    expect([first, second].sort()).toEqual(there.staff.map((by) => by.personId));
    await world.shiftClock('62 minutes');
    await comesBack(id);
    await settles(there.unitId);
    expect(await world.case(id)).toMatchObject({ status: 'REQUESTED', takenBy: null });
    await expectNobodyDropped(world, id);
    expect(await takeCase(world.db, there.staff[0]!, id)).toMatchObject({ is: 'DONE' });
  });

  it('[EXP-4] [QUE-6] never where the time to start would reach beyond the next escalation', async () => {
    const there = await unitWith(1);
    const late = await there.case({ finishedAt: new Date(Date.now() - 25 * 60_000).toISOString() });
    await settles(there.unitId);
    expect(await holder(late)).toBeNull();
  });

  it('[EXP-4] stays within capacity but for the most urgent, and goes on when somebody has room again', async () => {
    const there = await unitWith(1, 1);
    const [one, other] = [await there.case(), await there.case()];
    await settles(there.unitId);
    const held = (await holder(one)) ? one : other;
    const waits = held === one ? other : one;
    expect([await holder(held), await holder(waits)]).toEqual([there.staff[0]!.personId, null]);
    const urgent = await there.case({ priority: '2', urgencyRank: 2 });
    await settles(there.unitId);
    expect(await holder(urgent)).toBe(there.staff[0]!.personId);
    for (const id of [urgent, held]) {
      await startCase(world.db, there.staff[0]!, id);
      await endCase(world.db, there.staff[0]!, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 });
    }
    await settles(there.unitId);
    expect(await holder(waits)).toBe(there.staff[0]!.personId);
  });

  it('[EXP-4] [QUE-5] against people who take at the same moment every case has one holder, one taking, and nobody is above the limit', async () => {
    const there = await unitWith(3, 3);
    const ids = await Promise.all(Array.from({ length: 6 }, () => insistently(() => there.case())));
    const takes = ids.slice(0, 4).map((id, i) => insistently(() => takeCase(world.db, there.staff[i % 3]!, id)));
    await Promise.all([...takes, ...Array.from({ length: 4 }, () => looks(there.unitId))]);
    await settles(there.unitId);
    const held = new Map<string, number>();
    for (const id of ids) {
      const by = await holder(id);
      expect((await world.events(id)).filter((e) => e.type === 'case.taken')).toHaveLength(1);
      await expectOneStory(world, id);
      await expectNobodyDropped(world, id);
      held.set(by!, (held.get(by!) ?? 0) + 1);
    }
    for (const n of held.values()) expect(n).toBeLessThanOrEqual(3);
    expect([...held.values()].reduce((sum, n) => sum + n, 0)).toBe(6);
  });
});
