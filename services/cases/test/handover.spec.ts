import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { acceptHandover } from '../src/operations/accept-handover';
import { endCase } from '../src/operations/end-case';
import { readableCases } from '../src/operations/read-case';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import { settingSchemas } from '../src/settings/setting-schemas';
import { patientActor, staffMember } from './cases-world';
import { dag, type Given, handoverWorld, type HandoverWorld, nils, nina, sara } from './handover-world';

let world: HandoverWorld;
beforeAll(async () => {
  world = await handoverWorld();
});
beforeEach(() => void world.hints.splice(0));
afterAll(() => world.end());

describe('requestHandover', () => {
  it('[HND-1] [I6] the receiver sees the card from now on; responsibility, holder and clock stay, and the giver’s words travel nowhere', async () => {
    const id = await world.taken();
    const before = await world.case(id);
    const h = await world.asked(id, { message: 'ont i halsen sedan i går' });
    expect(await world.case(id)).toMatchObject({ unitId: 'bollnas', takenBy: 'nina', status: 'ACCEPTED', dueAt: before.dueAt, waitingSince: before.waitingSince, takenAt: before.takenAt });
    expect(await world.seenBy(id)).toEqual({ bollnas: ['NURSE', 'UNIT_MANAGER'], soderhamn: ['DOCTOR', 'UNIT_MANAGER'] });
    expect(h).toMatchObject({ status: 'REQUESTED', fromUnitId: 'bollnas', askedBy: 'nina', answerRoles: ['DOCTOR'], answererId: null });
    expect(await world.lastTwo(id)).toEqual(['case.handover-requested', 'case.access-changed']);
    expect((await world.events(id)).at(-2)!.data).toMatchObject({ handoverId: h.id, toUnitId: 'soderhamn', toRole: 'DOCTOR', staffId: 'nina', unitId: 'bollnas', dueBy: h.answerBy.toISOString() });
    expect((await world.events(id)).at(-1)!.data).toMatchObject({ responsibleUnitId: 'bollnas', takenBy: 'nina' });
    expect(world.hints.at(-1)).toBeDefined();
    expect(world.hints.find((hint) => hint.subject === 'live.unit.soderhamn')!.data).toMatchObject({ caseId: id, rolesBefore: [], rolesAfter: ['DOCTOR', 'UNIT_MANAGER'] });
    expect(await world.audits({ caseId: id, action: 'requestHandover' })).toMatchObject([{ what: 'case.handover-requested', reason: 'OTHER_COMPETENCE', note: null, request_id: 'r1' }]);
    expect(JSON.stringify(await read(world.db, 'SELECT data FROM outbox'))).not.toContain('halsen');
  });

  it('[HND-1] the same client id gives the first request again, and leaves nothing', async () => {
    const id = await world.taken();
    const h = await world.asked(id, { clientId: 'phone-1' });
    const before = await world.trace(id);
    expect(await world.request(id, { clientId: 'phone-1', reason: 'MISPLACED' })).toEqual({ is: 'DONE', handover: h });
    expect(await world.trace(id)).toEqual(before);
  });

  it('[HND-1] two requests at the same moment: one waits, the other learns of it', async () => {
    const id = await world.taken();
    const answers = await Promise.all([world.request(id), world.request(id, { to: { unitId: 'bollnas' } })]);
    expect(answers.map((a) => a.is).sort()).toEqual(['DONE', 'HANDOVER_PENDING']);
    const pending = answers.find((a) => a.is === 'HANDOVER_PENDING');
    const done = answers.find((a) => a.is === 'DONE');
    expect(pending).toMatchObject({ handover: { id: done!.is === 'DONE' && done!.handover.id } });
  });

  it('[HND-1] only the holder asks, and only for a case that is taken or started', async () => {
    const [waiting, id] = [await world.session(), await world.taken()];
    expect(await world.request(waiting)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: null });
    expect(await world.request(id, {}, nils)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
    expect(await world.request(id, {}, sara)).toEqual({ is: 'NOT_FOUND' });
    expect(await world.request(id, {}, staffMember('vilma', 'bollnas', 'UNIT_MANAGER'))).toEqual({ is: 'NOT_PERMITTED' });
    expect(await world.request(id, {}, staffMember('nina', 'bollnas', 'NURSE', 'halland'))).toEqual({ is: 'NOT_FOUND' });
    await withdrawCase(world.db, patientActor('anna'), id);
    expect(await world.request(id)).toEqual({ is: 'CASE_NOT_OPEN', status: 'CANCELLED' });
  });

  it('[BAD_INPUT] nobody can be asked at a closed unit, in a role that gives no care, oneself, or an absent person without a role', async () => {
    const id = await world.taken();
    const faults: [Given['to'], string][] = [
      [{ unitId: 'nowhere' }, 'input.to.unitId'], [{ unitId: 'mora' }, 'input.to.unitId'], [{ unitId: 'stangd' }, 'input.to.unitId'], [{ role: 'ANALYST' }, 'input.to.role'],
      [{ unitId: 'bollnas', role: null, staffId: 'nina' }, 'input.to.staffId'], [{ role: null, staffId: 'nils' }, 'input.to.staffId'],
    ];
    for (const [to, path] of faults) await expect(world.request(id, { to })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: [path] });
    await expect(world.request(id, { to: { role: 'NURSE' }, reason: 'SUICIDE_RISK' })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['input.to.role'] });
  });

  it('[HND-2] halland wants consent across role or person, gavleborg none; the exception keeps its reason in the row alone', async () => {
    const hanna = staffMember('hanna', 'mora', 'NURSE', 'halland');
    const id = await world.session({ unitId: 'mora' }, 'halland');
    await takeCase(world.db, hanna, id);
    const to = { unitId: 'mora', role: 'DOCTOR' as const };
    expect(await world.request(id, { to }, hanna)).toEqual({ is: 'CONSENT_NEEDED' });
    expect(await world.request(id, { to, consent: { given: false, urgentReason: null } }, hanna)).toEqual({ is: 'CONSENT_NEEDED' });
    expect(await world.request(id, { to, consent: { given: false, urgentReason: 'medvetslös' } }, hanna)).toMatchObject({ is: 'DONE', handover: { consent: 'URGENT_EXCEPTION', urgentReason: 'medvetslös' } });
    expect(JSON.stringify(await read(world.db, 'SELECT data FROM outbox'))).not.toContain('medvetsl');
    expect((await world.asked(await world.taken())).consent).toBe('NOT_NEEDED');
  });

  it('[SAF-1] [HND-2] in halland a nurse hands a patient at risk of suicide over without asking for consent, whatever the reason is called; it is kept as an exception with the risk as its reason', async () => {
    const hanna = staffMember('hanna', 'mora', 'NURSE', 'halland');
    const to = { unitId: 'mora', role: 'DOCTOR' as const };
    for (const [tags, reason] of [[[], 'SUICIDE_RISK'], [['SUICIDE_RISK_FLAGGED'], 'END_OF_SHIFT']] as const) {
      const id = await world.session({ unitId: 'mora', tags: [...tags] }, 'halland');
      await takeCase(world.db, hanna, id);
      expect(await world.request(id, { to, reason }, hanna)).toMatchObject({ is: 'DONE', handover: { consent: 'URGENT_EXCEPTION', urgentReason: 'SUICIDE_RISK' } });
      expect(await world.case(id)).toMatchObject({ riskState: 'HANDOVER_REQUIRED' });
    }
  });

  it('[HND-2] [BAD_INPUT] a region or unit may offer fewer reasons, never without suicide risk; another one is a fault of the client', async () => {
    const of = settingSchemas['handover-reasons'];
    const value = ['MISPLACED', 'OTHER_COMPETENCE', 'AFTER_CONSULTATION', 'END_OF_SHIFT', 'SUICIDE_RISK'];
    expect([of.safeParse(value).success, of.safeParse(value.slice(0, -1)).success]).toEqual([true, false]);
    await transact(world.db, systemActor('cases'), (tx) => publishSettings(tx, [{ region: 'gavleborg', unit: 'soderhamn', key: 'handover-reasons', version: 1, effectiveFrom: new Date('2026-01-01'), value }]));
    const id = await world.session({ unitId: 'soderhamn' });
    await takeCase(world.db, sara, id);
    await expect(world.request(id, { reason: 'AGREED_PRACTICE' }, sara)).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['input.reason'] });
    expect(await world.request(id, { reason: 'MISPLACED' }, sara)).toMatchObject({ is: 'DONE', handover: { reason: 'MISPLACED' } });
    expect(await world.request(await world.taken(), { reason: 'AGREED_PRACTICE' })).toMatchObject({ is: 'DONE' });
  });

  it('[SAF-1] a nurse who finds suicide risk hands over to a doctor or psychologist; from then on nobody else ends the case', async () => {
    const id = await world.taken({}, true);
    await world.asked(id, { to: { unitId: 'bollnas', role: 'DOCTOR' }, reason: 'SUICIDE_RISK' });
    expect(await world.case(id)).toMatchObject({ tags: ['SUICIDE_RISK_FLAGGED'], takenBy: 'nina' });
    expect(await endCase(world.db, nina, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(await world.seenBy(id)).toEqual({ bollnas: ['DOCTOR', 'NURSE', 'PSYCHOLOGIST', 'UNIT_MANAGER'] });
  });
});

