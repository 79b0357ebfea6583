import { join } from 'node:path';
import { clients, readRegistry } from '@vardgraf/identity-provider/clients';
import { createMetrics } from '@vardgraf/identity-provider/metrics';
import { createProvider } from '@vardgraf/identity-provider/provider';
import { openServiceDeps } from '@vardgraf/service-kit/deps';
import { environmentOf } from '@vardgraf/service-kit/env';
import { type Running, sendJson, startHttp } from '@vardgraf/service-kit/http';
import { measureKeyAge } from '@vardgraf/service-kit/key-age';
import { type SigningKeyOptions, SigningKeyRing } from '@vardgraf/service-kit/signing-keys';
import { startWatch } from '@vardgraf/service-kit/watch';
import type { Provider } from 'oidc-provider/lib/provider.js';
import { claimsOf } from './accounts';
import { DirectoryQuestion } from './directory-question';
import { EndedLogins } from './ended-logins';
import type { BrokerEnv } from './env';
import { Interactions } from './interaction';
import { LoginStore } from './login-store';
import { readMappings } from './mapping';
import { Pages } from './pages';
import { Upstream } from './upstream';

export const service = 'identity';
export const migrationsDir = join(__dirname, 'storage', 'migrations');

/**
 * The log-in service of education and production (DIR-2): sends people to BankID, Freja, 1177 or SITHS, and gives tokens of our own. Signing keys change
 * while it runs. @throws Error when a mapping file, the registry or the key file is wrong, or the database is away or older than this code
 */
export async function startIdentityBroker(env: BrokerEnv, options: { keys?: SigningKeyOptions } = {}): Promise<Running> {
  const environment = environmentOf(env);
  const production = env.NODE_ENV === 'production';
  if (production && !env.ISSUER.startsWith('https:')) throw new Error('ISSUER: in production people log in over https only.');
  const mappings = readMappings(env.ISSUERS_DIR, environment);
  const registered = clients(readRegistry(env.CLIENTS_FILE));
  const ring = await SigningKeyRing.open({ file: env.KEY_FILE, ...options.keys });
  const { db, nats, log, close } = await openServiceDeps({ service, env, migrationsDir });
  const store = new LoginStore(db);
  const ended = new EndedLogins(store, nats, log);
  const pages = new Pages(environment);
  const metrics = createMetrics('identity-broker');
  measureKeyAge(metrics.registry, () => ring.madeAt);
  const directory = new DirectoryQuestion({ url: env.DIRECTORY_URL, issuer: env.ISSUER, environment, keys: () => ring.current });

  /** The library takes its keys once: with other keys there is another provider, on the same storage. */
  function providerNow(): Provider {
    const provider = createProvider({
      issuer: env.ISSUER, keys: ring.current, environment, clients: registered, storage: store.adapter, claimsOf: (account) => claimsOf(directory, account), pages,
      refresh: { idleSeconds: env.IDLE_SECONDS, totalSeconds: env.TOTAL_SECONDS },
    });
    provider.proxy = env.BEHIND_PROXY;
    provider.on('server_error', (_ctx, error) => log.error({ reason: error.name }, 'the provider failed'));
    metrics.count(provider);
    ended.listenTo(provider);
    return provider;
  }

  const kids = () => ring.current.jwks.keys.map(({ kid }) => kid).join(' ');
  let provider = providerNow();
  let answer = provider.callback();
  let known = kids();
  const keys = startWatch({
    log, everyMs: env.KEYS_MS, failed: 'the signing keys could not be looked at',
    async look() {
      await ring.refresh();
      if (kids() === known) return [];
      known = kids();
      provider = providerNow();
      answer = provider.callback();
      log.info('other signing keys are used from now on');
      return [];
    },
  });
  const cleaning = startWatch({ log, everyMs: 600_000, look: async () => (await store.forgetExpired(), []), failed: 'expired log-ins could not be forgotten' });

  const redirectUri = (id: string) => `${env.ISSUER.replace(/\/$/, '')}/callback/${id}`;
  const upstreams = new Map(mappings.map((mapping) => [mapping.id, new Upstream(mapping, { redirectUri: redirectUri(mapping.id), insecure: !production })]));
  const interactions = new Interactions({ provider: () => provider, upstreams, directory, store, pages, log });
  const stopParts = async () => {
    await keys.stop();
    await cleaning.stop();
    await ended.settled();
    await close();
  };
  try {
    const http = await startHttp({
      host: env.HOST, port: env.PORT, log, registry: metrics.registry, warnings: () => (nats.connected() ? [] : ['NATS is away: gateways learn of log-outs from the list alone']),
      ready: () => db.session.query('SELECT 1').then(() => [], () => ['the database does not answer']),
      routes: {
        '/interaction/*': interactions.answer,
        '/callback/*': interactions.comeBack,
        '/revoked': async (_request, response) => sendJson(response, 200, { sessions: await ended.list() }),
        '/*': async (request, response) => void (await answer(request, response)),
      },
    });
    log.info({ url: http.url, environment, issuers: mappings.map(({ id }) => id) }, 'the log-in service answers');
    return {
      url: http.url,
      stop: async () => {
        await http.stop();
        await stopParts();
      },
    };
  } catch (error) {
    await stopParts();
    throw error;
  }
}
