import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webhookPartners } from '../src/operators/webhook-call';
import { certificateAuthority } from './certificates';
import { type NotifyWorld, notifyWorld, until } from './notify-world';
import { holds, partnerIn, partnerServer } from './webhook-world';

const [trusted, unknown] = [certificateAuthority('An authority of the operator'), certificateAuthority('An authority of nobody')];
const folder = mkdtempSync(join(tmpdir(), 'authority-'));
writeFileSync(join(folder, 'ca.pem'), trusted.cert);

let world: NotifyWorld;
beforeAll(async () => { world = await notifyWorld(); });
afterAll(async () => {
  await world.end();
  rmSync(folder, { recursive: true });
});

/** A process of notify that trusts the operator's authority as well: Node reads what it trusts when it starts. */
function notifyThatTrusts(): { end(): Promise<void> } {
  const env = Object.fromEntries(Object.entries({ ...world.env, PORT: 0 }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  const main = join(__dirname, '..', 'src', 'main.ts');
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', main], { env: { PATH: process.env['PATH'], ...env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }, stdio: ['ignore', 'ignore', 'inherit'] });
  const closed = new Promise<void>((done) => child.once('close', () => done()));
  return { end: () => (child.kill('SIGKILL'), closed) };
}

test('[PAR-1] [BEY-13] a webhook goes to a certificate of a trusted authority, and to none of an unknown one, of another name, or of yesterday; it is tried again, goes through once the certificate holds, and is a dead letter when it never does', async () => {
  const places = [
    ['good', trusted.issues(['localhost'])], ['of an unknown authority', unknown.issues(['localhost'])], ['of another name', trusted.issues(['partner.example'])], ['of yesterday', trusted.issues(['localhost'], { expired: true })],
  ] as const;
  const all = await Promise.all(places.map(async ([name, identity]) => {
    const [me, server] = [partnerIn(world), await partnerServer(identity)];
    return { name, me, server, ...(await me.registers(server.url)) };
  }));
  const [good, never, , renewed] = all as [(typeof all)[0], (typeof all)[0], (typeof all)[0], (typeof all)[0]];
  const first = async (webhookId: string) => (await world.rows('SELECT state, attempts, failure, last_status, next_at FROM webhook_delivery WHERE endpoint_id = $1 ORDER BY place LIMIT 1', [webhookId]))[0]!;
  const tried = (webhookId: string) => until(() => first(webhookId), (d) => Number(d['attempts']) > 0 && d.state !== 'SENDING', 60_000);
  // A clock that jumps past what is being sent makes it lost, and it is rightly sent again: it jumps while nothing is on its way, to where all that waits is due.
  const atRest = () => until(() => world.rows("SELECT id FROM webhook_delivery WHERE state = 'SENDING' OR next_at <= vardgraf.now()"), (rows) => rows.length === 0);
  const allAreTriedAgain = async () => {
    await atRest();
    await world.clockAtOnce((await world.rows("SELECT max(next_at) AS last FROM webhook_delivery WHERE state = 'PENDING'"))[0]!['last'] as Date);
    await atRest();
  };
  await world.stopNotify();
  const running = notifyThatTrusts();
  try {
    for (const { me } of all) await me.submits();
    for (const { name, webhookId } of all) {
      const refused = { state: 'PENDING', failure: 'BAD_CERTIFICATE', last_status: null };
      expect({ name, ...(await tried(webhookId)) }).toMatchObject(name === 'good' ? { state: 'DELIVERED', failure: null, last_status: 204 } : { name, ...refused });
    }
    const got = await until(() => good.server.got, (calls) => calls.length === 2);
    expect(got.every((each) => holds(good.secret, each))).toBe(true);
    renewed.server.shows(trusted.issues(['localhost']));
    while ((await first(never.webhookId)).state !== 'DEAD_LETTER') await allAreTriedAgain();
    expect(await first(never.webhookId)).toMatchObject({ attempts: 10, failure: 'BAD_CERTIFICATE', next_at: null });
    const gone = await first(renewed.webhookId);
    expect(gone).toMatchObject({ state: 'DELIVERED', failure: null });
    expect(gone['attempts']).toBeGreaterThan(1);
    for (const { name, server } of all) expect({ name, calls: server.got.length }).toEqual({ name, calls: ['good', 'of yesterday'].includes(name) ? 2 : 0 });
  } finally {
    await running.end();
    for (const { server } of all) await server.stop();
  }
}, 180_000);

test('[PAR-1] a connection that nobody takes is no bad certificate, and what speaks no TLS is none either', async () => {
  const plain = await partnerServer();
  const call = (url: string) => webhookPartners({ loopback: true, timeoutMs: 5_000 }).send({ url, id: 'evt', body: '{}', secrets: [] });
  expect(await call(plain.url.replace('http://127.0.0.1', 'https://localhost'))).toEqual({ is: 'NOTHING', failure: 'NO_CONNECTION' });
  await plain.stop();
  expect(await call(plain.url.replace('http://127.0.0.1', 'https://localhost'))).toEqual({ is: 'NOTHING', failure: 'NO_CONNECTION' });
  const self = await partnerServer(unknown.issues(['127.0.0.1']));
  expect(await call(self.url)).toEqual({ is: 'NOTHING', failure: 'BAD_CERTIFICATE' });
  await self.stop();
});
