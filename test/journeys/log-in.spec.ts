import { decodeJwt } from 'jose';
import { serviceTokens } from '@vardgraf/service-kit/service-token';
import { tokenVerifier } from '@vardgraf/service-kit/tokens';
import { patients, staff } from '../../services/directory/src/seed/known';
import type { Persona } from '../log-in/fake-issuer';
import { type LogInWorld, logInWorld } from '../log-in/world';

let world: LogInWorld;
const numbers: Record<string, string> = {};
const hsaIds: Record<string, string> = {};
beforeAll(async () => {
  world = await logInWorld();
  for (const { id, number } of await world.directory.rows<{ id: string; number: string }>('SELECT id, number FROM patient')) numbers[id] = number;
  for (const { id, hsa } of await world.directory.rows<{ id: string; hsa: string }>('SELECT id, hsa_id AS hsa FROM staff_member')) hsaIds[id] = hsa;
  await world.directory.rows("UPDATE patient SET number = $2, number_type = 'SAMORDNINGSNUMMER' WHERE id = $1", [englishSpeaker.id, coordination]);
  await world.directory.rows("UPDATE patient SET birth_date = current_date - 3000 WHERE id = $1", [patients.gretaGuardian.id]);
}, 120_000);
afterAll(() => world.stop());

const loa3 = 'http://id.sambi.se/loa/loa3';
const { tolvan, englishSpeaker } = patients;
/** englishSpeaker's instead of the number from the seed, which is nobody's from then on. */
const coordination = '197010632391';
const bankId = (number: string): Persona => ({ claims: { identityscheme: 'sebankid', ssn: number, name: 'Any Name' } });
const siths = (hsaId: string, more: object = {}): Persona => ({ claims: { acr: loa3, employeeHsaId: hsaId, ...more } });
describe('each issuer’s own claims', () => {
  test.each<[string, string, () => Persona]>([
    ['BankID through a broker', 'bankid', () => bankId(numbers[tolvan.id]!)],
    ['Freja eID Plus through a broker, its number at the userinfo endpoint', 'freja', () => ({ claims: { idp: 'freja' }, userinfo: { nin: numbers[tolvan.id]!, nin_type: 'PERSON', nin_issuing_country: 'SE', freja_registration_level: 'PLUS' } })],
    ['1177’s log-in', '1177', () => ({ claims: { acr: loa3, personalIdentityNumber: numbers[tolvan.id]! } })],
    ['the Swedish OpenID Connect claims', 'swedish-oidc', () => ({ claims: { acr: 'http://id.elegnamnden.se/loa/1.0/loa3', 'https://id.oidc.se/claim/personalIdentityNumber': numbers[tolvan.id]! } })],
    ['the Swedish OpenID Connect claims with a hyphen in the number', 'swedish-oidc', () => ({ claims: { acr: 'http://id.elegnamnden.se/loa/1.0/loa3', 'https://id.oidc.se/claim/personalIdentityNumber': numbers[tolvan.id]!.replace(/(....)$/, '-$1') } })],
  ])('[DIR-2] %s leads to the patient', async (_, issuer, persona) => {
    const { seen, verifier } = await world.logIn('patients', issuer, persona());
    const { access_token: token } = await world.tokens('patients', seen, verifier);
    expect(await world.verify(token)).toMatchObject({ actor: { kind: 'PATIENT', personId: tolvan.id, regionId: 'gavleborg', language: 'sv' }, session: expect.any(String) });
  });

  test('[DIR-2] a samordningsnummer is known as such', async () => {
    const { seen, verifier } = await world.logIn('patients', 'swedish-oidc', { claims: { acr: 'http://id.elegnamnden.se/loa/1.0/loa3', 'https://id.oidc.se/claim/coordinationNumber': coordination } });
    expect((await world.verify((await world.tokens('patients', seen, verifier)).access_token)).actor).toMatchObject({ personId: englishSpeaker.id, language: 'en' });
  });

  test('[DIR-2] SITHS leads to the staff member, in the only commission there is', async () => {
    const { seen, verifier } = await world.logIn('staff', 'siths', siths(hsaIds[staff.annaNurse.id]!));
    const { actor } = await world.verify((await world.tokens('staff', seen, verifier)).access_token);
    expect(actor).toMatchObject({ kind: 'STAFF', personId: staff.annaNurse.id, commission: staff.annaNurse.commission });
  });
});

