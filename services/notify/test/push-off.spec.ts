import { createECDH, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { type NotifyWorld, notifyWorld, patientActor } from './notify-world';

let world: NotifyWorld;
beforeAll(async () => { world = await notifyWorld({ PUSH_KEY_FILE: undefined }); });
afterAll(() => world.end());

test('[NOT-1] without a key of the installation there is no public key, and registering a browser is refused with a sentence', async () => {
  expect((await world.ask(patientActor('anna'), '{ pushKey }')).data).toEqual({ pushKey: null });
  const input = { clientId: v7(), endpoint: 'https://fcm.googleapis.com/fcm/send/1', p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };
  const { data } = await world.ask(patientActor('anna'), 'mutation R($input: RegisterPushDeviceInput!) { registerPushDevice(input: $input) { __typename ... on Refusal { code message } } }', { input });
  expect(data!.registerPushDevice).toEqual({ __typename: 'PushOff', code: 'PUSH_OFF', message: 'Det går inte att få aviseringar i webbläsaren här.' });
  expect(await world.rows('SELECT id FROM push_device')).toEqual([]);
});
