import { setTimeout as sleep } from 'node:timers/promises';
import { gatewayEnv } from '@vardgraf/gateway/env';
import { startGateway } from '@vardgraf/gateway/start';
import { natsUrl } from '../../test/infrastructure';
import { CareModel } from './care-model';
import { startIssuer } from './issuer';
import { startTestSubgraph } from './subgraphs';

/** A gateway in this process over a test subgraph of each name, an issuer and the worker's NATS. */
export async function startStack(variables: Record<string, string> = {}) {
  const model = new CareModel();
  await model.connect(natsUrl());
  const issuer = await startIssuer(variables['NODE_ENV'] === 'production' ? 'production' : 'development');
  const [directory, triage, cases, booking, messaging, notify, oversight] = await Promise.all([
    startTestSubgraph('directory', model), startTestSubgraph('triage', model), startTestSubgraph('cases', model), startTestSubgraph('booking', model),
    startTestSubgraph('messaging', model), startTestSubgraph('notify', model), startTestSubgraph('oversight', model),
  ]);
  const subgraphs = { directory, triage, cases, booking, messaging, notify, oversight };
  const env = gatewayEnv.parse({
    NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent', ISSUER: issuer.url, JWKS_URL: issuer.jwksUrl, NATS_URL: natsUrl(), DRAIN_MS: '50',
    DIRECTORY_URL: directory.url, TRIAGE_URL: triage.url, CASES_URL: cases.url, BOOKING_URL: booking.url, MESSAGING_URL: messaging.url, NOTIFY_URL: notify.url, OVERSIGHT_URL: oversight.url, ...variables,
  });
  const gateway = await startGateway(env);
  const metric = async (line: RegExp): Promise<number> => {
    const text = await (await fetch(`${gateway.url}/metrics`)).text();
    const found = text.split('\n').filter((each) => !each.startsWith('#') && line.test(each));
    return found.reduce((sum, each) => sum + Number(each.split(' ').at(-1)), 0);
  };
  return {
    url: gateway.url,
    model, issuer, subgraphs, gateway, metric,
    /** Posts an operation; status, headers and parsed body. */
    async post(body: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Answer };
    },
    /** Waits until a measure stands so: the end of a connection is known at one side before it is known at the other. */
    async measures(line: RegExp, value: number): Promise<void> {
      for (const deadline = Date.now() + 15_000; (await metric(line)) !== value; await sleep(20)) if (Date.now() > deadline) throw new Error(`${line} is ${await metric(line)} and not ${value}`);
    },
    received: () => Object.values(subgraphs).reduce((sum, { received }) => sum + received.length, 0),
    forget: () => Object.values(subgraphs).forEach(({ received }) => received.splice(0)),
    async stop() {
      await gateway.stop();
      await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.stop()));
      await issuer.stop();
      await model.close();
    },
  };
}
export type Stack = Awaited<ReturnType<typeof startStack>>;

export interface Answer {
  data?: Record<string, never> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; id?: string; paths?: string[] } }[];
  extensions?: unknown;
}
