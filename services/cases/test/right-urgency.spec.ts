import { endCase } from '../src/operations/end-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, staffMember } from './cases-world';

let world: CasesWorld;
const nina = staffMember('nina');

beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR'] });
  await world.staff('nina', 'bollnas', 'NURSE');
});
afterAll(() => world.end());

async function started(): Promise<string> {
  const caseId = await world.session();
  await takeCase(world.db, nina, caseId);
  await startCase(world.db, nina, caseId);
  return caseId;
}
const lastEnd = async (caseId: string) => (await world.events(caseId)).findLast(({ type }) => type === 'case.ended' || type === 'case.held');

describe('[BEY-6] how urgent it really was', () => {
  it('is told at the end of the visit, also that it was for 112, and whether it goes on for some days or not', async () => {
    for (const [phaseDays, type] of [[0, 'case.ended'], [1, 'case.held']] as const) {
      const caseId = await started();
      expect(await endCase(world.db, nina, { caseId, reason: 'CARE_GIVEN', phaseDays, rightUrgency: '1' })).toMatchObject({ is: 'DONE' });
      expect(await lastEnd(caseId)).toMatchObject({ type, data: { right: { priority: '1', urgencyRank: 1 } } });
    }
  });

  it('is not told when nobody says', async () => {
    const caseId = await started();
    await endCase(world.db, nina, { caseId, reason: 'CARE_GIVEN', phaseDays: 0 });
    expect((await lastEnd(caseId))!.data).not.toHaveProperty('right');
  });

  it('in a level that the scheme does not have is BAD_INPUT, and nothing ends', async () => {
    const caseId = await started();
    await expect(endCase(world.db, nina, { caseId, reason: 'CARE_GIVEN', phaseDays: 0, rightUrgency: '13' })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['input.rightUrgency'] });
    expect(await world.case(caseId)).toMatchObject({ status: 'IN_PROGRESS' });
  });
});
