import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { bearer, tokenVerifier } from '@vardgraf/service-kit/tokens';

/** A key set served over HTTP as an identity provider does, and a way to sign with or without the right key. */
async function issuer() {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const other = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const server: Server = createServer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const good = { kind: 'STAFF', region: 'gavleborg', commission: { id: 'c1', unitIds: ['u1'], role: 'NURSE' } };
  const sign = (claims: object = good, o: { key?: typeof privateKey; typ?: string; aud?: string; iss?: string; exp?: string | number } = {}) =>
    new SignJWT(claims as never).setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: o.typ ?? 'at+jwt' }).setSubject('p1').setIssuer(o.iss ?? url)
      .setAudience(o.aud ?? 'vardgraf').setIssuedAt().setExpirationTime(o.exp ?? '5m').sign(o.key ?? privateKey);
  return { url, sign, otherKey: other.privateKey, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}

describe('access tokens', () => {
  let idp: Awaited<ReturnType<typeof issuer>>;
  beforeAll(async () => { idp = await issuer(); });
  afterAll(() => idp.close());
  const verify = () => tokenVerifier({ issuer: idp.url, jwksUrl: `${idp.url}/jwks` });

  it('[DIR-2] a good token becomes the actor it names, with one commission', async () => {
    const { actor } = await verify()(await idp.sign());
    expect(actor).toEqual({ kind: 'STAFF', personId: 'p1', regionId: 'gavleborg', commission: { id: 'c1', unitIds: ['u1'], role: 'NURSE' }, language: 'sv' });
  });

  it.each([
    ['expired', () => idp.sign(undefined, { exp: Math.floor(Date.now() / 1000) - 60 })],
    ['for another audience', () => idp.sign(undefined, { aud: 'somewhere' })],
    ['of another issuer', () => idp.sign(undefined, { iss: 'http://evil.example' })],
    ['signed with another key', () => idp.sign(undefined, { key: idp.otherKey })],
    ['of another type (an id token)', () => idp.sign(undefined, { typ: 'JWT' })],
    ['without a commission', () => idp.sign({ kind: 'STAFF', region: 'gavleborg' })],
    ['with an unknown role', () => idp.sign({ kind: 'STAFF', region: 'gavleborg', commission: { id: 'c', unitIds: ['u'], role: 'WIZARD' } })],
    ['malformed', () => Promise.resolve('a.b.c')],
    ['a live token where none is accepted', () => idp.sign({ kind: 'LIVE', region: 'g', unit: 'u', role: 'NURSE' }, { typ: 'live+jwt' })],
  ])('[DIR-2] a token that is %s is refused as UNAUTHENTICATED', async (_, token) => {
    await expect(verify()(await token())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each([
    ['development', undefined, true], ['development', 'development', true], ['education', 'education', true], ['production', 'production', true],
    ['production', 'education', false], ['production', 'development', false], ['production', undefined, false], ['education', 'production', false], ['education', 'moon', false],
  ] as const)('[DIR-4] in %s a token of %s is accepted: %s', async (environment, said, accepted) => {
    const token = await idp.sign({ kind: 'PATIENT', region: 'gavleborg', ...(said && { environment: said }) });
    const verified = tokenVerifier({ issuer: idp.url, jwksUrl: `${idp.url}/jwks`, environment })(token);
    if (accepted) await expect(verified).resolves.toMatchObject({ actor: { kind: 'PATIENT' } });
    else await expect(verified).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('[DIR-2] a token tells the log-in that it belongs to', async () => {
    expect(await verify()(await idp.sign({ kind: 'PATIENT', region: 'gavleborg', sid: 'log-in-1' }))).toMatchObject({ session: 'log-in-1' });
    expect((await verify()(await idp.sign())).session).toBeUndefined();
  });

  it('[DIR-2] an unsigned token (alg none) is refused', async () => {
    const [, payload] = (await idp.sign()).split('.');
    const none = `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url')}.${payload}.`;
    await expect(verify()(none)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('keys that cannot be fetched are an outage, not a bad token', async () => {
    const token = await idp.sign();
    await expect(tokenVerifier({ issuer: idp.url, jwksUrl: 'http://127.0.0.1:1/jwks' })(token)).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('a header that is not a bearer token is refused, no header is nobody', () => {
    expect(bearer(undefined)).toBeUndefined();
    expect(() => bearer('Basic abc')).toThrow('bearer');
  });
});
