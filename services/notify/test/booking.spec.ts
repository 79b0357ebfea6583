import { anna } from './neighbours';
import { bookingMade, type NotifyWorld, notifyWorld, rebooked, until } from './notify-world';

let world: NotifyWorld;
beforeAll(async () => { world = await notifyWorld(); });
afterAll(() => world.end());

const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);
const states = async (patientId: string) => (await world.notifications(patientId)).map((n) => [n.template, n.state]).sort();
const smsTo = async (mobile: string) => (await world.sent()).sms.filter((sms) => sms.to === mobile).map((sms) => sms.message);
let numbers = 0;
/** A patient with a number of their own, so that tests do not meet. */
function somebody(patientId: string, given: Partial<typeof anna> = {}): string {
  const mobile = `+4670174060${(numbers += 1)}`;
  world.directory.contacts.set(patientId, { ...anna, mobile, email: null, ...given });
  return mobile;
}
const settled = (patientId: string, template: string, state = 'DELIVERED') =>
  until(() => world.notifications(patientId), (rows) => rows.some((row) => row.template === template && row.state === state));

describe('a booked time', () => {
  test('[NOT-2] is told at once by SMS and mail, at eight on the day, and ten minutes before; each once, with the link', async () => {
    await world.clockAt('2026-12-02T12:00:00Z');
    const start = new Date('2026-12-03T12:00:00Z');
    const made = bookingMade(start, await world.now());
    const mobile = somebody(made.patientId, { email: 'once@post.example' });
    await world.hear('booking.made', made);
    await settled(made.patientId, 'booking-made');
    expect(await smsTo(mobile)).toEqual([`Du har en tid torsdag 3 december kl. 13.00 hos bollnas hälsocentral. Här går du in: https://min-vard.gavleborg.example/besok/${made.bookingId}`]);
    const mail = await until(async () => (await world.sent()).mails.find((m) => m.to.includes('once@post.example')), (found) => found !== undefined);
    expect(mail).toMatchObject({ subject: 'Du har något nytt att läsa', text: expect.stringContaining('torsdag 3 december kl. 13.00') });

    await world.clockAt('2026-12-03T06:59:00Z');
    expect(await states(made.patientId)).toContainEqual(['visit-today', 'PLANNED']);
    await world.clockAt('2026-12-03T07:00:00Z');
    await settled(made.patientId, 'visit-today');
    await world.clockAt('2026-12-03T11:50:00Z');
    await settled(made.patientId, 'visit-soon');
    expect(await smsTo(mobile)).toHaveLength(3);
    expect(await states(made.patientId)).toEqual([['booking-made', 'DELIVERED'], ['booking-made-email', 'SENT'], ['visit-soon', 'DELIVERED'], ['visit-today', 'DELIVERED']]);
  });

  test('[NOT-2] the same event again plans nothing more', async () => {
    await world.clockAt('2026-12-02T12:00:00Z');
    const made = bookingMade(new Date('2026-12-03T12:00:00Z'), await world.now());
    somebody(made.patientId);
    await world.hear('booking.made', made, { version: 1 });
    await world.hear('booking.made', made, { version: 1 });
    expect(await world.notifications(made.patientId)).toHaveLength(4);
  });

  test('[NOT-2] moved: the old reminders are gone, the new time is told, and a time it returns to is reminded of again', async () => {
    await world.clockAt('2026-12-02T12:00:00Z');
    const [first, second] = [new Date('2026-12-03T12:00:00Z'), new Date('2026-12-04T09:00:00Z')];
    const made = bookingMade(first, await world.now());
    const mobile = somebody(made.patientId);
    await world.hear('booking.made', made);
    await settled(made.patientId, 'booking-made');
    await world.hear('booking.rebooked', rebooked(made, second));
    await settled(made.patientId, 'booking-rebooked');
    expect((await smsTo(mobile))[0]).toBe(`Din tid är ändrad. Den är nu fredag 4 december kl. 10.00 hos bollnas hälsocentral. Här går du in: https://min-vard.gavleborg.example/besok/${made.bookingId}`);
    const due = async () => (await world.rows("SELECT * FROM notification WHERE patient_id = $1 AND state = 'PLANNED' AND template LIKE 'visit-%' ORDER BY due_at", [made.patientId])).map((n) => [n.template, n.due_at]);
    expect(await due()).toEqual([['visit-today', new Date('2026-12-04T07:00:00Z')], ['visit-soon', minutes(second, -10)]]);
    await world.hear('booking.rebooked', rebooked(made, first));
    expect(await due()).toEqual([['visit-today', new Date('2026-12-03T07:00:00Z')], ['visit-soon', minutes(first, -10)]]);
  });

  test('[NOT-2] cancelled: told, and nothing is reminded of', async () => {
    await world.clockAt('2026-12-02T12:00:00Z');
    const made = bookingMade(new Date('2026-12-03T12:00:00Z'), await world.now());
    const mobile = somebody(made.patientId, { language: 'en' });
    await world.hear('booking.made', made);
    await settled(made.patientId, 'booking-made');
    await world.hear('booking.cancelled', { ...rebooked(made, new Date(made.startsAt)), byKind: 'PATIENT', reason: 'PATIENT' } as never);
    await settled(made.patientId, 'booking-cancelled');
    expect((await smsTo(mobile))[0]).toMatch(/^Your appointment Thursday 3 December at 13:00 at bollnas hälsocentral is cancelled\./);
    await world.clockAt('2026-12-03T11:55:00Z');
    expect((await world.notifications(made.patientId)).filter((n) => n.template.startsWith('visit')).map((n) => [n.state, n.reason])).toEqual([['CANCELLED', 'BOOKING_CHANGED'], ['CANCELLED', 'BOOKING_CHANGED']]);
    expect(await world.rows("SELECT * FROM timer WHERE aggregate_id IN (SELECT id::text FROM notification WHERE patient_id = $1 AND state = 'CANCELLED')", [made.patientId])).toEqual([]);
  });

  test.each([
    ['2027-03-27T12:00:00Z', '2027-03-28T10:00:00Z', '2027-03-28T06:00:00Z'],
    ['2027-10-30T12:00:00Z', '2027-10-31T10:00:00Z', '2027-10-31T07:00:00Z'],
  ])('[T13] [NOT-2] booked %s for %s: reminded at eight by the wall, not an hour off', async (bookedAt, startsAt, eight) => {
    await world.clockAt(bookedAt);
    const made = bookingMade(new Date(startsAt), new Date(bookedAt));
    somebody(made.patientId);
    await world.hear('booking.made', made, { time: new Date(bookedAt) });
    await settled(made.patientId, 'booking-made');
    await world.clockAt(minutes(new Date(eight), -1));
    expect(await states(made.patientId)).toContainEqual(['visit-today', 'PLANNED']);
    await world.clockAt(eight);
    await settled(made.patientId, 'visit-today');
  });

  test('[BOO-5] a patient without a number: the SMS has failed for good and says so, the mail goes out', async () => {
    await world.clockAt('2026-12-02T12:00:00Z');
    const made = bookingMade(new Date('2026-12-03T06:00:00Z'), await world.now(), { visitType: 'PHYSICAL' });
    world.directory.contacts.set(made.patientId, { ...anna, mobile: null, email: 'nomobile@post.example' });
    await world.hear('booking.made', made);
    await until(() => states(made.patientId), (now) => JSON.stringify(now) === JSON.stringify([['booking-made', 'FAILED'], ['booking-made-email', 'SENT']]));
    const [failed] = await world.notifications(made.patientId);
    expect(await world.events(failed!.id)).toMatchObject([{ type: 'notification.failed', version: 1, data: { reason: 'NO_NUMBER', attempts: 0 } }]);
  });

  test('[SAF-3] [BEY-8] with protected identity, also when it comes later, no message names a unit or a time', async () => {
    await world.clockAt('2026-12-02T12:00:00Z');
    const made = bookingMade(new Date('2026-12-03T12:00:00Z'), await world.now());
    const mobile = somebody(made.patientId);
    await world.hear('booking.made', made);
    await settled(made.patientId, 'booking-made');
    world.directory.contacts.set(made.patientId, { ...anna, mobile, email: null, protectedIdentity: true });
    await world.clockAt('2026-12-03T07:00:00Z');
    await settled(made.patientId, 'something-new');
    expect((await smsTo(mobile))[0]).toBe('Du har något nytt att läsa. Logga in som du brukar.');
    const [told] = (await world.notifications(made.patientId)).filter((n) => n.template === 'something-new');
    expect((await world.events(told!.id))[0]).toMatchObject({ type: 'notification.sent', data: { template: 'something-new', privacyClass: 'NOTHING' } });
  });

  test('[NOT-1] [AUD-1] each sending is logged; neither events nor audit rows carry a number, an address or a text', async () => {
    const told = await world.rows('SELECT o.data::text AS text FROM outbox o UNION ALL SELECT row_to_json(a)::text FROM audit a');
    expect(told.length).toBeGreaterThan(10);
    for (const { text } of told) expect(text).not.toMatch(/\+46|@post|hälsocentral|Logga in|kl\. /);
    const [counted] = await world.rows("SELECT (SELECT count(*)::int FROM audit WHERE action = 'sendNotification') AS logged, (SELECT sum(attempts)::int FROM notification) AS sent");
    expect(counted!['logged']).toBe(counted!['sent']);
  });
});
