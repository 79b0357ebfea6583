import { v7 } from 'uuid';
import { type NotifyWorld, notifyWorld, until } from './notify-world';
import { forwarded, holds, partnerIn, type PartnerIn, partnerServer, type PartnerServer } from './webhook-world';

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

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
const later = async (ms: number) => world.clockAt(new Date((await world.now()).getTime() + ms));
/** A fault after which nothing is tried again before the clock is moved. */
const failsForAnHour = (status: number): [number, Record<string, string>] => [status, { 'retry-after': '3600' }];
const gets = (count: number) => until(() => server.got, (got) => got.length >= count);
const reaches = (state: string, count: number) => until(() => me.deliveries(state), (found) => found.length >= count);
const typesOf = (got: { type: string }[]) => got.map(({ type }) => type);

describe('what a partner gets', () => {
  test('[BEY-13] [PAR-1] every state in order, signed so that the library finds it good, with the very bodies that the cursor query gives', async () => {
    const { secret } = await me.registers(server.url);
    const s = await me.submits();
    await world.hear('case.forwarded', forwarded(s.caseId!, 'soderhamn'));
    await me.stands(s, 'IN_PROGRESS');
    await me.stands(s, 'COMPLETED', 'CARE_GIVEN');
    const got = await gets(5);
    expect(typesOf(got)).toEqual(['submission.received', 'submission.pending', 'submission.forwarded', 'submission.in-progress', 'submission.completed']);
    for (const each of got) {
      expect(holds(secret, each)).toBe(true);
      expect(holds(secret, { ...each, body: `${each.body} ` })).toBe(false);
      expect(each.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': each.id });
      expect(JSON.stringify(each)).not.toContain(s.patientId);
    }
    expect((await me.events()).nodes.map((n: { id: string; payload: string }) => [n.id, n.payload])).toEqual(got.map(({ id, body }) => [id, body]));
    await reaches('DELIVERED', 5);
    expect(await me.deliveries()).toMatchObject(got.map(({ id }, i) => ({ eventId: id, cursor: i + 1, attempts: 1, lastStatus: 204, failure: null, deliveredAt: expect.any(String), nextAttemptAt: null })));
  });

  test('[BEY-13] only the types that are asked for; another partner gets nothing of it', async () => {
    await me.registers(server.url, ['SUBMISSION_COMPLETED']);
    const [other, elsewhere] = [partnerIn(world), await partnerServer()];
    await other.registers(elsewhere.url);
    const s = await me.submits();
    await me.stands(s, 'COMPLETED');
    await other.submits();
    expect(typesOf(await gets(1))).toEqual(['submission.completed']);
    await until(() => elsewhere.got, (got) => got.length === 2);
    expect(elsewhere.got.every(({ data }) => data.submissionId !== s.submissionId)).toBe(true);
    expect(server.got).toHaveLength(1);
    await elsewhere.stop();
  });

  test('[PAR-1] a test comes signed and without a number; the same client id is the same test', async () => {
    const { webhookId, secret } = await me.registers(server.url, ['SUBMISSION_OVERDUE']);
    const clientId = v7();
    const first = await me.does('testWebhook', { webhookId, clientId });
    expect(first).toMatchObject({ __typename: 'TestWebhookOk', delivery: { type: 'WEBHOOK_TEST', cursor: null, submissionId: null, state: 'PENDING' } });
    const [got] = await gets(1);
    expect(got).toMatchObject({ id: first.delivery.eventId, type: 'webhook.test', data: { cursor: null } });
    expect(holds(secret, got!)).toBe(true);
    expect((await me.does('testWebhook', { webhookId, clientId })).delivery.id).toBe(first.delivery.id);
    await reaches('DELIVERED', 1);
    expect(server.got).toHaveLength(1);
    expect((await me.events()).nodes).toEqual([]);
  });
});

describe('what fails', () => {
  test('[BEY-13] a failing event keeps the later ones of its submission waiting, and no other submission; then all come in order, the same event with the same id', async () => {
    await me.registers(server.url);
    let failing = true;
    const [slow, quick] = [v7(), v7()];
    server.answers(({ data }) => (failing && data.submissionId === slow ? failsForAnHour(503) : 200));
    const s = await me.submits({ submissionId: slow });
    await me.stands(s, 'IN_PROGRESS');
    await me.stands(await me.submits({ submissionId: quick }), 'IN_PROGRESS');
    await reaches('DELIVERED', 3);
    expect(await until(() => me.deliveries(), ([d]) => d?.['state'] === 'PENDING')).toMatchObject([
      { submissionId: slow, state: 'PENDING', attempts: 1, lastStatus: 503, failure: 'STATUS', nextAttemptAt: expect.any(String) }, { state: 'WAITING', attempts: 0, nextAttemptAt: null }, { state: 'WAITING', attempts: 0 },
      { submissionId: quick, state: 'DELIVERED' }, { state: 'DELIVERED' }, { state: 'DELIVERED' },
    ]);
    failing = false;
    await later(hour);
    await reaches('DELIVERED', 6);
    const ofSlow = server.got.filter(({ data }) => data.submissionId === slow);
    expect(typesOf(ofSlow)).toEqual(['submission.received', 'submission.received', 'submission.pending', 'submission.in-progress']);
    expect(ofSlow[0]!.id).toBe(ofSlow[1]!.id);
    expect(ofSlow[0]!.body).toBe(ofSlow[1]!.body);
    expect(new Set(server.got.map(({ id }) => id)).size).toBe(6);
  });

  test('[BEY-13] tried again after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h, not before; then a dead letter that the partner sees, and the next of the submission has its turn', async () => {
    await me.registers(server.url);
    server.answers(({ type }) => (type === 'submission.received' ? 500 : 200));
    await me.submits();
    const pauses = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];
    for (let tried = 0; tried < 9; ) {
      const [first] = await until(() => me.deliveries(), ([d]) => d?.['state'] === 'PENDING' && Number(d['attempts']) > tried);
      tried = first!['attempts']!;
      const failed = Date.parse(first!['nextAttemptAt']!) - pauses[tried - 1]!; // some time between the call and now
      expect(failed).toBeGreaterThanOrEqual(Date.parse(first!['lastAttemptAt']!));
      expect(failed).toBeLessThanOrEqual((await world.now()).getTime());
      await world.clockAt(first!['nextAttemptAt']!);
      await gets(tried + 1);
    }
    await reaches('DELIVERED', 1);
    expect(await me.deliveries('DEAD_LETTER')).toMatchObject([{ type: 'SUBMISSION_RECEIVED', attempts: 10, lastStatus: 500, failure: 'STATUS', nextAttemptAt: null }]);
    expect(new Set(server.got.slice(0, 10).map(({ id }) => id)).size).toBe(1);
    expect(typesOf(server.got)).toEqual([...Array.from({ length: 10 }, () => 'submission.received'), 'submission.pending']);
    expect(await me.webhooks()).toMatchObject([{ state: 'ACTIVE', failingSince: null }]);
  });

  test('[BEY-13] an endpoint that asks for time with Retry-After gets it', async () => {
    await me.registers(server.url);
    server.answers(() => [429, { 'retry-after': '120' }]);
    await me.submits();
    const [first] = await until(() => me.deliveries(), ([d]) => d?.['state'] === 'PENDING' && d['attempts'] === 1);
    expect(Date.parse(first!['nextAttemptAt']!) - Date.parse(first!['lastAttemptAt']!)).toBeGreaterThanOrEqual(120 * second);
  });

  test('[BEY-13] 410 disables the endpoint at once: what waited is given up, nothing more is sent, and once resumed a replay gives all of it', async () => {
    const { webhookId } = await me.registers(server.url);
    server.answers(() => 410);
    await me.does('pauseWebhook', { webhookId });
    const s = await me.submits();
    await me.does('resumeWebhook', { webhookId }); // both wait by now: the first is not gone before there is a second
    await until(() => me.webhooks(), ([w]) => w.state === 'DISABLED');
    expect(await me.webhooks()).toMatchObject([{ state: 'DISABLED', disabledReason: 'GONE' }]);
    expect(await me.deliveries()).toMatchObject([{ state: 'DEAD_LETTER', failure: 'GONE', lastStatus: 410 }, { state: 'DEAD_LETTER', failure: 'ENDPOINT_DISABLED', attempts: 0 }]);
    await me.stands(s, 'IN_PROGRESS');
    expect(await me.deliveries()).toHaveLength(2);
    expect(await me.does('replayWebhook', { webhookId, fromCursor: 1 })).toMatchObject({ __typename: 'WebhookNotActive' });
    expect(await me.does('testWebhook', { webhookId, clientId: v7() })).toMatchObject({ __typename: 'WebhookNotActive' });
    expect(await me.does('pauseWebhook', { webhookId })).toMatchObject({ __typename: 'WebhookNotActive' });
    server.answers(() => 204);
    expect(await me.does('resumeWebhook', { webhookId })).toMatchObject({ webhook: { state: 'ACTIVE', disabledReason: null } });
    expect(await me.does('replayWebhook', { webhookId, fromCursor: 1 })).toEqual({ __typename: 'ReplayWebhookOk', replayed: 3, nextCursor: null });
    await reaches('DELIVERED', 3);
    expect(typesOf(server.got.slice(1))).toEqual(['submission.received', 'submission.pending', 'submission.in-progress']);
    expect(await world.rows("SELECT reason FROM audit WHERE action = 'disableWebhook' AND what = $1", [`webhook/${webhookId}`])).toEqual([{ reason: 'GONE' }]);
  });

  test('[BEY-13] an endpoint through which nothing has come for five days is disabled, and says why; one success in between and it goes on', async () => {
    const { webhookId } = await me.registers(server.url);
    server.answers(() => failsForAnHour(500));
    await me.submits();
    await until(() => me.deliveries(), ([d]) => d?.['attempts'] === 1 && d['state'] === 'PENDING');
    await later(4 * 24 * hour);
    await until(() => me.deliveries(), ([d]) => d?.['attempts'] === 2 && d['state'] === 'PENDING');
    expect(await me.webhooks()).toMatchObject([{ state: 'ACTIVE', failingSince: expect.any(String) }]);
    await later(25 * hour);
    await until(() => me.webhooks(), ([w]) => w.state === 'DISABLED');
    expect(await me.webhooks()).toMatchObject([{ disabledReason: 'FAILING', failingSince: expect.any(String) }]);
    server.answers(() => 200);
    await me.does('resumeWebhook', { webhookId });
    await me.does('replayWebhook', { webhookId, fromCursor: 1 });
    await reaches('DELIVERED', 2);
    expect(await me.webhooks()).toMatchObject([{ state: 'ACTIVE', disabledReason: null, failingSince: null }]);
  });

  test('[PAR-1] a redirect is not followed: it fails, and where it leads is never called', async () => {
    const elsewhere = await partnerServer();
    await me.registers(server.url);
    server.answers(() => [307, { location: elsewhere.url }]);
    await me.submits();
    expect(await until(() => me.deliveries(), ([d]) => d?.['failure'] === 'REDIRECT' && d['state'] === 'PENDING')).toMatchObject([{ state: 'PENDING', lastStatus: 307 }, { state: 'WAITING' }]);
    expect(elsewhere.got).toEqual([]);
    await elsewhere.stop();
  });

  test('[BEY-13] nobody listens: no connection, tried again', async () => {
    await me.registers(server.url);
    await server.stop();
    await me.submits();
    await until(() => me.deliveries(), ([d]) => d?.['failure'] === 'NO_CONNECTION' && d['state'] === 'PENDING');
  });

  test('[PAR-1] of what an endpoint answers nothing is kept but its status', async () => {
    await me.registers(server.url);
    server.answers(() => 500);
    await me.submits();
    await until(() => me.deliveries(), ([d]) => d?.['failure'] === 'STATUS');
    expect(JSON.stringify(await world.rows('SELECT * FROM webhook_delivery'))).not.toContain('nobody’s to keep');
  });
});
