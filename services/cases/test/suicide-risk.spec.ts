import { read } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import { acceptHandover } from '../src/operations/accept-handover';
import { assessSuicideRisk } from '../src/operations/assess-suicide-risk';
import { endCase } from '../src/operations/end-case';
import { flagSuicideRisk } from '../src/operations/flag-suicide-risk';
import { queueKeys } from '../src/operations/live-keys';
import { recordPhysicalVisit } from '../src/operations/record-physical-visit';
import { releaseCase } from '../src/operations/release-case';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { requestHandover } from '../src/operations/request-handover';
import { takeCase } from '../src/operations/take-case';
import { acuteRisk, lowRisk, moderateRisk } from './assessments';
import { liveActor } from './cases-world';
import { expectOneStory } from './one-story';
import { dora, hugo, nina, petra, safetyWorld, type SafetyWorld } from './safety-world';

let world: SafetyWorld;
beforeAll(async () => {
  world = await safetyWorld();
});
afterAll(() => world.end());

const end = (caseId: string, by = dora, more: Partial<Parameters<typeof endCase>[2]> = {}) => endCase(world.db, by, { caseId, reason: 'CARE_GIVEN', phaseDays: 0, ...more });
const changes = async (id: string) => (await world.events(id)).filter((event) => event.type === 'case.suicide-risk-changed').map((event) => event.data);

describe('a patient whose answers flag suicide risk', () => {
  it('[SAF-1] waits flagged with an alarm by priority; a nurse who takes hands over, and the alarm’s time does not begin anew', async () => {
    for (const [priority, urgencyRank, minutes] of [['2', 2, 10], ['3', 3, 30], ['4', 4, 120]] as const) {
      const id = await world.flagged({ priority, urgencyRank });
      const { riskState, riskNextAt, createdAt } = await world.case(id);
      expect([riskState, riskNextAt!.getTime() - createdAt.getTime()]).toEqual(['FLAGGED', minutes * 60_000]);
      expect(await world.timer(id, 'case.suicide-risk')).toEqual(riskNextAt);
      expect(await takeCase(world.db, nina, id)).toMatchObject({ is: 'DONE', case: { riskState: 'HANDOVER_REQUIRED', riskNextAt } });
      expect(await end(id, nina)).toMatchObject({ is: 'CASE_NOT_OPEN' });
      expect(await assessSuicideRisk(world.db, nina, lowRisk(id))).toEqual({ is: 'NOT_PERMITTED' });
      await expectOneStory(world, id);
    }
  });

  it('[SAF-1] a nurse hands over to a doctor, never to another nurse, and the doctor’s acceptance begins the assessment', async () => {
    const id = await world.met(nina);
    const ask = (role: 'NURSE' | 'DOCTOR') =>
      requestHandover(world.db, nina, { clientId: v7(), caseId: id, to: { unitId: 'bollnas', role, staffId: null }, reason: 'OTHER_COMPETENCE', message: null, consent: null });
    await expect(ask('NURSE')).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['input.to.role'] });
    const asked = await ask('DOCTOR');
    expect(asked.is).toBe('DONE');
    expect(await acceptHandover(world.db, dora, (asked as { handover: { id: string } }).handover.id)).toMatchObject({ is: 'DONE', case: { riskState: 'ASSESSING', takenBy: 'dora' } });
    expect(await world.steps(id)).toEqual(['FLAG', 'OPENED_BY_OTHER', 'TAKEN_OVER']);
    expect((await changes(id)).map((data) => [data['state'], data['open']])).toEqual([['HANDOVER_REQUIRED', true], ['ASSESSING', true]]);
    await expectOneStory(world, id);
  });

  it('[SAF-1] given back while it is assessed, no nurse takes it, and doctors go on', async () => {
    const id = await world.met(dora);
    await releaseCase(world.db, dora, id, 'END_OF_SHIFT');
    expect(await world.state(id)).toMatchObject({ riskState: 'ASSESSING' });
    expect(await takeCase(world.db, nina, id)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(await takeCase(world.db, petra, id)).toMatchObject({ is: 'DONE', case: { riskState: 'ASSESSING' } });
  });

  it('[SAF-1] the alarm rings the unit and its neighbours, whose doctors see the case from then on, and again until somebody has it', async () => {
    const id = await world.flagged({ priority: '2', urgencyRank: 2 });
    await world.rings('risk', id);
    expect(await changes(id)).toEqual([]);
    await world.passes(11);
    await world.rings('risk', id);
    expect(await changes(id)).toMatchObject([{ state: 'FLAGGED', open: true, alarmUnitIds: ['bollnas', 'soderhamn', 'navet'] }]);
    const again = await world.timer(id, 'case.suicide-risk');
    await world.passes(11);
    await world.rings('risk', id);
    expect([(await changes(id)).length, again! < (await world.timer(id, 'case.suicide-risk'))!]).toEqual([2, true]);
    expect(await takeCase(world.db, hugo, id)).toMatchObject({ is: 'DONE', case: { unitId: 'navet', riskState: 'ASSESSING' } });
    await expectOneStory(world, id);
  });
});

