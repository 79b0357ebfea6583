import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { type NotifyWorld, notifyWorld, until } from './notify-world';
import { holds, partnerIn, type PartnerIn, partnerServer, type PartnerServer } from './webhook-world';

let world: NotifyWorld;
let server: PartnerServer;
let me: PartnerIn;
beforeAll(async () => { world = await notifyWorld(); });
afterAll(() => world.end());
beforeEach(async () => {
  server = await partnerServer();
  me = partnerIn(world);
});
afterEach(() => server.stop());

const hour = 3_600_000;
const later = async (ms: number) => world.clockAt(new Date((await world.now()).getTime() + ms));
const gets = (count: number) => until(() => server.got, (got) => got.length >= count);
const reaches = (state: string, count: number) => until(() => me.deliveries(state), (found) => found.length >= count);

test('[PAR-1] a new secret signs beside the one before, for a day; then alone. The same client id changes nothing', async () => {
  const { webhookId, secret: old } = await me.registers(server.url);
  const clientId = v7();
  const { secret, webhook } = await me.does('rotateWebhookSecret', { webhookId, clientId });
  expect(secret).not.toBe(old);
  expect(Date.parse(webhook.previousSecretUntil) - (await world.now()).getTime()).toBeGreaterThan(23 * hour);
  expect(await me.does('rotateWebhookSecret', { webhookId, clientId })).toEqual({ __typename: 'RotateWebhookSecretOk', secret: null, webhook });
  await me.does('testWebhook', { webhookId, clientId: v7() });
  const [both] = await gets(1);
  expect(both!.headers['webhook-signature']!.split(' ')).toHaveLength(2);
  expect([holds(old, both!), holds(secret, both!)]).toEqual([true, true]);
  await later(24 * hour);
  await me.does('testWebhook', { webhookId, clientId: v7() });
  const alone = (await gets(2))[1]!;
  expect([holds(old, alone), holds(secret, alone)]).toEqual([false, true]);
  expect(await world.rows("SELECT actor_id FROM audit WHERE action = 'rotateWebhookSecret' AND what = $1", [`webhook/${webhookId}`])).toEqual([{ actor_id: me.actor.clientId }]);
});

test('[BEY-13] while it is paused nothing is sent and all of it waits; resumed, it comes in order', async () => {
  const { webhookId } = await me.registers(server.url);
  for (const _ of [1, 2]) expect(await me.does('pauseWebhook', { webhookId })).toMatchObject({ webhook: { state: 'PAUSED' } });
  const s = await me.submits();
  await me.stands(s, 'IN_PROGRESS');
  expect(await me.does('testWebhook', { webhookId, clientId: v7() })).toMatchObject({ __typename: 'WebhookNotActive' });
  await later(48 * hour);
  expect(server.got).toEqual([]);
  for (const _ of [1, 2]) expect(await me.does('resumeWebhook', { webhookId })).toMatchObject({ webhook: { state: 'ACTIVE' } });
  expect((await gets(3)).map(({ data }) => data.cursor)).toEqual([1, 2, 3]);
});

test('[BEY-13] a replay sends what was delivered once more from a cursor on, with the same ids and bodies, in order for each submission', async () => {
  const { webhookId } = await me.registers(server.url);
  const [a, b] = [await me.submits(), await me.submits()];
  await me.stands(a, 'IN_PROGRESS');
  await me.stands(b, 'IN_PROGRESS');
  await reaches('DELIVERED', 6);
  const first = [...server.got].sort((x, y) => x.data.cursor! - y.data.cursor!);
  server.got.length = 0;
  expect(await me.does('replayWebhook', { webhookId, fromCursor: 2 })).toEqual({ __typename: 'ReplayWebhookOk', replayed: 5, nextCursor: null });
  await gets(5);
  expect([...server.got].sort((x, y) => x.data.cursor! - y.data.cursor!).map(({ id, body }) => [id, body])).toEqual(first.slice(1).map(({ id, body }) => [id, body]));
  for (const s of [a, b]) {
    const cursors = server.got.filter(({ data }) => data.submissionId === s.submissionId).map(({ data }) => data.cursor!);
    expect(cursors).toEqual([...cursors].sort((x, y) => x - y));
  }
  expect(await me.does('replayWebhook', { webhookId, fromCursor: 7 })).toEqual({ __typename: 'ReplayWebhookOk', replayed: 0, nextCursor: null });
  expect((await me.tries('replayWebhook', { webhookId, fromCursor: 0 })).errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: ['input.fromCursor'] });
});

