import { resolve } from 'node:path';
import { migrate } from '@vardgraf/service-kit/migrate';
import { runToEnd, startProgram, untilReady, type RunningProgram } from './child-process';
import type { LauncherEnv } from './env';
import { machineKeys, partnerClients, type MachineKeys } from './machine-clients';
import { freePort } from './ports';
import { envOfService, receiverEnv, sharedEnv, type Addresses } from './service-env';
import { frontDoors, receiverScript, schemas, services, sources } from './services';
import { writeStack, type Stack } from './stack-file';
import { StartFault } from './start-fault';
import type { Reports } from './start-stack';
import type { Undo } from './undo';
import type { Watchdog } from './watchdog';

/** What is there when PostgreSQL and NATS answer. */
export interface Ground {
  env: LauncherEnv;
  /** Completed with the processes as they start. */
  stack: Stack;
  servicePassword: string;
  watchdog: Watchdog;
  undo: Undo;
  reports: Reports;
}

interface Answering {
  program: RunningProgram;
  origin: string;
}

/** Migrates, then starts all processes and the seeds at once; resolves when every process says it is ready and the seeds have run. */
export async function startPlatform(ground: Ground): Promise<void> {
  const { env, stack, servicePassword, watchdog, reports } = ground;
  await migrate({ adminUrl: stack.databaseUrl, servicePassword, services: schemas }).catch((fault: Error) => {
    throw new StartFault(`The schema could not be brought up to date: ${fault.message.replace(/\.$/, '')}.`);
  });
  reports.done('The schema is up to date');

  const keys = machineKeys(resolve(env.DATA_DIR, 'keys'));
  stack.partnerKeys = Object.fromEntries(partnerClients.map(({ clientId }) => [clientId, keys.keyFiles[clientId]!]));
  const addresses: Addresses = {
    databaseUrl: stack.databaseUrl, natsUrl: stack.natsUrl, servicePassword, graphUrl: new URL(stack.graphUrl).origin, identityUrl: stack.identityUrl, keyFiles: keys.keyFiles, pushKeyFile: keys.pushKeyFile, webhookKeyFile: keys.webhookKeyFile, services: {},
    receiver: { url: `http://127.0.0.1:${env.RECEIVER_PORT}`, smtpPort: await freePort(), smsUser: 'vardgraf', smsPassword: 'development' },
  };
  for (const service of services) addresses.services[service.name] = `http://127.0.0.1:${await freePort()}`;
  const answering = await startProcesses(ground, addresses, keys);
  for (const { program, origin } of answering) stack.processes[program.name] = { pid: program.pid, url: origin };
  writeStack(env.DATA_DIR, stack);

  const seeding = runToEnd({
    name: 'seed', script: resolve(__dirname, 'seed.ts'), logDir: resolve(env.DATA_DIR, 'logs'), watchdog,
    env: { ...env.inherited, ...sharedEnv(addresses), DATABASE_URL: stack.databaseUrl, SERVICE_PASSWORD: servicePassword },
  }).then(() => reports.done('The synthetic region is in place'));
  await Promise.all([seeding, ...answering.map(async ({ program, origin }) => {
    await untilReady(program, origin);
    reports.done(`${program.name} is ready`);
  })]);
}

/** The services stop together, after the two doors in front of them and before the receiver that they send to. */
async function startProcesses({ env, watchdog, undo, reports }: Ground, addresses: Addresses, keys: MachineKeys): Promise<Answering[]> {
  const start = (name: string, script: string, own: Record<string, string>, origin: string): Answering => {
    const program = startProgram({ name, script, env: { ...env.inherited, ...own }, logDir: resolve(env.DATA_DIR, 'logs'), watchdog });
    void program.exited.then((how) => reports.crashed(program.epitaph(how)));
    return { program, origin };
  };
  const door = (name: keyof typeof frontDoors, port: number): Answering => {
    const own = { ...sharedEnv(addresses), PORT: String(port), DATABASE_URL: '', KEY_FILE: resolve(env.DATA_DIR, 'identity-keys.json'), CLIENTS_FILE: keys.clientsFile };
    return start(name, frontDoors[name], own, `http://127.0.0.1:${port}`);
  };
  const receiver = start('receiver', receiverScript, receiverEnv(addresses.receiver), addresses.receiver.url);
  const behind = services.map((service) => start(service.name, sources(service).main, envOfService(service, addresses), addresses.services[service.name]!));
  const front = [door('identity-provider', env.IDENTITY_PORT), door('gateway', env.PORT)];
  await undo.add(receiver.program.stop);
  await undo.add(async () => void (await Promise.all(behind.map(({ program }) => program.stop()))));
  for (const { program } of front) await undo.add(program.stop);
  return [receiver, ...behind, ...front];
}
