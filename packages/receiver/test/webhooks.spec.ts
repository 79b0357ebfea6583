import { Webhook } from 'standardwebhooks';
import { receiver, type ReceiverInTest } from './receiver-in-test';

let service: ReceiverInTest;
beforeAll(async () => void (service = await receiver()));
beforeEach(() => service.forget());
afterAll(() => service.stop());

const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
const give = (box: string, body: object = { secret }) => fetch(`${service.url}/webhook-boxes/${box}`, { method: 'PUT', body: JSON.stringify(body) });

function post(box: string, id: string, o: { with?: string; at?: Date; redirect?: 'manual' } = {}): Promise<Response> {
  const [body, at] = ['{"type":"webhook.test"}', o.at ?? new Date()];
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)), 'webhook-signature': new Webhook(o.with ?? secret).sign(id, at, body) };
  return fetch(`${service.url}/webhooks/${box}`, { method: 'POST', body, headers, redirect: o.redirect ?? 'follow' });
}

test('[BEY-13] a webhook whose signature holds is kept once however often it comes, and is on the page', async () => {
  expect((await give('a')).status).toBe(204);
  for (const _ of [1, 2]) expect((await post('a', 'evt-1')).status).toBe(204);
  expect((await service.sent()).webhooks).toMatchObject([{ webhookId: 'evt-1', box: 'a', times: 2, signatures: 1, text: '{"type":"webhook.test"}' }]);
  expect(await (await fetch(service.url, { headers: { 'accept-language': 'en' } })).text()).toContain('came 2 times');
});

test('[BEY-13] 401 for a signature by another secret or of long ago, 404 without a secret, 400 for a secret that is none; nothing is kept', async () => {
  await give('b');
  expect((await post('b', 'evt-2', { with: `whsec_${Buffer.from('another secret of some length...').toString('base64')}` })).status).toBe(401);
  expect((await post('b', 'evt-3', { at: new Date(Date.now() - 600_000) })).status).toBe(401);
  expect((await post('never', 'evt-4')).status).toBe(404);
  expect((await give('b', { secret: 'x' })).status).toBe(400);
  expect((await service.sent()).webhooks).toEqual([]);
});

test('[BEY-13] an endpoint can be gone, fail, and send elsewhere', async () => {
  await give('c');
  for (const [webhooks, status] of [['gone', 410], ['error', 500], ['redirect', 307]] as const) {
    await service.behave({ webhooks });
    expect((await post('c', 'evt-5', { redirect: 'manual' })).status).toBe(status);
  }
  await service.behave({ webhooks: 'ok' });
  expect((await service.sent()).webhooks).toEqual([]);
});
