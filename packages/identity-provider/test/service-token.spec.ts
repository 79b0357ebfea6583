import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { serviceTokens } from '@vardgraf/service-kit/service-token';
import { type ClientRegistry, clients } from '../src/clients';
import { issuer, provider, type ProviderInTest } from './provider-in-test';

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const publicKeys = (key: KeyObject) => [key.export({ format: 'jwk' }) as never];

const own = pair();
const registry: ClientRegistry = { services: [{ clientId: 'notify', scopes: ['contacts:read'], publicKeys: publicKeys(own.publicKey) }] };
const notify = { clientId: 'notify', issuer, privateKey: pem(own.privateKey), scopes: ['contacts:read'] };

/** The provider behind a door that counts who comes, and can be shut. */
async function countedProvider() {
  const idp = await provider({ registry });
  let asked = 0;
  let shut = false;
  const server = createServer(async (request, response) => {
    asked += 1;
    if (shut) return void request.socket.destroy();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await fetch(`${idp.url}/token`, { method: 'POST', body: Buffer.concat(chunks), headers: { 'content-type': request.headers['content-type']! } });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    ...idp,
    tokenUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    asked: () => asked,
    shut: (closed: boolean) => { shut = closed; },
    async stop() {
      await new Promise((done) => { server.closeAllConnections(); server.close(done); });
      await idp.stop();
    },
  };
}

let idp: ProviderInTest & Awaited<ReturnType<typeof countedProvider>>;
beforeEach(async () => void (idp = await countedProvider()));
afterEach(async () => {
  jest.useRealTimers();
  await idp.stop();
});
const tokens = (more: Partial<typeof notify> & { tokenUrl?: string } = {}) => serviceTokens({ ...notify, tokenUrl: idp.tokenUrl, ...more });

test('[DIR-2] a service signs with its own key and gets a token that the platform reads as that service, with its scope and no region', async () => {
  expect((await idp.verify(await tokens().get())).actor).toEqual({ kind: 'SYSTEM', service: 'notify', scopes: ['contacts:read'] });
});

test('[DIR-2] a key may be kept as a JWK too, and scopes that are not registered are not given', async () => {
  const privateKey = JSON.stringify(own.privateKey.export({ format: 'jwk' }));
  const token = await tokens({ privateKey, scopes: ['contacts:read', 'consultations:submit'] }).get();
  expect((await idp.verify(token)).actor).toMatchObject({ scopes: ['contacts:read'] });
});

test('a token is asked for once, however many need it at the same moment, and again 30 seconds before it expires', async () => {
  const source = tokens();
  const first = await Promise.all(Array.from({ length: 20 }, () => source.get()));
  expect(new Set(first).size).toBe(1);
  expect(idp.asked()).toBe(1);
  const began = Date.now();
  jest.useFakeTimers({ now: began + 265_000, doNotFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask', 'performance', 'hrtime'] });
  expect(await source.get()).toBe(first[0]);
  jest.setSystemTime(began + 275_000);
  expect(await source.get()).not.toBe(first[0]);
  expect(idp.asked()).toBe(2);
});

test('a provider that is away is a fault that says so, and the next question is asked again', async () => {
  const source = tokens();
  idp.shut(true);
  await expect(source.get()).rejects.toMatchObject({ code: 'INTERNAL', message: 'The identity provider gave notify no token: it does not answer.' });
  idp.shut(false);
  await expect(source.get()).resolves.toEqual(expect.any(String));
});

test('[DIR-3] a foreign key and an unknown service are refused, and a file that holds no key is named without a word of it', async () => {
  await expect(tokens({ privateKey: pem(pair().privateKey) }).get()).rejects.toThrow('The identity provider refused notify a token: invalid_client.');
  await expect(tokens({ clientId: 'stranger' }).get()).rejects.toThrow('The identity provider refused stranger a token: invalid_client.');
  for (const privateKey of ['{"d": secret', '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----']) {
    const fault = await tokens({ privateKey }).get().catch((error: Error) => error as Error);
    expect(fault).toMatchObject({ code: 'INTERNAL', message: 'The key of notify is neither a PKCS#8 PEM nor a JWK for ES256.', cause: undefined });
  }
});

test('[DIR-3] a service and a partner never share a name, so that none is taken for the other', () => {
  const partner = { clientId: 'notify', name: 'x', regionId: 'halland', scopes: ['contacts:read'], publicKeys: publicKeys(pair().publicKey) };
  expect(() => clients({ ...registry, partners: [partner] })).toThrow('Two clients are registered as notify.');
});