describe('acceptHandover', () => {
  it('[HND-1] [HND-3] the case, its unit and its conversation move at once; a started visit goes on, the giver goes on reading', async () => {
    const id = await world.taken({}, true);
    const before = await world.case(id);
    const h = await world.asked(id);
    expect(await acceptHandover(world.db, dag, h.id, 'r2')).toMatchObject({ is: 'DONE', case: { id, takenBy: 'dag' }, handover: { status: 'ACCEPTED', answeredBy: 'dag' } });
    expect(await world.case(id)).toMatchObject({
      status: 'IN_PROGRESS', unitId: 'soderhamn', firstUnitId: 'bollnas', takenBy: 'dag', takenByRole: 'DOCTOR', participants: ['nina'], startedAt: before.startedAt, dueAt: before.dueAt,
    });
    expect(await world.lastTwo(id)).toEqual(['case.handover-accepted', 'case.access-changed']);
    expect((await world.events(id)).at(-2)!.data).toMatchObject({ fromStaffId: 'nina', staffId: 'dag', role: 'DOCTOR', unitId: 'soderhamn', fromUnitId: 'bollnas', toUnitId: 'soderhamn' });
    expect((await world.events(id)).at(-1)!.data).toMatchObject({ responsibleUnitId: 'soderhamn', takenBy: 'dag', participants: ['nina'] });
    expect((await readableCases(world.db, nina, [id]))[0]).toMatchObject({ id });
    expect(await endCase(world.db, nina, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'dag' });
    expect(await endCase(world.db, dag, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 })).toMatchObject({ is: 'DONE' });
  });

  it('[HND-1] [RDG-4] a case only taken gets its time to be started anew, and no reminder is left', async () => {
    const id = await world.taken();
    const h = await world.asked(id);
    await acceptHandover(world.db, dag, h.id);
    const timers = await read<{ kind: string; due: Date }>(world.db, `SELECT kind, due_at AS due FROM timer WHERE aggregate_id = $1 AND kind <> 'case.recheck'`, [id]);
    expect(timers).toEqual([{ kind: 'case.return-untouched', due: new Date((await world.case(id)).takenAt!.getTime() + 10 * 60_000) }]);
  });

  it('[HND-1] twice is the same yes; two doctors at the same moment: one has it, the other learns', async () => {
    const id = await world.taken();
    const h = await world.asked(id);
    const disa = staffMember('disa', 'soderhamn', 'DOCTOR');
    const answers = await Promise.all([acceptHandover(world.db, dag, h.id), acceptHandover(world.db, disa, h.id)]);
    expect(answers.map((a) => a.is).sort()).toEqual(['DONE', 'HANDOVER_NOT_OPEN']);
    const winner = answers[0]!.is === 'DONE' ? dag : disa;
    const before = await world.trace(id);
    expect(await acceptHandover(world.db, winner, h.id)).toMatchObject({ is: 'DONE', handover: { status: 'ACCEPTED' } });
    expect(await world.trace(id)).toEqual(before);
  });

  it('[HND-1] who is not asked may not: another role, the giver, another unit, another region', async () => {
    const id = await world.taken();
    const h = await world.asked(id);
    expect(await acceptHandover(world.db, sara, h.id)).toEqual({ is: 'NOT_FOUND' });
    expect(await acceptHandover(world.db, nina, h.id)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await acceptHandover(world.db, nils, h.id)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await acceptHandover(world.db, staffMember('dag', 'soderhamn', 'DOCTOR', 'halland'), h.id)).toEqual({ is: 'NOT_FOUND' });
    expect(await acceptHandover(world.db, dag, v7())).toEqual({ is: 'NOT_FOUND' });
  });

  it('[HND-1] [RDG-5] a named person alone answers; one who has no commission there now falls back to the role', async () => {
    const [named, absent] = [await world.taken(), await world.taken()];
    const here = await world.asked(named, { to: { role: null, staffId: 'dag' } });
    expect(await acceptHandover(world.db, staffMember('disa', 'soderhamn', 'DOCTOR'), here.id)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await acceptHandover(world.db, dag, here.id)).toMatchObject({ is: 'DONE' });
    const gone = await world.asked(absent, { to: { role: 'NURSE', staffId: 'dag' } });
    expect(gone).toMatchObject({ toStaffId: 'dag', toRole: 'NURSE', answererId: null, answerRoles: ['NURSE'] });
    expect(await acceptHandover(world.db, sara, gone.id)).toMatchObject({ is: 'DONE' });
  });
});
