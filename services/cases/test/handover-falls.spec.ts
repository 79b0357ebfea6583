import { forwardConsultation } from '../src/operations/forward-consultation';
import { releaseCase } from '../src/operations/release-case';
import { takeCase } from '../src/operations/take-case';
import { patient, submitted } from './consultation-world';
import { handoverWorld, type HandoverWorld, nina } from './handover-world';

let world: HandoverWorld;
beforeAll(async () => {
  world = await handoverWorld();
  await patient(world, 'anna');
});
afterAll(() => world.end());

describe('a request to hand over whose giver has the case no longer', () => {
  it('[I4] [HND-1] [CON-2] falls before an assignment is sent onward, and is told of the unit that had it until then: no event moves a case before its move', async () => {
    const caseId = (await submitted(world)).caseId!;
    await takeCase(world.db, nina, caseId);
    await world.asked(caseId, { to: { unitId: 'bollnas', role: 'DOCTOR' } });
    expect(await forwardConsultation(world.db, nina, { caseId, unitId: 'soderhamn', profession: 'NURSE', reason: 'WRONG_UNIT' })).toMatchObject({ is: 'DONE' });
    expect((await world.events(caseId)).slice(-3)).toMatchObject([
      { type: 'case.handover-withdrawn', data: { unitId: 'bollnas', status: 'ACCEPTED', staffId: 'nina' } }, { type: 'case.forwarded', data: { unitId: 'soderhamn', status: 'REQUESTED' } },
      { type: 'case.access-changed', data: { responsibleUnitId: 'soderhamn' } },
    ]);
  });

  it('[I4] [HND-1] the same when a started case is given back to the queue', async () => {
    const caseId = await world.taken({}, true);
    await world.asked(caseId);
    expect(await releaseCase(world.db, nina, caseId, 'OTHER')).toMatchObject({ is: 'DONE' });
    expect((await world.events(caseId)).slice(-3)).toMatchObject([
      { type: 'case.handover-withdrawn', data: { unitId: 'bollnas', status: 'IN_PROGRESS' } }, { type: 'case.released', data: { status: 'REQUESTED' } }, { type: 'case.access-changed' },
    ]);
  });
});
