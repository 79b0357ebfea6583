import { type NotifyWorld, notifyWorld, until } from './notify-world';
import { partnerIn, partnerServer } from './webhook-world';

let world: NotifyWorld;
beforeAll(async () => { world = await notifyWorld({ WEBHOOK_TIMEOUT_SECONDS: 1 }); });
afterAll(() => world.end());

test('[BEY-13] who does not answer in time has not got it', async () => {
  const [me, server] = [partnerIn(world), await partnerServer()];
  await me.registers(server.url);
  server.answers(() => 'never');
  await me.submits();
  const found = await until(() => me.deliveries(), ([d]) => d?.['failure'] === 'TIMED_OUT' && d['state'] === 'PENDING');
  expect(found).toMatchObject([{ attempts: 1, lastStatus: null }, { state: 'WAITING' }]);
  await server.stop();
});
