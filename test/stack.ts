import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { machineKeys } from '@vardgraf/launcher/machine-clients';
import { freePort } from '@vardgraf/launcher/ports';
import { buildPrograms } from '@vardgraf/launcher/programs';
import { envOfService, receiverEnv, sharedEnv, type Addresses } from '@vardgraf/launcher/service-env';
import { services } from '@vardgraf/launcher/services';
import { leftBehind, stillBehind } from '../packages/service-kit/test/leak-check';
import { eventsOnTheirWay } from './events-on-their-way';
import { natsUrl, servicePassword } from './infrastructure';
import { presentServices, regionsDir, seededDatabase } from './seeded-database';
import { loadPart, type Part, type PartName, type ServiceName, startAsProcess, startInProcess, untilReady } from './stack-parts';

export type { PartName, ServiceName } from './stack-parts';

export interface StackOptions {
  /** Parts to start; all by default. */
  only?: readonly PartName[];
  /** Variables of every part, over the usual ones. */
  env?: Record<string, string>;
  /** Variables of one part, over `env`. */
  envOf?: Partial<Record<PartName, Record<string, string>>>;
  /** Every part a process of its own, which can be killed and restarted. */
  processes?: boolean;
}

/** The platform of one test file: the whole graph over real HTTP, on a database and ports of its own. */
export interface Stack {
  /** `http://…/graphql` of the gateway. */
  graphUrl: string;
  /** `ws://…/graphql` of the gateway. */
  liveUrl: string;
  identityUrl: string;
  /** Origin of a part, without a slash at the end. */
  url(part: PartName): string;
  adminUrl: string;
  /** Database address of a service's own role. */
  databaseUrl(service: ServiceName): string;
  natsUrl: string;
  /** File with the private key of a machine client, as PEM. */
  keyFile(clientId: string): string;
  /** Where the receiver's SMTP server listens. */
  smtpPort: number;
  /** Process id of a part that is a process of its own. */
  pid(part: PartName): number;
  /** What a part that is a process of its own has logged. */
  log(part: PartName): string;
  /** kill -9. */
  kill(part: PartName): Promise<void>;
  /** SIGTERM, and waits for the end. */
  terminate(part: PartName): Promise<void>;
  /** Starts a part that has ended, on its old port, and waits until it is ready. */
  restart(part: PartName, env?: Record<string, string>): Promise<void>;
  /** Resolves when every event so far has been published and consumed by everyone. @throws Error saying what waits */
  settled(withinMs?: number): Promise<void>;
  /** Ends every part and drops the database. @throws Error naming what was left open or unpublished */
  stop(): Promise<void>;
}

