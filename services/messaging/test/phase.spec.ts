import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { systemActor } from '@vardgraf/service-kit/actor';
import { setTimeout as sleep } from 'node:timers/promises';
import { endPhase } from '../src/operations/end-phase';
import { type MessagingWorld, messagingWorld, patientActor, staffMember, type TestCase } from './messaging-world';

let world: MessagingWorld;
const [anna, nina] = [patientActor('anna'), staffMember('nina')];
const days = (n: number): Date => new Date(Date.now() + n * 86_400_000);

beforeAll(async () => {
  world = await messagingWorld();
});
afterAll(() => world.end());
afterEach(() => world.shiftClock('0'));

async function held(phaseEndsAt = days(3), given: Parameters<MessagingWorld['visit']>[0] = {}): Promise<TestCase> {
  const c = await world.visit(given);
  await c.held(phaseEndsAt);
  return c;
}
const last = async (c: TestCase) => (await world.events(c.threadId)).at(-1)!;
/** A work item of the case, taken by the staff member. */
async function item(c: TestCase, takenBy: string | null, more: Parameters<TestCase['access']>[2] = {}): Promise<TestCase> {
  const made = await world.newCase({ kind: 'MESSAGE', linkedCaseId: c.id });
  if (takenBy) await made.access(takenBy, [], more);
  return made;
}

describe('the asynchronous phase', () => {
  it('[VIS-4] begins with a line and lets the patient go on writing; the message says in which phase it was written', async () => {
    const ends = days(3);
    const c = await held(ends);
    expect(await world.thread(anna, c.threadId)).toMatchObject({ phase: 'ASYNCHRONOUS', phaseEndsAt: ends.toISOString(), mayPost: true, messages: { nodes: [{}, {}, { event: 'PHASE_STARTED' }] } });
    expect(await world.timers(c.threadId)).toEqual([{ dueAt: ends }]);
    await world.post(anna, c.threadId, 'En sak till');
    expect(await last(c)).toMatchObject({ type: 'message.posted', data: { phase: 'ASYNCHRONOUS', senderKind: 'PATIENT', unreadByStaff: 1 } });
    expect(await world.post(nina, c.threadId, 'Jag svarar')).toMatchObject({ __typename: 'PostMessageOk' });
  });

  it('[VIS-4] ends by itself when nothing is unread, once, and says so to the others', async () => {
    const c = await held();
    await world.post(anna, c.threadId, 'Tack');
    await world.read(nina, c.threadId, 4);
    await world.phaseComesDue(c);
    expect((await world.threadRow(c.threadId))['phase']).toBe('ASYNCHRONOUS');
    await world.shiftClock('73 hours');
    await world.phaseComesDue(c);
    await world.phaseComesDue(c);
    expect((await world.events(c.threadId)).filter((e) => e.type === 'phase.ended')).toMatchObject([{ data: { threadId: c.threadId, caseId: c.id, patientId: 'anna', unitId: 'bollnas' } }]);
    expect(await world.thread(anna, c.threadId)).toMatchObject({ phase: 'CLOSED', phaseEndsAt: null, mayPost: false });
    expect((await world.rows(c.threadId)).at(-1)).toMatchObject({ event: 'VISIT_ENDED' });
    await c.tells('case.ended');
    expect((await world.rows(c.threadId)).filter((row) => row['event'] === 'VISIT_ENDED')).toHaveLength(1);
  });

  it('[VIS-4] stays open while the patient has written what nobody has read, is looked at again a day later, and ends when it is read', async () => {
    const c = await held(days(1));
    await world.post(anna, c.threadId, 'Läs mig');
    await world.shiftClock('25 hours');
    await world.phaseComesDue(c);
    expect(await world.thread(anna, c.threadId)).toMatchObject({ phase: 'ASYNCHRONOUS', mayPost: true });
    const again = (await world.timers(c.threadId)).at(-1)!.dueAt.getTime() - Date.now();
    expect(again / 3_600_000).toBeGreaterThan(48);
    expect(again / 3_600_000).toBeLessThan(50);
    await world.read(nina, c.threadId, 4);
    await world.phaseComesDue(c);
    expect((await last(c)).type).toBe('phase.ended');
  });

  it('[SAF-1] a risk that arises after the case was opened, as by a hand-over, keeps it open; one that is settled lets it end', async () => {
    const c = await world.visit();
    const changed = await c.tells('case.suicide-risk-changed');
    await c.held(days(1));
    await world.shiftClock('25 hours');
    await world.phaseComesDue(c);
    expect(await world.thread(anna, c.threadId)).toMatchObject({ phase: 'ASYNCHRONOUS', mayPost: true });
    await c.tells('case.suicide-risk-changed', { state: 'FOLLOW_UP', open: false });
    await c.tells('case.suicide-risk-changed', { open: true }, changed);
    await world.phaseComesDue(c);
    expect(await world.thread(anna, c.threadId)).toMatchObject({ phase: 'CLOSED' });
  });

  it('[SAF-1] stays open while suicide risk is open, as its case does, and ends with it', async () => {
    const c = await held(days(1), { tags: ['SUICIDE_RISK_FLAGGED'] });
    await world.shiftClock('25 hours');
    await world.phaseComesDue(c);
    expect(await world.post(anna, c.threadId, 'Jag skriver mer')).toMatchObject({ __typename: 'PostMessageOk' });
    await c.tells('case.ended');
    expect(await world.thread(anna, c.threadId)).toMatchObject({ phase: 'CLOSED' });
  });

  it('[VIS-4] a message at the last moment keeps it open, or comes too late; never both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const c = await held(days(1));
      await world.shiftClock('25 hours');
      const [answer] = await Promise.all([world.post(anna, c.threadId, 'Nu'), world.phaseComesDue(c)]);
      const closed = (await world.threadRow(c.threadId))['phase'] === 'CLOSED';
      expect(answer['__typename']).toBe(closed ? 'ThreadClosed' : 'PostMessageOk');
      await world.shiftClock('0');
    }
  });

  it('[VIS-4] a new hold moves the end, an old timer finds nothing due, and an end or a new start takes the timer away', async () => {
    const c = await held(days(1));
    await c.held(days(7));
    expect(await world.timers(c.threadId)).toHaveLength(1);
    await world.shiftClock('49 hours');
    await world.phaseComesDue(c);
    expect(await world.thread(anna, c.threadId)).toMatchObject({ phase: 'ASYNCHRONOUS' });
    await c.tells('case.started');
    expect(await world.thread(anna, c.threadId)).toMatchObject({ phase: 'VISIT', phaseEndsAt: null });
    expect(await world.timers(c.threadId)).toEqual([]);
    await c.held(days(9));
    await c.tells('case.ended');
    expect(await world.timers(c.threadId)).toEqual([]);
  });

  it('[VIS-4] the running service fires the timer', async () => {
    const c = await held(days(2));
    await world.thread(anna, c.threadId);
    await world.shiftClock('49 hours');
    for (let tries = 0; tries < 100 && (await world.threadRow(c.threadId))['phase'] !== 'CLOSED'; tries += 1) await sleep(100);
    expect((await world.threadRow(c.threadId))['phase']).toBe('CLOSED');
    expect(await read(world.db, 'SELECT * FROM dead_timer')).toEqual([]);
  });

  it('[VIS-4] a timer of a thread that is not there does nothing', async () => {
    await transact(world.db, systemActor('messaging'), (tx) => endPhase(tx, 'gavleborg', '018f0000-0000-7000-8000-000000000000'));
  });
});

