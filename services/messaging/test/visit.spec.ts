import { v4 } from 'uuid';
import { type MessagingWorld, messagingWorld, patientActor, staffMember, threadFields } from './messaging-world';

let world: MessagingWorld;
const [anna, nina, dora] = [patientActor('anna'), staffMember('nina'), staffMember('dora', 'bollnas', 'DOCTOR')];

beforeAll(async () => {
  world = await messagingWorld();
  await world.hear('region.changed', { serviceName: 'Min vård Gävleborg' });
  for (const staffId of ['nina', 'dora']) await world.hear('staff.changed', { staffId, displayName: staffId === 'nina' ? 'Nina Berg' : 'Dora Lind', commissions: [], active: true });
});
afterAll(() => world.end());

const lines = async (threadId: string) => (await world.thread(anna, threadId))!['messages'].nodes.map((m: { event: string | null; kind: string }) => m.event ?? m.kind);

describe('a visit’s chat', () => {
  it('[VIS-1] opens when the visit starts, with a line and a greeting that names service, person and role', async () => {
    const c = await world.visit();
    const thread = (await world.thread(anna, c.threadId))!;
    expect(thread).toMatchObject({ caseId: c.id, phase: 'VISIT', phaseEndsAt: null, unit: { id: 'bollnas' }, lastSeq: 2, unread: 0, readByOtherSide: 0, mayPost: true });
    expect(thread['messages'].nodes).toMatchObject([
      { seq: 1, kind: 'EVENT', event: 'VISIT_STARTED', senderKind: 'SYSTEM', staffMember: { id: 'nina' }, text: 'Besöket har börjat.' },
      {
        seq: 2, kind: 'GREETING', senderKind: 'SYSTEM', staffMember: { id: 'nina' }, fromMe: false,
        text: 'Hej och välkommen till Min vård Gävleborg. Jag heter Nina Berg och är sjuksköterska. Jag läser det du har svarat och skriver till dig här.',
      },
    ]);
    const english = await world.ask(anna, `{ thread(id: "${c.threadId}") { messages { nodes { text } } } }`, {}, { 'accept-language': 'en' });
    expect(english.data!['thread'].messages.nodes.map((m: { text: string }) => m.text)).toEqual([
      'The visit has begun.', 'Hello and welcome to Min vård Gävleborg. My name is Nina Berg and I am a nurse. I am reading your answers and will write to you here.']);
    expect((await world.events(c.threadId)).map((e) => [e.type, e.version])).toEqual([['thread.opened', 1], ['message.posted', 2], ['message.posted', 3]]);
  });

  it('[VIS-1] greets plainly while a name has not been told, and with it once it has; a name changed later does not change what was said', async () => {
    const c = await world.newCase();
    await c.tells('case.taken', { staffId: 'nora' });
    await c.access('nora');
    await c.tells('case.started', { staffId: 'nora' });
    const greeting = async () => (await world.thread(anna, c.threadId))!['messages'].nodes[1].text as string;
    expect(await greeting()).toBe('Hej och välkommen. En av våra medarbetare skriver till dig här.');
    await world.hear('staff.changed', { staffId: 'nora', displayName: 'Nora Ek', commissions: [], active: true });
    expect(await greeting()).toContain('Jag heter Nora Ek och är sjuksköterska.');
    const said = await world.visit();
    await world.hear('staff.changed', { staffId: 'nina', displayName: 'Nina Berg Ek', commissions: [], active: true });
    expect((await world.thread(anna, said.threadId))!['messages'].nodes[1].text).toContain('Jag heter Nina Berg och är');
    await world.hear('staff.changed', { staffId: 'nina', displayName: 'Nina Berg', commissions: [], active: true });
  });

  it('[VIS-1] cases without a conversation of their own get no thread', async () => {
    for (const kind of ['CONSULTATION', 'TELEPHONE_TRIAGE', 'MESSAGE'] as const) expect((await world.visit({ kind })).threadId).toBe('');
    for (const kind of ['SCHEDULED', 'ADMINISTRATIVE'] as const) expect((await world.visit({ kind })).threadId).not.toBe('');
  });

  it('[MSG-1] both sides write and read; unread and read receipts follow the marks, which never go back', async () => {
    const c = await world.visit();
    const first = await world.post(anna, c.threadId, '  Jag har ont i halsen.\n\nSedan i går 🤒 ');
    expect(first).toMatchObject({ __typename: 'PostMessageOk', posted: { seq: 3, kind: 'TEXT', senderKind: 'PATIENT', fromMe: true, text: 'Jag har ont i halsen.\n\nSedan i går 🤒' }, thread: { lastSeq: 3 } });
    await world.post(anna, c.threadId, 'Hallå');
    expect(await world.thread(nina, c.threadId)).toMatchObject({ unread: 2, readByOtherSide: 0, mayPost: true });
    expect(await world.read(nina, c.threadId, 3)).toMatchObject({ __typename: 'MarkReadOk', thread: { unread: 1 } });
    expect(await world.read(nina, c.threadId, 2)).toMatchObject({ thread: { unread: 1 } });
    await world.post(nina, c.threadId, 'Hej Anna');
    expect(await world.thread(anna, c.threadId)).toMatchObject({ unread: 1, readByOtherSide: 3, messages: { nodes: [{}, {}, {}, {}, { seq: 5, senderKind: 'STAFF', staffMember: { id: 'nina' }, fromMe: false }] } });
    expect(await world.read(anna, c.threadId, 5)).toMatchObject({ thread: { unread: 0 } });
    expect(await world.thread(nina, c.threadId)).toMatchObject({ readByOtherSide: 5, unread: 1 });
    const told = (await world.events(c.threadId)).slice(3);
    expect(told.map((e) => [e.type, e.data['senderKind'] ?? e.data['readerKind'], e.data['unreadByStaff']])).toEqual([
      ['message.posted', 'PATIENT', 1], ['message.posted', 'PATIENT', 2], ['thread.read', 'STAFF', 1], ['message.posted', 'STAFF', 1], ['thread.read', 'PATIENT', 1],
    ]);
    expect(JSON.stringify(told)).not.toMatch(/halsen|Hallå|Hej/);
  });

  it('[MSG-1] the same client id gives the first message again, also after the end, and writes nothing twice', async () => {
    const [c, clientId] = [await world.visit(), v4()];
    const first = await world.post(anna, c.threadId, 'En gång', clientId);
    expect((await world.post(anna, c.threadId, 'Något annat', clientId.toUpperCase()))['posted']).toEqual(first['posted']);
    expect((await world.post(nina, c.threadId, 'Samma id, annan person', clientId))['posted'].seq).toBe(4);
    await c.tells('case.ended');
    expect((await world.post(anna, c.threadId, 'En gång', clientId))['posted']).toEqual(first['posted']);
    expect((await world.rows(c.threadId)).filter((row) => row['client_id'] === clientId)).toHaveLength(2);
    expect(await world.audits('postMessage', c.id)).toHaveLength(2);
  });

  it('[HND-3] a hand-over is a line in the one conversation: the receiver goes on writing, the giver reads, and all of it is there', async () => {
    const c = await world.visit();
    await world.post(anna, c.threadId, 'Före');
    await c.tells('case.handover-accepted', { unitId: 'soderhamn', staffId: 'dora', role: 'DOCTOR' });
    await c.access('dora', ['nina'], { responsibleUnitId: 'soderhamn' });
    const soderhamn = staffMember('dora', 'soderhamn', 'DOCTOR');
    expect(await world.post(soderhamn, c.threadId, 'Jag tar över')).toMatchObject({ posted: { seq: 5 } });
    expect(await world.post(nina, c.threadId, 'Inte mer')).toMatchObject({ __typename: 'NotPermitted' });
    expect(await world.thread(nina, c.threadId)).toMatchObject({ mayPost: false, unit: { id: 'soderhamn' }, lastSeq: 5 });
    expect(await lines(c.threadId)).toEqual(['VISIT_STARTED', 'GREETING', 'TEXT', 'HANDED_OVER', 'TEXT']);
    await c.tells('case.started', { staffId: 'dora', unitId: 'soderhamn' });
    expect((await world.thread(anna, c.threadId))!['messages'].nodes.at(-1).text).toContain('Dora Lind och är läkare');
  });

  it('[VIS-1] a release is a line; the patient may write while nobody has the case, and whoever takes and starts it greets in the same thread', async () => {
    const c = await world.visit();
    await c.tells('case.released');
    await c.access(null, ['nina']);
    expect(await world.post(anna, c.threadId, 'Är någon där')).toMatchObject({ __typename: 'PostMessageOk' });
    expect(await world.post(nina, c.threadId, 'Jag har inte ärendet')).toMatchObject({ __typename: 'NotPermitted' });
    expect(await world.read(nina, c.threadId, 4)).toMatchObject({ __typename: 'NotPermitted' });
    await c.tells('case.taken', { staffId: 'dora', role: 'DOCTOR' });
    await c.access('dora', ['nina']);
    await c.tells('case.started', { staffId: 'dora' });
    expect(await lines(c.threadId)).toEqual(['VISIT_STARTED', 'GREETING', 'RELEASED', 'TEXT', 'VISIT_STARTED', 'GREETING']);
    expect((await world.events(c.threadId)).filter((e) => e.type === 'thread.opened')).toHaveLength(1);
    expect(await world.thread(dora, c.threadId)).toMatchObject({ unread: 1, mayPost: true });
  });

  it('[VIS-1] an SMS about the case is a line, one that came before the conversation is its first, and each is told once', async () => {
    const c = await world.newCase();
    const sms = (notificationId: string, more = {}) => world.hear('notification.sent', {
      notificationId, patientId: 'anna', channel: 'SMS', template: 'visit-soon', privacyClass: 'SERVICE', caseId: c.id, bookingId: null, sentAt: new Date().toISOString(), attempts: 1, ...more,
    });
    await sms('early');
    await sms('early');
    await c.tells('case.taken');
    await c.access('nina');
    await c.tells('case.started');
    for (const id of ['early', 'late', 'late']) await sms(id);
    await sms('mail', { channel: 'EMAIL' });
    await sms('other', { caseId: null });
    expect(await lines(c.threadId)).toEqual(['SMS_SENT', 'VISIT_STARTED', 'GREETING', 'SMS_SENT']);
    await c.tells('case.ended');
    await sms('too late');
    expect((await lines(c.threadId)).at(-1)).toBe('VISIT_ENDED');
  });

  it('[MSG-1] nothing more can be written after the end or a withdrawal, and the answer says how to seek care again', async () => {
    for (const [type, line] of [['case.ended', 'VISIT_ENDED'], ['case.withdrawn', 'WITHDRAWN']] as const) {
      const c = await world.visit();
      await c.tells(type);
      await c.access('nina', [], { open: false });
      for (const by of [anna, nina]) {
        expect(await world.post(by, c.threadId, 'En sak till')).toEqual({
          __typename: 'ThreadClosed', code: 'THREAD_CLOSED', message: 'Konversationen är avslutad. Sök vård igen i tjänsten om du behöver. Är det fara för livet, ring 112.',
        });
        expect(await world.thread(by, c.threadId)).toMatchObject({ phase: 'CLOSED', mayPost: false, messages: { nodes: [{}, {}, { event: line }] } });
      }
      expect(await world.read(nina, c.threadId, 3)).toMatchObject({ __typename: 'MarkReadOk' });
    }
  });

  it('[MSG-1] pages go backwards without a gap, at most 100 at a time', async () => {
    const c = await world.visit();
    for (let n = 3; n <= 7; n += 1) await world.post(anna, c.threadId, `${n}`);
    const page = async (args: string) => (await world.ask(anna, `{ thread(id: "${c.threadId}") { messages(${args}) { nodes { seq } hasEarlier edges { cursor node { seq } } pageInfo { hasPreviousPage hasNextPage startCursor endCursor } } } }`));
    const seqs = (answer: Awaited<ReturnType<typeof page>>) => answer.data!['thread'].messages.nodes.map((m: { seq: number }) => m.seq);
    expect([seqs(await page('last: 3')), seqs(await page('last: 3, before: 5')), seqs(await page('last: 3, before: 2'))]).toEqual([[5, 6, 7], [2, 3, 4], [1]]);
    expect([(await page('last: 3')).data!['thread'].messages.hasEarlier, (await page('last: 1, before: 2')).data!['thread'].messages.hasEarlier]).toEqual([true, false]);
    const middle = (await page('last: 3, before: 5')).data!['thread'].messages;
    expect(middle.edges).toEqual([2, 3, 4].map((seq) => ({ cursor: String(seq), node: { seq } })));
    expect(middle.pageInfo).toEqual({ hasPreviousPage: true, hasNextPage: true, startCursor: '2', endCursor: '4' });
    for (const wrong of ['last: 0', 'last: 101']) expect((await page(wrong)).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', paths: ['last'] } }]);
  });

  it('[MSG-5] [TRI-4] says when an answer can be expected, and what to do when life is in danger', async () => {
    const c = await world.visit();
    const notices = async () => world.thread(anna, c.threadId, 'answerNotice emergencyNotice');
    expect(await notices()).toEqual({ answerNotice: 'Du kan skriva när som helst. Vi svarar när vi har öppet.', emergencyNotice: 'Är det fara för livet, ring 112. Vänta inte på svar här.' });
    const hours = (open: [string, string][]) => world.hear('unit.hours-changed', { unitId: 'bollnas', open: open.map(([from, to]) => ({ from, to })), onCall: [], duty: [], until: '2099-01-01T00:00:00.000Z' });
    await hours([['2020-01-01T07:00:00.000Z', '2098-06-01T15:00:00.000Z']]);
    expect((await notices())!['answerNotice']).toBe('Du kan skriva när som helst. Vi svarar när vi har öppet, nu till söndag 1 juni klockan 17.00.');
    await hours([['2098-12-01T07:00:00.000Z', '2098-12-01T16:00:00.000Z']]);
    expect((await notices())!['answerNotice']).toBe('Du kan skriva när som helst. Vi har stängt nu och svarar tidigast måndag 1 december klockan 08.00.');
    await c.tells('case.ended');
    expect((await notices())!['answerNotice']).toBe('Konversationen är avslutad. Sök vård igen i tjänsten om du behöver.');
  });
});

it('[QUE-8] myThreads are the caller’s, the latest message first, and MyCase.thread is null until a visit has started', async () => {
  const bo = patientActor('bo');
  const [older, newer, waiting] = [await world.visit({ patientId: 'bo' }), await world.visit({ patientId: 'bo' }), await world.newCase({ patientId: 'bo' })];
  await world.post(bo, older.threadId, 'Nyast');
  expect((await world.ask(bo, '{ myThreads { id messages(last: 1) { nodes { text } } } }')).data!['myThreads']).toMatchObject([
    { id: older.threadId, messages: { nodes: [{ text: 'Nyast' }] } }, { id: newer.threadId }]);
  const r = [older, newer, waiting].map((c) => ({ __typename: 'MyCase', id: c.id }));
  expect((await world.ask(bo, `query E($r: [_Any!]!) { _entities(representations: $r) { ... on MyCase { id thread { ${threadFields} } } } }`, { r })).data!['_entities']).toMatchObject([
    { thread: { id: older.threadId } }, { thread: { id: newer.threadId } }, { thread: null }]);
});