/** Starts the platform on a fresh, seeded database; resolves when every part is ready and has heard what the seeds told. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const names = (options.only ?? ['receiver', ...presentServices.map(({ name }) => name as ServiceName), 'identity-provider', 'gateway']) as PartName[];
  if (options.processes) await buildPrograms();
  else for (const name of names) await loadPart(name);
  await forgetEvents(options.env?.['NATS_URL'] ?? natsUrl());
  const database = await seededDatabase();
  const ported = [...services.map(({ name }) => name as ServiceName), 'identity-provider', 'receiver', 'gateway', 'smtp'] as const;
  const port = Object.fromEntries(await Promise.all(ported.map(async (name) => [name, await ownPort()]))) as Record<(typeof ported)[number], number>;
  const keysFolder = mkdtempSync(join(tmpdir(), 'vardgraf-keys-'));
  const keys = machineKeys(keysFolder);
  const origin = (name: PartName): string => `http://127.0.0.1:${port[name]}`;
  const addresses: Addresses = {
    databaseUrl: database.adminUrl, natsUrl: natsUrl(), servicePassword, graphUrl: origin('gateway'), identityUrl: origin('identity-provider'), keyFiles: keys.keyFiles, pushKeyFile: keys.pushKeyFile, webhookKeyFile: keys.webhookKeyFile,
    receiver: { url: origin('receiver'), smtpPort: port.smtp, smsUser: 'vardgraf', smsPassword: 'development' },
    services: Object.fromEntries(services.map(({ name }) => [name, origin(name as ServiceName)])),
  };
  const ownEnv = (name: PartName): Record<string, string> => {
    if (name === 'receiver') return { ...receiverEnv(addresses.receiver), RECEIPT_AFTER_MS: '20', CALL_BACK_RETRY_MS: '50' };
    const service = services.find((each) => each.name === name);
    return service ? envOfService(service, addresses) : { ...sharedEnv(addresses), PORT: String(port[name]), ...(name === 'identity-provider' && { CLIENTS_FILE: keys.clientsFile }) };
  };
  const envFor = (name: PartName): Record<string, string> => {
    return {
      ...ownEnv(name),
      REGIONS_DIR: regionsDir, LOG_LEVEL: process.env['LOG_LEVEL'] ?? (options.processes ? 'info' : 'silent'), DRAIN_MS: '50', RATE_PER_MINUTE: '1000000', RATE_PER_MINUTE_ANONYMOUS: '1000000',
      ...options.env, ...options.envOf?.[name],
    };
  };
  const start = options.processes ? startAsProcess : startInProcess;
  const parts = new Map<PartName, Part>();
  const part = (name: PartName): Part => parts.get(name) ?? fail(`${name} has not been started`);
  const end = async (): Promise<void> => {
    for (const name of ['gateway', 'identity-provider'] as const) await parts.get(name)?.stop();
    await Promise.all(presentServices.map(({ name }) => parts.get(name as ServiceName)?.stop()));
    await parts.get('receiver')?.stop();
    rmSync(keysFolder, { recursive: true, force: true });
  };
  const settled = (withinMs = 20_000) => untilNothing(() => eventsOnTheirWay(database.adminUrl, names), withinMs);

  try {
    // One after the other: in one process the building of one graph keeps another's connection waiting until it times out.
    for (const name of names) parts.set(name, await start(name, envFor(name)));
    // A gateway without all its subgraphs answers, and says that it is not ready.
    const whole = services.every(({ name }) => parts.has(name as ServiceName));
    await Promise.all([...parts.values()].map((each) => (each.name === 'gateway' && !whole ? undefined : untilReady(each, options.processes ? 120_000 : 60_000)))); // ten processes load their code at once
    await settled(120_000);
  } catch (error) {
    await end().catch(() => undefined);
    await database.drop().catch(() => undefined);
    throw error;
  }

  return {
    graphUrl: `${origin('gateway')}/graphql`, liveUrl: `ws://127.0.0.1:${port.gateway}/graphql`, identityUrl: origin('identity-provider'),
    url: origin, adminUrl: database.adminUrl, databaseUrl: database.url, natsUrl: options.env?.['NATS_URL'] ?? natsUrl(),
    keyFile: (clientId) => keys.keyFiles[clientId] ?? fail(`${clientId} is no machine client`),
    smtpPort: port.smtp,
    pid: (name) => part(name).pid ?? fail(`${name} runs in this process`),
    log: (name) => part(name).log(),
    kill: (name) => part(name).kill(),
    terminate: (name) => part(name).stop(),
    async restart(name, env) {
      parts.set(name, await start(name, { ...envFor(name), ...env }));
      await untilReady(part(name));
    },
    settled,
    async stop() {
      // A stack that is still sending and telling may not stand still in that time, and has left nothing behind all the same.
      const left = await untilNothing(() => leftBehind(database.adminUrl, { published: true }), 5_000).then(() => [], () => stillBehind(database.adminUrl, 15_000));
      await end();
      await database.drop();
      if (left.length) throw new Error(left.join('; '));
    },
  };
}

/** A free port that the other jest worker is not given while this one's parts are still starting: every second one. */
async function ownPort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port % 2 === Number(process.env['JEST_WORKER_ID'] ?? 1) % 2) return port;
  }
}

function fail(sentence: string): never {
  throw new Error(sentence);
}

/** The stream of an earlier file of this worker belongs to a database that is gone. */
async function forgetEvents(url: string): Promise<void> {
  const nc = await connect({ servers: url });
  try {
    await (await jetstreamManager(nc)).streams.delete('VARDGRAF').catch(() => false);
  } finally {
    await nc.close();
  }
}

async function untilNothing(ask: () => Promise<string[]>, withinMs: number): Promise<void> {
  for (const deadline = Date.now() + withinMs; ; await sleep(25)) {
    const left = await ask();
    if (left.length === 0) return;
    if (Date.now() > deadline) throw new Error(left.join('; '));
  }
}
