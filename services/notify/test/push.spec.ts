import { v7 } from 'uuid';
import { anna } from './neighbours';
import { bookingMade, type NotifyWorld, notifyWorld, patientActor, staffMember, until } from './notify-world';

let world: NotifyWorld;
beforeAll(async () => { world = await notifyWorld(); });
afterAll(() => world.end());
beforeEach(async () => {
  await world.behave();
  await world.clockAt('2026-12-02T12:00:00Z');
});

interface Browser {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** A browser that has asked for our key and subscribed with it. */
async function browser(): Promise<Browser> {
  const { data } = await world.ask(patientActor('anybody'), '{ pushKey }');
  const response = await fetch(`${world.receiver().url}/push-subscriptions`, { method: 'POST', body: JSON.stringify({ applicationServerKey: data!.pushKey }) });
  const { endpoint, keys } = (await response.json()) as { endpoint: string; keys: { p256dh: string; auth: string } };
  return { endpoint, ...keys };
}
const registerDocument = `mutation R($input: RegisterPushDeviceInput!) {
  registerPushDevice(input: $input) { __typename ... on RegisterPushDeviceOk { device { id registeredAt } } ... on Refusal { code message } }
}`;
const register = (patientId: string, device: Browser, clientId: string = v7()) => world.ask(patientActor(patientId), registerDocument, { input: { clientId, ...device } });
const registered = async (patientId: string, device: Browser, clientId?: string): Promise<string> => (await register(patientId, device, clientId)).data!.registerPushDevice.device.id;
const remove = (patientId: string, deviceId: string) =>
  world.ask(patientActor(patientId), 'mutation R($input: RemovePushDeviceInput!) { removePushDevice(input: $input) { __typename ... on RemovePushDeviceOk { deviceId } ... on Refusal { code } } }', { input: { deviceId } });
const devices = (patientId: string) => world.rows('SELECT * FROM push_device WHERE person_id = $1 ORDER BY registered_at, id', [patientId]);
const pushes = async (device: Browser) => (await world.sent()).pushes.filter(({ subscription }) => device.endpoint.endsWith(subscription));
const leave = (device: Browser) => fetch(device.endpoint.replace('/push/', '/push-subscriptions/'), { method: 'DELETE' });

/** A visit in two days is booked for the patient, who has no mail. */
async function booked(patientId: string, contact = {}) {
  world.directory.contacts.set(patientId, { ...anna, email: null, ...contact });
  await world.hear('booking.made', bookingMade(new Date('2026-12-04T12:00:00Z'), await world.now(), { patientId, visitType: 'PHYSICAL' }));
}
const pushRows = async (patientId: string) => (await world.notifications(patientId)).filter((n) => n['channel'] === 'WEB_PUSH');
const reaches = async (patientId: string, state: string, attempts = 1) => (await until(() => pushRows(patientId), (rows) => rows.some((n) => n.state === state && n['attempts'] === attempts))).find((n) => n.state === state)!;

describe('devices', () => {
  test('[NOT-1] a browser is registered; the same again, by its client id or its address, is the same device with the keys given last', async () => {
    const [patientId, clientId, one, other] = [v7(), v7(), await browser(), await browser()];
    const id = await registered(patientId, one, clientId);
    expect(await registered(patientId, one, clientId)).toBe(id);
    expect(await registered(patientId, { ...one, p256dh: other.p256dh, auth: other.auth })).toBe(id);
    expect(await registered(patientId, other, clientId)).toBe(id);
    expect(await devices(patientId)).toMatchObject([{ id, endpoint: one.endpoint, p256dh: other.p256dh, auth: other.auth, region_id: 'gavleborg' }]);
    expect(await world.rows("SELECT actor_id FROM audit WHERE action = 'registerPushDevice' AND patient_id = $1", [patientId])).toEqual([{ actor_id: patientId }]);
  });

  test('[NOT-1] two registrations of one browser at once are one device', async () => {
    const [patientId, one] = [v7(), await browser()];
    const ids = await Promise.all([1, 2, 3, 4].map(() => registered(patientId, one)));
    expect(new Set(ids).size).toBe(1);
  });

  test('[NOT-1] at most ten; the one registered longest ago goes', async () => {
    const [patientId, one] = [v7(), await browser()];
    const ids: string[] = [];
    for (let n = 0; n <= 10; n += 1) ids.push(await registered(patientId, { ...one, endpoint: `${one.endpoint}-${n}` }));
    expect((await devices(patientId)).map(({ id }) => id)).toEqual(ids.slice(1));
  });

  test('[NOT-1] removed by the person; somebody else, another region or a second time does not find it', async () => {
    const patientId = v7();
    const deviceId = await registered(patientId, await browser());
    expect((await remove(v7(), deviceId)).data!.removePushDevice).toEqual({ __typename: 'NotFound', code: 'NOT_FOUND' });
    expect(await devices(patientId)).toHaveLength(1);
    expect((await remove(patientId, deviceId)).data!.removePushDevice).toEqual({ __typename: 'RemovePushDeviceOk', deviceId });
    expect((await remove(patientId, deviceId)).data!.removePushDevice.code).toBe('NOT_FOUND');
    expect(await devices(patientId)).toEqual([]);
  });

  test('[DIR-3] staff are refused, and see no key', async () => {
    const input = { clientId: v7(), ...(await browser()) };
    expect((await world.ask(staffMember('nina'), registerDocument, { input })).data!.registerPushDevice).toMatchObject({ __typename: 'NotPermitted', code: 'NOT_PERMITTED' });
    expect((await world.ask(staffMember('nina'), '{ pushKey }')).data!.pushKey).toBeNull();
  });

  test.each<[string, object]>([
    ['clientId', { clientId: 'x' }],
    ['endpoint', { endpoint: 'https://10.0.0.1/push' }],
    ['endpoint', { endpoint: 'http://push.example/1' }],
    ['p256dh', { p256dh: Buffer.alloc(65, 4).toString('base64url') }],
    ['auth', { auth: 'short' }],
  ])('[NOT-1] a malformed %s is BAD_INPUT with its path', async (path, change) => {
    const { errors } = await world.ask(patientActor(v7()), registerDocument, { input: { clientId: v7(), ...(await browser()), ...change } });
    expect(errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: [`input.${path}`] });
  });

  test('[NOT-1] a device id that is none is BAD_INPUT', async () => {
    expect((await remove(v7(), 'x')).errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: ['input.deviceId'] });
  });
});

