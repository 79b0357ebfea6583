import { setTimeout as sleep } from 'node:timers/promises';
import { smsParts } from '../src/sms-parts';
import { listener, type Listener, receiver, type ReceiverInTest, until } from './receiver-in-test';

let operator: ReceiverInTest;
let notify: Listener;
beforeAll(async () => {
  [operator, notify] = await Promise.all([receiver(), listener()]);
});
beforeEach(async () => {
  await operator.forget();
  await fetch(`${operator.url}/faults`, { method: 'DELETE' });
  notify.heard.length = 0;
});
afterAll(async () => {
  await operator.stop();
  await notify.stop();
});

const good = { from: 'Halsocentr', to: '+46701740605', message: 'Välkommen till ditt besök.' };
const statuses = () => notify.heard.map(({ body }) => new URLSearchParams(body).get('status'));

test('[NOT-1] an SMS is taken in the form of 46elks, is kept, and is answered with what was made of it', async () => {
  const response = await operator.sms(good);
  expect(response.status).toBe(200);
  const body = (await response.json()) as Record<string, unknown>;
  expect(body).toEqual({
    id: expect.stringMatching(/^s[0-9a-f]{32}$/), status: 'created', direction: 'outgoing', from: 'Halsocentr', to: '+46701740605', message: good.message,
    created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/), parts: 1, cost: 5200,
  });
  expect((await operator.sent()).sms).toMatchObject([{ id: body['id'], ...good }]);
});

test('[NOT-1] the sender hears twice: on its way, then delivered with the time, as forms', async () => {
  const { id } = (await (await operator.sms({ ...good, whendelivered: `${notify.url}/receipts?key=1` })).json()) as { id: string };
  await until(() => notify.heard.length, (count) => count === 2);
  expect(notify.heard[0]).toEqual({ path: '/receipts?key=1', type: 'application/x-www-form-urlencoded', authorization: undefined, body: `id=${id}&status=sent` });
  expect(Object.fromEntries(new URLSearchParams(notify.heard[1]!.body))).toEqual({ id, status: 'delivered', delivered: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
  await until(() => operator.sent(), ({ sms }) => sms[0]?.status === 'delivered');
});

test('[NOT-1] a receipt that is not taken is posted again, with the name and password of its address', async () => {
  notify.answerFirst(500, 302);
  await operator.sms({ ...good, whendelivered: notify.url.replace('://', '://elk:m%C3%B6%C3%B6se@') });
  await until(() => notify.heard.length, (count) => count === 4);
  expect(statuses()).toEqual(['sent', 'sent', 'sent', 'delivered']);
  expect(notify.heard[0]!.authorization).toBe(`Basic ${Buffer.from('elk:mööse').toString('base64')}`);
  const [sms] = (await until(() => operator.sent(), (sent) => sent.sms[0]?.callBacks.length === 2)).sms;
  expect(sms!.callBacks).toMatchObject([{ status: 'sent', tries: 3, answered: 204 }, { status: 'delivered', tries: 1, answered: 204 }]);
});

test.each([
  ['401', 'without a password', good, ''],
  ['401', 'with a wrong password', good, `Basic ${Buffer.from('vardgraf:wrong').toString('base64')}`],
  ['403', 'to a number that is none', { ...good, to: '0701740605' }, undefined],
  ['403', 'from a name that is too long', { ...good, from: 'Hälsocentralen' }, undefined],
  ['403', 'without a text', { ...good, message: '' }, undefined],
  ['403', 'with a receipt address that is none', { ...good, whendelivered: 'ftp://x' }, undefined],
])('[NOT-1] the operator answers %s %s, and keeps nothing', async (status, _, form, authorization) => {
  const response = await operator.sms(form, authorization);
  expect(response.status).toBe(Number(status));
  expect(response.headers.get('content-type')).toContain('text/plain');
  expect((await operator.sent()).sms).toEqual([]);
});

test('a dry run is answered with an estimate, and nothing is sent', async () => {
  const body = await (await operator.sms({ ...good, dryrun: 'yes', dontlog: 'message' })).json();
  expect(body).toMatchObject({ estimated_cost: 5200 });
  expect(body).not.toHaveProperty('id');
  expect(body).not.toHaveProperty('message');
  expect((await operator.sent()).sms).toEqual([]);
});

test('[NOT-1] receipts come twice, in the wrong order, or never, and can say that it failed', async () => {
  const send = () => operator.sms({ ...good, whendelivered: notify.url });
  await operator.behave({ receipts: 'twice' });
  await send();
  await until(() => notify.heard.length, (count) => count === 4);
  expect(statuses()).toEqual(['sent', 'sent', 'delivered', 'delivered']);
  notify.heard.length = 0;
  await operator.behave({ receipts: 'out-of-order', outcome: 'failed' });
  await send();
  await until(() => notify.heard.length, (count) => count === 2);
  expect(statuses()).toEqual(['failed', 'sent']);
  expect((await operator.sent()).sms[0]).toMatchObject({ status: 'failed' });
  await operator.behave({ receipts: 'never' });
  await send();
  await sleep(60);
  expect(notify.heard).toHaveLength(2);
});

test('[NOT-1] an operator that fails or is away keeps nothing; one that breaks off or is slow has done it', async () => {
  await operator.behave({ sms: 'error' });
  expect((await operator.sms(good)).status).toBe(500);
  await operator.behave({ sms: 'down' });
  await expect(operator.sms(good)).rejects.toThrow('fetch failed');
  expect((await operator.sent()).sms).toEqual([]);
  await operator.behave({ sms: 'drop-after-accept' });
  await expect(operator.sms({ ...good, whendelivered: notify.url })).rejects.toThrow('fetch failed');
  expect((await operator.sent()).sms).toHaveLength(1);
  await until(() => notify.heard.length, (count) => count === 2);
  await operator.behave({ sms: 'slow', slowMs: 50 });
  expect((await operator.sms(good)).status).toBe(200);
  expect((await operator.sent()).sms).toHaveLength(2);
});

test.each([
  [1, 'å'.repeat(160)], [2, 'å'.repeat(161)], [2, `${'a'.repeat(159)}€`], [1, 'ő'.repeat(70)], [2, 'ő'.repeat(71)], [3, 'a'.repeat(307)],
])('a text takes %i parts', (parts, text) => {
  expect(smsParts(text)).toBe(parts);
});
