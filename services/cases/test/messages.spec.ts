import type { EventData } from '@vardgraf/schema/events/catalogue';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { assessSuicideRisk } from '../src/operations/assess-suicide-risk';
import { endCase } from '../src/operations/end-case';
import { recordPhysicalVisit } from '../src/operations/record-physical-visit';
import { endForgottenPhase } from '../src/operations/end-phase';
import { queue } from '../src/operations/queue';
import { casesInNobodysList, myCases, readableCases } from '../src/operations/read-case';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import { moderateRisk } from './assessments';
import { type CasesWorld, casesWorld, patientActor, staffMember } from './cases-world';

let world: CasesWorld;
const nina = staffMember('nina');
const nils = staffMember('nils');
const dora = staffMember('dora', 'bollnas', 'DOCTOR');

beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'] });
  for (const [id, role] of [['nina', 'NURSE'], ['nils', 'NURSE'], ['dora', 'DOCTOR']] as const) await world.staff(id, 'bollnas', role);
});
afterAll(() => world.end());

async function begun(given: Parameters<CasesWorld['session']>[0] = {}, by = nina): Promise<string> {
  const id = await world.session(given);
  await takeCase(world.db, by, id);
  await startCase(world.db, by, id);
  return id;
}

async function held(given: Parameters<CasesWorld['session']>[0] = {}, by = nina): Promise<string> {
  const id = await begun(given, by);
  expect(await end(id, 3, by)).toMatchObject({ is: 'DONE', case: { status: 'ON_HOLD' } });
  return id;
}

const end = (caseId: string, phaseDays: number | null, by = nina) => endCase(world.db, by, { caseId, reason: 'CARE_GIVEN', phaseDays }, 'r1');
const about = (caseId: string) => ({ threadId: `thread-${caseId}`, caseId, patientId: 'anna', unitId: 'bollnas' });
const posted = (caseId: string, given: Partial<EventData<'message.posted'>> = {}): EventData<'message.posted'> => ({
  ...about(caseId), messageId: v7(), seq: 1, senderKind: 'PATIENT', senderId: 'anna', phase: 'ASYNCHRONOUS', postedAt: new Date().toISOString(), unreadByStaff: 1, ...given,
});
const phaseEnded = (caseId: string): EventData<'phase.ended'> => ({ ...about(caseId), endedAt: new Date().toISOString() });
const types = async (id: string): Promise<string[]> => (await world.events(id)).map((e) => e.type).filter((type) => type !== 'case.access-changed');
const items = (id: string): Promise<{ id: string; status: string }[]> => read(world.db, `SELECT id::text, status FROM "case" WHERE linked_case_id = $1 ORDER BY created_at, id`, [id]);
const inQueue = async (by = nina): Promise<string[]> => (await queue(world.db, by, { unitId: 'bollnas', filter: {}, first: 100 }))!.edges.map((edge) => edge.node.id);