it('[SAF-1] [RDG-6] a priority that is raised brings the alarm nearer, one that is lowered never puts it off, and a nurse lowers none', async () => {
  const id = await world.flagged({ priority: '4', urgencyRank: 4 });
  const alarm = async () => (await world.case(id)).riskNextAt!.getTime();
  const before = await alarm();
  const { createdAt } = await world.case(id);
  expect(await reprioritiseCase(world.db, nina, { caseId: id, priority: '2' })).toMatchObject({ is: 'DONE' });
  expect([(await alarm()) < before, (await alarm()) - createdAt.getTime() >= 600_000]).toEqual([true, true]);
  expect(await world.timer(id, 'case.suicide-risk')).toEqual(new Date(await alarm()));
  const hurried = await alarm();
  expect(await reprioritiseCase(world.db, nina, { caseId: id, priority: '5', reason: 'ASSESSED' })).toEqual({ is: 'SUICIDE_RISK_OPEN' });
  expect(await reprioritiseCase(world.db, dora, { caseId: id, priority: '5', reason: 'ASSESSED' })).toMatchObject({ is: 'DONE' });
  expect(await alarm()).toBe(hurried);
});

describe('the assessment', () => {
  it('[SAF-1] none or low and safe online: care goes on, anybody ends, and the protocol ends with the case', async () => {
    const id = await world.met(dora);
    const input = lowRisk(id);
    expect(await assessSuicideRisk(world.db, dora, input)).toMatchObject({ is: 'DONE', case: { riskState: 'ONLINE_CARE', riskLevel: 'NONE_OR_LOW', riskNextAt: null } });
    expect(await assessSuicideRisk(world.db, dora, input)).toMatchObject({ is: 'DONE', case: { riskState: 'ONLINE_CARE' } });
    expect(await world.timer(id, 'case.suicide-risk')).toBeUndefined();
    expect(await read(world.db, 'SELECT by_id, by_role, rung, basis, level FROM suicide_risk_assessment WHERE case_id = $1', [id])).toEqual([
      { by_id: 'dora', by_role: 'DOCTOR', rung: 'DEATH_THOUGHTS', basis: ['ANAMNESIS', 'CHAT'], level: 'NONE_OR_LOW' },
    ]);
    expect(await end(id)).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED', riskState: 'CLOSED' } });
    expect((await changes(id)).at(-1)).toMatchObject({ state: 'CLOSED', open: false });
    await expectOneStory(world, id);
  });

  it('[SAF-1] low, but it does not feel safe online, is handled as moderate: a visit by the end of the second day', async () => {
    const id = await world.met(dora);
    expect(await assessSuicideRisk(world.db, dora, lowRisk(id, { feelsSafeOnline: false }))).toMatchObject({ is: 'DONE', case: { riskState: 'PHYSICAL_VISIT', riskLevel: 'MODERATE' } });
    const [by] = await read(world.db, `SELECT to_char(due, 'HH24:MI') AS clock, due::date - (a.at AT TIME ZONE 'Europe/Stockholm')::date AS days
      FROM suicide_risk_assessment a JOIN "case" c ON c.id = a.case_id, LATERAL (SELECT c.risk_next_at AT TIME ZONE 'Europe/Stockholm' AS due) d WHERE c.id = $1`, [id]);
    expect(by).toEqual({ clock: '00:00', days: 3 });
  });

  it('[SAF-1] an assessment that lacks something, or that asks nobody whether it feels safe, is a fault of the client', async () => {
    const id = await world.met(dora);
    expect(() => assessSuicideRisk(world.db, dora, lowRisk(id, { basis: [] }))).toThrow(expect.objectContaining({ code: 'BAD_INPUT', paths: ['input.basis'] }));
    expect(() => assessSuicideRisk(world.db, dora, lowRisk(id, { feelsSafeOnline: null }))).toThrow(expect.objectContaining({ code: 'BAD_INPUT', paths: ['input.feelsSafeOnline'] }));
  });

  it('[SAF-1] in a visit that nobody had flagged, who has the case assesses it', async () => {
    const id = await world.met(dora, { tags: [], profession: 'DOCTOR' });
    const dag = { ...dora, personId: 'dag' };
    expect(await assessSuicideRisk(world.db, dag, lowRisk(id))).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'dora' });
    expect(await assessSuicideRisk(world.db, dora, moderateRisk(id))).toMatchObject({ is: 'DONE', case: { riskState: 'PHYSICAL_VISIT' } });
    expect(await world.steps(id)).toEqual(['BEGIN_ASSESSMENT', 'ASSESSED_MODERATE']);
    expect(await recordPhysicalVisit(world.db, petra, { caseId: id, held: true })).toMatchObject({ is: 'DONE', case: { riskState: 'FOLLOW_UP' } });
    await expectOneStory(world, id);
  });

  it('[SAF-1] whoever suspects it flags the case: it goes to a doctor, and is a doctor’s at once where a doctor suspects it', async () => {
    const [nurses, doctors] = [await world.met(nina, { tags: [] }), await world.met(dora, { tags: [], profession: 'DOCTOR' })];
    expect(await flagSuicideRisk(world.db, nina, nurses, 'PATIENT_SAID')).toMatchObject({ is: 'DONE', case: { riskState: 'HANDOVER_REQUIRED', tags: ['SUICIDE_RISK_FLAGGED'] } });
    expect(await flagSuicideRisk(world.db, nina, nurses, 'IMPRESSION')).toMatchObject({ is: 'DONE' });
    expect(await flagSuicideRisk(world.db, dora, doctors, 'IMPRESSION')).toMatchObject({ is: 'DONE', case: { riskState: 'ASSESSING' } });
    expect(await world.steps(nurses)).toEqual(['FLAG', 'OPENED_BY_OTHER']);
    expect(await end(nurses, nina)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect((await queueKeys(world.db, liveActor('bollnas', 'PSYCHOLOGIST'), 'bollnas'))!.caseIds).toContain(nurses);
    await expectOneStory(world, nurses);
  });
});

