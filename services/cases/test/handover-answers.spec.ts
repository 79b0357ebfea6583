import { read } from '@vardgraf/service-kit/postgres';
import { systemActor } from '@vardgraf/service-kit/actor';
import { transact } from '@vardgraf/service-kit/transaction';
import type { Handover } from '../src/domain/handover';
import { acceptHandover } from '../src/operations/accept-handover';
import { endCase } from '../src/operations/end-case';
import { openHandovers } from '../src/operations/read-handovers';
import { refuseHandover } from '../src/operations/refuse-handover';
import { releaseCase } from '../src/operations/release-case';
import { remindHandover } from '../src/operations/remind-handover';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import { withdrawHandover } from '../src/operations/withdraw-handover';
import { patientActor, staffMember } from './cases-world';
import { dag, doctorHere, handoverWorld, type HandoverWorld, nils, nina, sara } from './handover-world';

let world: HandoverWorld;
beforeAll(async () => {
  world = await handoverWorld();
});
beforeEach(() => void world.hints.splice(0));
afterAll(() => world.end());

describe('refuseHandover and withdrawHandover', () => {
  it.each([
    ['a refusal', (h: Handover) => refuseHandover(world.db, dag, h.id, 'NO_CAPACITY', 'r3'), 'case.handover-refused'],
    ['a withdrawal', (h: Handover) => withdrawHandover(world.db, nina, h.id, 'r3'), 'case.handover-withdrawn'],
  ] as const)('[HND-1] [LIV-1] after %s the case is where it was, who was asked no longer sees it, and the hint says so; twice is the same yes', async (_, answer, type) => {
    const id = await world.taken();
    const [before, seen] = [await world.case(id), await world.seenBy(id)];
    const h = await world.asked(id);
    world.hints.splice(0);
    expect(await answer(h)).toMatchObject({ is: 'DONE' });
    expect(await world.case(id)).toEqual({ ...before, version: before.version + 4 });
    expect(await world.seenBy(id)).toEqual(seen);
    expect(await world.lastTwo(id)).toEqual([type, 'case.access-changed']);
    expect(world.hints.find((hint) => hint.subject === 'live.unit.soderhamn')!.data).toMatchObject({ rolesBefore: ['DOCTOR', 'UNIT_MANAGER'], rolesAfter: [] });
    expect(await read(world.db, "SELECT 1 FROM timer WHERE aggregate_id = $1 AND kind = 'case.remind-handover'", [id])).toEqual([]);
    const after = await world.trace(id);
    expect(await answer(h)).toMatchObject({ is: 'DONE' });
    expect(await world.trace(id)).toEqual(after);
    expect(await world.request(id)).toMatchObject({ is: 'DONE' });
  });

  it('[HND-1] who saw the case before the request goes on seeing it', async () => {
    const id = await world.taken({ tags: ['SUICIDE_RISK_FLAGGED'] });
    const seen = await world.seenBy(id);
    await refuseHandover(world.db, doctorHere, (await world.asked(id, { to: { unitId: 'bollnas' } })).id, 'WRONG_COMPETENCE');
    expect(await world.seenBy(id)).toEqual(seen);
  });

  it('[SAF-5] whom the unit needs by then stays: the profession left while the request waited', async () => {
    await world.unit('hofors', { staffedRoles: ['PHYSIOTHERAPIST', 'NURSE'] });
    const fia = staffMember('fia', 'hofors', 'PHYSIOTHERAPIST');
    const id = await world.session({ unitId: 'hofors', profession: 'PHYSIOTHERAPIST' });
    await takeCase(world.db, fia, id);
    const answer = await world.request(id, { to: { unitId: 'hofors', role: 'NURSE' } }, fia);
    await world.unit('hofors', { staffedRoles: ['NURSE'] });
    if (answer.is !== 'DONE') throw new Error(answer.is);
    await refuseHandover(world.db, staffMember('frida', 'hofors'), answer.handover.id, 'NO_CAPACITY');
    expect((await world.seenBy(id))['hofors']).toContain('NURSE');
  });

  it('[HND-1] an answered request cannot be refused or taken back, and only by who may', async () => {
    const id = await world.taken();
    const h = await world.asked(id);
    expect(await refuseHandover(world.db, nils, h.id, 'OTHER')).toEqual({ is: 'NOT_PERMITTED' });
    expect(await refuseHandover(world.db, sara, h.id, 'OTHER')).toEqual({ is: 'NOT_FOUND' });
    expect(await withdrawHandover(world.db, dag, h.id)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await withdrawHandover(world.db, sara, h.id)).toEqual({ is: 'NOT_FOUND' });
    await acceptHandover(world.db, dag, h.id);
    expect(await refuseHandover(world.db, dag, h.id, 'OTHER')).toEqual({ is: 'HANDOVER_NOT_OPEN', status: 'ACCEPTED' });
    expect(await withdrawHandover(world.db, nina, h.id)).toEqual({ is: 'HANDOVER_NOT_OPEN', status: 'ACCEPTED' });
  });

  it('[HND-1] [BEY-1] an acceptance and a withdrawal at the same moment: one of them is true, and one unit is responsible', async () => {
    for (let round = 0; round < 15; round += 1) {
      const id = await world.taken();
      const h = await world.asked(id);
      const [accepted, withdrawn] = await Promise.all([acceptHandover(world.db, dag, h.id), withdrawHandover(world.db, nina, h.id)]);
      expect([accepted.is, withdrawn.is].sort()).toEqual(['DONE', accepted.is === 'DONE' ? 'HANDOVER_NOT_OPEN' : accepted.is].sort());
      const now = await world.case(id);
      expect([now.unitId, now.takenBy]).toEqual(accepted.is === 'DONE' ? ['soderhamn', 'dag'] : ['bollnas', 'nina']);
    }
  });
});