describe('the end of a visit', () => {
  it('[VIS-4] with days of a phase holds the case: the holder keeps it, the patient cannot withdraw it, and it stands after all who wait', async () => {
    const id = await begun({ priority: '2', urgencyRank: 2 });
    const waiting = await world.session({ priority: '12', urgencyRank: 12 });
    expect(await end(id, 7)).toMatchObject({ is: 'DONE', case: { status: 'ON_HOLD', takenBy: 'nina', endReason: 'CARE_GIVEN', endedAt: null } });
    const { phaseEndsAt } = await world.case(id);
    expect(Math.abs(phaseEndsAt!.getTime() - Date.now() - 7 * 86_400_000)).toBeLessThan(60_000);
    expect((await world.events(id)).at(-1)).toMatchObject({ type: 'case.held', data: { staffId: 'nina', reason: 'CARE_GIVEN', status: 'ON_HOLD', phaseEndsAt: phaseEndsAt!.toISOString() } });
    const order = await inQueue();
    expect(order.indexOf(id)).toBeGreaterThan(order.indexOf(waiting));
    expect(await withdrawCase(world.db, patientActor('anna'), id)).toEqual({ is: 'CASE_NOT_OPEN', status: 'ON_HOLD' });
    expect((await readableCases(world.db, nina, [id]))[0]).toMatchObject({ id });
    expect((await casesInNobodysList(world.db, 'gavleborg')).map((card) => card.id)).not.toContain(id);
    expect(await read(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1', [id])).toEqual([{ kind: 'case.end-phase' }]);
  });

  it('[VIS-4] pages go over from who waits to who is held', async () => {
    const id = await held({ priority: '2', urgencyRank: 2 });
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await queue(world.db, nina, { unitId: 'bollnas', filter: {}, first: 1, after });
      seen.push(...page!.edges.map((edge) => edge.node.id));
      [after, more] = [page!.pageInfo.endCursor ?? undefined, page!.pageInfo.hasNextPage];
    }
    expect(seen).toEqual(await inQueue());
    expect(seen).toContain(id);
  });

  it('[VIS-4] without a length takes the region’s default, with 0 the case is over; the same again is the same yes', async () => {
    const [byDefault, over] = [await begun(), await begun()];
    await end(byDefault, null);
    expect(Math.abs((await world.case(byDefault)).phaseEndsAt!.getTime() - Date.now() - 3 * 86_400_000)).toBeLessThan(60_000);
    await end(over, 0);
    expect(await world.case(over)).toMatchObject({ status: 'COMPLETED', phaseEndsAt: null });
    for (const [id, days] of [[byDefault, null], [byDefault, 7], [over, 0]] as const) {
      const before = [(await world.events(id)).length, await world.seq('bollnas')];
      expect(await end(id, days)).toMatchObject({ is: 'DONE' });
      expect([(await world.events(id)).length, await world.seq('bollnas')]).toEqual(before);
    }
    expect(await end(byDefault, 0)).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED', phaseEndsAt: null } });
  });

  it('[BAD_INPUT] a length that the region does not offer is a fault of the client', async () => {
    await expect(end(await begun(), 5)).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['input.phaseDays'] });
  });

  it('[SAF-1] the lock holds for both ends', async () => {
    const id = await begun({ tags: ['SUICIDE_RISK_FLAGGED'] });
    for (const days of [0, 3, null]) expect(await end(id, days)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
  });
});