test('[BEY-13] what happened before an endpoint was there is had by a replay, too', async () => {
  await me.submits();
  const { webhookId } = await me.registers(server.url);
  expect(await me.does('replayWebhook', { webhookId, fromCursor: 1 })).toMatchObject({ replayed: 2 });
  expect((await gets(2)).map(({ data }) => data.cursor)).toEqual([1, 2]);
});

test('[BEY-13] a replay of more than one call gives says where to go on', async () => {
  const { webhookId } = await me.registers(server.url, ['SUBMISSION_PENDING']);
  await me.does('pauseWebhook', { webhookId });
  await me.submits();
  await world.rows(
    `INSERT INTO webhook_event (id, region_id, partner_id, cursor, type, submission_id, facts, at)
     SELECT gen_random_uuid(), e.region_id, e.partner_id, n, 'SUBMISSION_PENDING', e.submission_id, e.facts, e.at FROM webhook_event e, generate_series(3, 5010) n WHERE e.partner_id = $1 AND e.cursor = 2`, [me.actor.clientId]);
  expect(await me.does('replayWebhook', { webhookId, fromCursor: 1 })).toEqual({ __typename: 'ReplayWebhookOk', replayed: 5_000, nextCursor: 5_002 });
  expect(await me.does('replayWebhook', { webhookId, fromCursor: 5_002 })).toEqual({ __typename: 'ReplayWebhookOk', replayed: 9, nextCursor: null });
  await me.does('removeWebhook', { webhookId });
});

test('[BEY-13] no more than four calls of one endpoint are under way, and a slow one keeps no other waiting', async () => {
  await me.registers(server.url);
  const [other, quick] = [partnerIn(world), await partnerServer()];
  await other.registers(quick.url);
  server.answers(() => 'never');
  await Promise.all(Array.from({ length: 8 }, () => me.submits()));
  await gets(4);
  await other.submits();
  await until(() => quick.got, (got) => got.length === 2);
  expect(server.got).toHaveLength(4);
  expect(await me.deliveries('SENDING')).toHaveLength(4);
  await server.stop();
  await quick.stop();
});

test('[PAR-1] an endpoint that is removed gets nothing more, and its secret and deliveries are gone', async () => {
  const { webhookId } = await me.registers(server.url);
  server.answers(() => [500, { 'retry-after': '1800' }]); // not tried again before it is removed
  await me.submits();
  await until(() => me.deliveries(), ([d]) => d?.['attempts'] === 1 && d['state'] === 'PENDING');
  await me.does('removeWebhook', { webhookId });
  expect(await me.does('removeWebhook', { webhookId })).toMatchObject({ __typename: 'NotFound' });
  await later(hour);
  await me.submits();
  expect(server.got).toHaveLength(1);
  expect(await world.rows('SELECT id FROM webhook_delivery WHERE endpoint_id = $1', [webhookId])).toEqual([]);
  expect(await world.rows('SELECT id FROM timer WHERE aggregate_id = $1', [webhookId])).toEqual([]);
  expect((await me.events()).nodes).toHaveLength(4);
});

test('[BEY-13] [T18] notify is killed after the call and before it could store the answer: another one sends the same event again, under the same id', async () => {
  const { secret } = await me.registers(server.url);
  server.answers(() => 'never');
  await world.stopNotify();
  const env = Object.fromEntries(Object.entries({ ...world.env, PORT: 0 }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, '..', 'src', 'main.ts')], { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    await me.submits();
    await until(() => server.got, (got) => got.length === 1, 60_000);
    expect(await world.rows("SELECT attempts FROM webhook_delivery WHERE state = 'SENDING' AND endpoint_id IN (SELECT id FROM webhook_endpoint WHERE partner_id = $1)", [me.actor.clientId])).toEqual([{ attempts: 1 }]);
  } finally {
    child.kill('SIGKILL');
    await new Promise((done) => child.once('close', done));
  }
  server.answers(() => 204);
  await world.startNotify();
  await world.clockAtOnce(new Date((await world.now()).getTime() + 60_000)); // what the dead process was sending counts as lost
  const got = await gets(3);
  expect(got.map(({ type }) => type)).toEqual(['submission.received', 'submission.received', 'submission.pending']);
  expect(got[0]!.id).toBe(got[1]!.id);
  expect(got[0]!.body).toBe(got[1]!.body);
  expect(got.every((each) => holds(secret, each))).toBe(true);
  await reaches('DELIVERED', 2);
}, 120_000);
