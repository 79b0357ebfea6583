import { readFileSync } from 'node:fs';
import type { ClientMetadata } from 'oidc-provider';
import { z } from 'zod';

export const testPersonGrant = 'urn:vardgraf:grant:test-person';

const registry = z.strictObject({
  /** Machines: client_credentials with private_key_jwt; only their public keys are here (PAR-1). */
  partners: z
    .array(
      z.strictObject({
        clientId: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/, 'lower-case letters, digits and hyphens'),
        name: z.string(),
        regionId: z.string(),
        scopes: z.array(z.string().regex(/^[a-z]+:[a-z]+$/, 'like consultations:submit')).min(1),
        publicKeys: z.array(z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.undefined('a private key does not belong here').optional() })).min(1),
      }),
    )
    .default([]),
  /** Front ends that log in with authorization code and PKCE, beside vardgraf-web. */
  browsers: z
    .array(z.strictObject({ clientId: z.string(), redirectUris: z.array(z.url()).min(1).refine((uris) => new Set(uris.map((uri) => new URL(uri).host)).size === 1, 'all on one host') }))
    .default([]),
});
export type ClientRegistry = z.input<typeof registry>;

/** @throws Error naming the path of the first fault */
export function readRegistry(file: string | undefined): ClientRegistry {
  return file === undefined ? {} : registry.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Registered clients in the provider's words. */
export function clients(given: ClientRegistry): ClientMetadata[] {
  const { partners, browsers } = registry.parse(given);
  return [
    { client_id: 'vardgraf-dev', client_name: 'Development', grant_types: [testPersonGrant], redirect_uris: [], response_types: [], token_endpoint_auth_method: 'none' },
    browser('vardgraf-web', ['http://localhost/callback']),
    ...browsers.map((each) => browser(each.clientId, each.redirectUris)),
    ...partners.map((partner) => ({
      client_id: partner.clientId, client_name: partner.name, grant_types: ['client_credentials'], redirect_uris: [], response_types: [],
      token_endpoint_auth_method: 'private_key_jwt' as const, token_endpoint_auth_signing_alg: 'ES256' as const,
      jwks: { keys: partner.publicKeys.map((key) => ({ ...key, alg: 'ES256', use: 'sig' })) } as never,
      region_id: partner.regionId, partner_scopes: partner.scopes.join(' '),
    })),
  ];
}

/**
 * Native in the words of OAuth: any port of the loopback address is good, as development servers pick their own. Pairwise: the subject is
 * made per client, here the person alone, while the provider's own account is the person in a commission.
 */
function browser(clientId: string, redirectUris: string[]): ClientMetadata {
  const loopback = redirectUris.every((uri) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(uri).hostname));
  return {
    client_id: clientId, application_type: loopback ? 'native' : 'web', grant_types: ['authorization_code'], response_types: ['code'],
    redirect_uris: redirectUris, token_endpoint_auth_method: 'none', scope: 'openid', subject_type: 'pairwise',
  };
}
