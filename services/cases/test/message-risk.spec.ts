import type { EventData } from '@vardgraf/schema/events/catalogue';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { acceptHandover } from '../src/operations/accept-handover';
import { assessSuicideRisk } from '../src/operations/assess-suicide-risk';
import { endCase } from '../src/operations/end-case';
import { flagSuicideRisk } from '../src/operations/flag-suicide-risk';
import { queue } from '../src/operations/queue';
import { requestHandover } from '../src/operations/request-handover';
import { startCase } from '../src/operations/start-case';
import { sweepCases } from '../src/operations/sweep-cases';
import { takeCase } from '../src/operations/take-case';
import { lowRisk, moderateRisk } from './assessments';
import { staffMember } from './cases-world';
import { expectNobodyDropped, expectOneStory } from './one-story';
import { dora, nina, safetyWorld, type SafetyWorld } from './safety-world';

let world: SafetyWorld;
const nils = staffMember('nils');
beforeAll(async () => {
  world = await safetyWorld();
  for (const [id, role] of [['nina', 'NURSE'], ['nils', 'NURSE'], ['dora', 'DOCTOR']] as const) await world.staff(id, 'bollnas', role);
});
afterAll(() => world.end());

const end = (caseId: string, by: typeof nina, phaseDays = 0) => endCase(world.db, by, { caseId, reason: 'CARE_GIVEN', phaseDays });
const handOver = (caseId: string) =>
  requestHandover(world.db, nils, { clientId: v7(), caseId, to: { unitId: 'bollnas', role: 'DOCTOR', staffId: null }, reason: 'SUICIDE_RISK', message: null, consent: null });
const doctorsQueue = async (): Promise<string[]> => (await queue(world.db, dora, { unitId: 'bollnas', filter: {}, first: 100 }))!.edges.map((edge) => edge.node.id);

const sweep = () => transact(world.db, systemActor('cases'), sweepCases);
/** What the others were told of its risk last. */
const told = async (id: string) => (await world.events(id)).filter((event) => event.type === 'case.suicide-risk-changed').at(-1)!.data;
const writing = (id: string, seq: number): EventData<'message.posted'> => ({
  threadId: `thread-${id}`, caseId: id, patientId: 'anna', unitId: 'bollnas', messageId: v7(), seq, senderKind: 'PATIENT', senderId: 'anna', phase: 'ASYNCHRONOUS',
  postedAt: new Date().toISOString(), unreadByStaff: seq,
});

/** Nina's visit is over, with a phase of so many days, when the patient writes; nils has taken the message. */
async function written(phaseDays: number): Promise<{ id: string; item: string }> {
  const id = await world.met(nina, { tags: [] });
  expect(await end(id, nina, phaseDays)).toMatchObject({ is: 'DONE' });
  const message = writing(id, 1);
  await world.hear('message.posted', message);
  await takeCase(world.db, nils, message.messageId);
  await startCase(world.db, nils, message.messageId);
  return { id, item: message.messageId };
}

