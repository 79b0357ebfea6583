import { assessSuicideRisk } from '../src/operations/assess-suicide-risk';
import { endCase } from '../src/operations/end-case';
import { openCase } from '../src/operations/open-case';
import { releaseCase } from '../src/operations/release-case';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import { lowRisk } from './assessments';
import { type CasesWorld, casesWorld, patientActor, staffMember } from './cases-world';

let world: CasesWorld;
const nurse = staffMember('nina');
const colleague = staffMember('nils');
const doctor = staffMember('dora', 'bollnas', 'DOCTOR');
const stranger = staffMember('sara', 'soderhamn');
const elsewhere = staffMember('vera', 'bollnas', 'NURSE', 'vastragotaland');

beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'] });
  await world.unit('soderhamn');
});
afterAll(() => world.end());

async function taken(given: Parameters<CasesWorld['session']>[0] = {}, by = nurse): Promise<string> {
  const id = await world.session(given);
  expect(await takeCase(world.db, by, id)).toMatchObject({ is: 'DONE' });
  return id;
}

async function started(given: Parameters<CasesWorld['session']>[0] = {}, by = nurse): Promise<string> {
  const id = await taken(given, by);
  expect(await startCase(world.db, by, id)).toMatchObject({ is: 'DONE' });
  return id;
}

/** Runs the move twice: both say yes, the second leaves no trace. */
async function twice(id: string, move: () => Promise<{ is: string }>): Promise<void> {
  expect(await move()).toMatchObject({ is: 'DONE' });
  const trace = async () => [(await world.events(id)).length, await world.seq('bollnas'), (await world.case(id)).version];
  const before = await trace();
  expect(await move()).toMatchObject({ is: 'DONE' });
  expect(await trace()).toEqual(before);
}

const types = async (id: string): Promise<string[]> => (await world.events(id)).map((e) => e.type);