describe('the choice of commission', () => {
  const maria = staff.mariaTwoCommissions;

  test('[DIR-2] who has several commissions chooses one, and gets no other', async () => {
    const { seen, verifier, browser } = await world.logIn('staff', 'siths', siths(hsaIds[maria.id]!));
    expect(seen.text).toContain('Vilket uppdrag arbetar du i?');
    expect(seen.text).toContain('Sjuksköterska');
    const [, second] = maria.commissions;
    const chosen = await browser.visit(seen.url.replace('/return', '/choice'), { account: `${maria.id} ${second!.id} gavleborg` });
    expect((await world.verify((await world.tokens('staff', chosen, verifier)).access_token)).actor).toMatchObject({ personId: maria.id, commission: second });
  });

  test('[DIR-2] a commission that was not offered cannot be posted', async () => {
    const { seen, browser } = await world.logIn('staff', 'siths', siths(hsaIds[maria.id]!));
    const chosen = await browser.visit(seen.url.replace('/return', '/choice'), { account: `${staff.drDavid.id} ${staff.drDavid.commission.id} gavleborg` });
    expect(chosen.status).toBe(400);
  });

  test('[DIR-2] a commission chosen at the issuer narrows the choice to its unit', async () => {
    const [unit] = await world.directory.rows<{ hsa: string }>('SELECT hsa_id AS hsa FROM unit WHERE id = $1', [maria.commissions[1]!.unitIds[0]]);
    const { seen, verifier } = await world.logIn('staff', 'siths', siths(hsaIds[maria.id]!, { healthCareUnitHsaId: unit!.hsa, commissionHsaId: 'SE2321000016-TESTC1' }));
    expect((await world.verify((await world.tokens('staff', seen, verifier)).access_token)).actor).toMatchObject({ commission: maria.commissions[1] });
  });

  test('[DIR-2] another commission in the same browser ends the log-in of the first', async () => {
    const persona = siths(hsaIds[maria.id]!);
    const browser = world.browser();
    const choose = async (n: number) => {
      const { seen, verifier } = await world.logIn('staff', 'siths', persona, browser, { prompt: 'login' });
      const home = await browser.visit(seen.url.replace('/return', '/choice'), { account: `${maria.id} ${maria.commissions[n]!.id} gavleborg` });
      return world.tokens('staff', home, verifier);
    };
    const first = await choose(0);
    const second = await choose(1);
    expect(await world.revoked()).toContain(decodeJwt(first.access_token)['sid']);
    expect((await world.refresh('staff', first.refresh_token)).status).toBe(400);
    expect((await world.refresh('staff', second.refresh_token)).status).toBe(200);
  });
});

