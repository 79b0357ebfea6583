import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { Envelope } from '@vardgraf/schema/events/envelope';
import { systemActor } from '@vardgraf/service-kit/actor';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { onSessionLeftUnfinished } from '../src/events/on-session-left-unfinished';
import { type CasesWorld, casesWorld, finishedSession } from './cases-world';

let world: CasesWorld;

beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR'] });
  await world.staff('nina', 'bollnas', 'NURSE');
});
afterAll(() => world.end());

function left(more: Partial<EventData<'session.left-unfinished'>> = {}): EventData<'session.left-unfinished'> {
  const { sessionId, patientId, proxyId, unitId, complaintCode, profession, ageBand, sex, content, firedRules } = finishedSession({});
  return {
    sessionId, patientId, proxyId, unitId, complaintCode, furtherComplaintIds: [], profession, ageBand, sex, content, firedRules,
    caseId: v7(), priority: '4', urgencyRank: 4, tags: ['UNFINISHED'], leftAt: new Date(Date.now() - 60_000).toISOString(), ...more,
  };
}

const hear = (data: EventData<'session.left-unfinished'>) =>
  transact(world.db, { ...systemActor('cases'), regionId: 'gavleborg' }, (tx) => onSessionLeftUnfinished(tx, { type: 'session.left-unfinished', regionId: 'gavleborg', data } as unknown as Envelope<'session.left-unfinished'>));

test('[TRI-10] S17: a session left after a danger sign waits as one case of its priority, marked as unfinished, its clock from when it was left', async () => {
  const data = left();
  for (let i = 0; i < 2; i += 1) await hear(data);
  const opened = await world.case(data.caseId);
  expect(opened).toMatchObject({ status: 'REQUESTED', kind: 'DROP_IN', entryChannel: 'TRIAGE', priority: '4', tags: ['UNFINISHED'], unitId: 'bollnas', sessionId: data.sessionId, createdAt: new Date(data.leftAt) });
  expect(opened.dueAt!.getTime()).toBeGreaterThan(Date.parse(data.leftAt));
  expect((await world.events(data.caseId)).map(({ type }) => type)).toEqual(['case.opened', 'case.access-changed']);
});

test('[SAF-1] S17: with suicide risk flagged it is met by that protocol from the start', async () => {
  const data = left({ tags: ['UNFINISHED', 'SUICIDE_RISK_FLAGGED'] });
  await hear(data);
  expect(await world.case(data.caseId)).toMatchObject({ riskState: 'FLAGGED', tags: ['UNFINISHED', 'SUICIDE_RISK_FLAGGED'] });
});
