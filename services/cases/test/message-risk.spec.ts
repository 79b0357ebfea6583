import type { EventData } from '@vardgraf/schema/events/catalogue';
import { read } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import { acceptHandover } from '../src/operations/accept-handover';
import { endCase } from '../src/operations/end-case';
import { flagSuicideRisk } from '../src/operations/flag-suicide-risk';
import { queue } from '../src/operations/queue';
import { requestHandover } from '../src/operations/request-handover';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { staffMember } from './cases-world';
import { expectOneStory } from './one-story';
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

/** Nina's visit is over, with a phase of so many days, when the patient writes; nils has taken the message. */
async function written(phaseDays: number): Promise<{ id: string; item: string }> {
  const id = await world.met(nina, { tags: [] });
  expect(await end(id, nina, phaseDays)).toMatchObject({ is: 'DONE' });
  const message: EventData<'message.posted'> = {
    threadId: `thread-${id}`, caseId: id, patientId: 'anna', unitId: 'bollnas', messageId: v7(), seq: 1, senderKind: 'PATIENT', senderId: 'anna', phase: 'ASYNCHRONOUS',
    postedAt: new Date().toISOString(), unreadByStaff: 1,
  };
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

  it('[SAF-1] where its case is over the message bears the flag itself: seen by who may assess, handed over to them, and ended by them', async () => {
    const { id, item } = await written(0);
    expect(await flagSuicideRisk(world.db, nils, item, 'PATIENT_SAID')).toMatchObject({ is: 'DONE', case: { riskState: null, tags: ['SUICIDE_RISK_FLAGGED'] } });
    expect(await world.case(id)).toMatchObject({ status: 'COMPLETED', riskState: null });
    expect(await doctorsQueue()).toContain(item);
    expect(await end(item, nils)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    const asked = await handOver(item);
    expect(await acceptHandover(world.db, dora, asked.is === 'DONE' ? asked.handover.id : '')).toMatchObject({ is: 'DONE' });
    expect(await end(item, dora)).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED' } });
    await expectOneStory(world, item);
  });
});
