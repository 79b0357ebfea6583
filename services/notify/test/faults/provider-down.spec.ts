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

const full = process.env['TEST_FULL'] === '1';
const messages = full ? 400 : 40;
const mobileOf = (i: number) => `+467017${String(40_000 + i)}`;
const rank: Record<string, number> = { PLANNED: 0, SENDING: 0, UNKNOWN: 1, SENT: 2, DELIVERED: 3, FAILED: 3, CANCELLED: 3 };

test('[T18] thirty minutes without an operator, then faults, lost answers, doubled and reversed receipts: at most one SMS each, no state goes back, events go on', async () => {
  await world.clockAt('2026-12-02T12:00:00Z');
  await world.stopReceiver();
  const startsAt = new Date('2026-12-04T12:00:00Z');
  const crowd = Array.from({ length: messages }, (_, i) => ({ ...bookingMade(startsAt, new Date('2026-12-02T12:00:00Z'), { visitType: 'PHYSICAL' }), mobile: mobileOf(i) }));
  const watched = watch();
  try {
    expect(await hearAll(crowd)).toBeLessThan(5_000);
    await nothingDue();
    for (let minute = 3; minute <= 30; minute += 9) {
      await world.clockAt(new Date(Date.parse('2026-12-02T12:00:00Z') + minute * 60_000));
      await nothingDue();
    }
    expect(await count("state <> 'PLANNED' OR attempts < 3")).toBe(0);

    await world.startReceiver();
    await world.behave({ receipts: 'twice' });
    await world.clockAt('2026-12-02T13:35:00Z');
    for (const [i, turn] of [{ receipts: 'out-of-order' }, { sms: 'drop-after-accept' }, { sms: 'error' }, { sms: 'ok' }].entries()) {
      await until(() => count('attempts >= 5'), (n) => n >= ((i + 1) * messages) / 5, 60_000); // each for a fifth of them, or more
      await world.behave(turn);
    }
    for (let hours = 0; hours < 5; hours += 1) {
      await nothingDue();
      await world.clockAt(new Date((await world.now()).getTime() + 3_600_000));
    }
    await until(() => count("state IN ('PLANNED', 'SENDING', 'SENT')"), (n) => n === 0, 60_000);
    const { sms } = await world.sent();
    expect(Math.max(...crowd.map(({ mobile }) => sms.filter((each) => each.to === mobile).length))).toBe(1);
    expect(await count("state = 'DELIVERED'")).toBeGreaterThan(0);
    expect(await count("state IN ('DELIVERED', 'UNKNOWN')")).toBe(sms.length);
    expect(await count("state NOT IN ('DELIVERED', 'UNKNOWN', 'FAILED')")).toBe(0);
  } finally {
    expect(await watched.stop()).toEqual([]);
  }
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
  const tries = async () => (await world.alerts(caseId)).map((alert) => Number(alert['attempts']));
  const before = await tries();
  await world.clockAt('2026-12-02T14:30:00Z');
  await until(tries, (now) => now.every((n, i) => n > before[i]!));
  await world.startReceiver();
  await world.behave({ receipts: 'out-of-order' });
  await world.clockAt('2026-12-02T14:31:05Z');
  const alarms = await until(async () => (await world.sent()).alarms, (found) => found.length === 2);
  expect(alarms.map((alarm) => alarm.group).sort()).toEqual(['phones-bollnas', 'phones-soderhamn']);
  await fetch(`${world.receiver().url}/alarms/${alarms.find((alarm) => alarm.reference === first!.id)!.id}/acknowledge`, { method: 'POST', redirect: 'manual' });
  await until(() => world.alerts(caseId), (rows) => rows[0]?.status === 'ACKNOWLEDGED');
  expect((await world.sent()).alarms.every((alarm) => alarm.raised === 1)).toBe(true);
}, 120_000);

/** How many of the messages about booked times are so. */
async function count(where: string): Promise<number> {
  return (await world.rows(`SELECT count(*)::int AS n FROM notification WHERE template = 'booking-made' AND (${where})`))[0]!.n as number;
}

/** Waits until every message whose time has come has been tried. */
async function nothingDue(): Promise<void> {
  await until(() => count("state = 'SENDING' OR (state = 'PLANNED' AND due_at <= vardgraf.now())"), (n) => n === 0, 60_000);
}

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
