import { decodeJwt, decodeProtectedHeader } from 'jose';
import { elsa, hidden, issuer, karin, omar, provider, type ProviderInTest, twelve } from './provider-in-test';

let idp: ProviderInTest;
beforeAll(async () => void (idp = await provider()));
afterAll(() => idp.stop());

test('[DIR-2] a patient gets a token that the platform reads as exactly that patient', async () => {
  const { status, body } = await idp.token(elsa.personId);
  expect(status).toBe(200);
  expect((await idp.verify(body['access_token'] as string)).actor).toEqual({ kind: 'PATIENT', personId: elsa.personId, regionId: 'gavleborg', language: 'sv' });
});

test('[DIR-2] staff get a token with the one commission they named', async () => {
  const { body } = await idp.token(karin.personId, 'c-review');
  expect((await idp.verify(body['access_token'] as string)).actor).toEqual({
    kind: 'STAFF', personId: karin.personId, regionId: 'gavleborg', language: 'sv',
    commission: { id: 'c-review', unitIds: ['u-gavle', 'u-valbo'], role: 'LOG_REVIEWER' },
  });
});

test('[DIR-2] staff with a single commission need not name it', async () => {
  const { body } = await idp.token(omar.personId);
  expect((await idp.verify(body['access_token'] as string)).actor).toMatchObject({ commission: { id: 'c-doctor' }, language: 'en' });
});

test('[DIR-2] the token is an RFC 9068 access token: ES256, our audience, five minutes, and no name or number in it', async () => {
  const { body } = await idp.token(karin.personId, 'c-nurse');
  const token = body['access_token'] as string;
  expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
  const claims = decodeJwt(token);
  expect(claims).toMatchObject({ iss: issuer, aud: 'vardgraf' });
  expect(claims.exp! - claims.iat!).toBeLessThanOrEqual(300);
  expect(Object.keys(claims).sort()).toEqual(['aud', 'client_id', 'commission', 'environment', 'exp', 'iat', 'iss', 'jti', 'kind', 'locale', 'region', 'sub']);
});

test.each([
  ['nobody by that id', 'someone-else', undefined],
  ['no id at all', '', undefined],
  ['a commission that is another person’s', karin.personId, 'c-doctor'],
  ['staff with several commissions who name none', karin.personId, undefined],
  ['a patient who claims a commission', elsa.personId, 'c-nurse'],
])('[DIR-2] %s is refused with invalid_grant', async (_, person, commission) => {
  const { status, body } = await idp.token(person, commission);
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: 'invalid_grant', error_description: expect.any(String) });
  expect(body).not.toHaveProperty('access_token');
});

test('[TRI-8] a child under the region’s own log-in age cannot log in, and the answer says why', async () => {
  const { status, body } = await idp.token(twelve.personId);
  expect(status).toBe(400);
  expect(body).toEqual({ error: 'invalid_grant', error_description: "the person is under the region's age for an own log-in" });
});

test('[SAF-3] a person with protected identity is let in by development’s log-in alone, and its list says that others refuse', async () => {
  expect((await idp.token(hidden.personId)).status).toBe(200);
  for (const [language, words] of [['sv', 'utanför utveckling nekas inloggning'], ['en', 'outside development log-in is refused']] as const) {
    const page = await (await fetch(idp.url, { headers: { 'accept-language': language } })).text();
    expect(page).toContain(`Pia Dold (30 ${language === 'sv' ? 'år' : 'years'}, gavleborg, ${language === 'sv' ? 'skyddade personuppgifter' : 'protected identity'}: ${words})`);
  }
});

test('the development grant belongs to its own client alone', async () => {
  const { status, body } = await idp.post('/token', { grant_type: 'urn:vardgraf:grant:test-person', client_id: 'vardgraf-web', person: elsa.personId });
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: 'invalid_request' });
});
