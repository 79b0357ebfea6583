import { anna } from './neighbours';
import { v7 } from 'uuid';
import { bookingMade, caseOpened, type NotifyWorld, notifyWorld, patientActor, staffMember, until } from './notify-world';

let world: NotifyWorld;
const made = bookingMade(new Date('2026-12-04T12:00:00Z'), new Date('2026-12-03T10:00:00Z'));
const { patientId, caseId } = made;

beforeAll(async () => {
  world = await notifyWorld();
  await world.clockAt('2026-12-03T10:00:00Z');
  world.directory.contacts.set(patientId, { ...anna, email: null });
  await world.hear('case.access-changed', { caseId, patientId, open: true, units: [{ unitId: 'bollnas', roles: ['NURSE'] }], responsibleUnitId: 'bollnas', takenBy: null, participants: [] });
  await world.hear('booking.made', made, { time: new Date('2026-12-03T10:00:00Z') });
  await until(() => world.notifications(patientId), (rows) => rows.some((n) => n.state === 'DELIVERED') && rows.some((n) => n.state === 'CANCELLED'));
});
afterAll(() => world.end());

const fields = 'id template channel status privacyClass caseId dueAt sentAt deliveredAt attempts text';
const mine = (actor: Parameters<NotifyWorld['ask']>[0], args = '') => world.ask(actor, `{ myNotifications${args} { edges { cursor node { ${fields} } } pageInfo { hasNextPage endCursor } } }`);
const ofCase = (actor: Parameters<NotifyWorld['ask']>[0], id = caseId) => world.ask(actor, `query Q($id: ID!) { notificationsOfCase(caseId: $id) { ${fields} } }`, { id });
const alertsOf = (actor: Parameters<NotifyWorld['ask']>[0], unitId = 'bollnas', args = '') => world.ask(actor, `{ unitAlerts(unitId: "${unitId}"${args}) { edges { cursor node { id unit { id } caseId cause status raisedAt acknowledgedAt attempts } } pageInfo { hasNextPage endCursor } } }`);

