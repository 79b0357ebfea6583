import { v7 } from 'uuid';
import { anna } from './neighbours';
import { bookingMade, caseOpened, type NotifyWorld, notifyWorld, until } from './notify-world';

let world: NotifyWorld;
beforeAll(async () => { world = await notifyWorld(); });
afterAll(() => world.end());
beforeEach(async () => {
  await world.behave();
  world.directory.answers = true;
  await world.clockAt('2026-12-02T12:00:00Z');
});

const minute = 60_000;
let numbers = 10;

/** A booked time whose first SMS is on its way; answers the patient and the number. */
async function booked(mobile = `+467017406${(numbers += 1)}`) {
  const made = bookingMade(new Date('2026-12-04T12:00:00Z'), await world.now(), { visitType: 'PHYSICAL' });
  world.directory.contacts.set(made.patientId, { ...anna, mobile, email: null });
  await world.hear('booking.made', made);
  return { patientId: made.patientId, mobile };
}
const first = async (patientId: string) => (await world.notifications(patientId)).find((n) => n.template === 'booking-made')!;
const reaches = (patientId: string, state: string, attempts?: number) =>
  until(() => first(patientId), (n) => n.state === state && (attempts === undefined || n.attempts === attempts));
const smsTo = async (mobile: string) => (await world.sent()).sms.filter((sms) => sms.to === mobile);
const later = async (minutes: number) => world.clockAt(new Date((await world.now()).getTime() + minutes * minute));
const types = async (id: string) => (await world.events(id)).map((e) => `${e.version} ${e.type}`);

describe('the way of a message', () => {
  test('[NOT-1] sent, then delivered by its receipt; two events in order, the text kept for the person', async () => {
    const { patientId, mobile } = await booked();
    const n = await reaches(patientId, 'DELIVERED');
    expect(n).toMatchObject({ attempts: 1, external_id: (await smsTo(mobile))[0]!.id, text: (await smsTo(mobile))[0]!.message });
    expect(await types(n.id)).toEqual(['1 notification.sent', '2 notification.delivered']);
  });

  test('[NOT-1] while the operator answers with faults it is tried after 1, 5, 15 and 60 minutes, and then it has failed for good', async () => {
    await world.behave({ sms: 'error' });
    const { patientId, mobile } = await booked();
    for (const [attempts, pause] of [[1, 1], [2, 5], [3, 15], [4, 60]] as const) {
      const n = await reaches(patientId, 'PLANNED', attempts);
      expect(Math.abs(n.due_at.getTime() - (await world.now()).getTime() - pause * minute)).toBeLessThan(20_000);
      await later(pause);
    }
    const failed = await reaches(patientId, 'FAILED', 5);
    expect(failed.reason).toBe('OPERATOR_FAULT');
    expect(await types(failed.id)).toEqual(['1 notification.failed']);
    await world.behave();
    await later(120);
    expect(await smsTo(mobile)).toEqual([]);
  });

  test('[NOT-1] a number that the operator refuses is not tried again', async () => {
    const { patientId } = await booked('070-0');
    expect(await reaches(patientId, 'FAILED')).toMatchObject({ attempts: 1, reason: 'NUMBER_REFUSED' });
  });

  test('[NOT-1] what the network could not deliver has failed', async () => {
    await world.behave({ outcome: 'failed' });
    const { patientId } = await booked();
    const n = await reaches(patientId, 'FAILED');
    expect(n.reason).toBe('NOT_DELIVERED');
    expect(await types(n.id)).toEqual(['1 notification.sent', '2 notification.failed']);
  });

  test('[T18] accepted and not answered: nobody knows, it is not sent again, and a receipt tells the truth later', async () => {
    await world.behave({ sms: 'drop-after-accept', receipts: 'never' });
    const { patientId, mobile } = await booked();
    const n = await reaches(patientId, 'UNKNOWN');
    await world.behave();
    await later(120);
    expect(await smsTo(mobile)).toHaveLength(1);
    expect(await receipt(n.id, 'delivered')).toBe(204);
    expect(await types(n.id)).toEqual(['1 notification.failed', '2 notification.sent', '3 notification.delivered']);
    expect((await world.events(n.id))[0]!.data).toMatchObject({ reason: 'UNKNOWN_OUTCOME' });
  });

  test('[T18] found SENDING after the process has died: unknown, shown, never sent again', async () => {
    world.directory.answers = false;
    const { patientId, mobile } = await booked();
    const n = await first(patientId);
    await until(() => world.rows('SELECT * FROM timer WHERE aggregate_id = $1', [n.id]), (timers) => timers.length === 1 && (timers[0]!.due_at as Date).getTime() > n.due_at.getTime() + 20_000);
    await world.stopNotify();
    await world.rows("UPDATE notification SET state = 'SENDING', attempts = 1, text = 'x' WHERE id = $1", [n.id]);
    world.directory.answers = true;
    await world.startNotify();
    await world.rows('UPDATE timer SET payload = payload || \'{"call": 1}\' WHERE aggregate_id = $1', [n.id]);
    await world.clockAtOnce(new Date((await world.now()).getTime() + 2 * minute));
    await reaches(patientId, 'UNKNOWN');
    expect(await smsTo(mobile)).toEqual([]);
  });

  test('[T18] a timer from before the call does not end it: another process may be calling', async () => {
    await world.behave({ sms: 'error' });
    const { patientId } = await booked();
    const n = await reaches(patientId, 'PLANNED', 1);
    await world.rows("UPDATE notification SET state = 'SENDING', attempts = 2, text = 'x' WHERE id = $1", [n.id]);
    await world.clockAtOnce(new Date((await world.now()).getTime() + minute));
    await until(() => world.rows("SELECT * FROM timer WHERE aggregate_id = $1 AND payload->>'call' = '2'", [n.id]), (rows) => rows.length === 1);
    expect((await first(patientId)).state).toBe('SENDING');
    await world.clockAtOnce(new Date((await world.now()).getTime() + 2 * minute));
    await reaches(patientId, 'UNKNOWN');
  });

  test('[NOT-1] directory away is no try: the message waits until it answers', async () => {
    world.directory.answers = false;
    const { patientId } = await booked();
    await until(() => world.rows("SELECT t.* FROM timer t JOIN notification n ON t.aggregate_id = n.id::text AND n.template = 'booking-made' WHERE n.patient_id = $1 AND t.due_at > n.due_at + interval '20 seconds' AND t.due_at < n.due_at + interval '55 seconds'", [patientId]), (rows) => rows.length === 1);
    expect(await first(patientId)).toMatchObject({ state: 'PLANNED', attempts: 0 });
    world.directory.answers = true;
    await later(1);
    expect(await reaches(patientId, 'DELIVERED')).toMatchObject({ attempts: 1 });
  });

  test('[T18] a slow operator holds up neither events nor alerts', async () => {
    await world.behave({ sms: 'slow', slowMs: 8_000, receipts: 'never' });
    const crowd = await Promise.all(Array.from({ length: 6 }, () => booked()));
    const beingSent = async () => (await world.rows("SELECT id FROM notification WHERE state = 'SENDING'")).length;
    await until(beingSent, (n) => n === 4);
    const caseId = v7();
    await world.hear('case.opened', caseOpened(caseId));
    await until(() => world.alerts(caseId), ([alert]) => alert?.external_id !== null && alert !== undefined);
    expect(await beingSent()).toBe(4); // as many as go at once, and none has its answer
    await world.behave();
    for (const { patientId } of crowd) await until(() => first(patientId), (n) => n.state === 'SENT' || n.state === 'DELIVERED');
  });
});

