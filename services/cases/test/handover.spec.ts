import { read } from '@vardgraf/service-kit/postgres';
import { systemActor } from '@vardgraf/service-kit/actor';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { Visibility } from '../src/domain/case';
import type { Handover } from '../src/domain/handover';
import { acceptHandover } from '../src/operations/accept-handover';
import { endCase } from '../src/operations/end-case';
import { readableCases } from '../src/operations/read-case';
import { openHandovers } from '../src/operations/read-handovers';
import { refuseHandover } from '../src/operations/refuse-handover';
import { releaseCase } from '../src/operations/release-case';
import { remindHandover } from '../src/operations/remind-handover';
import { requestHandover, type RequestHandoverInput } from '../src/operations/request-handover';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import { withdrawHandover } from '../src/operations/withdraw-handover';
import { type CasesWorld, casesWorld, patientActor, staffMember } from './cases-world';

let world: CasesWorld;
const nina = staffMember('nina');
const nils = staffMember('nils');
const doctorHere = staffMember('dora', 'bollnas', 'DOCTOR');
const sara = staffMember('sara', 'soderhamn');
const dag = staffMember('dag', 'soderhamn', 'DOCTOR');
const hints: { subject: string; data: { caseId: string; rolesBefore: string[]; rolesAfter: string[] } }[] = [];

beforeAll(async () => {
  world = await casesWorld();
  world.db.signals.publishHint = (subject, data) => void hints.push({ subject, data: data as (typeof hints)[number]['data'] });
  await world.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'] });
  await world.unit('soderhamn');
  await world.unit('mora', {}, 'halland');
  await world.unit('stangd', { active: false });
  for (const [id, unitId, role] of [['nina', 'bollnas', 'NURSE'], ['nils', 'bollnas', 'NURSE'], ['dora', 'bollnas', 'DOCTOR'], ['sara', 'soderhamn', 'NURSE'], ['dag', 'soderhamn', 'DOCTOR']] as const) {
    await world.staff(id, unitId, role);
  }
});
beforeEach(() => hints.splice(0));
afterAll(() => world.end());

type Given = Omit<Partial<RequestHandoverInput>, 'to'> & { to?: Partial<RequestHandoverInput['to']> };
const toSoderhamn = { unitId: 'soderhamn', role: 'DOCTOR' as const, staffId: null };

async function taken(given: Parameters<CasesWorld['session']>[0] = {}, begun = false): Promise<string> {
  const id = await world.session(given);
  await takeCase(world.db, nina, id);
  if (begun) await startCase(world.db, nina, id);
  return id;
}

const ask = (caseId: string, { to, ...given }: Given = {}, by = nina) =>
  requestHandover(world.db, by, { clientId: v7(), caseId, reason: 'OTHER_COMPETENCE', message: null, consent: null, ...given, to: { ...toSoderhamn, ...to } }, 'r1');

async function asked(caseId: string, given: Given = {}): Promise<Handover> {
  const answer = await ask(caseId, given);
  if (answer.is !== 'DONE') throw new Error(answer.is);
  return answer.handover;
}

const seenBy = async (id: string): Promise<Record<string, string[]>> =>
  Object.fromEntries((await read<Visibility>(world.db, 'SELECT unit_id AS "unitId", roles FROM case_visibility WHERE case_id = $1', [id])).map((v) => [v.unitId, [...v.roles].sort()]));
const types = async (id: string): Promise<string[]> => (await world.events(id)).map((e) => e.type);
const lastTwo = async (id: string): Promise<string[]> => (await types(id)).slice(-2);
const trace = async (id: string) => [(await world.events(id)).length, await world.seq('bollnas'), await world.seq('soderhamn'), (await world.case(id)).version];