describe('the end of the phase', () => {
  it('[VIS-4] closes the case, once, with the reason of the visit’s end', async () => {
    const id = await held();
    for (let n = 0; n < 2; n += 1) await world.hear('phase.ended', phaseEnded(id));
    expect(await world.case(id)).toMatchObject({ status: 'COMPLETED', endReason: 'CARE_GIVEN', phaseEndsAt: null, takenBy: 'nina' });
    expect((await types(id)).slice(-2)).toEqual(['case.held', 'case.ended']);
    expect((await world.events(id)).find((e) => e.type === 'case.ended')!.data).toMatchObject({ staffId: 'nina', reason: 'CARE_GIVEN' });
    expect(await inQueue()).not.toContain(id);
  });

  it('[SAF-1] closes nothing while suicide risk is open: the case stays in its holder’s list', async () => {
    const id = await begun({ tags: ['SUICIDE_RISK_FLAGGED'], profession: 'DOCTOR' }, dora);
    expect(await end(id, 3, dora)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(await assessSuicideRisk(world.db, dora, moderateRisk(id))).toMatchObject({ is: 'DONE', case: { riskState: 'PHYSICAL_VISIT' } });
    expect(await end(id, 3, dora)).toMatchObject({ is: 'DONE', case: { status: 'ON_HOLD' } });
    await world.hear('phase.ended', phaseEnded(id));
    expect((await world.case(id)).status).toBe('ON_HOLD');
    expect(await end(id, 0, dora)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    await recordPhysicalVisit(world.db, dora, { caseId: id, held: true });
    expect(await end(id, 0, dora)).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED', riskState: 'CLOSED' } });
  });

  it('[VIS-4] [BEY-1] that nobody tells of is found by the case itself, a day later, when nothing is unread', async () => {
    const [quiet, unread] = [await held(), await held()];
    await world.hear('message.posted', posted(unread));
    const look = async (id: string): Promise<string> => {
      await transact(world.db, systemActor('cases'), (tx) => endForgottenPhase(tx, 'gavleborg', id));
      return (await world.case(id)).status;
    };
    await world.shiftClock('95 hours');
    expect([await look(quiet), await look(unread)]).toEqual(['ON_HOLD', 'ON_HOLD']);
    await world.shiftClock('97 hours');
    expect([await look(quiet), await look(unread)]).toEqual(['COMPLETED', 'ON_HOLD']);
    await world.hear('thread.read', { ...about(unread), readerKind: 'STAFF', readerId: 'nina', upToSeq: 1, unreadByStaff: 0 });
    expect(await look(unread)).toBe('COMPLETED');
    await world.shiftClock('0');
  });

  it('[VIS-4] of a case that is not held changes nothing', async () => {
    const id = await begun();
    await world.hear('phase.ended', phaseEnded(id));
    expect((await world.case(id)).status).toBe('IN_PROGRESS');
  });
});

describe('receiveMessage', () => {
  it('[QUE-1] [VIS-4] what the patient writes in the phase is one work item, with its own clock, for the role that held the visit; nobody is alerted', async () => {
    const id = await held({ profession: 'DOCTOR', priority: '2', urgencyRank: 2 }, dora);
    const [first, second] = [posted(id), posted(id, { seq: 2, unreadByStaff: 2 })];
    await world.hear('message.posted', first);
    await world.hear('message.posted', second);
    expect(await items(id)).toEqual([{ id: first.messageId, status: 'REQUESTED' }]);
    expect(await world.case(first.messageId)).toMatchObject({
      kind: 'MESSAGE', entryChannel: 'MESSAGE', linkedCaseId: id, unitId: 'bollnas', profession: 'DOCTOR', priority: '2', createdAt: new Date(first.postedAt), sessionId: null, noOneInRole: false,
    });
    expect((await world.events(first.messageId))[0]).toMatchObject({ type: 'case.opened', data: { alert: false, kind: 'MESSAGE', linkedCaseId: id } });
    expect(await read(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1', [first.messageId])).toEqual([{ kind: 'case.breach-warning' }]);
    expect(await world.case(id)).toMatchObject({ status: 'ON_HOLD', unreadMessages: 2 });
    expect(await inQueue(dora)).toContain(first.messageId);
  });

  it('[VIS-4] a work item is taken, started and ended like any case, and ends at once; the next message makes a new one', async () => {
    const id = await held();
    const [first, next] = [posted(id), posted(id, { seq: 3 })];
    await world.hear('message.posted', first);
    await takeCase(world.db, nils, first.messageId);
    await world.hear('message.posted', posted(id, { seq: 2, senderKind: 'PROXY', senderId: 'maria' }));
    expect(await items(id)).toHaveLength(1);
    await startCase(world.db, nils, first.messageId);
    expect(await endCase(world.db, nils, { caseId: first.messageId, reason: 'CARE_GIVEN', phaseDays: 7 })).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED' } });
    await world.hear('message.posted', next);
    expect(await items(id)).toEqual([{ id: first.messageId, status: 'COMPLETED' }, { id: next.messageId, status: 'REQUESTED' }]);
    await world.hear('message.posted', first);
    expect(await items(id)).toHaveLength(2);
  });

  it('[QUE-1] neither staff’s messages nor those of the visit itself are work', async () => {
    const [id, inVisit] = [await held(), await begun()];
    await world.hear('message.posted', posted(id, { senderKind: 'STAFF', senderId: 'nina', unreadByStaff: 0 }));
    await world.hear('message.posted', posted(id, { senderKind: 'SYSTEM', senderId: null, unreadByStaff: 0 }));
    await world.hear('message.posted', posted(inVisit, { phase: 'VISIT' }));
    expect([await items(id), await items(inVisit)]).toEqual([[], []]);
    expect((await world.case(inVisit)).unreadMessages).toBe(1);
  });

  it('[SAF-5] a message that crossed the end of the case is work all the same; one of an unknown case is a fault, never silence', async () => {
    const id = await begun();
    await end(id, 0);
    await world.hear('message.posted', posted(id));
    expect(await items(id)).toHaveLength(1);
    await expect(world.hear('message.posted', posted(v7()))).rejects.toThrow('not here');
  });

  it('[VIS-4] the message’s clock is its own, whatever the priority becomes', async () => {
    const message = posted(await held());
    await world.hear('message.posted', message);
    const { dueAt } = await world.case(message.messageId);
    expect(await reprioritiseCase(world.db, nina, { caseId: message.messageId, priority: '2' })).toMatchObject({ is: 'DONE', case: { priority: '2', dueAt } });
  });

  it('[QUE-8] a work item is staff’s: the patient neither sees it among their cases nor can withdraw it', async () => {
    const id = await held({ patientId: 'berit' });
    const message = posted(id, { patientId: 'berit', senderId: 'berit' });
    await world.hear('message.posted', message);
    expect((await myCases(world.db, patientActor('berit'))).map((c) => c.id)).toEqual([id]);
    expect(await withdrawCase(world.db, patientActor('berit'), message.messageId)).toEqual({ is: 'NOT_FOUND' });
  });
});
