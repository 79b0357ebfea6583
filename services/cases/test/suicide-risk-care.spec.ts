import { read } from '@vardgraf/service-kit/postgres';
import { assessSuicideRisk } from '../src/operations/assess-suicide-risk';
import { closeWithoutContact } from '../src/operations/close-without-contact';
import { endCase } from '../src/operations/end-case';
import { flagSuicideRisk } from '../src/operations/flag-suicide-risk';
import { handOverAcutely } from '../src/operations/hand-over-acutely';
import { planIndividually } from '../src/operations/plan-individually';
import { prolongContact } from '../src/operations/prolong-contact';
import { recordPhysicalVisit } from '../src/operations/record-physical-visit';
import { recordReceipt } from '../src/operations/record-receipt';
import { acuteRisk, lowRisk, moderateRisk } from './assessments';
import { expectOneStory } from './one-story';
import { dora, nina, petra, safetyWorld, type SafetyWorld } from './safety-world';

let world: SafetyWorld;
beforeAll(async () => {
  world = await safetyWorld();
});
afterAll(() => world.end());

const end = (caseId: string, by = dora, more: Partial<Parameters<typeof endCase>[2]> = {}) => endCase(world.db, by, { caseId, reason: 'CARE_GIVEN', phaseDays: 0, ...more });
const changes = async (id: string) => (await world.events(id)).filter((event) => event.type === 'case.suicide-risk-changed').map((event) => event.data);
const within = (minutes: number) => new Date(Date.now() + minutes * 60_000);