describe('what the patient writes after the visit gives cause to suspect suicide risk', () => {
  it.each(['flagged', 'handed over'])('[SAF-1] %s, the protocol begins in its case, whose clock rings, and only doctor or psychologist ends either', async (how) => {
    const { id, item } = await written(3);
    for (let n = 0; n < 2; n += 1) {
      if (how === 'flagged') expect(await flagSuicideRisk(world.db, nils, item, 'PATIENT_SAID')).toMatchObject({ is: 'DONE', case: { riskState: null, tags: ['SUICIDE_RISK_FLAGGED'] } });
      else expect((await handOver(item)).is).toBe(n === 0 ? 'DONE' : 'HANDOVER_PENDING');
    }
    expect(await world.case(id)).toMatchObject({ status: 'ON_HOLD', riskState: 'HANDOVER_REQUIRED', riskNextAt: expect.any(Date), tags: ['SUICIDE_RISK_FLAGGED'] });
    expect(await world.timer(id, 'case.suicide-risk')).toBeDefined();
    expect(await world.steps(id)).toEqual(['FLAG', 'OPENED_BY_OTHER']);
    expect(await read(world.db, `SELECT by_id AS by FROM case_history WHERE case_id = $1 AND reason = 'FLAG'`, [id])).toEqual([{ by: 'nils' }]);
    expect(await end(item, nils)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    await world.hear('phase.ended', { threadId: `thread-${id}`, caseId: id, patientId: 'anna', unitId: 'bollnas', endedAt: new Date().toISOString() });
    expect((await world.case(id)).status).toBe('ON_HOLD');
    expect(await doctorsQueue()).toEqual(expect.arrayContaining([id, item]));
    for (const one of [id, item]) await expectOneStory(world, one);
  });

  it('[SAF-1] in a case that is held nobody can take it or hand it over: any doctor or psychologist who sees it assesses, and no nurse', async () => {
    const { id, item } = await written(3);
    await flagSuicideRisk(world.db, nils, item, 'PATIENT_SAID');
    expect(await takeCase(world.db, dora, id)).toMatchObject({ is: 'CASE_ALREADY_TAKEN', takenBy: 'nina' });
    expect(await assessSuicideRisk(world.db, nina, lowRisk(id))).toEqual({ is: 'NOT_PERMITTED' });
    expect(await assessSuicideRisk(world.db, dora, moderateRisk(id))).toMatchObject({ is: 'DONE', case: { status: 'ON_HOLD', riskState: 'PHYSICAL_VISIT', takenBy: 'nina' } });
    expect(await world.steps(id)).toEqual(['FLAG', 'OPENED_BY_OTHER', 'BEGIN_ASSESSMENT', 'ASSESSED_MODERATE']);
    await expectOneStory(world, id);
  });
});

describe('what the patient wrote gives cause to suspect suicide risk, and its case is over', () => {
  it.each(['flagged', 'handed over'])('[SAF-1] [BEY-1] [I8] %s, the protocol is the message’s own: its clock rings here and at the neighbours, and it does not end before doctor or psychologist has assessed', async (how) => {
    const { id, item } = await written(0);
    const first = how === 'flagged' ? await flagSuicideRisk(world.db, nils, item, 'PATIENT_SAID') : await handOver(item);
    expect(first.is).toBe('DONE');
    expect(await flagSuicideRisk(world.db, nils, item, 'PATIENT_SAID')).toMatchObject({ is: 'DONE', case: { riskState: 'HANDOVER_REQUIRED', riskNextAt: expect.any(Date), tags: ['SUICIDE_RISK_FLAGGED'] } });
    expect(await world.steps(item)).toEqual(['FLAG', 'OPENED_BY_OTHER']);
    expect(await world.case(id)).toMatchObject({ status: 'COMPLETED', riskState: null });
    expect(await doctorsQueue()).toContain(item);
    await expectNobodyDropped(world, item);
    await world.passes(121);
    await world.rings('risk', item);
    expect(await told(item)).toMatchObject({ state: 'HANDOVER_REQUIRED', open: true, alarmUnitIds: ['bollnas', 'soderhamn', 'navet'] });
    await expectNobodyDropped(world, item);
    expect(await end(item, nils)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    const asked = how === 'flagged' ? await handOver(item) : first;
    expect(await acceptHandover(world.db, dora, 'handover' in asked ? asked.handover.id : '')).toMatchObject({ is: 'DONE', case: { riskState: 'ASSESSING' } });
    expect(await end(item, dora)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(await assessSuicideRisk(world.db, nils, lowRisk(item))).toEqual({ is: 'NOT_PERMITTED' });
    expect(await assessSuicideRisk(world.db, dora, lowRisk(item))).toMatchObject({ is: 'DONE', case: { riskState: 'ONLINE_CARE' } });
    expect(await end(item, dora)).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED', riskState: 'CLOSED' } });
    expect(await flagSuicideRisk(world.db, nils, item, 'PATIENT_SAID')).toEqual({ is: 'CASE_NOT_OPEN', status: 'COMPLETED' });
    expect(await world.steps(item)).toEqual(['FLAG', 'OPENED_BY_OTHER', 'ALARM', 'TAKEN_OVER', 'ASSESSED_LOW', 'CASE_ENDED']);
    await expectOneStory(world, item);
  });

  it('[SAF-1] who has written no more counts as silent after the hours that are given in writing, not the minutes of a visit, and is silent no more when a late message comes', async () => {
    const { id, item } = await written(0);
    await flagSuicideRisk(world.db, nils, item, 'PATIENT_SAID');
    for (const [minutes, riskState] of [[60, 'HANDOVER_REQUIRED'], [181, 'NO_ANSWER_1']] as const) {
      await world.passes(minutes);
      await world.rings('silence', item);
      expect(await world.state(item)).toMatchObject({ riskState });
    }
    await world.hear('message.posted', writing(id, 2));
    expect(await world.state(item)).toMatchObject({ riskState: 'HANDOVER_REQUIRED' });
    await expectNobodyDropped(world, item);
    await expectOneStory(world, item);
  });

  it('[SAF-1] [BEY-1] a message that bore its case’s flag keeps it as a mark when the risk has been settled there; suspected anew it has a protocol of its own', async () => {
    const { id, item } = await written(3);
    await flagSuicideRisk(world.db, nils, item, 'PATIENT_SAID');
    await assessSuicideRisk(world.db, dora, lowRisk(id));
    await world.hear('phase.ended', { threadId: `thread-${id}`, caseId: id, patientId: 'anna', unitId: 'bollnas', endedAt: new Date().toISOString() });
    expect(await world.case(id)).toMatchObject({ status: 'COMPLETED', riskState: 'CLOSED' });
    await sweep();
    expect(await world.case(item)).toMatchObject({ riskState: null, tags: ['SUICIDE_RISK_FLAGGED'] });
    expect(await flagSuicideRisk(world.db, nils, item, 'TOLD_BY_OTHERS')).toMatchObject({ is: 'DONE', case: { riskState: 'HANDOVER_REQUIRED' } });
    await expectNobodyDropped(world, item);
    await expectOneStory(world, item);
  });

  it('[SAF-1] [BEY-1] [I8] a flag without a protocol, as an older instance leaves it on such a message, is picked up by the sweeper', async () => {
    const { item } = await written(0);
    await flagSuicideRisk(world.db, nils, item, 'PATIENT_SAID');
    await read(world.db, 'UPDATE "case" SET risk_state = NULL, risk_next_at = NULL WHERE id = $1', [item]);
    await read(world.db, 'DELETE FROM timer WHERE aggregate_id = $1', [item]);
    for (let n = 0; n < 2; n += 1) await sweep();
    expect(await world.state(item)).toMatchObject({ riskState: 'HANDOVER_REQUIRED' });
    await expectNobodyDropped(world, item);
    await expectOneStory(world, item);
  });
});
