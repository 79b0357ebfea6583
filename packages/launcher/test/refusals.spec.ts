import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@vardgraf/launcher/ports';
import { adminUrl, natsUrl } from '@vardgraf/test/infrastructure';
import { launch } from './launch';

let dataDir: string;
let ports: Record<string, string>;
const servers: Server[] = [];
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vardgraf-refusals-'));
  ports = { PORT: String(await freePort()), IDENTITY_PORT: String(await freePort()), RECEIVER_PORT: String(await freePort()), DATA_DIR: dataDir };
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** One line on stderr and exit code 1: no stack trace, no half of a stack left behind. */
async function refusal(env: Record<string, string>, script: 'start' | 'db-reset' | 'token' = 'start', ...args: string[]): Promise<string> {
  const run = launch(script, { ...ports, ...env }, ...args);
  expect(await run.exited).toBe(1);
  expect(run.errors().trim().split('\n')).toHaveLength(1);
  return run.errors().trim();
}

/** Another program on a port; answers like a web server. */
async function listening(): Promise<{ port: string }> {
  const server = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  servers.push(server);
  return { port: String((server.address() as { port: number }).port) };
}

test('a port in use stops the start with one sentence that names the port and the variable', async () => {
  const other = await listening();
  expect(await refusal({ PORT: other.port })).toBe(`Port ${other.port} is used by another program; stop that one or choose another with PORT=….`);
  expect(await refusal({ IDENTITY_PORT: other.port })).toBe(`Port ${other.port} is used by another program; stop that one or choose another with IDENTITY_PORT=….`);
  expect(await refusal({ RECEIVER_PORT: other.port })).toBe(`Port ${other.port} is used by another program; stop that one or choose another with RECEIVER_PORT=….`);
});

test.each([
  ['nobody listens', (url: URL, free: number) => { url.port = String(free); }, /^DATABASE_URL names 127\.0\.0\.1:\d+, where no PostgreSQL answers\.$/],
  ['the host does not exist', (url: URL) => { url.hostname = 'no-such-host.invalid'; }, /^DATABASE_URL names the host no-such-host\.invalid, which does not exist\.$/],
  ['the database does not exist', (url: URL) => { url.pathname = '/nothing'; }, /^PostgreSQL at 127\.0\.0\.1:\d+ has no database nothing; create it or correct DATABASE_URL\.$/],
  ['the user does not exist', (url: URL) => { url.username = 'nobody_here'; }, /^PostgreSQL at 127\.0\.0\.1:\d+ refused the user nobody_here or the password of DATABASE_URL\.$/],
])('a DATABASE_URL where %s stops the start with one sentence', async (_, change, sentence) => {
  const url = new URL(adminUrl());
  change(url, await freePort());
  expect(await refusal({ DATABASE_URL: url.toString(), NATS_URL: natsUrl() })).toMatch(sentence);
});

test('a NATS_URL where no NATS answers stops the start with one sentence', async () => {
  const nothing = `nats://127.0.0.1:${await freePort()}`;
  expect(await refusal({ DATABASE_URL: adminUrl(), NATS_URL: nothing })).toBe(`NATS_URL names ${nothing}, where no NATS server answers.`);
  const web = await listening();
  expect(await refusal({ DATABASE_URL: adminUrl(), NATS_URL: `nats://127.0.0.1:${web.port}` })).toMatch(/where no NATS server answers\.$/);
});

test('every malformed variable is named at once', async () => {
  const sentence = await refusal({ DATABASE_URL: 'mysql://x', NATS_URL: 'four', PORT: '70000', NODE_ENV: 'production' });
  for (const name of ['DATABASE_URL must look like postgres://', 'NATS_URL must look like nats://', 'PORT must be a port number', 'NODE_ENV must be development']) expect(sentence).toContain(name);
});

test('db:reset leaves a database of your own alone, and clears an empty folder without ado', async () => {
  expect(await refusal({ DATABASE_URL: adminUrl() }, 'db-reset')).toMatch(/^DATABASE_URL names a PostgreSQL of your own/);
  writeFileSync(join(dataDir, 'something'), '');
  const run = launch('db-reset', ports);
  expect(await run.exited).toBe(0);
  expect(run.output()).toBe('The data is cleared; npm start seeds it anew.\n');
  expect(() => readdirSync(dataDir)).toThrow('ENOENT');
});

test('a token is refused for a partner that is not named or not known, and while the platform does not run', async () => {
  expect(await refusal({}, 'token')).toBe('Say whose token: --partner telephone-triage.');
  expect(await refusal({}, 'token', '--partner', 'nobody')).toBe('Say whose token: --partner telephone-triage.');
  expect(await refusal({}, 'token', '--partner', 'telephone-triage')).toBe('Vårdgraf does not run on this data; start it with npm start.');
});
