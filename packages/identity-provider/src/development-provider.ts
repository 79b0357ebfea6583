import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import type { Provider } from 'oidc-provider/lib/provider.js';
import type { SigningKeys } from '@vardgraf/service-kit/signing-keys';
import { loginOf, personClaims } from './account';
import { type ClientRegistry, clients, developmentClients, testPersonGrant } from './clients';
import { document, logOutPage, messagePage } from './pages';
import { createProvider } from './provider';
import { testPersonHandler } from './test-person-grant';
import type { PersonSource } from './test-persons';

/** The provider where anybody is whom they choose: sessions in memory (a restart logs browsers out, tokens stay good), and the development grant. */
export function createDevelopmentProvider(o: { issuer: string; keys: SigningKeys; registry: ClientRegistry; persons: PersonSource }): Provider {
  const provider = createProvider({
    issuer: o.issuer, keys: o.keys, environment: 'development', storage: createMemoryAdapter(), clients: clients(o.registry, developmentClients()),
    async claimsOf(account) {
      const login = await loginOf(o.persons, account);
      return 'refused' in login ? login : personClaims(login);
    },
    pages: {
      wrong: (detail, language) => document(messagePage('wrong', detail, language)),
      logOut: (form, language) => document(logOutPage(form, language)),
      loggedOut: (language) => document(messagePage('loggedOut', '', language)),
    },
  });
  provider.registerGrantType(testPersonGrant, testPersonHandler(provider, o.persons, o.keys.jwks.keys[0]!.kid!), ['person', 'commission']);
  return provider;
}