describe('requestHandover', () => {
  it('[HND-1] [I6] the receiver sees the card from now on; responsibility, holder and clock stay, and the giver’s words travel nowhere', async () => {
    const id = await taken();
    const before = await world.case(id);
    const h = await asked(id, { message: 'ont i halsen sedan i går' });
    expect(await world.case(id)).toMatchObject({ unitId: 'bollnas', takenBy: 'nina', status: 'ACCEPTED', dueAt: before.dueAt, waitingSince: before.waitingSince, takenAt: before.takenAt });
    expect(await seenBy(id)).toEqual({ bollnas: ['NURSE', 'UNIT_MANAGER'], soderhamn: ['DOCTOR', 'UNIT_MANAGER'] });
    expect(h).toMatchObject({ status: 'REQUESTED', fromUnitId: 'bollnas', askedBy: 'nina', answerRoles: ['DOCTOR'], answererId: null });
    expect(await lastTwo(id)).toEqual(['case.handover-requested', 'case.access-changed']);
    expect((await world.events(id)).at(-2)!.data).toMatchObject({ handoverId: h.id, toUnitId: 'soderhamn', toRole: 'DOCTOR', staffId: 'nina', unitId: 'bollnas', dueBy: h.answerBy.toISOString() });
    expect((await world.events(id)).at(-1)!.data).toMatchObject({ responsibleUnitId: 'bollnas', takenBy: 'nina' });
    expect(hints.at(-1)).toBeDefined();
    expect(hints.find((hint) => hint.subject === 'live.unit.soderhamn')!.data).toMatchObject({ caseId: id, rolesBefore: [], rolesAfter: ['DOCTOR', 'UNIT_MANAGER'] });
    expect(await world.audits({ caseId: id, action: 'requestHandover' })).toMatchObject([{ what: 'case.handover-requested', reason: 'OTHER_COMPETENCE', note: null, request_id: 'r1' }]);
    expect(JSON.stringify(await read(world.db, 'SELECT data FROM outbox'))).not.toContain('halsen');
  });

  it('[HND-1] the same client id gives the first request again, and leaves nothing', async () => {
    const id = await taken();
    const h = await asked(id, { clientId: 'phone-1' });
    const before = await trace(id);
    expect(await ask(id, { clientId: 'phone-1', reason: 'MISPLACED' })).toEqual({ is: 'DONE', handover: h });
    expect(await trace(id)).toEqual(before);
  });

  it('[HND-1] two requests at the same moment: one waits, the other learns of it', async () => {
    const id = await taken();
    const answers = await Promise.all([ask(id), ask(id, { to: { unitId: 'bollnas' } })]);
    expect(answers.map((a) => a.is).sort()).toEqual(['DONE', 'HANDOVER_PENDING']);
    const pending = answers.find((a) => a.is === 'HANDOVER_PENDING');
    const done = answers.find((a) => a.is === 'DONE');
    expect(pending).toMatchObject({ handover: { id: done!.is === 'DONE' && done!.handover.id } });
  });

  it('[HND-1] only the holder asks, and only for a case that is taken or started', async () => {
    const [waiting, id] = [await world.session(), await taken()];
    expect(await ask(waiting)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: null });
    expect(await ask(id, {}, nils)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
    expect(await ask(id, {}, sara)).toEqual({ is: 'NOT_FOUND' });
    expect(await ask(id, {}, staffMember('vilma', 'bollnas', 'UNIT_MANAGER'))).toEqual({ is: 'NOT_PERMITTED' });
    expect(await ask(id, {}, staffMember('nina', 'bollnas', 'NURSE', 'halland'))).toEqual({ is: 'NOT_FOUND' });
    await withdrawCase(world.db, patientActor('anna'), id);
    expect(await ask(id)).toEqual({ is: 'CASE_NOT_OPEN', status: 'CANCELLED' });
  });

  it('[BAD_INPUT] nobody can be asked at a closed unit, in a role that gives no care, oneself, or an absent person without a role', async () => {
    const id = await taken();
    const faults: [Given['to'], string][] = [
      [{ unitId: 'nowhere' }, 'input.to.unitId'], [{ unitId: 'mora' }, 'input.to.unitId'], [{ unitId: 'stangd' }, 'input.to.unitId'], [{ role: 'ANALYST' }, 'input.to.role'],
      [{ unitId: 'bollnas', role: null, staffId: 'nina' }, 'input.to.staffId'], [{ role: null, staffId: 'nils' }, 'input.to.staffId'],
    ];
    for (const [to, path] of faults) await expect(ask(id, { to })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: [path] });
    await expect(ask(id, { to: { role: 'NURSE' }, reason: 'SUICIDE_RISK' })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['input.to.role'] });
  });

  it('[HND-2] halland wants consent across role or person, gavleborg none; the exception keeps its reason in the row alone', async () => {
    const hanna = staffMember('hanna', 'mora', 'NURSE', 'halland');
    const id = await world.session({ unitId: 'mora' }, 'halland');
    await takeCase(world.db, hanna, id);
    const to = { unitId: 'mora', role: 'DOCTOR' as const };
    expect(await ask(id, { to }, hanna)).toEqual({ is: 'CONSENT_NEEDED' });
    expect(await ask(id, { to, consent: { given: false, urgentReason: null } }, hanna)).toEqual({ is: 'CONSENT_NEEDED' });
    expect(await ask(id, { to, consent: { given: false, urgentReason: 'medvetslös' } }, hanna)).toMatchObject({ is: 'DONE', handover: { consent: 'URGENT_EXCEPTION', urgentReason: 'medvetslös' } });
    expect(JSON.stringify(await read(world.db, 'SELECT data FROM outbox'))).not.toContain('medvetsl');
    expect((await asked(await taken())).consent).toBe('NOT_NEEDED');
  });

  it('[SAF-1] a nurse who finds suicide risk hands over to a doctor or psychologist; from then on nobody else ends the case', async () => {
    const id = await taken({}, true);
    await asked(id, { to: { unitId: 'bollnas', role: 'DOCTOR' }, reason: 'SUICIDE_RISK' });
    expect(await world.case(id)).toMatchObject({ tags: ['SUICIDE_RISK_FLAGGED'], takenBy: 'nina' });
    expect(await endCase(world.db, nina, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(await seenBy(id)).toEqual({ bollnas: ['DOCTOR', 'NURSE', 'PSYCHOLOGIST', 'UNIT_MANAGER'] });
  });
});

