import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import type { ClientRegistry } from '../src/clients';
import { readRegistry } from '../src/clients';
import { issuer, provider, type ProviderInTest } from './provider-in-test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let idp: ProviderInTest;
let key: CryptoKey;
let stranger: CryptoKey;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  key = pair.privateKey;
  stranger = (await generateKeyPair('ES256')).privateKey;
  const registry: ClientRegistry = {
    partners: [{
      clientId: 'telephone-triage', name: 'Telephone triage', regionId: 'gavleborg', scopes: ['consultations:submit', 'consultations:read'],
      publicKeys: [(await exportJWK(pair.publicKey)) as never],
    }],
  };
  idp = await provider({ registry });
});
afterAll(() => idp.stop());

async function assertion(o: { by?: CryptoKey; expiresIn?: string; audience?: string; jti?: string } = {}): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' }).setIssuer('telephone-triage').setSubject('telephone-triage').setAudience(o.audience ?? issuer)
    .setJti(o.jti ?? randomUUID()).setIssuedAt().setExpirationTime(o.expiresIn ?? '1m').sign(o.by ?? key);
}

function ask(clientAssertion: string, scope?: string) {
  return idp.post('/token', {
    grant_type: 'client_credentials', client_id: 'telephone-triage', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: clientAssertion, ...(scope !== undefined && { scope }),
  });
}

test('[PAR-1] a partner signs with its own key and gets a token with its region and the scopes it asked for', async () => {
  const { status, body } = await ask(await assertion(), 'consultations:submit');
  expect(status).toBe(200);
  expect((await idp.verify(body['access_token'] as string)).actor).toEqual({
    kind: 'PARTNER', clientId: 'telephone-triage', regionId: 'gavleborg', scopes: ['consultations:submit'], language: 'sv',
  });
});

test('[PAR-1] scopes that are not registered for the partner are not given', async () => {
  const { body } = await ask(await assertion(), 'consultations:read timebook:write');
  expect((await idp.verify(body['access_token'] as string)).actor).toMatchObject({ scopes: ['consultations:read'] });
});

test('[PAR-1] a foreign key, an expired assertion, another audience and a replay are refused', async () => {
  expect(await ask(await assertion({ by: stranger }))).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  expect(await ask(await assertion({ expiresIn: '-1m' }))).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  expect(await ask(await assertion({ audience: 'https://elsewhere.test' }))).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  const once = await assertion();
  expect(await ask(once)).toMatchObject({ status: 200 });
  expect(await ask(once)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
});

test('[PAR-1] a partner cannot use the development grant, nor a person the partner’s', async () => {
  const clientAssertion = await assertion();
  const asPerson = await idp.post('/token', {
    grant_type: 'urn:vardgraf:grant:test-person', client_id: 'telephone-triage', person: 'x',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: clientAssertion,
  });
  expect(asPerson).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  expect(await idp.post('/token', { grant_type: 'client_credentials', client_id: 'vardgraf-dev' })).toMatchObject({ status: 400 });
});

test('a registry with a private key in it is refused, and the fault names the place', async () => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const file = join(mkdtempSync(join(tmpdir(), 'registry-')), 'clients.json');
  writeFileSync(file, JSON.stringify({ partners: [{ clientId: 'careless', name: 'x', regionId: 'halland', scopes: ['a:b'], publicKeys: [await exportJWK(privateKey)] }] }));
  expect(() => readRegistry(file)).toThrow(/publicKeys[\s\S]*private key does not belong here/);
});
