import { setTimeout as sleep } from 'node:timers/promises';
import { listener, type Listener, receiver, type ReceiverInTest, until } from './receiver-in-test';

let unite: ReceiverInTest;
let notify: Listener;
beforeAll(async () => {
  [unite, notify] = await Promise.all([receiver(), listener()]);
});
beforeEach(async () => {
  await unite.forget();
  await fetch(`${unite.url}/faults`, { method: 'DELETE' });
  notify.heard.length = 0;
});
afterAll(async () => {
  await unite.stop();
  await notify.stop();
});

const good = () => ({ reference: 'alert-1', group: 'gavle-strand-nurses', text: 'Ett ärende måste tas.', priority: 2, callbackUrl: `${notify.url}/alarms` });
const heard = () => notify.heard.map(({ body }) => (JSON.parse(body) as { status: string }).status);
const raise = async (more: object = {}) => (await (await unite.alarm({ ...good(), ...more })).json()) as { id: string; status: string };

test('[NOT-1] an alarm is raised, and its sender hears that it is delivered', async () => {
  const response = await unite.alarm(good());
  expect(response.status).toBe(201);
  const body = (await response.json()) as { id: string };
  expect(body).toMatchObject({ reference: 'alert-1', group: 'gavle-strand-nurses', text: 'Ett ärende måste tas.', priority: 2 });
  await until(() => notify.heard.length, (count) => count === 1);
  expect(notify.heard[0]).toMatchObject({ path: '/alarms', type: 'application/json' });
  expect(JSON.parse(notify.heard[0]!.body)).toEqual({ id: body.id, reference: 'alert-1', status: 'delivered', at: expect.any(String) });
});

test('[NOT-1] the same reference is the same alarm, however often it is raised', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => unite.alarm(good())));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
  expect((await unite.sent()).alarms).toMatchObject([{ reference: 'alert-1', raised: 5 }]);
});

test.each([['acknowledge', 'acknowledged'], ['cannot', 'rejected']] as const)('[NOT-1] the button %s tells the sender %s, once', async (button, status) => {
  const { id } = await raise();
  expect((await unite.press(id, button)).status).toBe(303);
  await unite.press(id, 'acknowledge');
  await until(() => notify.heard.length, (count) => count === 2);
  await sleep(30);
  expect(heard().sort()).toEqual([status, 'delivered'].sort());
  expect((await unite.sent()).alarms).toMatchObject([{ status }]);
});

test('[NOT-1] an alarm can be updated until it is cleared, and cleared as often as one likes', async () => {
  const { id } = await raise();
  expect(await (await unite.alarm({ priority: 1 }, 'PUT', id)).json()).toMatchObject({ id, priority: 1, text: good().text });
  expect([(await unite.alarm({}, 'DELETE', id)).status, (await unite.alarm({}, 'DELETE', id)).status]).toEqual([204, 204]);
  expect((await unite.alarm({ text: 'x' }, 'PUT', id)).status).toBe(409);
  await unite.press(id, 'acknowledge');
  expect((await unite.sent()).alarms).toMatchObject([{ status: 'cleared', updated: 1 }]);
});

test('[NOT-1] what is wrong is named without its value: fields, method, id', async () => {
  const response = await unite.alarm({ ...good(), priority: 0, callbackUrl: 'secret', extra: 1 });
  expect(response.status).toBe(400);
  const text = await response.text();
  for (const part of ['priority', 'callbackUrl', 'extra']) expect(text).toContain(part);
  expect(text).not.toContain('secret');
  expect((await unite.alarm({}, 'PATCH', (await raise()).id)).status).toBe(405);
  expect((await unite.alarm({}, 'PUT')).status).toBe(405);
  expect((await unite.alarm({ text: 'x' }, 'PUT', 'unknown')).status).toBe(404);
  expect((await unite.press('unknown', 'acknowledge')).status).toBe(404);
});

test('[NOT-1] call-backs come twice, in the wrong order, or never; a group that cannot be reached rejects', async () => {
  await unite.behave({ receipts: 'twice' });
  await raise({ reference: 'a' });
  await until(() => notify.heard.length, (count) => count === 2);
  expect(heard()).toEqual(['delivered', 'delivered']);
  notify.heard.length = 0;
  await unite.behave({ receipts: 'out-of-order' });
  await unite.press((await raise({ reference: 'b' })).id, 'acknowledge');
  await until(() => notify.heard.length, (count) => count === 2);
  expect(heard()).toEqual(['acknowledged', 'delivered']);
  await unite.behave({ receipts: 'never' });
  await unite.press((await raise({ reference: 'c' })).id, 'cannot');
  await sleep(60);
  expect(notify.heard).toHaveLength(2);
  await unite.behave({ receipts: 'once', outcome: 'failed' });
  await raise({ reference: 'd' });
  await until(() => notify.heard.length, (count) => count === 3);
  expect(heard().at(-1)).toBe('rejected');
});

test('[NOT-1] an alarm system that fails or is away keeps nothing; one that breaks off has raised it, and says so when asked again', async () => {
  await unite.behave({ alarms: 'error' });
  expect((await unite.alarm(good())).status).toBe(503);
  await unite.behave({ alarms: 'down' });
  await expect(unite.alarm(good())).rejects.toThrow('fetch failed');
  expect((await unite.sent()).alarms).toEqual([]);
  await unite.behave({ alarms: 'drop-after-accept' });
  await expect(unite.alarm(good())).rejects.toThrow('fetch failed');
  await unite.behave({ alarms: 'ok' });
  expect((await unite.alarm(good())).status).toBe(200);
  expect((await unite.sent()).alarms).toMatchObject([{ raised: 2 }]);
});
