import type { EventData } from '@vardgraf/schema/events/catalogue';
import { v7 } from 'uuid';
import { anna } from './neighbours';
import { type NotifyWorld, notifyWorld, until } from './notify-world';

let world: NotifyWorld;
beforeAll(async () => { world = await notifyWorld(); });
afterAll(() => world.end());
beforeEach(() => world.clockAt('2026-12-03T12:00:00Z'));

const minute = 60_000;
let numbers = 0;

/** A thread of a patient with a number of their own. */
function thread() {
  const where = { threadId: v7(), caseId: v7(), patientId: v7(), unitId: 'bollnas' };
  const mobile = `+4670174062${(numbers += 1)}`;
  world.directory.contacts.set(where.patientId, { ...anna, mobile, email: null });
  return { ...where, mobile };
}
type Thread = ReturnType<typeof thread>;

async function post({ threadId, caseId, patientId, unitId }: Thread, given: Partial<EventData<'message.posted'>> = {}): Promise<void> {
  await world.hear('message.posted', {
    threadId, caseId, patientId, unitId, messageId: v7(), seq: 1, senderKind: 'STAFF', senderId: 'nina', phase: 'ASYNCHRONOUS', postedAt: (await world.now()).toISOString(), unreadByStaff: 0, ...given,
  });
}
const states = async (t: Thread) => (await world.notifications(t.patientId)).map((n) => n.state);
const delivered = (t: Thread, n: number) => until(() => states(t), (all) => all.length === n && all.every((state) => state === 'DELIVERED'));
const smsTo = async (t: Thread) => (await world.sent()).sms.filter((sms) => sms.to === t.mobile).map((sms) => sms.message);

describe('a message in the asynchronous phase', () => {
  test('[VIS-4] [NOT-4] the patient is told that there is one, by the service’s name and nothing of what it says', async () => {
    const t = thread();
    await post(t);
    await delivered(t, 1);
    expect(await smsTo(t)).toEqual([`Du har ett nytt meddelande i Min vård Gävleborg. Läs det här: https://min-vard.gavleborg.example/arenden/${t.caseId}`]);
  });

  test('[NOT-1] once in an hour, however many are written', async () => {
    const t = thread();
    await post(t);
    await post(t);
    await delivered(t, 1);
    await post(t);
    expect(await states(t)).toHaveLength(1);
    await world.clockAt(new Date((await world.now()).getTime() + 61 * minute));
    await post(t);
    await delivered(t, 2);
  });

  test('[NOT-1] at night it waits until eight', async () => {
    await world.clockAt('2026-12-03T21:30:00Z');
    const t = thread();
    await post(t);
    const [waiting] = await until(() => world.notifications(t.patientId), (rows) => rows[0]!.due_at.toISOString() === '2026-12-04T07:00:00.000Z');
    expect(waiting!.state).toBe('PLANNED');
    await post(t);
    expect(await states(t)).toEqual(['PLANNED']);
    await world.clockAt('2026-12-04T07:00:00Z');
    await delivered(t, 1);
  });

  test('[NOT-1] what has been read meanwhile is not told of', async () => {
    await world.clockAt('2026-12-03T21:30:00Z');
    const t = thread();
    await post(t);
    const read = { threadId: t.threadId, caseId: t.caseId, patientId: t.patientId, unitId: 'bollnas', upToSeq: 1, unreadByStaff: 0 };
    await world.hear('thread.read', { ...read, readerKind: 'STAFF', readerId: 'nina' });
    expect(await states(t)).toEqual(['PLANNED']);
    await world.hear('thread.read', { ...read, readerKind: 'PATIENT', readerId: t.patientId });
    expect(await states(t)).toEqual(['CANCELLED']);
  });

  test('[VIS-1] in a visit, from the patient, from the system, or days old: nobody is told', async () => {
    const t = thread();
    await post(t, { phase: 'VISIT' });
    await post(t, { senderKind: 'PATIENT', senderId: t.patientId });
    await post(t, { senderKind: 'SYSTEM', senderId: null });
    await post(t, { postedAt: '2026-12-01T12:00:00Z' });
    expect(await states(t)).toEqual([]);
  });

  test('[SAF-3] where the region sends people with protected identity nothing, nothing is sent', async () => {
    await world.rows("INSERT INTO region_setting (region, unit, key, version, effective_from, value) VALUES ('gavleborg', NULL, 'privacy', 2, '2025-01-02', '{\"ordinary\": \"UNIT\", \"protectedIdentity\": \"NONE\"}')");
    const t = thread();
    world.directory.contacts.set(t.patientId, { ...anna, mobile: t.mobile, protectedIdentity: true });
    await post(t);
    await until(() => states(t), ([state]) => state === 'CANCELLED');
    expect(await smsTo(t)).toEqual([]);
    expect((await world.notifications(t.patientId))[0]!.reason).toBe('MAY_NOT_BE_TOLD');
  });
});