describe('the work item of a message', () => {
  it('[QUE-1] [VIS-4] who takes it reads the conversation of its case and answers there; its Case.thread is that conversation', async () => {
    const c = await held();
    await world.post(anna, c.threadId, 'Fråga');
    const [nils, nora] = [staffMember('nils'), staffMember('nora')];
    const work = await item(c, null);
    for (const by of [nils, nora]) expect(await world.thread(by, c.threadId)).toBeNull();
    await work.access('nils', ['nora']);
    expect(await world.read(nils, c.threadId, 4)).toMatchObject({ thread: { unread: 0 } });
    expect(await world.post(nils, c.threadId, 'Svar')).toMatchObject({ posted: { seq: 5 } });
    expect(await world.thread(nora, c.threadId)).toMatchObject({ mayPost: false });
    expect(await world.post(nora, c.threadId, 'Nej')).toMatchObject({ __typename: 'NotPermitted' });
    const entity = 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on Case { thread { id mayPost } } } }';
    expect((await world.ask(nils, entity, { r: [{ __typename: 'Case', id: work.id }, { __typename: 'Case', id: c.id }] })).data!['_entities']).toEqual([
      { thread: { id: c.threadId, mayPost: true } }, { thread: { id: c.threadId, mayPost: true } }]);
    await work.tells('case.ended');
    await work.access('nils', ['nora'], { open: false });
    expect(await world.thread(nils, c.threadId)).toMatchObject({ phase: 'ASYNCHRONOUS', mayPost: false });
    await world.shiftClock('25 hours');
    expect(await world.thread(nils, c.threadId)).toBeNull();
  });

  it('[DIR-3] taking it elsewhere than in the commission, or an item of another case, opens nothing', async () => {
    const [c, other] = [await held(), await held()];
    await item(other, 'nils');
    expect(await world.thread(staffMember('nils'), c.threadId)).toBeNull();
    await item(c, 'nils');
    expect(await world.thread(staffMember('nils', 'soderhamn'), c.threadId)).toBeNull();
    expect(await world.thread(staffMember('nils'), c.threadId)).not.toBeNull();
  });
});
