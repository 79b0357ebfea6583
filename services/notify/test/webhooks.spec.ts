import { v7 } from 'uuid';
import { type NotifyWorld, notifyWorld, patientActor, staffMember } from './notify-world';
import { partnerActor, partnerIn, partnerServer, type PartnerServer } from './webhook-world';

let world: NotifyWorld;
let server: PartnerServer;
beforeAll(async () => {
  world = await notifyWorld();
  server = await partnerServer();
});
afterAll(async () => {
  await server.stop();
  await world.end();
});

describe('registering', () => {
  test('[PAR-1] [BEY-13] an endpoint is registered and its secret is shown once: the same client id again gives the same endpoint without it', async () => {
    const [me, clientId] = [partnerIn(world), v7()];
    const first = await me.does('registerWebhook', { clientId, url: server.url, eventTypes: ['SUBMISSION_PENDING'] });
    expect(first).toMatchObject({ __typename: 'RegisterWebhookOk', secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/), webhook: { url: server.url, eventTypes: ['SUBMISSION_PENDING'], state: 'ACTIVE', failingSince: null } });
    expect(await me.does('registerWebhook', { clientId, url: `${server.url}/other`, eventTypes: null })).toEqual({ __typename: 'RegisterWebhookOk', secret: null, webhook: first.webhook });
    expect(await me.webhooks()).toEqual([first.webhook]);
    expect(await world.rows("SELECT actor_kind, actor_id, action FROM audit WHERE what = $1", [`webhook/${first.webhook.id}`])).toEqual([{ actor_kind: 'PARTNER', actor_id: me.actor.clientId, action: 'registerWebhook' }]);
  });

  test('[PAR-1] what the database has of a secret does not hold it, and is another each time', async () => {
    const me = partnerIn(world);
    const { webhookId, secret } = await me.registers(server.url);
    const [row] = await world.rows('SELECT * FROM webhook_endpoint WHERE id = $1', [webhookId]);
    expect(row!['secret']).toMatch(/^[\w-]{8}\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
    for (const form of [secret, secret.slice(6), Buffer.from(secret.slice(6), 'base64').toString('base64url')]) expect(JSON.stringify(row)).not.toContain(form);
  });

  test('[PAR-1] eight registrations with one client id at once are one endpoint, and one of them has the secret', async () => {
    const [me, clientId] = [partnerIn(world), v7()];
    const all = await Promise.all(Array.from({ length: 8 }, () => me.does('registerWebhook', { clientId, url: server.url })));
    expect(new Set(all.map(({ webhook }) => webhook.id)).size).toBe(1);
    expect(all.filter(({ secret }) => secret !== null)).toHaveLength(1);
  });

  test.each([
    'https://10.1.2.3/hooks', 'https://172.16.0.1/', 'https://192.168.1.1/', 'https://169.254.169.254/latest/meta-data', 'https://100.64.0.1/', 'https://0.0.0.0/', 'https://0x0a000001/', 'https://167772161/',
    'https://[fd00::1]/', 'https://[fe80::1]/', 'https://[::ffff:10.0.0.1]/', 'https://[::ffff:a00:1]/', 'https://[64:ff9b::a00:1]/', 'https://[2002:a00:1::]/', 'https://[::]/', 'https://255.255.255.255/', 'https://224.0.0.1/',
  ])('[PAR-1] an address in a private network is refused, however it is written: %s', async (url) => {
    const me = partnerIn(world);
    expect(await me.does('registerWebhook', { clientId: v7(), url })).toEqual({ __typename: 'WebhookAddressRefused', code: 'WEBHOOK_ADDRESS_REFUSED', message: 'Adressen leder in i ett privat nät och anropas inte.', reason: 'PRIVATE' });
    expect(await me.webhooks()).toEqual([]);
  });

  test('[PAR-1] a name that nobody knows is refused with a reason', async () => {
    expect(await partnerIn(world).does('registerWebhook', { clientId: v7(), url: 'https://no-such-host.invalid/hooks' })).toMatchObject({ __typename: 'WebhookAddressRefused', reason: 'UNKNOWN_HOST' });
  });

  test.each<[string, object]>([
    ['clientId', { clientId: 'x' }],
    ['url', { url: 'http://partner.example/hooks' }],
    ['url', { url: 'https://user:word@partner.example/' }],
    ['url', { url: 'https://partner.example/#part' }],
    ['url', { url: 'ftp://partner.example/' }],
    ['url', { url: 'https://partner.example/å' }],
    ['url', { url: `https://partner.example/${'x'.repeat(2_000)}` }],
    ['eventTypes', { eventTypes: [] }],
  ])('[PAR-1] a malformed %s is BAD_INPUT with its path', async (path, change) => {
    const { errors } = await partnerIn(world).tries('registerWebhook', { clientId: v7(), url: server.url, ...change });
    expect(errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: [`input.${path}`] });
  });

  test('[PAR-1] the eleventh endpoint is refused, and one that is removed makes room', async () => {
    const me = partnerIn(world);
    const { webhookId } = await me.registers(server.url);
    for (let n = 2; n <= 10; n += 1) await me.registers(server.url);
    expect(await me.does('registerWebhook', { clientId: v7(), url: server.url })).toMatchObject({ __typename: 'WebhookLimitReached', code: 'WEBHOOK_LIMIT_REACHED' });
    expect(await me.does('removeWebhook', { webhookId })).toEqual({ __typename: 'RemoveWebhookOk', webhookId });
    await me.registers(server.url);
    expect(await me.webhooks()).toHaveLength(10);
  });
});

