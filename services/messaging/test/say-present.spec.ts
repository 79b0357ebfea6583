import { mostIn } from '../src/domain/presence';
import { markRead } from '../src/operations/mark-read';
import { sayPresent } from '../src/operations/say-present';
import { type MessagingWorld, messagingWorld, patientActor, staffMember } from './messaging-world';

let world: MessagingWorld;
const told: { subject: string; data: object }[] = [];
const [anna, nina] = [patientActor('anna'), staffMember('nina')];

beforeAll(async () => { world = await messagingWorld(); });
afterAll(() => world.end());
beforeEach(() => {
  told.splice(0);
  world.db.signals.publishHint = (subject, data) => void told.push({ subject, data });
});

describe('presence in a conversation', () => {
  it('[LIV-2] patient and who has the case are told to whoever watches; nothing is stored, nothing is logged', async () => {
    const c = await world.visit();
    for (const [by, senderKind, state, seconds] of [[anna, 'PATIENT', 'HERE', 40], [nina, 'STAFF', 'TYPING', 12], [anna, 'PATIENT', 'GONE', 0]] as const) {
      expect(await sayPresent(world.db, by, { threadId: c.threadId, state }, Date.now())).toEqual({ is: 'DONE' });
      expect(told.at(-1)).toEqual({ subject: `live.activity.${c.threadId}`, data: { presence: { senderKind, personId: by.personId, state, seconds } } });
    }
    expect(await world.audits('sayPresent', c.id)).toEqual([]);
  });

  it('[DIR-3] strangers learn nothing, and who has only opened the case is not there to the patient', async () => {
    const c = await world.visit();
    await c.access('nina', ['nina', 'nils']);
    expect(await sayPresent(world.db, patientActor('bo'), { threadId: c.threadId, state: 'HERE' }, Date.now())).toEqual({ is: 'NOT_FOUND' });
    expect(await sayPresent(world.db, staffMember('nils'), { threadId: c.threadId, state: 'TYPING' }, Date.now())).toEqual({ is: 'NOT_PERMITTED' });
    expect(told.filter(({ data }) => 'presence' in data)).toEqual([]);
  });

  it('[LIV-2] said too often it is refused with TOO_MANY, for that person and thread only', async () => {
    const [c, other] = [await world.visit(), await world.visit()];
    const now = Date.now();
    for (let i = 0; i < mostIn.times; i += 1) await sayPresent(world.db, anna, { threadId: c.threadId, state: 'HERE' }, now);
    await expect(sayPresent(world.db, anna, { threadId: c.threadId, state: 'HERE' }, now)).rejects.toMatchObject({ code: 'TOO_MANY' });
    expect(await sayPresent(world.db, anna, { threadId: other.threadId, state: 'HERE' }, now)).toEqual({ is: 'DONE' });
    expect(await sayPresent(world.db, nina, { threadId: c.threadId, state: 'HERE' }, now)).toEqual({ is: 'DONE' });
  });

  it('[MSG-1] [LIV-2] a mark that moves is told, one that stays is not, and each side’s keys say how far both have read', async () => {
    const c = await world.visit();
    await world.post(anna, c.threadId, 'Hej');
    const { last_seq: last } = await world.threadRow(c.threadId);
    for (let i = 0; i < 2; i += 1) await markRead(world.db, nina, { threadId: c.threadId, seq: last as number });
    expect(told.filter(({ data }) => 'marks' in data)).toEqual([{ subject: `live.activity.${c.threadId}`, data: { marks: true } }]);
    const keys = async (by: typeof anna | typeof nina) => (await world.ask(by, 'query K($id: ID!) { threadKeys(threadId: $id) { seq readByMySide readByOtherSide } }', { id: c.threadId })).data!['threadKeys'];
    expect([await keys(nina), await keys(anna)]).toEqual([{ seq: last, readByMySide: last, readByOtherSide: 0 }, { seq: last, readByMySide: 0, readByOtherSide: last }]);
  });
});
