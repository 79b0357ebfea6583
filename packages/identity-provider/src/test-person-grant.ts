import type { Provider } from 'oidc-provider/lib/provider.js';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { accountId, findLogin } from './account';
import { graphResource, graphServer } from './graph-resource';
import { invalidGrant } from './refusals';
import type { PersonSource } from './test-persons';

/**
 * The development grant: a token for a test person by name of its id, without any proof. Exists only in this package, which does not
 * start in production (DIR-4).
 */
export function testPersonHandler(provider: Provider, persons: PersonSource, kid: string): (ctx: KoaContextWithOIDC) => Promise<void> {
  return async (ctx) => {
    const { client, params } = ctx.oidc;
    const login = await findLogin(persons, params?.['person'], params?.['commission']);
    if ('refused' in login) throw invalidGrant(login);
    const token = new provider.AccessToken({ accountId: accountId(login), client: client!, gty: 'test_person' } as never);
    token.resourceServer = new provider.ResourceServer(graphResource, graphServer(client!, kid));
    const value = await token.save();
    ctx.body = { access_token: value, expires_in: token.expiration, token_type: token.tokenType };
  };
}
