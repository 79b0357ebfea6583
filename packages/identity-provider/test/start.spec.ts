import { spawn } from 'node:child_process';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tokenVerifier } from '@vardgraf/service-kit/tokens';
import { SigningKeyRing } from '@vardgraf/service-kit/signing-keys';
import { elsa, issuer, karin, provider } from './provider-in-test';

const folder = () => mkdtempSync(join(tmpdir(), 'identity-'));

test('[DIR-4] in production neither the function nor the process starts, and the process says why', async () => {
  await expect(provider({}, {}).then((p) => p.stop())).resolves.toBeUndefined();
  const { startIdentityProvider } = await import('../src/start');
  await expect(startIdentityProvider({ NODE_ENV: 'production' } as never)).rejects.toThrow('does not start in production');
  const main = resolve(__dirname, '../src/main.ts');
  const child = spawn(process.execPath, [resolve(__dirname, '../../../node_modules/tsx/dist/cli.mjs'), main], { env: { ...process.env, NODE_ENV: 'production', PORT: '0' }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((done) => child.once('close', done));
  expect(code).toBe(1);
  expect(said).toContain('NODE_ENV: the development identity provider does not start in production');
});

test('a second start with the same key file accepts the tokens of the first', async () => {
  const KEY_FILE = join(folder(), 'keys.json');
  const first = await provider({}, { KEY_FILE });
  const token = (await first.token(elsa.personId)).body['access_token'] as string;
  await first.stop();
  const second = await provider({}, { KEY_FILE });
  await expect(tokenVerifier({ issuer, jwksUrl: `${second.url}/jwks` })(token)).resolves.toMatchObject({ actor: { personId: elsa.personId } });
  await second.stop();
  expect(statSync(KEY_FILE).mode & 0o077).toBe(0);
});

test('[DIR-2] a signing key gives way after 30 days: the next one is published first, then signs, and the old one stays published', async () => {
  const file = join(folder(), 'keys.json');
  let now = new Date('2027-01-01T00:00:00Z');
  const ring = await SigningKeyRing.open({ file, now: () => now });
  const kids = () => ring.current.jwks.keys.map(({ kid }) => kid);
  const [january] = kids();
  const at = async (instant: string) => {
    now = new Date(instant);
    await ring.refresh();
    return kids();
  };
  expect(await at('2027-01-20T00:00:00Z')).toEqual([january]);
  const [signs, next] = await at('2027-02-15T00:00:00Z');
  expect(signs).toBe(january);
  expect(next).not.toBe(january);
  expect(await at('2027-02-15T00:04:59Z')).toEqual([january, next]);
  expect(await at('2027-02-15T00:05:00Z')).toEqual([next, january]);
  const other = await SigningKeyRing.open({ file, now: () => now });
  expect(other.current).toEqual(ring.current);
});

test('only public keys are published', async () => {
  const idp = await provider();
  const { keys } = (await (await fetch(`${idp.url}/jwks`)).json()) as { keys: Record<string, unknown>[] };
  expect(keys[0]).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
  expect(keys[0]).not.toHaveProperty('d');
  await idp.stop();
});

test('health, metrics, persons and the start page answer; metrics name nobody', async () => {
  const idp = await provider();
  const get = async (path: string) => {
    const response = await fetch(`${idp.url}${path}`, { headers: { 'accept-language': 'en-GB' } });
    return { status: response.status, text: await response.text() };
  };
  await idp.token(elsa.personId);
  await idp.token('nobody');
  expect(await get('/health/live')).toMatchObject({ status: 200 });
  expect(await get('/health/ready')).toEqual({ status: 200, text: '{"ready":true,"reasons":[]}' });
  expect(JSON.parse((await get('/test-persons')).text)).toContainEqual(karin);
  expect((await get('/')).text).toContain('<html lang="en">');
  const metrics = (await get('/metrics')).text;
  expect(metrics).toMatch(/vardgraf_tokens_given_total\{[^}]*\} 1/);
  expect(metrics).toMatch(/vardgraf_tokens_refused_total\{[^}]*\} 1/);
  expect(metrics).not.toContain(elsa.personId);
  await idp.stop();
});

test('the start page’s button shows the token and the same in a terminal; a body that is too large is refused', async () => {
  const idp = await provider();
  const picked = await fetch(`${idp.url}/pick`, { method: 'POST', body: new URLSearchParams({ login: `${karin.personId} c-nurse` }) });
  expect(await picked.text()).toContain(`-d person=${karin.personId} -d commission=c-nurse`);
  expect((await fetch(`${idp.url}/pick`, { method: 'POST', body: 'x'.repeat(10_000) })).status).toBe(413);
  await idp.stop();
});

test('without a directory it starts, is not ready, and says why', async () => {
  const idp = await provider({ persons: undefined }, { DIRECTORY_URL: 'http://127.0.0.1:9/graphql' });
  const response = await fetch(`${idp.url}/health/ready`);
  expect({ status: response.status, body: await response.json() }).toEqual({ status: 503, body: { ready: false, reasons: ['directory has not yet said who can log in'] } });
  await idp.stop();
});