describe('a request that its giver lets go of', () => {
  it.each([
    ['released', (id: string) => releaseCase(world.db, nina, id, 'END_OF_SHIFT'), false],
    ['ended', (id: string) => endCase(world.db, nina, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 }), true],
    ['held for the asynchronous phase', (id: string) => endCase(world.db, nina, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 3 }), true],
    ['withdrawn by the patient', (id: string) => withdrawCase(world.db, patientActor('anna'), id), false],
  ] as const)('[HND-1] is withdrawn when the case is %s', async (_, move, begun) => {
    const id = await world.taken({}, begun);
    const h = await world.asked(id);
    expect(await move(id)).toMatchObject({ is: 'DONE' });
    expect(await acceptHandover(world.db, dag, h.id)).toEqual({ is: 'HANDOVER_NOT_OPEN', status: 'WITHDRAWN' });
    expect(await world.types(id)).toContain('case.handover-withdrawn');
    expect(Object.keys(await world.seenBy(id))).toEqual(['bollnas']);
    expect(await world.audits({ caseId: id, action: 'withdrawHandover' })).toHaveLength(1);
    expect((await read<{ kind: string }>(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1', [id])).map((t) => t.kind)).not.toContain('case.remind-handover');
  });
});

describe('remindHandover', () => {
  const remind = (id: string) => transact(world.db, systemActor('cases'), (tx) => remindHandover(tx, 'gavleborg', id));

  it('[HND-1] tells once that nobody has answered in time, not before; the giver stays responsible and the clock runs on', async () => {
    const id = await world.taken({ priority: '2', urgencyRank: 2 }, true);
    const [before, h] = [await world.case(id), await world.asked(id)];
    expect(h.answerBy.getTime() - h.askedAt.getTime()).toBe(5 * 60_000);
    await remind(id);
    expect(await world.types(id)).not.toContain('case.handover-overdue');
    expect((await read<{ due: Date }>(world.db, `SELECT due_at AS due FROM timer WHERE aggregate_id = $1 AND kind <> 'case.recheck'`, [id])).map((t) => t.due)).toEqual([h.answerBy]);
    await world.shiftClock('6 minutes');
    for (let n = 0; n < 3; n += 1) await remind(id);
    await world.shiftClock('0');
    expect((await world.types(id)).filter((type) => type === 'case.handover-overdue')).toHaveLength(1);
    expect(await world.case(id)).toMatchObject({ unitId: 'bollnas', takenBy: 'nina', dueAt: before.dueAt });
    expect((await openHandovers(world.db, nina, 'bollnas'))!.find((open) => open.id === h.id)!.overdueAt).not.toBeNull();
    expect(await acceptHandover(world.db, dag, h.id)).toMatchObject({ is: 'DONE' });
  });

  it('[HND-1] an answered request is not reminded of', async () => {
    const id = await world.taken();
    await refuseHandover(world.db, dag, (await world.asked(id)).id, 'OTHER');
    await world.shiftClock('60 minutes');
    await remind(id);
    await world.shiftClock('0');
    expect(await world.types(id)).not.toContain('case.handover-overdue');
  });
});

describe('openHandovers', () => {
  it('[HND-1] [DIR-3] a unit sees what it is asked and what it has asked; the giver’s words only who has a part in the case', async () => {
    const id = await world.taken();
    const h = await world.asked(id, { message: 'vill ha en läkares bedömning' });
    const of = async (by: typeof nina, unitId: string) => (await openHandovers(world.db, by, unitId))?.find((open) => open.id === h.id);
    expect(await of(dag, 'soderhamn')).toMatchObject({ message: 'vill ha en läkares bedömning', patientId: 'anna' });
    expect(await of(nina, 'bollnas')).toMatchObject({ message: 'vill ha en läkares bedömning' });
    expect(await of(sara, 'soderhamn')).toMatchObject({ message: null });
    expect(await openHandovers(world.db, dag, 'bollnas')).toBeNull();
    expect(await openHandovers(world.db, staffMember('h', 'soderhamn', 'DOCTOR', 'halland'), 'soderhamn')).toEqual([]);
    await refuseHandover(world.db, dag, h.id, 'OTHER');
    expect(await of(dag, 'soderhamn')).toBeUndefined();
  });
});

it('[BEY-1] the database itself refuses a second open request for one case', async () => {
  const id = await world.taken();
  await world.asked(id);
  const again = `INSERT INTO handover SELECT gen_random_uuid(), region_id, case_id, 'x', status, from_unit_id, asked_by, to_unit_id, to_role, to_staff_id, answerer_id, answer_roles, added, reason,
    message, consent, urgent_reason, asked_at, answer_by FROM handover WHERE case_id = $1`;
  await expect(read(world.db, again, [id])).rejects.toThrow('handover_one_open');
});
