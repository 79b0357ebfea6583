import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BodyTooLarge, type Running, sendJson } from '@vardgraf/service-kit/http';
import { createLog, type Log } from '@vardgraf/service-kit/log';
import { measureKeyAge } from '@vardgraf/service-kit/key-age';
import { SigningKeyRing } from '@vardgraf/service-kit/signing-keys';
import { type ClientRegistry, readRegistry } from './clients';
import type { IdentityEnv } from './env';
import { createDevelopmentProvider } from './development-provider';
import { answerInteraction, sendPage } from './interaction';
import { createMetrics } from './metrics';
import { startPage } from './pages';
import { pickPage } from './pick';
import { directoryPersons, fixedPersons, type TestPerson } from './test-persons';

export interface StartOptions {
  /** Instead of asking the directory who can log in. */
  persons?: TestPerson[];
  /** Instead of CLIENTS_FILE. */
  registry?: ClientRegistry;
  log?: Log;
}

/**
 * The development identity provider (DIR-2): tokens for test persons, partners and services.
 * @throws Error in production (DIR-4), on a wrong registry or key file, and when the port is taken
 */
export async function startIdentityProvider(env: IdentityEnv, options: StartOptions = {}): Promise<Running> {
  if ((env.NODE_ENV as string) === 'production') throw new Error('The development identity provider does not start in production.');
  const log = options.log ?? createLog('identity-provider', env.LOG_LEVEL);
  const persons = options.persons ? fixedPersons(options.persons) : directoryPersons(env.DIRECTORY_URL, log);
  const registry = options.registry ?? readRegistry(env.CLIENTS_FILE);
  const ring = await SigningKeyRing.open({ file: env.KEY_FILE });
  const provider = createDevelopmentProvider({ issuer: env.ISSUER, keys: ring.current, registry, persons });
  provider.on('server_error', (_ctx, error) => log.error({ err: error }, 'the provider failed'));
  const { registry: metrics, count } = createMetrics();
  measureKeyAge(metrics, () => ring.madeAt);
  count(provider);
  const oidc = provider.callback();
  let ownUrl = '';

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0]!;
    const language = request.headers['accept-language'];
    if (path.startsWith('/interaction/')) return answerInteraction(provider, persons, request, response);
    switch (path) {
      case '/':
        return sendPage(response, 200, startPage(await persons.list(), language));
      case '/pick':
        return pickPage({ issuer: env.ISSUER, tokenUrl: `${ownUrl}/token` }, request, response);
      case '/test-persons':
        response.setHeader('access-control-allow-origin', '*');
        return sendJson(response, 200, await persons.list());
      case '/health/live':
        return sendJson(response, 200, { live: true });
      case '/health/ready':
        await persons.list();
        return sendReady(response, persons.known() ? [] : ['directory has not yet said who can log in']);
      case '/metrics':
        response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.metrics());
        return;
      default:
        return oidc(request, response);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof BodyTooLarge) return sendJson(response, 413, { error: 'The body is too large.' });
      log.error({ err: error }, 'request failed');
      if (!response.headersSent) sendJson(response, 500, { error: 'Something went wrong.' });
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(env.PORT, env.HOST, resolve));
  ownUrl = `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${(server.address() as AddressInfo).port}`;
  log.info({ url: ownUrl }, 'identity provider answers');
  return {
    url: ownUrl,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
}

function sendReady(response: ServerResponse, reasons: string[]): void {
  sendJson(response, reasons.length ? 503 : 200, { ready: reasons.length === 0, reasons });
}
