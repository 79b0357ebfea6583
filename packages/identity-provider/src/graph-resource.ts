import type { Client, ResourceServer } from 'oidc-provider';

/** The only resource there is; its tokens carry the audience `vardgraf`. */
export const graphResource = 'urn:vardgraf:graph';

/** Seconds an access token is good (architecture: at most five minutes). */
export const tokenSeconds = 300;

/** How tokens for the graph are made: RFC 9068, ES256, signed by the key named. */
export function graphServer(client: Client, kid: string): ResourceServer {
  return { audience: 'vardgraf', scope: scopesOf(client), accessTokenTTL: tokenSeconds, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256', kid } } } as ResourceServer;
}

/** A machine's scopes; persons have none, their role and relation decide. */
export function scopesOf(client: Client): string {
  const scopes = client['machine_scopes'];
  return typeof scopes === 'string' ? scopes : '';
}
