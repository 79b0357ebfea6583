import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { envOfService, receiverEnv, sharedEnv, type Addresses } from '@vardgraf/launcher/service-env';
import { buildPrograms, programFile } from '@vardgraf/launcher/programs';
import { frontDoors, receiverScript, services } from '@vardgraf/launcher/services';

const root = resolve(__dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const programOf = (script: string) => ['node', '--enable-source-maps', relative(root, programFile(resolve(root, script)))];

interface Container {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  profiles?: string[];
  depends_on?: Record<string, { condition: string }>;
  restart?: string;
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Container>; volumes: Record<string, unknown> };
const container = (name: string): Container => {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml has no ${name}`);
  return found;
};

const addresses: Addresses = {
  databaseUrl: 'postgres://postgres@x/vardgraf', natsUrl: 'nats://x', servicePassword: 'x', graphUrl: 'http://x', identityUrl: 'http://x', keyFiles: { notify: '/x' }, pushKeyFile: '/x', webhookKeyFile: '/x',
  receiver: { url: 'http://x:4020', smtpPort: 4025, smsUser: 'x', smsPassword: 'x' },
  services: Object.fromEntries(services.map((service) => [service.name, `http://x:${service.composePort}`])),
};
const ours = [...services.map((service) => service.name), ...Object.keys(frontDoors), 'receiver'];
const once = ['migrate', 'seed', 'keys'];
/** Of others, and only for who asks for them. */
const observers = ['prometheus', 'grafana'];

test('compose runs exactly the processes npm start runs, beside PostgreSQL, NATS, the one-shots and who observes', () => {
  expect(Object.keys(compose.services).sort()).toEqual([...ours, ...once, ...observers, 'postgres', 'nats'].sort());
});

test('all of ours run from the one image that the Dockerfile builds', () => {
  for (const name of [...ours, ...once]) expect({ name, image: container(name).image, build: container(name).build }).toEqual({ name, image: 'vardgraf:local', build: '.' });
});

test.each(services.map((service) => [service.name, service] as const))('%s gets the variables it gets from npm start, its own role and its own port', (name, service) => {
  const { environment, command } = container(name);
  expect(Object.keys(environment!)).toEqual(expect.arrayContaining(Object.keys(envOfService(service, addresses))));
  expect(environment).toMatchObject({ PORT: service.composePort, HOST: '0.0.0.0' });
  expect(environment!.DATABASE_URL).toMatch(new RegExp(`^postgres://vardgraf_${name}:\\$\\{SERVICE_PASSWORD:\\?[^}]+\\}@postgres:5432/vardgraf$`));
  expect(command).toEqual(programOf(`services/${name}/src/main.ts`));
});

test.each(Object.keys(frontDoors))('%s gets the variables it gets from npm start', (name) => {
  expect(Object.keys(container(name).environment!)).toEqual(expect.arrayContaining(Object.keys(sharedEnv(addresses))));
});

test('the receiver gets the variables it gets from npm start, and runs in development only', () => {
  const { environment, profiles } = container('receiver');
  expect(Object.keys(environment!)).toEqual(expect.arrayContaining(Object.keys(receiverEnv(addresses.receiver))));
  expect(environment).toMatchObject({ PORT: 4020, SMTP_PORT: 4025 });
  expect(profiles).toEqual(['development']);
  expect(Object.entries(compose.services).filter(([name, each]) => (each.profiles && !observers.includes(name)) || each.depends_on?.receiver).map(([name]) => name)).toEqual(['receiver']);
});

test('.env.example sends to the receiver, as compose does without it', () => {
  const offered = Object.fromEntries(read('.env.example').split('\n').filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split('=')));
  const notify = Object.entries(container('notify').environment!).filter(([variable]) => /^(SMS|UNITE|SMTP|MAIL|PUBLIC)_/.test(variable));
  expect(notify).toHaveLength(8);
  for (const [variable, value] of notify) expect(value).toBe(`\${${variable}:-${offered[variable]}}`);
});

test('every address inside names a container and the port it listens on', () => {
  const inside = Object.entries(container('gateway').environment!).filter(([, value]) => /^(http|nats):\/\/(?!localhost)/.test(String(value)));
  expect(inside.length).toBeGreaterThanOrEqual(services.length + 3);
  for (const [variable, value] of inside) {
    const { hostname, port } = new URL(String(value));
    const listens = { nats: 4222 }[hostname] ?? container(hostname).environment?.PORT;
    expect(`${variable} ${hostname}:${port}`).toBe(`${variable} ${hostname}:${String(listens)}`);
  }
});

