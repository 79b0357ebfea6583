import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import { InvalidTarget } from 'oidc-provider/lib/helpers/errors.js';
import { base } from 'oidc-provider/lib/helpers/interaction_policy/index.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import type { Adapter, AdapterFactory, Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { loginOf, personClaims, personOf } from './account';
import { type ClientRegistry, clients, testPersonGrant } from './clients';
import { graphResource, graphServer, scopesOf, tokenSeconds } from './graph-resource';
import type { SigningKeys } from './keys';
import { document, messagePage } from './pages';
import { invalidGrant, testPersonHandler } from './test-person-grant';
import type { PersonSource } from './test-persons';

export interface ProviderOptions {
  issuer: string;
  keys: SigningKeys;
  registry: ClientRegistry;
  persons: PersonSource;
}

/** The OpenID provider: RFC 9068 access tokens in ES256, three ways to get one (test person, code with PKCE, a machine's key). */
export function createProvider(options: ProviderOptions): Provider {
  const provider = new Provider(options.issuer, configuration(options));
  provider.registerGrantType(testPersonGrant, testPersonHandler(provider, options.persons, signingKid(options.keys)), ['person', 'commission']);
  return provider;
}

function configuration({ keys, registry, persons }: ProviderOptions): Configuration {
  const policy = base();
  policy.remove('consent'); // development: whoever picks a person agrees
  return {
    adapter: storage(registry),
    jwks: keys.jwks as never,
    cookies: { keys: [keys.cookieSecret] },
    clientDefaults: { id_token_signed_response_alg: 'ES256', grant_types: [], response_types: [], token_endpoint_auth_method: 'none' },
    extraClientMetadata: { properties: ['machine_kind', 'machine_scopes', 'region_id'] },
    clientAuthMethods: ['none', 'private_key_jwt'],
    clientBasedCORS: () => true,
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier: (_ctx, account) => personOf(account),
    responseTypes: ['code'],
    scopes: ['openid'],
    pkce: { required: () => true },
    ttl: { AccessToken: tokenSeconds, ClientCredentials: tokenSeconds, AuthorizationCode: 60, IdToken: tokenSeconds, Interaction: 3_600, Session: 12 * 3_600, Grant: 12 * 3_600 },
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => graphResource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource, client) => {
          if (resource !== graphResource) throw new InvalidTarget();
          return graphServer(client, signingKid(keys));
        },
      },
    },
    async findAccount(_ctx, account) {
      const login = await loginOf(persons, account);
      return 'refused' in login ? undefined : { accountId: account, claims: async () => ({ sub: account }) };
    },
    loadExistingGrant: grantEverything,
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = document(messagePage('wrong', out.error_description ?? out.error, ctx.get('accept-language')));
    },
    formats: {
      customizers: {
        async jwt(_ctx, token, jwt) {
          Object.assign(jwt.payload, 'accountId' in token && token.accountId ? await claimsOfPerson(persons, token.accountId) : claimsOfMachine(token.client!));
        },
      },
    },
  } as Configuration;
}

/** Sessions and codes in memory: a restart logs browsers out, tokens stay good. Clients come from the registry. */
function storage(registry: ClientRegistry): AdapterFactory {
  const memory = createMemoryAdapter();
  const known = new Map(clients(registry).map((client) => [client.client_id, client]));
  return (model) => (model === 'Client' ? ({ find: async (id: string) => known.get(id) } as Adapter) : memory(model));
}

function signingKid(keys: SigningKeys): string {
  return keys.jwks.keys[0]!.kid!;
}

/** Looked up again at issue: a commission that ended meanwhile gives no token. */
async function claimsOfPerson(persons: PersonSource, account: string): Promise<Record<string, unknown>> {
  const login = await loginOf(persons, account);
  if ('refused' in login) throw invalidGrant(login);
  return personClaims(login);
}

/** A partner acts in its region; a service in none. */
function claimsOfMachine(client: Client): Record<string, unknown> {
  if (client['machine_kind'] === 'SERVICE') return { sub: client.clientId, kind: 'SERVICE' };
  return { sub: client.clientId, kind: 'PARTNER', region: client['region_id'], locale: 'sv' };
}

async function grantEverything(ctx: KoaContextWithOIDC): Promise<InstanceType<Provider['Grant']>> {
  const { provider, client, session } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
  grant.addOIDCScope('openid');
  grant.addResourceScope(graphResource, scopesOf(client!));
  await grant.save();
  return grant;
}
