import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface Commission {
  id: string;
  unitIds: string[];
  role: string;
}

/** An issuer of access tokens with its key set over HTTP. @param environment what its tokens are good for (DIR-4) */
export async function startIssuer(environment: 'development' | 'production' = 'development') {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const other = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const state = { broken: false };
  const server = createServer((_, response) => response.writeHead(state.broken ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  async function sign(claims: Record<string, unknown>, options: { expires?: string | number; audience?: string; typ?: string; issuer?: string; foreignKey?: boolean } = {}): Promise<string> {
    return new SignJWT({ environment, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: options.typ ?? 'at+jwt' })
      .setIssuer(options.issuer ?? url).setAudience(options.audience ?? 'vardgraf').setIssuedAt()
      .setExpirationTime(options.expires ?? '5m')
      .sign(options.foreignKey ? other.privateKey : privateKey);
  }
  return {
    url,
    jwksUrl: `${url}/jwks`,
    state,
    sign,
    patient: (sub = 'patient-1') => sign({ kind: 'PATIENT', sub, region: 'gavleborg' }),
    nurse: (sub = 'nurse-1', more: { unitIds?: string[]; role?: string; expires?: string | number } = {}) =>
      sign({ kind: 'STAFF', sub, region: 'gavleborg', commission: { id: `commission-${sub}`, unitIds: more.unitIds ?? ['unit-1'], role: more.role ?? 'NURSE' } }, { expires: more.expires }),
    stop: () => new Promise<void>((done) => { server.close(() => done()); server.closeAllConnections(); }),
  };
}
export type Issuer = Awaited<ReturnType<typeof startIssuer>>;