test('only the graph, the identity provider, the receiver and who observes are reached from outside, on the ports of npm start, and from this machine alone', () => {
  const published = Object.fromEntries(Object.entries(compose.services).flatMap(([name, { ports }]) => (ports ? [[name, ports]] : [])));
  expect(published).toEqual({
    gateway: ['127.0.0.1:${PORT:-4000}:4000'], 'identity-provider': ['127.0.0.1:${IDENTITY_PORT:-4010}:4010'], receiver: ['127.0.0.1:${RECEIVER_PORT:-4020}:4020'],
    prometheus: ['127.0.0.1:${PROMETHEUS_PORT:-9090}:9090'], grafana: ['127.0.0.1:${GRAFANA_PORT:-3000}:3000'],
  });
});

test('every command runs a program that npm run build, and so the Dockerfile, makes', async () => {
  await buildPrograms();
  for (const name of [...ours, ...once]) expect(existsSync(resolve(root, container(name).command!.at(-1)!))).toBe(true);
  for (const [name, script] of Object.entries({ ...frontDoors, receiver: receiverScript })) expect(container(name).command).toEqual(programOf(relative(root, script)));
  expect(read('Dockerfile')).toContain('COPY . .\nRUN npm run build\n');
  expect(existsSync(resolve(root, 'scripts/healthcheck.mjs'))).toBe(true);
});

test('whatever runs on has a health check, and whoever waits for it waits for health', () => {
  for (const [name, { healthcheck }] of Object.entries(compose.services)) {
    if (once.includes(name)) expect(healthcheck).toEqual({ disable: true });
    else expect(Boolean(healthcheck?.test) || ours.includes(name)).toBe(true); // ours have the image's
  }
  for (const { depends_on: waits = {} } of Object.values(compose.services)) {
    for (const [name, { condition }] of Object.entries(waits)) expect(`${name} ${condition}`).toBe(`${name} ${once.includes(name) ? 'service_completed_successfully' : 'service_healthy'}`);
  }
});

test('nothing is started before the schema, and the gateway last', () => {
  for (const { name } of services) expect(container(name).depends_on).toMatchObject({ migrate: {}, nats: {} });
  expect(Object.keys(container('gateway').depends_on!).sort()).toEqual([...services.map((service) => service.name), 'identity-provider', 'nats'].sort());
  expect(container('migrate').depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  for (const name of once) expect(container(name).restart).toBe('no');
});

test('PostgreSQL 17 and NATS 2.11 with JetStream keep their data in volumes', () => {
  expect(container('postgres').image).toBe('postgres:17');
  expect(container('nats').image).toMatch(/^nats:2\.11(-alpine)?$/);
  expect(container('nats').command).toEqual(expect.arrayContaining(['-js', '-sd', '/data']));
  const kept = ['postgres', 'nats'].map((name) => container(name).volumes![0]!.split(':')[0]);
  expect(Object.keys(compose.volumes)).toEqual([...kept, 'keys', 'measures']);
});

test('Prometheus and Grafana run for who asks for them, read what lies in config/observability, and nobody waits for them', () => {
  for (const name of observers) expect(container(name).profiles).toEqual(['observability']);
  const mounted = observers.flatMap((name) => container(name).volumes!).map((volume) => volume.split(':')[0]!).filter((path) => path.startsWith('./'));
  expect(mounted.filter((path) => !existsSync(resolve(root, path)))).toEqual([]);
  expect(mounted).toHaveLength(3);
  expect(Object.entries(compose.services).filter(([name, { depends_on: waits }]) => !observers.includes(name) && observers.some((each) => waits?.[each])).map(([name]) => name)).toEqual([]);
});

test('.env.example has every variable compose asks for', () => {
  const asked = new Set([...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1]!));
  const offered = read('.env.example').split('\n').filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split('=')[0]!);
  expect([...asked, 'COMPOSE_PROFILES'].sort()).toEqual(offered.sort()); // the last is docker compose's own
});

test('the Dockerfile installs every workspace, runs as nobody special and says how healthy it is', () => {
  const dockerfile = read('Dockerfile');
  const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
  const folders = workspaces.flatMap((pattern) => (pattern.endsWith('/*') ? readdirSync(resolve(root, pattern.slice(0, -2))).map((name) => pattern.replace('*', name)) : [pattern]));
  for (const folder of folders) expect(dockerfile).toContain(`COPY ${folder}/package.json ${folder}/\n`);
  const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  expect(lastStage).toMatch(/^USER node$/m);
  expect(lastStage).toMatch(/^HEALTHCHECK .*scripts\/healthcheck\.mjs/m);
  expect(dockerfile.match(/^FROM /gm)).toHaveLength(2);
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies?: Record<string, string> };
  expect(Object.keys(dependencies ?? {})).toContain('tsx'); // the image leaves development packages out
});
