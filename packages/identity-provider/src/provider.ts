import { InvalidTarget } from 'oidc-provider/lib/helpers/errors.js';
import { base } from 'oidc-provider/lib/helpers/interaction_policy/index.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import type { AdapterFactory, Client, ClientMetadata, Configuration, KoaContextWithOIDC, RefreshToken } from 'oidc-provider';
import type { SigningKeys } from '@vardgraf/service-kit/signing-keys';
import type { Environment } from '@vardgraf/service-kit/tokens';
import { type LoginRefusal, personOf } from './account';
import { graphResource, graphServer, scopesOf, tokenSeconds } from './graph-resource';
import { invalidGrant } from './refusals';

export interface ProviderOptions {
  issuer: string;
  keys: SigningKeys;
  /** Stands in every token (DIR-4). */
  environment: Environment;
  clients: ClientMetadata[];
  /** What a token says of an account now, or why it gets none; asked again at every issue. */
  claimsOf(account: string): Promise<Record<string, unknown> | LoginRefusal>;
  /** Where sessions, codes and refresh tokens lie. */
  storage: AdapterFactory;
  /** Browsers get refresh tokens: each is good once and for `idleSeconds`, all of a log-in together for `totalSeconds`. After `idleSeconds` the browser alone lets nobody in again. */
  refresh?: { idleSeconds: number; totalSeconds: number };
  pages: {
    /** The whole page for a request that cannot be answered. */
    wrong(detail: string, acceptLanguage: string): string;
    /** The whole page that asks whether to log out, with the library's own form in it. */
    logOut(form: string, acceptLanguage: string): string;
    loggedOut(acceptLanguage: string): string;
  };
}

const sessionSeconds = 12 * 3_600;

/**
 * The OpenID provider under the development log-in and under the broker: RFC 9068 access tokens in ES256, by code with PKCE for browsers and by
 * private_key_jwt for machines (DIR-2, PAR-1). Keeps nothing itself: another one made with other keys on the same storage goes on where this one was.
 */
export function createProvider(options: ProviderOptions): Provider {
  return new Provider(options.issuer, configuration(options));
}

function configuration({ keys, clients, claimsOf, storage, environment, refresh, pages }: ProviderOptions): Configuration {
  const policy = base();
  policy.remove('consent'); // front ends are ours: whoever logs in agrees
  const language = (ctx: KoaContextWithOIDC) => ctx.get('accept-language');
  /** A commission that ended meanwhile gives no token. */
  const claimsOfPerson = async (account: string): Promise<Record<string, unknown>> => {
    const said = await claimsOf(account);
    if ('refused' in said) throw invalidGrant(said as LoginRefusal);
    return said;
  };
  return {
    adapter: withClients(storage, clients),
    jwks: keys.jwks as never,
    cookies: { keys: [keys.cookieSecret] },
    clientDefaults: { id_token_signed_response_alg: 'ES256', grant_types: [], response_types: [], token_endpoint_auth_method: 'none', ...(refresh && { default_max_age: refresh.idleSeconds }) },
    extraClientMetadata: { properties: ['login_kind', 'machine_kind', 'machine_scopes', 'region_id'] },
    clientAuthMethods: ['none', 'private_key_jwt'],
    clientBasedCORS: () => true,
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier: (_ctx, account) => personOf(account),
    responseTypes: ['code'],
    scopes: ['openid'],
    pkce: { required: () => true },
    ttl: {
      AccessToken: tokenSeconds, ClientCredentials: tokenSeconds, AuthorizationCode: 60, IdToken: tokenSeconds, Interaction: 3_600,
      Session: refresh?.totalSeconds ?? sessionSeconds, Grant: refresh?.totalSeconds ?? sessionSeconds,
      RefreshToken: (_ctx: unknown, token: RefreshToken) => refreshSeconds(token, refresh),
    },
    issueRefreshToken: (_ctx: unknown, client: Client) => refresh !== undefined && client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      userinfo: { enabled: false },
      revocation: { enabled: refresh !== undefined, allowedPolicy: (_ctx: unknown, client: Client, token: { clientId?: string }) => token.clientId === client.clientId },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx: KoaContextWithOIDC, form: string) => void (ctx.body = pages.logOut(form, language(ctx))),
        postLogoutSuccessSource: (ctx: KoaContextWithOIDC) => void (ctx.body = pages.loggedOut(language(ctx))),
      },
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
      return 'refused' in (await claimsOf(account)) ? undefined : { accountId: account, claims: async () => ({ sub: account }) };
    },
    loadExistingGrant: theGrant,
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = pages.wrong(out.error_description ?? out.error, ctx.get('accept-language'));
    },
    formats: {
      customizers: {
        async jwt(_ctx, token, jwt) {
          const whose = 'accountId' in token && token.accountId ? { ...(await claimsOfPerson(token.accountId)), ...(token.grantId && { sid: token.grantId }) } : claimsOfMachine(token.client!);
          Object.assign(jwt.payload, whose, { environment });
        },
      },
    },
  } as Configuration;
}

/** Clients come from the registry; everything else lies in the storage. */
function withClients(storage: AdapterFactory, clients: ClientMetadata[]): AdapterFactory {
  const known = new Map(clients.map((client) => [client.client_id, client]));
  return (model) => (model === 'Client' ? ({ find: async (id: string) => known.get(id) } as ReturnType<AdapterFactory>) : storage(model));
}

function signingKid(keys: SigningKeys): string {
  return keys.jwks.keys[0]!.kid!;
}

function refreshSeconds(token: RefreshToken, refresh: ProviderOptions['refresh']): number {
  if (!refresh) return 0;
  const began = token.iiat ?? Math.floor(Date.now() / 1_000);
  return Math.max(1, Math.min(refresh.idleSeconds, began + refresh.totalSeconds - Math.floor(Date.now() / 1_000)));
}

/** A partner acts in its region; a service in none. */
function claimsOfMachine(client: Client): Record<string, unknown> {
  if (client['machine_kind'] === 'SERVICE') return { sub: client.clientId, kind: 'SERVICE' };
  return { sub: client.clientId, kind: 'PARTNER', region: client['region_id'], locale: 'sv' };
}

/** One grant a log-in and client: its id is the log-in's name in tokens, and ending it ends them all. */
async function theGrant(ctx: KoaContextWithOIDC): Promise<InstanceType<Provider['Grant']>> {
  const { provider, client, session } = ctx.oidc;
  const id = session!.grantIdFor(client!.clientId);
  const known = id === undefined ? undefined : await provider.Grant.find(id);
  if (known && known.accountId === session!.accountId) return known;
  const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
  grant.addOIDCScope('openid');
  grant.addResourceScope(graphResource, scopesOf(client!));
  await grant.save();
  return grant;
}
