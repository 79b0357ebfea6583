import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { elsa, karin, provider, type ProviderInTest, twelve } from './provider-in-test';

let idp: ProviderInTest;
beforeAll(async () => void (idp = await provider()));
afterAll(() => idp.stop());

const redirectUri = 'http://localhost:5173/callback';

/** The little of a browser that log-in needs: cookies, and redirects one at a time. */
function browser() {
  const cookies = new Map<string, string>();
  return async (url: string, form?: Record<string, string>) => {
    const response = await fetch(new URL(url, idp.url), {
      method: form ? 'POST' : 'GET', redirect: 'manual', body: form && new URLSearchParams(form),
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'accept-language': 'en' },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0]!.split('=') as [string, string];
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return { status: response.status, location: response.headers.get('location') ?? '', text: await response.text() };
  };
}

function authorizeUrl(verifier: string | undefined, extra: Record<string, string> = {}): string {
  const challenge = verifier && createHash('sha256').update(verifier).digest('base64url');
  return `/auth?${new URLSearchParams({
    client_id: 'vardgraf-web', response_type: 'code', redirect_uri: redirectUri, scope: 'openid', state: 's',
    ...(challenge && { code_challenge: challenge, code_challenge_method: 'S256' }), ...extra,
  })}`;
}

async function logIn(visit: ReturnType<typeof browser>, login: string): Promise<{ code: string; verifier: string }> {
  const verifier = randomBytes(32).toString('base64url');
  const page = await visit(authorizeUrl(verifier, { prompt: 'login' }));
  const chosen = await visit(page.location, { login });
  const back = await visit(chosen.location);
  expect(back.location).toContain(redirectUri);
  return { code: new URL(back.location).searchParams.get('code')!, verifier };
}

const exchange = (code: string, verifier: string) =>
  idp.post('/token', { grant_type: 'authorization_code', client_id: 'vardgraf-web', redirect_uri: redirectUri, code, code_verifier: verifier });

test('[DIR-2] a browser logs in as a nurse with code and PKCE, on a port of its own', async () => {
  const { code, verifier } = await logIn(browser(), `${karin.personId} c-nurse`);
  const { status, body } = await exchange(code, verifier);
  expect(status).toBe(200);
  expect((await idp.verify(body['access_token'] as string)).actor).toMatchObject({ kind: 'STAFF', personId: karin.personId, commission: { id: 'c-nurse', role: 'NURSE' } });
  expect(decodeJwt(body['id_token'] as string)).toMatchObject({ sub: karin.personId, aud: 'vardgraf-web' });
});

test('[DIR-2] a page of another host than this one may read the token that its code buys', async () => {
  const origin = new URL(redirectUri).origin;
  const { code, verifier } = await logIn(browser(), elsa.personId);
  const form = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'vardgraf-web', redirect_uri: redirectUri, code, code_verifier: verifier });
  const answer = await fetch(`${idp.url}/token`, { method: 'POST', headers: { origin }, body: form });
  expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-credentials')]).toEqual([200, origin, null]);
});

test('[DIR-2] a code is good once, and only with its verifier', async () => {
  const first = await logIn(browser(), elsa.personId);
  expect(await exchange(first.code, 'x'.repeat(43))).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  const second = await logIn(browser(), elsa.personId);
  expect(await exchange(second.code, second.verifier)).toMatchObject({ status: 200 });
  expect(await exchange(second.code, second.verifier)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('[DIR-2] a second log-in of the same browser needs no second choice', async () => {
  const visit = browser();
  await logIn(visit, elsa.personId);
  const verifier = randomBytes(32).toString('base64url');
  const again = await visit(authorizeUrl(verifier, { prompt: 'none' }));
  const { body } = await exchange(new URL(again.location).searchParams.get('code')!, verifier);
  expect((await idp.verify(body['access_token'] as string)).actor).toMatchObject({ kind: 'PATIENT', personId: elsa.personId });
});

test('[DIR-2] without PKCE, or back to another site, nobody gets in', async () => {
  const visit = browser();
  const without = await visit(authorizeUrl(undefined));
  expect(new URL(without.location).searchParams.get('error')).toBe('invalid_request');
  const elsewhere = await visit(authorizeUrl('v'.repeat(43), { redirect_uri: 'https://elsewhere.test/callback' }));
  expect(elsewhere.status).toBe(400);
  expect(elsewhere.location).toBe('');
});

test('the choice shows everyone with names made harmless, and refuses who may not log in', async () => {
  const visit = browser();
  const page = await visit(authorizeUrl('v'.repeat(43)));
  const choice = await visit(page.location);
  expect(choice.text).toContain('<label for="login">Test person</label>');
  expect(choice.text).toContain('Elsa &lt;script&gt;');
  expect(choice.text).not.toContain('<script>');
  expect(await visit(page.location, { login: twelve.personId })).toMatchObject({ status: 400, text: expect.stringContaining('under the region') });
});

test('a log-in that has ended is one sentence and a way back', async () => {
  expect(await browser()('/interaction/no-such-thing')).toMatchObject({ status: 400, text: expect.stringContaining('Start again') });
});
