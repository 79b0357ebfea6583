import { createECDH } from 'node:crypto';
import { generateRequestDetails, generateVAPIDKeys } from 'web-push';
import { receiver, type ReceiverInTest } from './receiver-in-test';

let service: ReceiverInTest;
beforeAll(async () => void (service = await receiver()));
beforeEach(() => service.forget());
afterAll(() => service.stop());

interface Subscribed {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}
const pair = generateVAPIDKeys();
const vapidDetails = { ...pair, subject: 'mailto:care@example.test' };
const subscribed = async (body = {}) => (await (await fetch(`${service.url}/push-subscriptions`, { method: 'POST', body: JSON.stringify(body) })).json()) as Subscribed;

async function push(to: Subscribed, text = 'Det finns något att läsa.', change: Record<string, string | undefined> = {}, details = vapidDetails): Promise<number> {
  const { endpoint, body, headers } = generateRequestDetails(to, text, { vapidDetails: details, TTL: 60, contentEncoding: 'aes128gcm' });
  const sent = Object.fromEntries(Object.entries({ ...(headers as Record<string, string>), ...change }).filter(([name, value]) => value !== undefined && name !== 'Content-Length')) as Record<string, string>;
  return (await fetch(endpoint, { method: 'POST', headers: sent, body: body! as unknown as ArrayBuffer })).status;
}

test('[NOT-1] a push is taken, is kept as it came, and is read as the browser reads it', async () => {
  const browser = await subscribed({ applicationServerKey: pair.publicKey });
  expect(await push(browser)).toBe(201);
  const [kept] = (await service.sent()).pushes;
  expect(kept).toMatchObject({ subscription: browser.endpoint.split('/').at(-1), ttl: 60, text: 'Det finns något att läsa.' });
  expect(Buffer.from(kept!.ciphertext, 'base64url').toString()).not.toContain('något');
  expect(await (await fetch(service.url)).text()).toContain('Det finns något att läsa.');
});

test.each<[number, string, Record<string, string | undefined>]>([
  [400, 'without TTL', { TTL: undefined }],
  [400, 'in another encoding', { 'Content-Encoding': 'aesgcm' }],
  [401, 'without a proof of the sender', { Authorization: undefined }],
  [401, 'with a proof of another kind', { Authorization: 'Bearer x' }],
  [403, 'with a signature that is none', { Authorization: `vapid t=a.b.c, k=${pair.publicKey}` }],
])('[NOT-1] %d: a push %s, and nothing is kept', async (status, _, change) => {
  expect(await push(await subscribed(), 'x', change)).toBe(status);
  expect((await service.sent()).pushes).toEqual([]);
});

test('[NOT-1] 403: a push signed by somebody whom the browser has not subscribed to, or for another push service', async () => {
  const browser = await subscribed({ applicationServerKey: pair.publicKey });
  expect(await push(browser, 'x', {}, { ...generateVAPIDKeys(), subject: vapidDetails.subject })).toBe(403);
  const { headers } = generateRequestDetails({ ...browser, endpoint: 'https://push.example/1' }, 'x', { vapidDetails, contentEncoding: 'aes128gcm' });
  expect(await push(browser, 'x', { Authorization: (headers as Record<string, string>)['Authorization'] })).toBe(403);
});

test('[NOT-1] what was encrypted for another key is kept, and cannot be read', async () => {
  const browser = await subscribed();
  expect(await push({ ...browser, keys: { ...browser.keys, p256dh: createECDH('prime256v1').generateKeys('base64url') } })).toBe(201);
  expect((await service.sent()).pushes).toMatchObject([{ text: null }]);
});

test('[NOT-1] 404 for a subscription that never was, 410 for one that is gone', async () => {
  const browser = await subscribed();
  expect(await push({ ...browser, endpoint: `${service.url}/push/never` })).toBe(404);
  expect((await fetch(browser.endpoint.replace('/push/', '/push-subscriptions/'), { method: 'DELETE' })).status).toBe(204);
  expect(await push(browser)).toBe(410);
});

test('[T18] a push that is taken and not answered is kept', async () => {
  await service.behave({ push: 'drop-after-accept' });
  const browser = await subscribed();
  await expect(push(browser)).rejects.toThrow();
  expect((await service.sent()).pushes).toHaveLength(1);
  await service.behave({ push: 'ok' });
});