describe('a moderate risk', () => {
  it('[SAF-1] [RDG-10] the chat is kept open until the visit, which ends the phase and the case', async () => {
    const id = await world.met(dora);
    await assessSuicideRisk(world.db, dora, moderateRisk(id));
    expect(await end(id)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    const { riskNextAt } = await world.case(id);
    expect(await end(id, dora, { phaseUntil: 'PHYSICAL_VISIT' })).toMatchObject({ is: 'DONE', case: { status: 'ON_HOLD', phaseUntil: 'PHYSICAL_VISIT', phaseEndsAt: riskNextAt, riskState: 'PHYSICAL_VISIT' } });
    expect(await world.timer(id, 'case.suicide-risk')).toEqual(riskNextAt);
    expect(await recordPhysicalVisit(world.db, nina, { caseId: id, held: true })).toEqual({ is: 'NOT_PERMITTED' });
    expect(await recordPhysicalVisit(world.db, petra, { caseId: id, held: true })).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED', riskState: 'CLOSED' } });
    expect(await recordPhysicalVisit(world.db, petra, { caseId: id, held: true })).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED' } });
    await expectOneStory(world, id);
  });

  it('[SAF-1] suspected anew after the visit it is open again, with its alarm, and what was judged is not forgotten', async () => {
    const id = await world.met(dora);
    await assessSuicideRisk(world.db, dora, moderateRisk(id));
    await recordPhysicalVisit(world.db, petra, { caseId: id, held: true });
    expect(await world.state(id)).toEqual({ riskState: 'FOLLOW_UP', riskLevel: 'MODERATE' });
    expect(await flagSuicideRisk(world.db, nina, id, 'PATIENT_SAID')).toMatchObject({ is: 'DONE', case: { riskState: 'ASSESSING', riskLevel: 'MODERATE' } });
    expect(await world.timer(id, 'case.suicide-risk')).toBeDefined();
    expect(await end(id)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    await expectOneStory(world, id);
  });

  it('[SAF-1] a visit that was missed is assessed again, and phones ring', async () => {
    const id = await world.met(dora);
    await assessSuicideRisk(world.db, dora, moderateRisk(id));
    await world.passes(3 * 1_440 + 60);
    await world.rings('risk', id);
    expect(await world.state(id)).toEqual({ riskState: 'ASSESSING', riskLevel: 'MODERATE' });
    expect((await changes(id)).at(-1)).toMatchObject({ state: 'ASSESSING', open: true, alarmUnitIds: ['bollnas'] });
    expect(await assessSuicideRisk(world.db, dora, lowRisk(id, { basis: ['ANAMNESIS', 'JOURNAL'] }))).toEqual({ is: 'CONTACT_NEEDED' });
    expect(await assessSuicideRisk(world.db, dora, lowRisk(id, { basis: ['PHONE'] }))).toMatchObject({ is: 'DONE', case: { riskState: 'ONLINE_CARE' } });
  });

  it('[SAF-1] where no visit is possible a plan with reason and day is made, and looked at on its day', async () => {
    const id = await world.met(petra);
    const plan = { caseId: id, reason: 'WEEKEND_OR_HOLIDAY' as const, plan: 'Vi hörs på lördag.', until: within(5 * 1_440) };
    expect(await planIndividually(world.db, petra, plan)).toEqual({ is: 'RISK_STATE_DIFFERS', state: 'ASSESSING' });
    await assessSuicideRisk(world.db, petra, moderateRisk(id));
    await expect(planIndividually(world.db, petra, { ...plan, until: new Date(0) })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['input.until'] });
    expect(await planIndividually(world.db, nina, plan)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await planIndividually(world.db, petra, plan)).toMatchObject({ is: 'DONE', case: { riskState: 'INDIVIDUAL_PLAN', riskNextAt: plan.until } });
    expect(await end(id, petra)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    await world.passes(5 * 1_440);
    await world.rings('risk', id);
    expect(await world.state(id)).toMatchObject({ riskState: 'ASSESSING' });
  });
});

describe('a high or acute risk', () => {
  it('[SAF-1] stays open until it is recorded who received the patient, and when; then the case may end', async () => {
    const id = await world.met(dora);
    expect(await assessSuicideRisk(world.db, dora, acuteRisk(id))).toMatchObject({ is: 'DONE', case: { riskState: 'ACUTE_HANDOVER', riskLevel: 'HIGH_OR_ACUTE' } });
    for (const more of [{}, { phaseDays: 3 }]) expect(await end(id, dora, more)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    await expect(recordReceipt(world.db, dora, { caseId: id, receivedBy: 'SOS', receivedAt: within(1e6) })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['input.receivedAt'] });
    expect(await recordReceipt(world.db, dora, { caseId: id, receivedBy: 'SOS Alarm, larmoperatör', receivedAt: new Date() })).toMatchObject({ is: 'DONE', case: { riskState: 'CLOSED' } });
    expect(await read(world.db, "SELECT event, words, until IS NOT NULL AS at, by_id FROM suicide_risk_step WHERE case_id = $1 AND event = 'RECEIPT'", [id])).toEqual([
      { event: 'RECEIPT', words: 'SOS Alarm, larmoperatör', at: true, by_id: 'dora' },
    ]);
    expect(await end(id)).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED' } });
    await expectOneStory(world, id);
  });

  it('[SAF-1] is the last resort for who refuses care, from a plan too', async () => {
    const id = await world.met(dora);
    await assessSuicideRisk(world.db, dora, moderateRisk(id));
    await planIndividually(world.db, dora, { caseId: id, reason: 'PATIENT_REFUSES', plan: 'Vill inte komma.', until: new Date((await world.case(id)).riskNextAt!.getTime()) });
    expect(await handOverAcutely(world.db, dora, { caseId: id, to: 'ON_CALL_DOCTOR', words: 'Tackar nej till allt.' })).toMatchObject({ is: 'DONE', case: { riskState: 'ACUTE_HANDOVER' } });
    expect(await closeWithoutContact(world.db, dora, id, 'Låg.')).toEqual({ is: 'RISK_STATE_DIFFERS', state: 'ACUTE_HANDOVER' });
  });
});

describe('a silent patient at risk', () => {
  it('[SAF-1] is handed over, waited for, phoned at two numbers, and given up only with a reason when the risk is low', async () => {
    const id = await world.met(dora);
    await world.rings('silence', id);
    expect(await world.state(id)).toMatchObject({ riskState: 'ASSESSING' });
    await world.passes(16);
    await world.rings('silence', id);
    expect(await world.state(id)).toMatchObject({ riskState: 'NO_ANSWER_1' });
    expect(await prolongContact(world.db, nina, id, 30)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await prolongContact(world.db, dora, id, 30)).toMatchObject({ is: 'DONE', case: { riskState: 'NO_ANSWER_2' } });
    await world.passes(31);
    await world.rings('risk', id);
    expect(await world.state(id)).toMatchObject({ riskState: 'NO_ANSWER_3' });
    for (const numberRank of [1, 1]) await world.phones(nina, id, { numberRank });
    expect(await closeWithoutContact(world.db, dora, id, 'Låg med rimlig säkerhet.')).toEqual({ is: 'RISK_STATE_DIFFERS', state: 'NO_ANSWER_3' });
    expect(await world.phones(nina, id, { numberRank: 2 })).toMatchObject({ is: 'DONE', case: { attemptsMade: true, riskState: 'NO_ANSWER_3' } });
    expect(await closeWithoutContact(world.db, nina, id, 'Låg.')).toEqual({ is: 'NOT_PERMITTED' });
    expect(await closeWithoutContact(world.db, dora, id, 'Låg med rimlig säkerhet.')).toMatchObject({ is: 'DONE', case: { riskState: 'CLOSED' } });
    expect(await end(id, dora, { reason: 'NO_CONTACT' })).toMatchObject({ is: 'DONE' });
    await expectOneStory(world, id);
  });

  it('[SAF-1] who writes again, or is reached, is assessed again', async () => {
    const [writes, reached] = [await world.met(dora), await world.met(dora)];
    await world.passes(16);
    for (const id of [writes, reached]) await world.rings('silence', id);
    await world.says(writes);
    await world.phones(dora, reached, { outcome: 'REACHED' });
    for (const id of [writes, reached]) expect(await world.state(id)).toMatchObject({ riskState: 'ASSESSING' });
    expect(await world.timer(writes, 'case.suicide-silence')).toBeDefined();
    await world.rings('silence', writes);
    expect(await world.state(writes)).toMatchObject({ riskState: 'ASSESSING' });
  });

  it('[SAF-1] who was judged at least moderate is never given up, however often phoned', async () => {
    const id = await world.met(dora);
    await assessSuicideRisk(world.db, dora, moderateRisk(id));
    await recordPhysicalVisit(world.db, dora, { caseId: id, held: false });
    await world.passes(20);
    await world.rings('silence', id);
    await prolongContact(world.db, dora, id, 1);
    await world.passes(2);
    await world.rings('risk', id);
    for (const numberRank of [1, 2, 2, 1]) await world.phones(dora, id, { numberRank });
    expect(await world.case(id)).toMatchObject({ riskState: 'NO_ANSWER_3', attemptsMade: true, riskLevel: 'MODERATE' });
    expect(await closeWithoutContact(world.db, dora, id, 'Låg.')).toEqual({ is: 'RISK_STATE_DIFFERS', state: 'NO_ANSWER_3' });
    expect(await handOverAcutely(world.db, dora, { caseId: id, to: 'ON_CALL_DOCTOR', words: 'Ej nåbar.' })).toMatchObject({ is: 'DONE' });
  });
});
