import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { type NotifyWorld, notifyWorld, until } from './notify-world';
import { holds, partnerIn, type PartnerIn, partnerServer, type PartnerServer } from './webhook-world';

let world: NotifyWorld;
let server: PartnerServer;
let me: PartnerIn;
const folder = mkdtempSync(join(tmpdir(), 'webhook-keys-'));
const keyFile = join(folder, 'keys');
beforeAll(async () => {
  writeFileSync(keyFile, randomBytes(32).toString('base64'));
  world = await notifyWorld({ WEBHOOK_KEY_FILE: keyFile });
});
afterAll(async () => {
  await world.end();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  server = await partnerServer();
  me = partnerIn(world);
});
afterEach(() => server.stop());

const day = 24 * 3_600_000;
const later = async (ms: number) => world.clockAt(new Date((await world.now()).getTime() + ms));
const gets = (count: number) => until(() => server.got, (got) => got.length >= count);
const reaches = (state: string, count: number) => until(() => me.deliveries(state), (found) => found.length >= count);
const kept = async () => (await world.rows('SELECT cursor FROM webhook_event WHERE partner_id = $1 ORDER BY cursor', [me.actor.clientId])).map((row) => row['cursor']);
/** How many are missing before the page, and the cursors on it. */
const page = async (after?: string, who = me): Promise<number[]> => {
  const { page: { missed }, nodes } = await who.events(after);
  return [missed, ...nodes.map(({ cursor }: { cursor: number }) => cursor)];
};
/** Looked at every 15 seconds. */
const comesTo = (cursors: (number | null)[]) => until(kept, (found) => JSON.stringify(found) === JSON.stringify(cursors), 40_000);

