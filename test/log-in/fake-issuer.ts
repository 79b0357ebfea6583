import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What the next person who comes is said to be, and what is wrong with the answer. */
export interface Persona {
  claims: Record<string, unknown>;
  /** Claims given only at the userinfo endpoint. */
  userinfo?: Record<string, unknown>;
  fault?: 'wrong issuer' | 'wrong audience' | 'expired' | 'replayed nonce' | 'foreign key' | 'broken off' | 'wrong state' | 'no answer';
}

export const clientSecret = 'the-secret-of-the-log-in-service';

/** Stands for an outside issuer and speaks OpenID Connect as one does: discovery, code with PKCE and client authentication, signed id tokens, userinfo. */
export async function startFakeIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const foreign = await generateKeyPair('ES256');
  const codes = new Map<string, { query: URLSearchParams; persona: Persona }>();
  const userinfo = new Map<string, Record<string, unknown>>();
  const state: { next: Persona; asked: URLSearchParams[] } = { next: { claims: {} }, asked: [] };
  let url = '';

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, url);
    const json = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/.well-known/openid-configuration') {
      return json(200, {
        issuer: url, authorization_endpoint: `${url}/authorize`, token_endpoint: `${url}/token`, userinfo_endpoint: `${url}/userinfo`, jwks_uri: `${url}/jwks`,
        response_types_supported: ['code'], subject_types_supported: ['pairwise'], id_token_signing_alg_values_supported: ['ES256'],
        token_endpoint_auth_methods_supported: ['client_secret_basic'], code_challenge_methods_supported: ['S256'],
      });
    }
    if (pathname === '/jwks') return json(200, { keys: [{ ...(await exportJWK(publicKey)), kid: 'u1', alg: 'ES256', use: 'sig' }] });
    if (pathname === '/authorize') {
      const persona = state.next;
      const code = randomUUID();
      codes.set(code, { query: searchParams, persona });
      state.asked.push(searchParams);
      const back = new URL(searchParams.get('redirect_uri')!);
      back.searchParams.set('state', persona.fault === 'wrong state' ? 'another' : searchParams.get('state')!);
      if (persona.fault === 'broken off') back.searchParams.set('error', 'access_denied');
      else back.searchParams.set('code', code);
      return response.writeHead(302, { location: back.href }).end();
    }
    if (pathname === '/userinfo') return json(200, userinfo.get(request.headers.authorization?.replace('Bearer ', '') ?? '') ?? {});
    if (pathname !== '/token') return json(404, {});
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const held = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    if (held?.persona.fault === 'no answer') return request.socket.destroy();
    const [id, secret] = Buffer.from(request.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString().split(':').map(decodeURIComponent);
    const proven = held && createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') === held.query.get('code_challenge');
    if (!held || !proven || secret !== clientSecret || id !== held.query.get('client_id')) return json(400, { error: 'invalid_grant' });
    const { claims, fault } = held.persona;
    const now = Math.floor(Date.now() / 1_000);
    const issued = fault === 'expired' ? now - 600 : now;
    const accessToken = randomUUID();
    userinfo.set(accessToken, { sub: 'pseudonym', ...held.persona.userinfo });
    const idToken = await new SignJWT({ auth_time: issued, ...claims, nonce: fault === 'replayed nonce' ? 'of-another-log-in' : held.query.get('nonce') })
      .setProtectedHeader({ alg: 'ES256', kid: 'u1' }).setIssuer(fault === 'wrong issuer' ? 'https://elsewhere.test' : url).setSubject('pseudonym')
      .setAudience(fault === 'wrong audience' ? 'another-client' : id!).setIssuedAt(issued).setExpirationTime(issued + 300)
      .sign(fault === 'foreign key' ? foreign.privateKey : privateKey);
    return json(200, { access_token: accessToken, token_type: 'Bearer', expires_in: 300, id_token: idToken });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, state, stop: () => new Promise<void>((done) => { server.close(() => done()); server.closeAllConnections(); }) };
}
export type FakeIssuer = Awaited<ReturnType<typeof startFakeIssuer>>;