describe('what is pushed', () => {
  test('[NOT-1] [BEY-8] each device is told once, encrypted for it, with neither the unit nor a time, besides the SMS', async () => {
    const [patientId, one, other] = [v7(), await browser(), await browser()];
    await registered(patientId, one);
    await registered(patientId, other);
    await booked(patientId);
    await until(async () => [...(await pushes(one)), ...(await pushes(other))], (all) => all.length === 2);
    const n = await reaches(patientId, 'SENT');
    for (const device of [one, other]) {
      const [push] = await pushes(device);
      const told = JSON.parse(push!.text!) as { notificationId: string; text: string };
      expect(told.text).toBe('Det finns något att läsa om ditt besök i Min vård Gävleborg.');
      expect(push!.text).not.toMatch(/bollnas|kl\.|december/i);
      expect((await pushRows(patientId)).map(({ id }) => id)).toContain(told.notificationId);
    }
    expect(n).toMatchObject({ template: 'visit-news-push', privacy_class: 'SERVICE' });
    await until(() => world.events(n.id), ([event]) => event?.type === 'notification.sent' && event.data['channel'] === 'WEB_PUSH');
    await until(() => world.notifications(patientId), (rows) => rows.some(({ template, state }) => template === 'booking-made' && state === 'DELIVERED'));
    // The reminder waits for each of them too.
    expect((await pushRows(patientId)).filter(({ state }) => state === 'PLANNED')).toHaveLength(2);
  });

  test('[NOT-1] [VIS-4] a new message is pushed as well; at night it waits for the morning', async () => {
    const [patientId, one] = [v7(), await browser()];
    await registered(patientId, one);
    await world.clockAt('2026-12-02T22:00:00Z');
    await world.hear('message.posted', {
      threadId: v7(), caseId: v7(), patientId, unitId: 'bollnas', messageId: v7(), seq: 1, senderKind: 'STAFF', senderId: 'nina', phase: 'ASYNCHRONOUS',
      postedAt: (await world.now()).toISOString(), unreadByStaff: 0,
    });
    await until(() => pushRows(patientId), ([n]) => n !== undefined && n.due_at.getTime() > Date.parse('2026-12-03T05:00:00Z'));
    expect(await pushes(one)).toEqual([]);
    await world.clockAt('2026-12-03T08:00:00Z');
    await reaches(patientId, 'SENT');
    expect((JSON.parse((await pushes(one))[0]!.text!) as { text: string }).text).toBe('Du har ett nytt meddelande i Min vård Gävleborg.');
  });

  test('[NOT-1] who has no device, or has removed it by then, gets none', async () => {
    const [without, left] = [v7(), v7()];
    const one = await browser();
    const deviceId = await registered(left, one);
    world.directory.answers = false;
    await booked(without);
    await booked(left);
    // Asked for in vain: only then is it looked at again half a minute later.
    await until(() => world.rows("SELECT t.id FROM timer t JOIN notification n ON t.aggregate_id = n.id::text WHERE n.patient_id = $1 AND n.channel = 'WEB_PUSH' AND t.due_at > n.due_at + interval '20 seconds' AND t.due_at < n.due_at + interval '55 seconds'", [left]), (rows) => rows.length === 1);
    await remove(left, deviceId);
    world.directory.answers = true;
    await world.clockAt(new Date((await world.now()).getTime() + 60_000));
    expect(await until(() => pushRows(left), (rows) => rows.some(({ state }) => state === 'CANCELLED'))).toContainEqual(expect.objectContaining({ reason: 'NO_DEVICE' }));
    expect(await pushRows(without)).toEqual([]);
    expect(await pushes(one)).toEqual([]);
  });

  test('[NOT-1] a device that the push service does not know any more is removed, and is not tried again', async () => {
    const [patientId, one] = [v7(), await browser()];
    await registered(patientId, one);
    await leave(one);
    await booked(patientId);
    expect(await reaches(patientId, 'FAILED')).toMatchObject({ reason: 'DEVICE_GONE' });
    expect(await devices(patientId)).toEqual([]);
  });

  test('[NOT-1] a fault of the push service is tried again, and the device stays', async () => {
    const [patientId, one] = [v7(), await browser()];
    await registered(patientId, one);
    await world.behave({ push: 'error' });
    await booked(patientId);
    expect(await reaches(patientId, 'PLANNED')).toMatchObject({ reason: 'OPERATOR_FAULT' });
    await world.behave();
    await world.clockAt(new Date((await world.now()).getTime() + 120_000));
    await reaches(patientId, 'SENT', 2);
    expect(await pushes(one)).toHaveLength(1);
    expect(await devices(patientId)).toHaveLength(1);
  });

  test('[T18] accepted and not answered: nobody knows, and it is not sent again', async () => {
    const [patientId, one] = [v7(), await browser()];
    await registered(patientId, one);
    await world.behave({ push: 'drop-after-accept' });
    await booked(patientId);
    await reaches(patientId, 'UNKNOWN');
    await world.behave();
    await world.clockAt(new Date((await world.now()).getTime() + 7_200_000));
    expect(await pushes(one)).toHaveLength(1);
  });

  test('[SAF-3] a person with protected identity is told at most that there is something; nothing where the region says so', async () => {
    const told = v7();
    const one = await browser();
    await registered(told, one);
    await booked(told, { protectedIdentity: true });
    await until(() => pushes(one), (all) => all.length === 1);
    const { protectedIdentity } = (await world.rows("SELECT value FROM region_setting WHERE region = 'gavleborg' AND key = 'privacy'"))[0]!['value'] as { protectedIdentity: string };
    expect(protectedIdentity).toBe('NOTHING');
    expect((JSON.parse((await pushes(one))[0]!.text!) as { text: string }).text).toBe('Du har något nytt att läsa. Logga in som du brukar.');
    await world.rows("INSERT INTO region_setting (region, unit, key, version, effective_from, value) VALUES ('gavleborg', NULL, 'privacy', 2, '2025-01-02', '{\"ordinary\": \"UNIT\", \"protectedIdentity\": \"NONE\"}')");
    const silent = v7();
    const other = await browser();
    await registered(silent, other);
    await booked(silent, { protectedIdentity: true });
    expect(await until(() => pushRows(silent), (rows) => rows.some(({ state }) => state === 'CANCELLED'))).toContainEqual(expect.objectContaining({ reason: 'MAY_NOT_BE_TOLD' }));
    expect(await pushes(other)).toEqual([]);
  });
});