describe('order and log', () => {
  it('[RDG-8] [QUE-4] high or acute before all, moderate and unassessed before all of the same or lower urgency, held ones too', async () => {
    const seen = async (): Promise<string[]> => (await queueKeys(world.db, liveActor('gavle', 'DOCTOR'), 'gavle'))!.caseIds;
    await world.unit('gavle', { staffedRoles: ['DOCTOR'] });
    const doris = { ...dora, commission: { ...dora.commission, unitIds: ['gavle'] } };
    const at = { unitId: 'gavle', profession: 'DOCTOR' as const };
    const plain2 = await world.session({ ...at, priority: '2', urgencyRank: 2 });
    const plain4 = await world.session({ ...at, priority: '4', urgencyRank: 4, finishedAt: new Date(0).toISOString() });
    const acute = await world.met(doris, { ...at, priority: '9', urgencyRank: 9 });
    const moderate = await world.met(doris, { ...at, priority: '4', urgencyRank: 4 });
    const low = await world.met(doris, { ...at, priority: '4', urgencyRank: 4 });
    await assessSuicideRisk(world.db, doris, acuteRisk(acute));
    await assessSuicideRisk(world.db, doris, moderateRisk(moderate));
    await end(moderate, doris, { phaseUntil: 'PHYSICAL_VISIT' });
    await assessSuicideRisk(world.db, doris, lowRisk(low));
    expect(await seen()).toEqual([acute, plain2, moderate, plain4, low]);
  });

  it('[SAF-1] S-g every step leaves an audit row and an event without a word of what was judged or said', async () => {
    const id = await world.met(dora);
    await assessSuicideRisk(world.db, dora, moderateRisk(id));
    const steps = (await world.steps(id)).slice(1);
    const rows = (await world.audits({ caseId: id })).filter((row) => row['what'] === 'case.suicide-risk-changed');
    expect(rows.map((row) => row['reason'])).toEqual(steps);
    expect(rows.map((row) => row['action'])).toEqual(['takeCase', 'assessSuicideRisk']);
    for (const { data } of await world.events(id)) expect(JSON.stringify(data)).not.toMatch(/MODERATE|SUICIDAL|sedan i våras|systern/);
  });

  it('[SAF-1] the database itself refuses an end with open risk, a risk without a clock, and an assessment by a nurse', async () => {
    const id = await world.met(dora);
    await expect(read(world.db, `UPDATE "case" SET status = 'COMPLETED' WHERE id = $1`, [id])).rejects.toThrow(/ends_without_open_risk/);
    await expect(read(world.db, `UPDATE "case" SET risk_next_at = NULL WHERE id = $1`, [id])).rejects.toThrow(/open_risk_has_a_clock/);
    await expect(read(world.db, `INSERT INTO suicide_risk_assessment VALUES (gen_random_uuid(), $1, 'c', now(), 'nina', 'NURSE', 'NONE', 'a', 'b', '{CHAT}', 'NONE_OR_LOW', true)`, [id]))
      .rejects.toThrow(/by_role/);
    await expect(read(world.db, `UPDATE "case" SET unit_id = 'nowhere' WHERE id = $1`, [id])).rejects.toThrow(/accountable_unit_sees_it/);
  });
});