describe('several processes', () => {
  test('[T18] share the work: each message goes out once', async () => {
    await world.behave({ sms: 'slow', slowMs: 50 });
    const other = await world.another();
    try {
      const crowd = await Promise.all(Array.from({ length: 24 }, () => booked()));
      for (const { patientId } of crowd) await reaches(patientId, 'DELIVERED', 1);
      for (const { mobile } of crowd) expect(await smsTo(mobile)).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });
});

describe('receipts', () => {
  test('[T18] twice, out of order, and after the end: the state only goes forwards', async () => {
    await world.behave({ receipts: 'never' });
    const { patientId } = await booked();
    const n = await reaches(patientId, 'SENT');
    for (const status of ['sent', 'delivered', 'sent', 'delivered', 'failed', 'created'] as const) expect(await receipt(n.id, status)).toBe(204);
    expect(await first(patientId)).toMatchObject({ state: 'DELIVERED' });
    expect(await types(n.id)).toEqual(['1 notification.sent', '2 notification.delivered']);
  });

  test.each(['twice', 'out-of-order'])('[T18] %s from the operator itself', async (receipts) => {
    await world.behave({ receipts });
    const { patientId, mobile } = await booked();
    const n = await reaches(patientId, 'DELIVERED');
    await until(() => smsTo(mobile), ([sms]) => sms!.callBacks.length >= (receipts === 'twice' ? 4 : 2));
    expect((await smsTo(mobile))[0]!.callBacks.every((each) => each.answered === 204)).toBe(true);
    expect(await types(n.id)).toEqual(['1 notification.sent', '2 notification.delivered']);
  });

  test('[NOT-1] without the key, for nothing that we know, or in another form: refused', async () => {
    const { patientId } = await booked();
    const n = await reaches(patientId, 'DELIVERED');
    expect(await receipt(n.id, 'delivered', 'wrong')).toBe(404);
    expect(await receipt(v7(), 'delivered')).toBe(404);
    expect(await receipt('no-uuid', 'delivered')).toBe(400);
    expect(await receipt(n.id, 'lost')).toBe(400);
    expect((await fetch(`${world.url}/call-backs/sms?key=${await key()}`)).status).toBe(404);
  });
});

async function key(): Promise<string> {
  return (await world.rows('SELECT key FROM call_back_key'))[0]!.key as string;
}

async function receipt(notification: string, status: string, given?: string): Promise<number> {
  const query = new URLSearchParams({ key: given ?? (await key()), region: 'gavleborg', notification });
  return (await fetch(`${world.url}/call-backs/sms?${query}`, { method: 'POST', body: new URLSearchParams({ id: 's1', status }) })).status;
}
