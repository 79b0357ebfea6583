import { readFileSync } from 'node:fs';
import type { ClientMetadata } from 'oidc-provider';
import { z } from 'zod';

export const testPersonGrant = 'urn:vardgraf:grant:test-person';

/** What every machine has: client_credentials with private_key_jwt; only public keys are here (PAR-1). */
const machine = {
  clientId: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/, 'lower-case letters, digits and hyphens'),
  scopes: z.array(z.string().regex(/^[a-z]+:[a-z]+$/, 'like consultations:submit')).min(1),
  publicKeys: z.array(z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.undefined('a private key does not belong here').optional() })).min(1),
};

const registry = z.strictObject({
  /** Systems of others, each of one region. */
  partners: z.array(z.strictObject({ ...machine, name: z.string(), regionId: z.string() })).default([]),
  /** Services of the platform that ask another one by themselves; they are in no region. */
  services: z.array(z.strictObject(machine)).default([]),
  /** Front ends that log in with authorization code and PKCE; in development beside vardgraf-web. */
  browsers: z
    .array(z.strictObject({
      clientId: z.string(),
      redirectUris: z.array(z.url()).min(1).refine((uris) => new Set(uris.map((uri) => new URL(uri).host)).size === 1, 'all on one host'),
      /** Where the browser may be sent after log-out. */
      afterLogOut: z.array(z.url()).default([]),
      /** Whom the broker logs in there; anybody when left out. */
      kind: z.enum(['PATIENT', 'STAFF']).optional(),
      /** The region whose profile is meant; when left out the person chooses, where there are several. */
      regionId: z.string().optional(),
    }))
    .default([]),
});
export type ClientRegistry = z.input<typeof registry>;

/** @throws Error naming the path of the first fault */
export function readRegistry(file: string | undefined): ClientRegistry {
  return file === undefined ? {} : registry.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** What only the development provider knows: the client of the development grant, and a front end on any local port. */
export function developmentClients(): ClientMetadata[] {
  return [
    { client_id: 'vardgraf-dev', client_name: 'Development', grant_types: [testPersonGrant], redirect_uris: [], response_types: [], token_endpoint_auth_method: 'none' },
    browser({ clientId: 'vardgraf-web', redirectUris: ['http://localhost/callback'], afterLogOut: [] }),
  ];
}

/** Registered clients in the provider's words, after those given. @throws Error when two have one name */
export function clients(given: ClientRegistry, before: ClientMetadata[] = []): ClientMetadata[] {
  const { partners, services, browsers } = registry.parse(given);
  const all: ClientMetadata[] = [
    ...before,
    ...browsers.map(browser),
    ...partners.map(({ name, regionId, ...each }) => machineClient(each, { client_name: name, machine_kind: 'PARTNER', region_id: regionId })),
    ...services.map((each) => machineClient(each, { client_name: each.clientId, machine_kind: 'SERVICE' })),
  ];
  const twice = all.map((client) => client.client_id).find((id, at, ids) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new Error(`Two clients are registered as ${twice}.`);
  return all;
}

function machineClient({ clientId, scopes, publicKeys }: z.infer<z.ZodObject<typeof machine>>, own: Record<string, string>): ClientMetadata {
  return {
    client_id: clientId, grant_types: ['client_credentials'], redirect_uris: [], response_types: [],
    token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: publicKeys.map((key) => ({ ...key, alg: 'ES256', use: 'sig' })) } as never,
    machine_scopes: scopes.join(' '), ...own,
  };
}

/**
 * Native in the words of OAuth: any port of the loopback address is good, as development servers pick their own. Pairwise: the subject is
 * made per client, here the person alone, while the provider's own account is the person in a commission.
 */
function browser({ clientId, redirectUris, afterLogOut, kind, regionId }: z.infer<typeof registry>['browsers'][number]): ClientMetadata {
  const loopback = redirectUris.every((uri) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(uri).hostname));
  return {
    client_id: clientId, application_type: loopback ? 'native' : 'web', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
    redirect_uris: redirectUris, post_logout_redirect_uris: afterLogOut, token_endpoint_auth_method: 'none', scope: 'openid', subject_type: 'pairwise',
    ...(kind && { login_kind: kind }), ...(regionId && { region_id: regionId }),
  };
}