describe('what is refused', () => {
  test.each<[string, Persona, RegExp]>([
    ['of a wrong issuer', { claims: {}, fault: 'wrong issuer' }, /gick inte att lita på/],
    ['for a wrong audience', { claims: {}, fault: 'wrong audience' }, /gick inte att lita på/],
    ['that has expired', { claims: {}, fault: 'expired' }, /gick inte att lita på/],
    ['with the nonce of another log-in', { claims: {}, fault: 'replayed nonce' }, /gick inte att lita på/],
    ['signed by somebody else', { claims: {}, fault: 'foreign key' }, /gick inte att lita på/],
    ['with a state nobody sent', { claims: {}, fault: 'wrong state' }, /för gammal eller redan använd/],
    ['that the person broke off', { claims: {}, fault: 'broken off' }, /avbröts/],
  ])('[DIR-2] an answer %s logs nobody in', async (_, { fault }, sentence) => {
    const { seen } = await world.logIn('patients', 'bankid', { ...bankId(numbers[tolvan.id]!), fault });
    expect(seen).toMatchObject({ status: 400, text: expect.stringMatching(sentence) });
    expect(seen.text).not.toContain(numbers[tolvan.id]!);
  });

  test('[DIR-2] an issuer that does not answer is an outage, and the next try works', async () => {
    const { seen } = await world.logIn('patients', 'bankid', { ...bankId(numbers[tolvan.id]!), fault: 'no answer' });
    expect(seen).toMatchObject({ status: 503, text: expect.stringContaining('går inte att nå just nu') });
    expect((await world.logIn('patients', 'bankid', bankId(numbers[tolvan.id]!))).seen.url).toContain('code=');
  });

  test.each<[string, 'patients' | 'staff', string, () => Persona, string, string]>([
    ['too low a level', 'patients', '1177', () => ({ claims: { acr: 'http://id.sambi.se/loa/loa2', personalIdentityNumber: numbers[tolvan.id]! } }), 'tillitsnivå 3', 'assurance level 3'],
    ['Freja below Plus', 'patients', 'freja', () => ({ claims: {}, userinfo: { nin: numbers[tolvan.id]!, nin_issuing_country: 'SE', freja_registration_level: 'EXTENDED' } }), 'tillitsnivå 3', 'assurance level 3'],
    ['no number at all', 'patients', 'bankid', () => ({ claims: { identityscheme: 'sebankid' } }), 'vem du är', 'who you are'],
    ['an unknown person', 'patients', 'bankid', () => bankId(numbers[englishSpeaker.id]!), 'finns inte i tjänsten', 'not known to this service'],
    ['a person of another region', 'patients', 'bankid', () => bankId(numbers[patients.hallandPatient.id]!), 'finns inte i tjänsten', 'not known to this service'],
    ['protected identity', 'patients', 'bankid', () => bankId(numbers[patients.protectedPerson.id]!), 'skyddade personuppgifter', 'identity is protected'],
    ['a child', 'patients', 'bankid', () => bankId(numbers[patients.gretaGuardian.id]!), 'för ung', 'too young'],
    ['unknown staff', 'staff', 'siths', () => siths('SE2321000016-NOBODY'), 'finns inte i tjänsten', 'not known to this service'],
    ['a commission at a unit where the person has none', 'staff', 'siths', () => siths(hsaIds[staff.annaNurse.id]!, { healthCareUnitHsaId: 'SE2321000016-NOUNIT' }), 'inget uppdrag', 'no commission'],
  ])('[DIR-2] [SAF-3] [TRI-8] %s is refused with a sentence in both languages', async (_, client, issuer, persona, swedish, english) => {
    for (const [language, sentence] of [['sv', swedish], ['en', english]] as const) {
      const { seen } = await world.logIn(client, issuer, persona(), world.browser(language));
      expect(seen).toMatchObject({ status: 400, text: expect.stringContaining(sentence) });
      expect(seen.text).toContain(`<html lang="${language}">`);
    }
  });

  test('[SAF-3] where the region handles protected identity the person logs in, and gets no new token when it no longer does', async () => {
    await world.directory.handlesProtected(true);
    const { seen, verifier } = await world.logIn('patients', 'bankid', bankId(numbers[patients.protectedPerson.id]!));
    const { access_token: token, refresh_token: again } = await world.tokens('patients', seen, verifier);
    expect((await world.verify(token)).actor).toMatchObject({ kind: 'PATIENT', personId: patients.protectedPerson.id, regionId: 'gavleborg' });
    await world.directory.handlesProtected(false);
    expect(await world.refresh('patients', again)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await world.logIn('patients', 'bankid', bankId(numbers[patients.protectedPerson.id]!))).seen).toMatchObject({ status: 400, text: expect.stringContaining('skyddade personuppgifter') });
  });

  test('[DIR-2] the way to staff’s log-in is closed to the patients’ front end, and the other way round', async () => {
    const browser = world.browser();
    const page = await world.begin(browser, 'patients');
    expect(page.text).not.toContain('siths');
    expect(await browser.visit(`${page.url}/with/siths`)).toMatchObject({ status: 400 });
  });

  test('[DIR-2] an answer is good once, and only in the browser that asked for it', async () => {
    world.upstream.state.next = bankId(numbers[tolvan.id]!);
    const victim = world.browser();
    const { seen, browser } = await world.logIn('patients', 'bankid', bankId(numbers[tolvan.id]!));
    expect(seen.url).toContain('code=');
    const callback = browser.visited.find((url) => url.includes('/callback/bankid'))!;
    expect(await browser.visit(callback)).toMatchObject({ status: 400 });
    const page = await world.begin(world.browser(), 'patients');
    expect(await victim.visit(`${page.url}/with/bankid`)).toMatchObject({ status: 400, text: expect.stringContaining('för gammal') });
  });
});