describe('releaseCase', () => {
  it('[QUE-5] [RDG-4] gives the case back with a reason; the clock goes on from where it began', async () => {
    const id = await taken({ finishedAt: new Date(Date.now() - 600_000).toISOString() });
    const before = await world.case(id);
    await twice(id, () => releaseCase(world.db, nurse, id, 'OTHER_COMPETENCE'));
    expect(await world.case(id)).toMatchObject({ status: 'REQUESTED', takenBy: null, waitingSince: before.waitingSince, dueAt: before.dueAt });
    expect((await world.events(id)).find((e) => e.type === 'case.released')).toMatchObject({ data: { staffId: 'nina', reason: 'OTHER_COMPETENCE' } });
    expect(await takeCase(world.db, colleague, id)).toMatchObject({ is: 'DONE' });
    expect(await releaseCase(world.db, nurse, id, 'OTHER')).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nils' });
  });

  it('[QUE-5] only who has it gives it back', async () => {
    const id = await taken();
    expect(await releaseCase(world.db, colleague, id, 'OTHER')).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
    expect(await releaseCase(world.db, staffMember('vilma', 'bollnas', 'UNIT_MANAGER'), id, 'OTHER')).toEqual({ is: 'NOT_PERMITTED' });
    expect(await releaseCase(world.db, stranger, id, 'OTHER')).toEqual({ is: 'NOT_FOUND' });
    expect(await releaseCase(world.db, elsewhere, id, 'OTHER')).toEqual({ is: 'NOT_FOUND' });
  });

  it('[SAF-1] a nurse who has started a flagged case gives it back, and a doctor takes, starts, assesses and ends it', async () => {
    const id = await started({ tags: ['SUICIDE_RISK_FLAGGED'] });
    expect(await endCase(world.db, nurse, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(await releaseCase(world.db, nurse, id, 'OTHER_COMPETENCE')).toMatchObject({ is: 'DONE' });
    expect(await takeCase(world.db, doctor, id)).toMatchObject({ is: 'DONE' });
    expect(await startCase(world.db, doctor, id)).toMatchObject({ is: 'DONE' });
    expect(await endCase(world.db, doctor, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(await assessSuicideRisk(world.db, doctor, lowRisk(id))).toMatchObject({ is: 'DONE', case: { riskState: 'ONLINE_CARE' } });
    expect(await endCase(world.db, doctor, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED', riskState: 'CLOSED' } });
  });
});

describe('startCase', () => {
  it('[QUE-2] says how long the patient waited and that it was in time', async () => {
    const id = await taken({ finishedAt: new Date(Date.now() - 600_000).toISOString() });
    await twice(id, () => startCase(world.db, nurse, id));
    const { data } = (await world.events(id)).find((e) => e.type === 'case.started')!;
    expect(data).toMatchObject({ staffId: 'nina', withinHandlingTime: true });
    expect(data.waitedSeconds).toBeGreaterThanOrEqual(600);
    expect(data.waitedSeconds).toBeLessThan(660);
  });

  it('[QUE-2] says so when the handling time has passed, and a second start after a release changes neither', async () => {
    const id = await taken({ finishedAt: new Date(Date.now() - 45 * 60_000).toISOString() });
    await startCase(world.db, nurse, id);
    await releaseCase(world.db, nurse, id, 'END_OF_SHIFT');
    await takeCase(world.db, colleague, id);
    await startCase(world.db, colleague, id);
    const [first, second] = (await world.events(id)).filter((e) => e.type === 'case.started').map((e) => e.data);
    expect(first).toMatchObject({ withinHandlingTime: false });
    expect([second!.waitedSeconds, second!.withinHandlingTime]).toEqual([first!.waitedSeconds, false]);
  });

  it('[QUE-12] an untaken case, somebody else’s and an ended one are refused, each by its name', async () => {
    const [waiting, others, over] = [await world.session(), await taken({}, colleague), await started()];
    await endCase(world.db, nurse, { caseId: over, reason: 'CARE_GIVEN', phaseDays: 0 });
    expect(await startCase(world.db, nurse, waiting)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: null });
    expect(await startCase(world.db, nurse, others)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nils' });
    expect(await startCase(world.db, nurse, over)).toEqual({ is: 'CASE_NOT_OPEN', status: 'COMPLETED' });
    expect(await startCase(world.db, elsewhere, waiting)).toEqual({ is: 'NOT_FOUND' });
  });
});

describe('endCase', () => {
  it('[QUE-12] ends the case with its reason, takes it out of the queue and leaves no timer', async () => {
    const id = await started();
    await twice(id, () => endCase(world.db, nurse, { caseId: id, reason: 'REFERRED', phaseDays: 0 }));
    expect(await world.case(id)).toMatchObject({ status: 'COMPLETED', endReason: 'REFERRED', takenBy: 'nina' });
    expect((await world.events(id)).at(-1)).toMatchObject({ type: 'case.access-changed', data: { open: false } });
    expect(await world.db.source.query('SELECT 1 FROM timer WHERE aggregate_id = $1', [id])).toEqual([]);
    expect(await world.db.source.query('SELECT 1 FROM case_visibility WHERE case_id = $1 AND open', [id])).toEqual([]);
  });

  it('[SAF-1] a flagged case is ended by nobody before doctor or psychologist has assessed it', async () => {
    const roles = ['DOCTOR', 'PSYCHOLOGIST', 'NURSE'] as const;
    for (const role of roles) {
      const by = staffMember(`who-${role}`, 'bollnas', role);
      const id = await started({ tags: ['SUICIDE_RISK_FLAGGED'], profession: role }, by);
      const ended = async () => (await endCase(world.db, by, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).is;
      expect(await ended()).toBe('SUICIDE_RISK_OPEN');
      expect((await assessSuicideRisk(world.db, by, lowRisk(id))).is).toBe(role === 'NURSE' ? 'NOT_PERMITTED' : 'DONE');
      expect(await ended()).toBe(role === 'NURSE' ? 'SUICIDE_RISK_OPEN' : 'DONE');
    }
  });

  it('[QUE-12] a taken case that was not started, somebody else’s and another unit’s are refused', async () => {
    const id = await taken();
    expect(await endCase(world.db, nurse, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toEqual({ is: 'CASE_NOT_OPEN', status: 'ACCEPTED' });
    expect(await endCase(world.db, colleague, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
    expect(await endCase(world.db, stranger, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toEqual({ is: 'NOT_FOUND' });
  });
});

describe('reprioritiseCase', () => {
  it('[RDG-6] [TRI-12] raises without a reason, keeps the first and counts the new clock from the same beginning', async () => {
    const id = await world.session({ finishedAt: new Date(Date.now() - 300_000).toISOString() });
    const before = await world.case(id);
    await twice(id, () => reprioritiseCase(world.db, nurse, { caseId: id, priority: '2' }));
    const after = await world.case(id);
    expect(after).toMatchObject({ priority: '2', urgencyRank: 2, firstPriority: '3', firstUrgencyRank: 3, waitingSince: before.waitingSince });
    expect(after.dueAt!.getTime()).toBe(before.dueAt!.getTime() - 20 * 60_000);
    expect((await world.events(id)).at(-1)).toMatchObject({ type: 'case.reprioritised', data: { from: '3', fromRank: 3, priority: '2', reason: null } });
  });

  it('[RDG-6] lowering needs a reason', async () => {
    const id = await world.session();
    expect(await reprioritiseCase(world.db, nurse, { caseId: id, priority: '5' })).toEqual({ is: 'REASON_NEEDED' });
    expect(await reprioritiseCase(world.db, nurse, { caseId: id, priority: '5', reason: 'ASSESSED' })).toMatchObject({ is: 'DONE', case: { priority: '5' } });
    expect(await world.audits({ caseId: id, action: 'reprioritiseCase' })).toMatchObject([{ reason: 'ASSESSED' }]);
  });

  it('[BAD_INPUT] a code that the region’s scheme has not, or that makes no case, is a fault of the client', async () => {
    const id = await world.session();
    for (const priority of ['99', '1', 'SELF_CARE']) {
      await expect(reprioritiseCase(world.db, nurse, { caseId: id, priority })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['input.priority'] });
    }
  });

  it('[QUE-12] an ended case, a unit manager and another unit are refused', async () => {
    const id = await started();
    await endCase(world.db, nurse, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 });
    const raise = (by: typeof nurse) => reprioritiseCase(world.db, by, { caseId: id, priority: '2' });
    expect(await raise(nurse)).toEqual({ is: 'CASE_NOT_OPEN', status: 'COMPLETED' });
    expect(await raise(staffMember('vilma', 'bollnas', 'UNIT_MANAGER'))).toEqual({ is: 'NOT_PERMITTED' });
    expect(await raise(stranger)).toEqual({ is: 'NOT_FOUND' });
  });
});

describe('withdrawCase', () => {
  it('[QUE-8] the patient withdraws, waiting or taken; it leaves the queue', async () => {
    for (const id of [await world.session(), await taken()]) {
      await twice(id, () => withdrawCase(world.db, patientActor('anna'), id));
      expect(await world.case(id)).toMatchObject({ status: 'CANCELLED', takenBy: null });
      expect((await types(id)).slice(-2)).toEqual(['case.withdrawn', 'case.access-changed']);
      expect(await takeCase(world.db, nurse, id)).toEqual({ is: 'CASE_NOT_OPEN', status: 'CANCELLED' });
    }
  });

  it('[SAF-1] not with suicide risk flagged, and not once the visit has begun', async () => {
    const [risky, begun] = [await world.session({ tags: ['SUICIDE_RISK_FLAGGED'] }), await started()];
    expect(await withdrawCase(world.db, patientActor('anna'), risky)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(await withdrawCase(world.db, patientActor('anna'), begun)).toEqual({ is: 'CASE_NOT_OPEN', status: 'IN_PROGRESS' });
  });

  it('[SAF-4] a guardian withdraws for the child until the limit, and not a moment longer', async () => {
    await world.child('barn', ['maria'], new Date(Date.now() + 3_600_000));
    const [one, other] = [await world.session({ patientId: 'barn', tags: ['PROXY'] }), await world.session({ patientId: 'barn', tags: ['PROXY'] })];
    expect(await withdrawCase(world.db, patientActor('maria'), one)).toMatchObject({ is: 'DONE' });
    expect(await withdrawCase(world.db, patientActor('erik'), other)).toEqual({ is: 'NOT_FOUND' });
    await world.shiftClock('61 minutes');
    expect(await withdrawCase(world.db, patientActor('maria'), other)).toEqual({ is: 'NOT_FOUND' });
    await world.shiftClock('0');
  });

  it('[DIR-3] another patient’s id and another region’s say the same as one that does not exist', async () => {
    const id = await world.session();
    const answers = [
      await withdrawCase(world.db, patientActor('berit'), id),
      await withdrawCase(world.db, patientActor('anna', 'halland'), id),
      await withdrawCase(world.db, patientActor('anna'), '018f0000-0000-7000-8000-000000000000'),
    ];
    expect(answers).toEqual(answers.map(() => ({ is: 'NOT_FOUND' })));
  });
});

describe('openCase', () => {
  it('[DIR-3] [AUD-1] every opening is logged with its reason; access changes once, and one count goes out, for who looks', async () => {
    const id = await world.session();
    const seq = await world.seq('bollnas');
    await openCase(world.db, nurse, { caseId: id, reason: 'CONSIDER_TAKING', note: 'ska jag ta det' }, 'r1');
    await openCase(world.db, nurse, { caseId: id, reason: 'CARE' }, 'r2');
    expect(await world.audits({ caseId: id, action: 'openCase' })).toMatchObject([
      { actor_id: 'nina', patient_id: 'anna', reason: 'CONSIDER_TAKING', note: 'ska jag ta det', request_id: 'r1' }, { reason: 'CARE', note: null, request_id: 'r2' },
    ]);
    expect((await world.events(id)).slice(2)).toMatchObject([{ type: 'case.access-changed', version: 3, data: { participants: ['nina'], takenBy: null } }]);
    expect(await world.seq('bollnas')).toBe(seq + 1);
    const told = await world.db.source.query("SELECT data::text FROM outbox WHERE type = 'audit.recorded'");
    expect(JSON.stringify(told)).not.toContain('ska jag ta det');
  });

  it('[DIR-3] who does not see the card cannot open the case', async () => {
    const id = await world.session();
    for (const by of [doctor, stranger, elsewhere]) expect(await openCase(world.db, by, { caseId: id, reason: 'CARE' })).toEqual({ is: 'NOT_FOUND' });
    expect(await world.audits({ caseId: id, action: 'openCase' })).toEqual([]);
  });
});
