import { releaseCase } from '../src/operations/release-case';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, insistently, staffMember } from './cases-world';

let world: CasesWorld;
beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas', { cooperatingUnitIds: ['soderhamn'] });
  await world.unit('soderhamn', { staffedRoles: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'] });
});
afterAll(() => world.end());

const nurse = staffMember('nina');
const colleague = staffMember('nils');

describe('takeCase', () => {
  it('[QUE-5] two nurses take the same case: one gets it, the other learns who and when', async () => {
    const id = await world.session();
    const [a, b] = await Promise.all([takeCase(world.db, nurse, id), takeCase(world.db, colleague, id)]);
    const [winner, loser] = a.is === 'DONE' ? [a, b] : [b, a];
    expect(winner.is).toBe('DONE');
    const taken = await world.case(id);
    expect(loser).toEqual({ is: 'CASE_ALREADY_TAKEN', takenBy: taken.takenBy, takenAt: taken.takenAt });
    expect((await world.events(id)).map((e) => e.type)).toEqual(['case.opened', 'case.access-changed', 'case.taken', 'case.access-changed']);
  });

  it('[QUE-5] the same nurse takes it twice: the same yes, no second event and no second count; the look is logged', async () => {
    const id = await world.session();
    await takeCase(world.db, nurse, id);
    const [events, seq] = [(await world.events(id)).length, await world.seq('bollnas')];
    const again = await takeCase(world.db, nurse, id);
    expect(again).toMatchObject({ is: 'DONE', case: { status: 'ACCEPTED', takenBy: 'nina' } });
    expect([(await world.events(id)).length, await world.seq('bollnas')]).toEqual([events, seq]);
    expect(await world.audits({ caseId: id, action: 'seeCase' })).toHaveLength(1);
  });

  it('[T8] fifty clinicians take the same case, fifty times over: one winner, 49 typed refusals, one event', async () => {
    const crowd = Array.from({ length: 50 }, (_, i) => staffMember(`clinician-${i}`));
    for (let round = 0; round < 50; round += 1) {
      const id = await world.session();
      const outcomes = await Promise.all(crowd.map((one) => insistently(() => takeCase(world.db, one, id))));
      const winners = crowd.filter((_, i) => outcomes[i]!.is === 'DONE').map((one) => one.personId);
      expect(winners).toHaveLength(1);
      expect(outcomes.filter((o) => o.is === 'CASE_ALREADY_TAKEN' && o.takenBy === winners[0])).toHaveLength(49);
      expect((await world.events(id)).filter((e) => e.type === 'case.taken')).toHaveLength(1);
    }
  }, 120_000);

  it('[DIR-3] who does not see the case is told that there is none', async () => {
    const id = await world.session();
    expect(await takeCase(world.db, staffMember('dora', 'bollnas', 'DOCTOR'), id)).toEqual({ is: 'NOT_FOUND' });
    expect(await takeCase(world.db, staffMember('sara', 'soderhamn'), id)).toEqual({ is: 'NOT_FOUND' });
    expect(await takeCase(world.db, staffMember('vera', 'bollnas', 'NURSE', 'vastragotaland'), id)).toEqual({ is: 'NOT_FOUND' });
  });

  it('[QUE-5] a unit manager sees the case and may not take it', async () => {
    const id = await world.session();
    expect(await takeCase(world.db, staffMember('vilma', 'bollnas', 'UNIT_MANAGER'), id)).toEqual({ is: 'NOT_PERMITTED' });
  });

  it('[RDG-3] a cooperating unit that takes a case is accountable at once, and the first unit still sees it', async () => {
    const id = await world.session({ profession: 'PSYCHOLOGIST', tags: ['SUICIDE_RISK_FLAGGED'], unitId: 'soderhamn' });
    await world.unit('soderhamn', { staffedRoles: [], cooperatingUnitIds: ['bollnas'] });
    const [first, second] = [await world.seq('soderhamn'), await world.seq('bollnas')];
    await takeCase(world.db, staffMember('dora', 'bollnas', 'DOCTOR'), id);
    expect(await world.case(id)).toMatchObject({ unitId: 'bollnas', firstUnitId: 'soderhamn', noOneInRole: true });
    expect((await world.events(id)).at(-1)).toMatchObject({ type: 'case.access-changed', data: { responsibleUnitId: 'bollnas', takenBy: 'dora' } });
    expect([await world.seq('soderhamn'), await world.seq('bollnas')]).toEqual([first + 1, second + 1]);
    await releaseCase(world.db, staffMember('dora', 'bollnas', 'DOCTOR'), id, 'MISPLACED');
    expect(await world.case(id)).toMatchObject({ status: 'REQUESTED', unitId: 'bollnas' });
  });

  it('[I6] a take leaves its event, its history line, its audit row and its count', async () => {
    const id = await world.session();
    const before = await world.seq('bollnas');
    await takeCase(world.db, nurse, id, 'request-1');
    expect(await world.seq('bollnas')).toBe(before + 1);
    expect(await world.audits({ caseId: id, action: 'takeCase' })).toMatchObject([
      { actor_kind: 'STAFF', actor_id: 'nina', role: 'NURSE', patient_id: 'anna', unit_id: 'bollnas', what: 'case.taken', request_id: 'request-1' },
    ]);
  });
});