describe('a log-in goes on and ends', () => {
  const loggedIn = async () => {
    const { seen, verifier, browser } = await world.logIn('patients', 'bankid', bankId(numbers[tolvan.id]!));
    return { ...(await world.tokens('patients', seen, verifier)), browser };
  };

  test('[DIR-2] a refresh token is good once; used twice it ends the whole log-in', async () => {
    const first = await loggedIn();
    const second = await world.refresh('patients', first.refresh_token);
    expect((await world.verify(second.body.access_token)).session).toBe((await world.verify(first.access_token)).session);
    expect(await world.refresh('patients', first.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await world.refresh('patients', second.body.refresh_token)).status).toBe(400);
    expect(await world.revoked()).toContain(decodeJwt(first.access_token)['sid']);
  });

  test('[DIR-2] of two that refresh at the same moment with the same token at most one gets another', async () => {
    const { refresh_token: token } = await loggedIn();
    const answers = await Promise.all([1, 2, 3].map(() => world.refresh('patients', token)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });

  test('[DIR-2] log-out ends the log-in: no renewal, no second way in without identification', async () => {
    const { id_token: hint, refresh_token: token, access_token, browser } = await loggedIn();
    const page = await browser.visit(`${world.url}/session/end?${new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: 'https://app.test/bye' })}`);
    expect(page.text).toContain('Vill du logga ut?');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)![1]!;
    expect((await browser.visit(`${world.url}/session/end/confirm`, { xsrf, logout: 'yes' })).url).toBe('https://app.test/bye');
    expect((await world.refresh('patients', token)).status).toBe(400);
    expect(await world.revoked()).toContain(decodeJwt(access_token)['sid']);
    expect(new URL((await world.begin(browser, 'patients', { prompt: 'none' })).url).searchParams.get('error')).toBe('login_required');
  });

  test('[DIR-2] a log-in that is given back stands in the list of ended ones as soon as that is answered', async () => {
    for (let times = 0; times < 5; times += 1) {
      const { refresh_token: token, access_token } = await loggedIn();
      await fetch(`${world.url}/token/revocation`, { method: 'POST', body: new URLSearchParams({ client_id: 'patients', token }) });
      expect(await world.revoked()).toContain(decodeJwt(access_token)['sid']);
    }
  });

  test('[DIR-2] a browser left alone for an hour lets nobody in without identification; who works on in it is not thrown out', async () => {
    const { refresh_token: token, browser } = await loggedIn();
    const again = async () => new URL((await world.begin(browser, 'patients', { prompt: 'none' })).url).searchParams;
    expect((await again()).has('code')).toBe(true);
    await world.longAgo(3_700);
    expect((await again()).get('error')).toBe('login_required');
    expect((await world.refresh('patients', token)).status).toBe(200);
  });

  test('[DIR-2] who has lost the commission gets no new token', async () => {
    const nurse = staff.petraPsychologist;
    const { seen, verifier } = await world.logIn('staff', 'siths', siths(hsaIds[nurse.id]!));
    const { refresh_token: token } = await world.tokens('staff', seen, verifier);
    await world.directory.rows('UPDATE commission SET active = false WHERE staff_id = $1', [nurse.id]);
    expect(await world.refresh('staff', token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('[DIR-2] a restart ends no log-in', async () => {
    const { refresh_token: token, browser } = await loggedIn();
    await world.restart();
    expect((await world.refresh('patients', token)).status).toBe(200);
    expect((await world.begin(browser, 'patients', { prompt: 'none' })).url).toContain('code=');
  });

  test('[DIR-2] no number is in a token, an address or what is kept; the search is logged without it', async () => {
    const number = numbers[tolvan.id]!;
    const { access_token, id_token, browser } = await loggedIn();
    expect(JSON.stringify([decodeJwt(access_token), decodeJwt(id_token)])).not.toContain(number);
    expect(Object.keys(decodeJwt(access_token)).sort()).toEqual(['aud', 'client_id', 'environment', 'exp', 'iat', 'iss', 'jti', 'kind', 'locale', 'region', 'sid', 'sub']);
    expect(browser.visited.join(' ')).not.toContain(number);
    expect(await world.kept()).not.toContain(number);
    const audits = await world.directory.rows("SELECT actor_id, action, reason, note FROM audit WHERE what = 'login.searched' AND patient_id = $1", [tolvan.id]);
    expect(audits[0]).toEqual({ actor_id: 'identity-broker', action: 'search', reason: 'FOUND', note: null });
  });
});

test('[PAR-1] a partner gets its token by its key at the same place', async () => {
  const token = await serviceTokens({ tokenUrl: `${world.url}/token`, issuer: world.url, clientId: 'telephone-triage', privateKey: world.partnerKey, scopes: ['consultations:submit'] }).get();
  expect((await world.verify(token)).actor).toMatchObject({ kind: 'PARTNER', clientId: 'telephone-triage', regionId: 'gavleborg', scopes: ['consultations:submit'] });
});

test('[DIR-4] the development grant and its clients are not there', async () => {
  expect((await world.token({ grant_type: 'urn:vardgraf:grant:test-person', client_id: 'vardgraf-dev', person: tolvan.id })).body.error).toBe('invalid_client');
});

test('[DIR-4] a token says its environment, and opens nothing in another', async () => {
  const { seen, verifier } = await world.logIn('patients', 'bankid', bankId(numbers[tolvan.id]!));
  const { access_token: token } = await world.tokens('patients', seen, verifier);
  for (const environment of ['production', 'education'] as const) {
    await expect(tokenVerifier({ issuer: world.url, jwksUrl: `${world.url}/jwks`, environment })(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }
});