describe('how long events are kept', () => {
  test('[BEY-13] after 90 days an event goes with its deliveries, and not before; a page says how many are missing, and a replay from one that is gone says where to begin', async () => {
    const { webhookId } = await me.registers(server.url);
    const [ended, open] = [await me.submits(), await me.submits()];
    await me.stands(ended, 'COMPLETED', 'CARE_GIVEN');
    await me.does('testWebhook', { webhookId, clientId: v7() });
    await reaches('DELIVERED', 6);
    await later(89 * day);
    await me.submits();
    await reaches('DELIVERED', 8);
    expect(await kept()).toEqual([1, 2, 3, 4, 5, 6, 7, null]);
    expect(await page()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    await later(day + 60_000);
    await comesTo([6, 7]);
    expect(await page()).toEqual([5, 6, 7]);
    expect(await page('3')).toEqual([2, 6, 7]);
    expect(await page('5')).toEqual([0, 6, 7]);
    expect(await page('7')).toEqual([0]);
    expect(await me.deliveries()).toMatchObject([{ cursor: 6 }, { cursor: 7 }]);
    expect(await me.does('replayWebhook', { webhookId, fromCursor: 5 })).toEqual({
      __typename: 'WebhookEventsDeleted', code: 'WEBHOOK_EVENTS_DELETED', firstCursor: 6, message: 'Händelser så långt tillbaka sparas inte längre. Fråga hur ärendena står, och börja om från firstCursor.',
    });
    expect(await me.does('replayWebhook', { webhookId, fromCursor: 6 })).toMatchObject({ __typename: 'ReplayWebhookOk', replayed: 2 });
    expect(await world.rows('SELECT submission_id FROM webhook_submission WHERE submission_id = ANY($1)', [[ended.submissionId, open.submissionId]])).toEqual([{ submission_id: open.submissionId }]);
    await me.stands(open, 'IN_PROGRESS');
    expect(JSON.parse((await me.events('7')).nodes[0].payload).data).toMatchObject({ cursor: 8, reference: 'call-17', status: 'IN_PROGRESS' });
  }, 120_000);

  test('[BEY-13] what an active endpoint has not had yet stays, and all that came after it; what a paused one has not had goes, and it goes on with what is left', async () => {
    const { webhookId } = await me.registers(server.url);
    server.answers(() => [503, { 'retry-after': '86400' }]);
    await me.submits();
    await until(() => me.deliveries(), ([d]) => d?.['attempts'] === 1 && d['state'] === 'PENDING');
    await world.rows("UPDATE webhook_event SET at = at - interval '91 days' WHERE partner_id = $1", [me.actor.clientId]);
    const other = partnerIn(world);
    await other.submits();
    await world.rows("UPDATE webhook_event SET at = at - interval '91 days' WHERE partner_id = $1", [other.actor.clientId]);
    await until(() => page(undefined, other), (found) => JSON.stringify(found) === '[2]', 40_000);
    expect(await kept()).toEqual([1, 2]);
    await me.does('pauseWebhook', { webhookId });
    const s = await me.submits();
    await comesTo([3, 4]);
    server.answers(() => 204);
    await me.does('resumeWebhook', { webhookId });
    await reaches('DELIVERED', 2);
    expect(server.got.slice(1)).toMatchObject([{ data: { cursor: 3, submissionId: s.submissionId } }, { data: { cursor: 4 } }]);
  }, 120_000);
});

describe('how fast an endpoint is called', () => {
  const allows = (version: number, callsPerMinute: number) =>
    world.rows("INSERT INTO region_setting (region, key, version, effective_from, value) VALUES ('gavleborg', 'webhook-limits', $1, '2025-01-01T00:00:00Z', $2)", [version, JSON.stringify({ keepDays: 90, callsPerMinute })]);

  test('[BEY-13] no more than the region allows in a minute; the rest comes in the next', async () => {
    await allows(2, 10);
    await me.registers(server.url);
    const [other, elsewhere] = [partnerIn(world), await partnerServer()];
    await other.registers(elsewhere.url);
    for (let n = 0; n < 7; n += 1) await me.submits();
    await reaches('DELIVERED', 10);
    await other.submits();
    await until(() => elsewhere.got, (got) => got.length === 2);
    expect(await me.deliveries('DELIVERED')).toHaveLength(10);
    await later(60_000);
    await reaches('DELIVERED', 14);
    expect(new Set(server.got.map(({ id }) => id)).size).toBe(14);
    expect(server.got).toHaveLength(14);
    await allows(3, 600);
    await elsewhere.stop();
  });
});

describe('when the key of a secret is taken away', () => {
  const lost = async () => ((await (await fetch(`${world.url}/health/ready`)).json()) as { ready: boolean; warnings: string[] });
  const startsWith = async (keys: string) => {
    await world.stopNotify();
    writeFileSync(keyFile, keys);
    await world.startNotify();
  };

  test('[PAR-1] [BEY-13] nothing is sent, each try is one of the ten and says why, and readiness warns; with the key back it comes, and a rotated secret signs alone', async () => {
    const { webhookId, secret } = await me.registers(server.url);
    const [before, other] = [readFileSync(keyFile, 'utf8'), randomBytes(32).toString('base64')];
    await startsWith(other);
    await me.submits();
    expect(await until(() => me.deliveries(), ([d]) => d?.['failure'] === 'NO_SECRET' && d['state'] === 'PENDING')).toMatchObject([{ attempts: 1, lastStatus: null, nextAttemptAt: expect.any(String) }, { state: 'WAITING' }]);
    const health = await until(lost, ({ warnings }) => warnings.length > 0, 40_000);
    expect(health).toMatchObject({ ready: true, warnings: [expect.stringMatching(/^WEBHOOK_KEY_FILE does not open the secrets of \d+ webhook endpoints$/)] });
    const figures = await (await fetch(`${world.url}/metrics`)).text();
    expect(figures).toMatch(/^vardgraf_notify_webhook_secrets_lost\{.*\} [1-9]/m);
    expect(figures).toMatch(/^vardgraf_notify_webhook_calls_total\{outcome="PENDING",reason="NO_SECRET".*\} [1-9]/m);
    expect(server.got).toEqual([]);
    await startsWith(`${other}\n${before}`);
    const [waiting] = await until(() => me.deliveries(), ([d]) => d?.['state'] === 'PENDING');
    await world.clockAt(waiting!['nextAttemptAt']!);
    expect((await gets(2)).every((each) => holds(secret, each))).toBe(true);
    await startsWith(other);
    const { secret: next } = await me.does('rotateWebhookSecret', { webhookId, clientId: v7() });
    await me.does('testWebhook', { webhookId, clientId: v7() });
    const third = (await gets(3))[2]!;
    expect([holds(secret, third), holds(next, third), third.headers['webhook-signature']!.split(' ').length]).toEqual([false, true, 1]);
  }, 120_000);

  test('[BEY-13] it ends: the tenth try is a dead letter with its reason', async () => {
    await me.registers(server.url);
    await startsWith(randomBytes(32).toString('base64'));
    await me.submits();
    for (let tried = 0; tried < 9; ) {
      const [first] = await until(() => me.deliveries(), ([d]) => d?.['state'] === 'PENDING' && Number(d['attempts']) > tried);
      tried = first!['attempts']!;
      await world.clockAt(first!['nextAttemptAt']!);
    }
    expect((await reaches('DEAD_LETTER', 1))[0]).toMatchObject({ attempts: 10, failure: 'NO_SECRET', nextAttemptAt: null });
  }, 120_000);
});
