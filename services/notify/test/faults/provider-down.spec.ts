import { v7 } from 'uuid';
import { anna } from '../neighbours';
import { bookingMade, caseOpened, type NotifyWorld, notifyWorld, until } from '../notify-world';

let world: NotifyWorld;
beforeAll(async () => {
  world = await notifyWorld();
  await world.unit('bollnas', { cooperatingUnitIds: ['soderhamn'] });
  await world.unit('soderhamn');
});
afterAll(() => world.end());

const full = process.argv.includes('--full') || process.env['CHAOS'] === 'full';
const messages = full ? 400 : 40;
const mobileOf = (i: number) => `+467017${String(40_000 + i)}`;
const rank: Record<string, number> = { PLANNED: 0, SENDING: 0, UNKNOWN: 1, SENT: 2, DELIVERED: 3, FAILED: 3, CANCELLED: 3 };

test('[T18] thirty minutes without an operator, then faults, lost answers, doubled and reversed receipts: at most one SMS each, no state goes back, events go on', async () => {
  await world.clockAt('2026-12-02T12:00:00Z');
  await world.stopReceiver();
  const startsAt = new Date('2026-12-04T12:00:00Z');
  const crowd = Array.from({ length: messages }, (_, i) => ({ ...bookingMade(startsAt, new Date('2026-12-02T12:00:00Z'), { visitType: 'PHYSICAL' }), mobile: mobileOf(i) }));
  const slowest = await hearAll(crowd);
  expect(slowest).toBeLessThan(2_000);

  const watched = watch();
  const smsKeys = "template = 'booking-made'";
  const triedOnce = () => world.rows(`SELECT id FROM notification WHERE ${smsKeys} AND attempts = 0`);
  await until(triedOnce, (rows) => rows.length === 0, 60_000);
  for (const minute of [1, 6, 21, 30]) {
    await world.clockAt(new Date(Date.parse('2026-12-02T12:00:00Z') + minute * 60_000 + 30_000));
    await until(() => world.rows(`SELECT id FROM notification WHERE ${smsKeys} AND state = 'PLANNED' AND due_at <= vardgraf.now()`), (rows) => rows.length === 0, 60_000);
  }
  expect(await world.rows(`SELECT id FROM notification WHERE ${smsKeys} AND state <> 'PLANNED'`)).toEqual([]);

  await world.startReceiver();
  await world.behave({ receipts: 'twice' });
  const turns = [{ receipts: 'out-of-order' }, { sms: 'drop-after-accept' }, { sms: 'ok' }, { sms: 'error' }, { sms: 'ok' }];
  await world.clockAt('2026-12-02T13:25:00Z');
  for (const turn of turns) {
    await world.behave(turn);
    await new Promise((done) => setTimeout(done, 300));
  }
  await until(() => world.rows(`SELECT id FROM notification WHERE ${smsKeys} AND state IN ('PLANNED', 'SENDING') AND due_at <= vardgraf.now()`), (rows) => rows.length === 0, 60_000);
  const { sms } = await world.sent();
  const perNumber = crowd.map(({ mobile }) => sms.filter((each) => each.to === mobile).length);
  expect(Math.max(...perNumber)).toBe(1);
  await until(() => world.rows(`SELECT id FROM notification WHERE ${smsKeys} AND state = 'SENT'`), (rows) => rows.length === 0, 60_000);
  const ends = await world.rows(`SELECT state, count(*)::int AS n FROM notification WHERE ${smsKeys} GROUP BY state`);
  expect(ends.map((row) => row.state).every((state) => ['DELIVERED', 'FAILED', 'UNKNOWN'].includes(state))).toBe(true);
  expect(ends.find((row) => row.state === 'DELIVERED')).toBeDefined();
  expect(await watched.stop()).toEqual([]);
  expect(await gaps()).toEqual([]);
}, 240_000);

test('[T18] [BEY-4] with the alarm system down for half an hour nobody is rung twice, the queue is told, and the phones ring when it is back', async () => {
  await world.behave();
  await world.clockAt('2026-12-02T14:00:00Z');
  await world.stopReceiver();
  const caseId = v7();
  await world.hear('case.opened', caseOpened(caseId));
  await world.clockAt('2026-12-02T14:01:05Z');
  await until(() => world.alerts(caseId), (rows) => rows[0]?.status === 'FAILED' && rows.length === 2);
  const [first] = await world.alerts(caseId);
  expect((await world.events(first!.id)).map((e) => e.data.status ?? 'RAISED')).toEqual(['RAISED', 'FAILED']);
  await world.clockAt('2026-12-02T14:30:00Z');
  await world.startReceiver();
  await world.behave({ receipts: 'out-of-order' });
  await world.clockAt('2026-12-02T14:31:05Z');
  const alarms = await until(async () => (await world.sent()).alarms, (found) => found.length === 2);
  expect(alarms.map((alarm) => alarm.group).sort()).toEqual(['phones-bollnas', 'phones-soderhamn']);
  await fetch(`${world.receiver().url}/alarms/${alarms.find((alarm) => alarm.reference === first!.id)!.id}/acknowledge`, { method: 'POST', redirect: 'manual' });
  await until(() => world.alerts(caseId), (rows) => rows[0]?.status === 'ACKNOWLEDGED');
  expect((await world.sent()).alarms.every((alarm) => alarm.raised === 1)).toBe(true);
}, 120_000);

/** @returns the longest that one event took, in milliseconds */
async function hearAll(crowd: (ReturnType<typeof bookingMade> & { mobile: string })[]): Promise<number> {
  let slowest = 0;
  for (const { mobile, ...made } of crowd) {
    world.directory.contacts.set(made.patientId, { ...anna, mobile, email: null });
    const began = Date.now();
    await world.hear('booking.made', made, { time: new Date(made.bookedAt) });
    slowest = Math.max(slowest, Date.now() - began);
  }
  return slowest;
}

/** Looks all the time whether a state has gone back. */
function watch(): { stop(): Promise<string[]> } {
  const highest = new Map<string, string>();
  const back: string[] = [];
  let going = true;
  const looking = (async () => {
    while (going) {
      for (const { id, state } of await world.rows('SELECT id, state FROM notification')) {
        const before = highest.get(id) ?? 'PLANNED';
        if (rank[state]! < rank[before]!) back.push(`${id}: ${before} → ${state}`);
        highest.set(id, state);
      }
      await new Promise((done) => setTimeout(done, 100));
    }
  })();
  return { async stop() { going = false; await looking; return back; } };
}

/** Aggregates whose events are not numbered 1, 2, 3 … (I3). */
function gaps(): Promise<unknown[]> {
  return world.rows("SELECT aggregate_id FROM outbox GROUP BY aggregate_id HAVING max(version) <> count(*) OR min(version) <> 1");
}