describe('whose it is', () => {
  test('[DIR-3] [PAR-1] another partner, the same client in another region, and who lacks the scope find nothing and change nothing', async () => {
    const me = partnerIn(world);
    const { webhookId } = await me.registers(server.url);
    await me.submits();
    const other = [partnerIn(world), partnerIn(world, partnerActor(me.actor.clientId, 'halland'))];
    const on = { webhookId, clientId: v7(), fromCursor: 1 };
    const changes = [['rotateWebhookSecret', ['webhookId', 'clientId']], ['pauseWebhook', ['webhookId']], ['resumeWebhook', ['webhookId']], ['removeWebhook', ['webhookId']], ['testWebhook', ['webhookId', 'clientId']], ['replayWebhook', ['webhookId', 'fromCursor']]] as const;
    for (const [mutation, names] of changes) {
      const input = Object.fromEntries(names.map((name) => [name, on[name]]));
      for (const who of other) expect(await who.does(mutation, input)).toMatchObject({ __typename: 'NotFound' });
      for (const actor of [partnerActor(me.actor.clientId, 'gavleborg', ['consultations:submit']), patientActor('anna'), staffMember('nina')]) {
        expect(await partnerIn(world, actor as never).does(mutation, input)).toMatchObject({ __typename: 'NotPermitted' });
      }
    }
    for (const who of other) {
      expect(await who.webhooks()).toEqual([]);
      expect((await who.events()).nodes).toEqual([]);
    }
    expect((await world.ask(staffMember('nina'), '{ webhooks { id } webhookEvents { edges { cursor } } }')).data).toEqual({ webhooks: null, webhookEvents: null });
    expect((await world.ask(undefined, '{ webhooks { id } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect((await me.webhooks())[0]).toMatchObject({ id: webhookId, state: 'ACTIVE' });
  });
});

describe('what is read', () => {
  test('[BEY-13] the events are numbered from 1 without gaps for each partner, also when many come at once; a page goes on where one left off', async () => {
    const [me, other] = [partnerIn(world), partnerIn(world)];
    await Promise.all([me, other, me, other, me, other, me, me].map((who) => who.submits()));
    const { nodes } = await me.events();
    expect(nodes.map((n: { cursor: number }) => n.cursor)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect((await other.events()).nodes.map((n: { cursor: number }) => n.cursor)).toEqual([1, 2, 3, 4, 5, 6]);
    const { page } = await me.events('3', 2);
    expect(page).toMatchObject({ edges: [{ cursor: '4' }, { cursor: '5' }], pageInfo: { hasNextPage: true, endCursor: '5' } });
    expect((await me.events('8')).nodes).toEqual(nodes.slice(8));
    expect((await me.events('10')).page).toMatchObject({ edges: [], pageInfo: { hasNextPage: false } });
    expect((await me.events('x')).errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: ['after'] });
    expect((await me.events('0', 101)).errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: ['first'] });
  });

  test('[BEY-2] [PAR-1] an event says the submission’s state in ids and codes, with the partner’s own reference; of the patient it says nothing', async () => {
    const me = partnerIn(world);
    const s = await me.submits({ unitId: 'bollnas', reference: 'call-18' });
    await me.stands(s, 'IN_PROGRESS');
    await me.stands(s, 'COMPLETED', 'CARE_GIVEN');
    const { nodes } = await me.events();
    expect(nodes.map((n: { type: string }) => n.type)).toEqual(['SUBMISSION_RECEIVED', 'SUBMISSION_PENDING', 'SUBMISSION_IN_PROGRESS', 'SUBMISSION_COMPLETED']);
    expect(JSON.parse(nodes[3].payload)).toEqual({
      type: 'submission.completed', timestamp: nodes[3].at,
      data: { cursor: 4, submissionId: s.submissionId, reference: 'call-18', journeyId: s.journeyId, status: 'COMPLETED', caseId: s.caseId, ticketId: null, unitId: 'bollnas', profession: 'NURSE', outcome: 'CARE_GIVEN' },
    });
    for (const { payload } of nodes) for (const word of [s.patientId, 'FEMALE', 'FROM_18', 'personal', me.actor.clientId]) expect(payload).not.toContain(word);
  });

  test('[BEY-2] sent onward, handed over to another unit, and overdue are told; what happens to cases of others is not', async () => {
    const me = partnerIn(world);
    const s = await me.submits();
    const facts = { caseId: s.caseId!, patientId: s.patientId, unitId: 'soderhamn', status: 'REQUESTED', priority: '7', urgencyRank: 7 } as const;
    await world.hear('case.forwarded', { ...facts, staffId: 'nina', fromUnitId: 'bollnas', profession: 'DOCTOR', reason: 'WRONG_UNIT', alert: false });
    await world.hear('case.assignment-overdue', { ...facts, dueAt: '2026-12-02T12:00:00.000Z', alarmUnitIds: [] });
    const handover = { ...facts, handoverId: v7(), fromUnitId: 'soderhamn', toUnitId: 'bollnas', toRole: 'DOCTOR', toStaffId: null, staffId: 'nina', role: 'DOCTOR', fromStaffId: 'nils', waitedSeconds: 1 } as const;
    await world.hear('case.handover-accepted', { ...handover, unitId: 'soderhamn' });
    await world.hear('case.handover-accepted', { ...handover, unitId: 'bollnas' });
    await world.hear('case.forwarded', { ...facts, caseId: v7(), staffId: 'nina', fromUnitId: 'bollnas', profession: 'DOCTOR', reason: 'WRONG_UNIT', alert: false });
    const { nodes } = await me.events('2');
    const told = nodes.map(({ payload }: { payload: string }) => JSON.parse(payload) as { type: string; data: object });
    expect(told).toMatchObject([
      { type: 'submission.forwarded', data: { unitId: 'soderhamn', profession: 'DOCTOR', status: 'PENDING' } }, { type: 'submission.overdue', data: { unitId: 'soderhamn' } },
      { type: 'submission.moved', data: { unitId: 'bollnas', profession: 'DOCTOR' } },
    ]);
    expect(told).toHaveLength(3);
  });

  test('[BEY-2] a ticket waits, becomes a visit, and waits again when the booking falls away', async () => {
    const me = partnerIn(world);
    const s = await me.submits({ caseId: null, ticketId: v7() });
    const caseId = v7();
    await me.stands({ ...s, caseId }, 'PENDING');
    await me.stands({ ...s, caseId: null }, 'RECEIVED');
    const { nodes } = await me.events();
    expect(nodes.map(({ payload }: { payload: string }) => { const { type, data } = JSON.parse(payload) as { type: string; data: Record<string, unknown> }; return [type, data['caseId'], data['ticketId']]; })).toEqual([
      ['submission.received', null, s.ticketId], ['submission.pending', caseId, s.ticketId], ['submission.received', null, s.ticketId],
    ]);
  });
});
