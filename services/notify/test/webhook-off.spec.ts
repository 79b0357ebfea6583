import { v7 } from 'uuid';
import { type NotifyWorld, notifyWorld } from './notify-world';
import { partnerIn } from './webhook-world';

let world: NotifyWorld;
beforeAll(async () => { world = await notifyWorld({ WEBHOOK_KEY_FILE: undefined, WEBHOOK_LOOPBACK: 'no' }); });
afterAll(() => world.end());

test('[PAR-1] without a key to keep secrets with nothing is registered, and a partner still reads its events', async () => {
  const me = partnerIn(world);
  expect(await me.does('registerWebhook', { clientId: v7(), url: 'https://1.1.1.1/hooks' })).toEqual({ __typename: 'WebhooksOff', code: 'WEBHOOKS_OFF', message: 'Webhooks är inte påslagna här.' });
  await me.submits();
  expect((await me.events()).nodes).toHaveLength(2);
});