describe('myNotifications', () => {
  test('[NOT-1] the patient sees what was sent, as it was sent, and what shall be', async () => {
    const { data } = await mine(patientActor(patientId));
    const nodes = data!.myNotifications.edges.map((e: { node: object }) => e.node);
    expect(nodes).toHaveLength(4);
    expect(nodes).toContainEqual(expect.objectContaining({ template: 'booking-made', channel: 'SMS', status: 'DELIVERED', privacyClass: 'UNIT', caseId, attempts: 1, text: expect.stringContaining('hos bollnas hälsocentral') }));
    expect(nodes).toContainEqual(expect.objectContaining({ template: 'visit-today', status: 'PLANNED', dueAt: '2026-12-04T07:00:00.000Z', sentAt: null, text: null }));
  });

  test('[DIR-3] nobody else’s, and not in another region; staff have none', async () => {
    for (const actor of [patientActor('somebody'), patientActor(patientId, 'halland')]) expect((await mine(actor)).data!.myNotifications.edges).toEqual([]);
    expect((await mine(staffMember('nina'))).data!.myNotifications).toBeNull();
    expect((await mine(undefined)).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('[API-1] page by page each once; a page that cannot be is BAD_INPUT', async () => {
    const seen: string[] = [];
    for (let args = '(first: 3)'; ;) {
      const { edges, pageInfo } = (await mine(patientActor(patientId), args)).data!.myNotifications;
      seen.push(...edges.map((e: { node: { id: string } }) => e.node.id));
      if (!pageInfo.hasNextPage) break;
      args = `(first: 3, after: "${pageInfo.endCursor}")`;
    }
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
    for (const [args, path] of [['(first: 0)', 'first'], ['(first: 101)', 'first'], ['(after: "x")', 'after']]) {
      expect((await mine(patientActor(patientId), args)).errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: [path] });
    }
  });
});

describe('notificationsOfCase', () => {
  test('[VIS-1] [AUD-1] staff of the responsible unit see what was sent without its text, and the look is logged', async () => {
    const { data } = await ofCase(staffMember('nina'));
    expect(data!.notificationsOfCase).toHaveLength(4);
    expect(data!.notificationsOfCase.every((n: { text: string | null }) => n.text === null)).toBe(true);
    expect(await world.rows("SELECT actor_id, patient_id, case_id FROM audit WHERE action = 'notificationsOfCase'")).toEqual([{ actor_id: 'nina', patient_id: patientId, case_id: caseId }]);
  });

  test('[DIR-3] another unit, another region, a patient, an unknown case: null, and nothing is logged', async () => {
    for (const actor of [staffMember('sara', 'soderhamn'), staffMember('vera', 'bollnas', 'NURSE', 'halland'), patientActor(patientId)]) expect((await ofCase(actor)).data!.notificationsOfCase).toBeNull();
    for (const role of ['ANALYST', 'LOG_REVIEWER', 'CONTENT_EDITOR', 'SYSTEM_MANAGER', 'QUALITY_COORDINATOR'] as const) expect((await ofCase(staffMember('ove', 'bollnas', role))).data!.notificationsOfCase).toBeNull();
    expect((await ofCase(staffMember('nina'), v7())).data!.notificationsOfCase).toBeNull();
    expect(await world.rows("SELECT 1 FROM audit WHERE action = 'notificationsOfCase'")).toHaveLength(1);
  });

  test('[DIR-3] the unit that answers now sees it, and the one before no longer; an older event changes nothing', async () => {
    const access = { caseId, patientId, open: true, units: [], takenBy: null, participants: [] };
    await world.hear('case.access-changed', { ...access, responsibleUnitId: 'soderhamn' }, { version: 1_000 });
    await world.hear('case.access-changed', { ...access, responsibleUnitId: 'bollnas' }, { version: 999 });
    expect((await ofCase(staffMember('sara', 'soderhamn'))).data!.notificationsOfCase).toHaveLength(4);
    expect((await ofCase(staffMember('nina'))).data!.notificationsOfCase).toBeNull();
  });
});

describe('unitAlerts', () => {
  test('[NOT-3] [BEY-4] staff of the unit see its alerts, newest first, page by page; others none', async () => {
    const cases = [v7(), v7(), v7()];
    for (const id of cases) await world.hear('case.opened', caseOpened(id));
    await until(() => alertsOf(staffMember('nina')), (a) => a.data!.unitAlerts.edges.every((e: { node: { status: string; attempts: number } }) => e.node.status === 'DELIVERED' && e.node.attempts === 1));
    const first = (await alertsOf(staffMember('nina'), 'bollnas', ', first: 2')).data!.unitAlerts;
    expect(first.edges[0].node).toMatchObject({ unit: { id: 'bollnas' }, caseId: cases[2], cause: 'OPENED', acknowledgedAt: null, attempts: 1 });
    const rest = (await alertsOf(staffMember('nina'), 'bollnas', `, first: 2, after: "${first.pageInfo.endCursor}"`)).data!.unitAlerts;
    expect(rest).toMatchObject({ edges: [{ node: { caseId: cases[0] } }], pageInfo: { hasNextPage: false } });
    for (const actor of [staffMember('sara', 'soderhamn'), staffMember('vera', 'soderhamn', 'SYSTEM_MANAGER'), staffMember('ove', 'bollnas', 'ANALYST'), patientActor('anna')]) expect((await alertsOf(actor)).data!.unitAlerts).toBeNull();
    expect((await alertsOf(staffMember('nina'), 'bollnas', ', first: 101')).errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: ['first'] });
  });
});

describe('notificationTemplates', () => {
  const ask = (role: 'SYSTEM_MANAGER' | 'NURSE') => world.ask(staffMember('sylvia', 'bollnas', role), '{ notificationTemplates { name channel privacyClass sv en } }');

  test('[NOT-4] [BEY-8] a system manager sees every text as the region words it; others do not', async () => {
    await world.rows("INSERT INTO region_setting (region, unit, key, version, effective_from, value) VALUES ('gavleborg', NULL, 'wordings', 2, '2025-01-02', '{\"message-posted\": {\"sv\": \"Nytt i {service}\", \"en\": \"News in {service}\"}}')");
    const { data } = await ask('SYSTEM_MANAGER');
    expect(data!.notificationTemplates).toHaveLength(16);
    expect(data!.notificationTemplates).toContainEqual({ name: 'message-posted', channel: 'SMS', privacyClass: 'SERVICE', sv: 'Nytt i {service}', en: 'News in {service}' });
    expect((await ask('NURSE')).data!.notificationTemplates).toBeNull();
  });
});

describe('by reference', () => {
  const entities = (actor: Parameters<NotifyWorld['ask']>[0], __typename: string, id: string) =>
    world.ask(actor, 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on Notification { id text } ... on Alert { id unit { id } } } }', { r: [{ __typename, id }] });

  test('[DIR-3] a message is the patient’s, an alert the unit’s', async () => {
    const [n] = await world.notifications(patientId);
    const [a] = await world.rows('SELECT * FROM alert LIMIT 1');
    expect((await entities(patientActor(patientId), 'Notification', n!.id)).data!._entities[0].id).toBe(n!.id);
    expect((await entities(patientActor('somebody'), 'Notification', n!.id)).data!._entities).toEqual([null]);
    expect((await entities(staffMember('nina'), 'Notification', n!.id)).data!._entities).toEqual([null]);
    expect((await entities(staffMember('nina'), 'Alert', a!.id)).data!._entities).toEqual([{ id: a!.id, unit: { id: 'bollnas' } }]);
    for (const other of [staffMember('sara', 'soderhamn'), staffMember('ove', 'bollnas', 'LOG_REVIEWER')]) expect((await entities(other, 'Alert', a!.id)).data!._entities).toEqual([null]);
  });
});