describe('acceptHandover', () => {
  it('[HND-1] [HND-3] the case, its unit and its conversation move at once; a started visit goes on, the giver goes on reading', async () => {
    const id = await taken({}, true);
    const before = await world.case(id);
    const h = await asked(id);
    expect(await acceptHandover(world.db, dag, h.id, 'r2')).toMatchObject({ is: 'DONE', case: { id, takenBy: 'dag' }, handover: { status: 'ACCEPTED', answeredBy: 'dag' } });
    expect(await world.case(id)).toMatchObject({
      status: 'IN_PROGRESS', unitId: 'soderhamn', firstUnitId: 'bollnas', takenBy: 'dag', takenByRole: 'DOCTOR', participants: ['nina'], startedAt: before.startedAt, dueAt: before.dueAt,
    });
    expect(await lastTwo(id)).toEqual(['case.handover-accepted', 'case.access-changed']);
    expect((await world.events(id)).at(-2)!.data).toMatchObject({ fromStaffId: 'nina', staffId: 'dag', role: 'DOCTOR', unitId: 'soderhamn', fromUnitId: 'bollnas', toUnitId: 'soderhamn' });
    expect((await world.events(id)).at(-1)!.data).toMatchObject({ responsibleUnitId: 'soderhamn', takenBy: 'dag', participants: ['nina'] });
    expect((await readableCases(world.db, nina, [id]))[0]).toMatchObject({ id });
    expect(await endCase(world.db, nina, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'dag' });
    expect(await endCase(world.db, dag, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toMatchObject({ is: 'DONE' });
  });

  it('[HND-1] [RDG-4] a case only taken gets its time to be started anew, and no reminder is left', async () => {
    const id = await taken();
    const h = await asked(id);
    await acceptHandover(world.db, dag, h.id);
    const timers = await read<{ kind: string; due: Date }>(world.db, 'SELECT kind, due_at AS due FROM timer WHERE aggregate_id = $1', [id]);
    expect(timers).toEqual([{ kind: 'case.return-untouched', due: new Date((await world.case(id)).takenAt!.getTime() + 10 * 60_000) }]);
  });

  it('[HND-1] twice is the same yes; two doctors at the same moment: one has it, the other learns', async () => {
    const id = await taken();
    const h = await asked(id);
    const disa = staffMember('disa', 'soderhamn', 'DOCTOR');
    const answers = await Promise.all([acceptHandover(world.db, dag, h.id), acceptHandover(world.db, disa, h.id)]);
    expect(answers.map((a) => a.is).sort()).toEqual(['DONE', 'HANDOVER_NOT_OPEN']);
    const winner = answers[0]!.is === 'DONE' ? dag : disa;
    const before = await trace(id);
    expect(await acceptHandover(world.db, winner, h.id)).toMatchObject({ is: 'DONE', handover: { status: 'ACCEPTED' } });
    expect(await trace(id)).toEqual(before);
  });

  it('[HND-1] who is not asked may not: another role, the giver, another unit, another region', async () => {
    const id = await taken();
    const h = await asked(id);
    expect(await acceptHandover(world.db, sara, h.id)).toEqual({ is: 'NOT_FOUND' });
    expect(await acceptHandover(world.db, nina, h.id)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await acceptHandover(world.db, nils, h.id)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await acceptHandover(world.db, staffMember('dag', 'soderhamn', 'DOCTOR', 'halland'), h.id)).toEqual({ is: 'NOT_FOUND' });
    expect(await acceptHandover(world.db, dag, v7())).toEqual({ is: 'NOT_FOUND' });
  });

  it('[HND-1] [RDG-5] a named person alone answers; one who has no commission there now falls back to the role', async () => {
    const [named, absent] = [await taken(), await taken()];
    const here = await asked(named, { to: { role: null, staffId: 'dag' } });
    expect(await acceptHandover(world.db, staffMember('disa', 'soderhamn', 'DOCTOR'), here.id)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await acceptHandover(world.db, dag, here.id)).toMatchObject({ is: 'DONE' });
    const gone = await asked(absent, { to: { role: 'NURSE', staffId: 'dag' } });
    expect(gone).toMatchObject({ toStaffId: 'dag', toRole: 'NURSE', answererId: null, answerRoles: ['NURSE'] });
    expect(await acceptHandover(world.db, sara, gone.id)).toMatchObject({ is: 'DONE' });
  });
});

describe('refuseHandover and withdrawHandover', () => {
  it.each([
    ['a refusal', (h: Handover) => refuseHandover(world.db, dag, h.id, 'NO_CAPACITY', 'r3'), 'case.handover-refused'],
    ['a withdrawal', (h: Handover) => withdrawHandover(world.db, nina, h.id, 'r3'), 'case.handover-withdrawn'],
  ] as const)('[HND-1] [LIV-1] after %s the case is where it was, who was asked no longer sees it, and the hint says so; twice is the same yes', async (_, answer, type) => {
    const id = await taken();
    const [before, seen] = [await world.case(id), await seenBy(id)];
    const h = await asked(id);
    hints.splice(0);
    expect(await answer(h)).toMatchObject({ is: 'DONE' });
    expect(await world.case(id)).toEqual({ ...before, version: before.version + 4 });
    expect(await seenBy(id)).toEqual(seen);
    expect(await lastTwo(id)).toEqual([type, 'case.access-changed']);
    expect(hints.find((hint) => hint.subject === 'live.unit.soderhamn')!.data).toMatchObject({ rolesBefore: ['DOCTOR', 'UNIT_MANAGER'], rolesAfter: [] });
    expect(await read(world.db, "SELECT 1 FROM timer WHERE aggregate_id = $1 AND kind = 'case.remind-handover'", [id])).toEqual([]);
    const after = await trace(id);
    expect(await answer(h)).toMatchObject({ is: 'DONE' });
    expect(await trace(id)).toEqual(after);
    expect(await ask(id)).toMatchObject({ is: 'DONE' });
  });

  it('[HND-1] who saw the case before the request goes on seeing it', async () => {
    const id = await taken({ tags: ['SUICIDE_RISK_FLAGGED'] });
    const seen = await seenBy(id);
    await refuseHandover(world.db, doctorHere, (await asked(id, { to: { unitId: 'bollnas' } })).id, 'WRONG_COMPETENCE');
    expect(await seenBy(id)).toEqual(seen);
  });

  it('[SAF-5] whom the unit needs by then stays: the profession left while the request waited', async () => {
    await world.unit('hofors', { staffedRoles: ['PHYSIOTHERAPIST', 'NURSE'] });
    const fia = staffMember('fia', 'hofors', 'PHYSIOTHERAPIST');
    const id = await world.session({ unitId: 'hofors', profession: 'PHYSIOTHERAPIST' });
    await takeCase(world.db, fia, id);
    const answer = await ask(id, { to: { unitId: 'hofors', role: 'NURSE' } }, fia);
    await world.unit('hofors', { staffedRoles: ['NURSE'] });
    if (answer.is !== 'DONE') throw new Error(answer.is);
    await refuseHandover(world.db, staffMember('frida', 'hofors'), answer.handover.id, 'NO_CAPACITY');
    expect((await seenBy(id))['hofors']).toContain('NURSE');
  });

  it('[HND-1] an answered request cannot be refused or taken back, and only by who may', async () => {
    const id = await taken();
    const h = await asked(id);
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
      const id = await taken();
      const h = await asked(id);
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
    const id = await taken({}, begun);
    const h = await asked(id);
    expect(await move(id)).toMatchObject({ is: 'DONE' });
    expect(await acceptHandover(world.db, dag, h.id)).toEqual({ is: 'HANDOVER_NOT_OPEN', status: 'WITHDRAWN' });
    expect(await types(id)).toContain('case.handover-withdrawn');
    expect(Object.keys(await seenBy(id))).toEqual(['bollnas']);
    expect(await world.audits({ caseId: id, action: 'withdrawHandover' })).toHaveLength(1);
    expect((await read<{ kind: string }>(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1', [id])).map((t) => t.kind)).not.toContain('case.remind-handover');
  });
});

describe('remindHandover', () => {
  const remind = (id: string) => transact(world.db, systemActor('cases'), (tx) => remindHandover(tx, 'gavleborg', id));

  it('[HND-1] tells once that nobody has answered in time, not before; the giver stays responsible and the clock runs on', async () => {
    const id = await taken({ priority: '2', urgencyRank: 2 }, true);
    const [before, h] = [await world.case(id), await asked(id)];
    expect(h.answerBy.getTime() - h.askedAt.getTime()).toBe(5 * 60_000);
    await remind(id);
    expect(await types(id)).not.toContain('case.handover-overdue');
    expect((await read<{ due: Date }>(world.db, 'SELECT due_at AS due FROM timer WHERE aggregate_id = $1', [id])).map((t) => t.due)).toEqual([h.answerBy]);
    await world.shiftClock('6 minutes');
    for (let n = 0; n < 3; n += 1) await remind(id);
    await world.shiftClock('0');
    expect((await types(id)).filter((type) => type === 'case.handover-overdue')).toHaveLength(1);
    expect(await world.case(id)).toMatchObject({ unitId: 'bollnas', takenBy: 'nina', dueAt: before.dueAt });
    expect((await openHandovers(world.db, nina, 'bollnas'))!.find((open) => open.id === h.id)!.overdueAt).not.toBeNull();
    expect(await acceptHandover(world.db, dag, h.id)).toMatchObject({ is: 'DONE' });
  });

  it('[HND-1] an answered request is not reminded of', async () => {
    const id = await taken();
    await refuseHandover(world.db, dag, (await asked(id)).id, 'OTHER');
    await world.shiftClock('60 minutes');
    await remind(id);
    await world.shiftClock('0');
    expect(await types(id)).not.toContain('case.handover-overdue');
  });
});

describe('openHandovers', () => {
  it('[HND-1] [DIR-3] a unit sees what it is asked and what it has asked; the giver’s words only who has a part in the case', async () => {
    const id = await taken();
    const h = await asked(id, { message: 'vill ha en läkares bedömning' });
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
  const id = await taken();
  await asked(id);
  const again = `INSERT INTO handover SELECT gen_random_uuid(), region_id, case_id, 'x', status, from_unit_id, asked_by, to_unit_id, to_role, to_staff_id, answerer_id, answer_roles, added, reason,
    message, consent, urgent_reason, asked_at, answer_by FROM handover WHERE case_id = $1`;
  await expect(read(world.db, again, [id])).rejects.toThrow('handover_one_open');
});
