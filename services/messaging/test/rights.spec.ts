import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Actor } from '@vardgraf/service-kit/actor';
import { v4 } from 'uuid';
import { requestStatements } from '../../../packages/service-kit/test/request-statements';
import { postMessage } from '../src/operations/post-message';
import { type MessagingWorld, messagingWorld, patientActor, staffMember, type TestCase } from './messaging-world';

let world: MessagingWorld;
/** Patients and cases about which cases says yes. */
const confirmed = new Set<string>();
let asked = 0;
const cases = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => (body += part));
  request.on('end', () => {
    asked += 1;
    const { variables } = JSON.parse(body) as { variables: { patientId: string; caseId: string } };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { hasCaseAccess: confirmed.has(`${variables.patientId} ${variables.caseId}`) } }));
  });
});
const [anna, nina] = [patientActor('anna'), staffMember('nina')];
const nowhere = '018f0000-0000-7000-8000-000000000000';

beforeAll(async () => {
  await new Promise<void>((listening) => cases.listen(0, '127.0.0.1', listening));
  world = await messagingWorld(`http://127.0.0.1:${(cases.address() as AddressInfo).port}/graphql`);
});
afterAll(async () => {
  await world.end();
  await new Promise((closed) => cases.close(closed));
});

const everything = `query E($id: ID!, $r: [_Any!]!) { thread(id: $id) { id } threadKeys(threadId: $id) { seq messageIds } _entities(representations: $r) {
  ... on Thread { id } ... on Message { id } ... on Case { thread { id } } ... on MyCase { thread { id } } } }`;
async function seenBy(by: Actor, c: TestCase) {
  const messageId = (await world.rows(c.threadId))[0]!['id'] as string;
  const r = [{ __typename: 'Thread', id: c.threadId }, { __typename: 'Message', id: messageId }, { __typename: by.kind === 'STAFF' ? 'Case' : 'MyCase', id: c.id }];
  return (await world.ask(by, everything, { id: c.threadId, r })).data!;
}
const nothing = { thread: null, threadKeys: null, _entities: [null, null, { thread: null }] };

describe('who reads and writes', () => {
  it('[DIR-3] the patient, and staff who have taken or opened the case, see the thread; for all others it is not there', async () => {
    const c = await world.visit();
    await c.access('nina', ['nora']);
    for (const by of [anna, nina, staffMember('nora')]) {
      expect(await seenBy(by, c)).toMatchObject({ thread: { id: c.threadId }, threadKeys: { seq: 2 }, _entities: [{ id: c.threadId }, {}, { thread: { id: c.threadId } }] });
    }
    const others: Actor[] = [
      patientActor('berit'), patientActor('anna', 'halland'), staffMember('nils'), staffMember('nina', 'soderhamn'), staffMember('nina', 'bollnas', 'NURSE', 'halland'),
      staffMember('vilma', 'bollnas', 'UNIT_MANAGER'),
    ];
    for (const by of others) {
      expect(await seenBy(by, c)).toEqual(nothing);
      const [hidden, missing] = [await world.post(by, c.threadId, 'Hej'), await world.post(by, nowhere, 'Hej')];
      expect(hidden).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND' });
      expect(missing).toEqual(hidden);
      expect(await world.read(by, c.threadId, 1)).toMatchObject({ __typename: 'NotFound' });
    }
    expect((await world.rows(c.threadId)).length).toBe(2);
  });

  it('[DIR-3] a unit’s roles that only see the card read nothing, until they open the case', async () => {
    const c = await world.visit();
    const nora = staffMember('nora');
    expect(await seenBy(nora, c)).toEqual(nothing);
    await c.access('nina', ['nora']);
    expect(await world.thread(nora, c.threadId)).toMatchObject({ mayPost: false });
    expect(await world.post(nora, c.threadId, 'Hej')).toMatchObject({ __typename: 'NotPermitted', code: 'NOT_PERMITTED' });
    expect(await world.read(nora, c.threadId, 1)).toMatchObject({ __typename: 'NotPermitted' });
  });

  it('[DIR-3] staff read for a day after the end, the patient always', async () => {
    const c = await world.visit();
    await c.tells('case.ended');
    await c.access('nina', [], { open: false });
    expect(await world.thread(nina, c.threadId)).not.toBeNull();
    await world.shiftClock('25 hours');
    expect([await world.thread(nina, c.threadId), (await world.thread(anna, c.threadId))!['id']]).toEqual([null, c.threadId]);
    await world.shiftClock('0');
  });

  it('[SAF-4] a guardian writes and reads for a child as its proxy, until the child leaves the limit; each reading is logged', async () => {
    const [maria, erik] = [patientActor('maria'), patientActor('erik')];
    const c = await world.visit({ patientId: 'barn' });
    expect(await world.thread(maria, c.threadId)).toBeNull();
    await world.child('barn', ['maria', 'mats']);
    expect(await world.post(maria, c.threadId, 'Barnet har feber')).toMatchObject({ posted: { senderKind: 'PROXY', fromMe: true } });
    expect(await world.thread(patientActor('mats'), c.threadId)).toMatchObject({ unread: 0, messages: { nodes: [{}, {}, { fromMe: false, senderKind: 'PROXY' }] } });
    expect(await world.thread(nina, c.threadId)).toMatchObject({ unread: 1 });
    expect((await world.ask(maria, '{ myThreads { id } }')).data!['myThreads']).toEqual([{ id: c.threadId }]);
    expect(await world.thread(erik, c.threadId)).toBeNull();
    expect((await world.audits('readThread', c.id)).map((row) => row['actor_id'])).toEqual(['mats', 'nina', 'maria']);
    await world.child('barn', ['maria'], new Date(Date.now() - 1_000));
    expect(await world.thread(maria, c.threadId)).toBeNull();
    expect(await world.post(maria, c.threadId, 'Hej')).toMatchObject({ __typename: 'NotFound' });
  });

  it('[DIR-3] Case.thread asks cases once before it refuses a case opened a moment ago; such a reader does not write', async () => {
    const c = await world.visit({ patientId: 'cilla' });
    const nils = staffMember('nils');
    const entity = 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on Case { thread { id mayPost messages { nodes { seq } } } } } }';
    const ask = async () => (await world.ask(nils, entity, { r: [{ __typename: 'Case', id: c.id }] })).data!['_entities'][0].thread;
    asked = 0;
    expect(await ask()).toBeNull();
    confirmed.add(`cilla ${(await world.visit({ patientId: 'cilla' })).id}`);
    expect(await ask()).toBeNull(); // another case of the patient
    confirmed.add(`cilla ${c.id}`);
    expect(await ask()).toEqual({ id: c.threadId, mayPost: false, messages: { nodes: [{ seq: 1 }, { seq: 2 }] } });
    expect(asked).toBe(3);
    await world.ask(nina, entity, { r: [{ __typename: 'Case', id: c.id }] });
    expect(asked).toBe(3);
    expect(await world.audits('readThread', c.id)).toMatchObject([{ actor_id: 'nils' }, { actor_id: 'nina' }]);
  });
});

describe('the log and the cost', () => {
  it('[AUD-1] a reading by staff is logged once a request and thread, a patient’s own is not, nor are the gateway’s numbers, and who writes is logged', async () => {
    const [c, d] = [await world.visit(), await world.visit()];
    await world.post(anna, c.threadId, 'Hemligt');
    const two = `{ a: thread(id: "${c.threadId}") { messages { nodes { text } } } b: thread(id: "${c.threadId}") { id } d: thread(id: "${d.threadId}") { id } }`;
    await world.ask(anna, two);
    expect(await world.audits('readThread', c.id)).toEqual([]);
    await world.ask(nina, two);
    for (const one of [c, d]) expect(await world.audits('readThread', one.id)).toMatchObject([{ actor_id: 'nina', role: 'NURSE', patient_id: 'anna', unit_id: 'bollnas', what: 'thread' }]);
    await seenBy(nina, c);
    expect(await world.audits('readThread', c.id)).toHaveLength(2);
    const keys = (id: string) => world.ask(nina, `{ threadKeys(threadId: "${id}") { seq } }`);
    expect([(await keys(c.threadId)).data!['threadKeys'], (await keys(c.threadId.toUpperCase())).data!['threadKeys']]).toEqual([{ seq: 3 }, null]);
    expect(await world.audits('readThread', c.id)).toHaveLength(2);
    const written = await world.audits('postMessage', c.id);
    expect(written).toMatchObject([{ actor_kind: 'PATIENT', actor_id: 'anna', patient_id: 'anna', what: 'message.posted' }]);
    expect(JSON.stringify(written)).not.toContain('Hemligt');
  });

  it('[LIV-2] 100 messages by reference are two statements and one audit row; a page of them is one more', async () => {
    const c = await world.visit();
    for (let n = 0; n < 98; n += 1) await postMessage(world.db, anna, { clientId: v4(), threadId: c.threadId, text: `${n}` });
    const { seq, messageIds } = (await world.ask(nina, `{ threadKeys(threadId: "${c.threadId}") { seq messageIds } }`)).data!['threadKeys'];
    expect([seq, messageIds]).toEqual([100, (await world.rows(c.threadId)).map((row) => row['id'])]);
    const counted = async (query: string, variables: object) => {
      const { answer, statements } = await requestStatements(() => world.ask(nina, query, variables));
      expect(answer.errors).toBeUndefined();
      return { answer, statements: statements.filter((sql) => /FROM (thread|message) |region_setting|unit_hours|INSERT INTO audit/.test(sql)).length };
    };
    const references = await counted(
      'query C($r: [_Any!]!) { _entities(representations: $r) { ... on Message { id seq text } } }', { r: (messageIds as string[]).map((id) => ({ __typename: 'Message', id })) });
    expect(references.answer.data!['_entities'].map((m: { seq: number }) => m.seq)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(references.statements).toBe(3);
    const page = await counted('query T($id: ID!) { thread(id: $id) { unread mayPost messages(last: 100) { nodes { id text } hasEarlier } answerNotice emergencyNotice } }', { id: c.threadId });
    expect(page.statements).toBe(5);
  });
});

describe('every mutation', () => {
  const send = (by: Actor | undefined, name: 'postMessage' | 'markRead', input: object) => world.ask(
    by, `mutation M($input: ${name === 'postMessage' ? 'PostMessageInput' : 'MarkReadInput'}!) { ${name}(input: $input) { __typename ... on Refusal { code } } }`, { input });

  it('[BAD_INPUT] postMessage names the path of what cannot be written, and never says it', async () => {
    const { threadId } = await world.visit();
    const good = { clientId: v4(), threadId, text: 'Hej' };
    const wrong: [object, string][] = [
      [{ text: ' \n\t ' }, 'input.text'], [{ text: '' }, 'input.text'], [{ text: 'ö'.repeat(10_001) }, 'input.text'], [{ text: 'hemligt\0' }, 'input.text'], [{ text: 'hemligt\ud800' }, 'input.text'],
      [{ clientId: 'hemligt' }, 'input.clientId'], [{ threadId: 'hemligt' }, 'input.threadId'],
    ];
    for (const [change, path] of wrong) {
      const { errors } = await send(anna, 'postMessage', { ...good, ...change });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', paths: [path] } }]);
      expect(errors![0]!.message).not.toContain('hemligt');
    }
    expect((await send(anna, 'postMessage', { ...good, text: ` ${'🤒'.repeat(10_000)} ` })).data!['postMessage'].__typename).toBe('PostMessageOk');
    expect((await world.rows(threadId)).at(-1)!['text']).toBe('🤒'.repeat(10_000));
  });

  it('[BAD_INPUT] markRead refuses a number beyond the last message, and a negative one', async () => {
    const { threadId } = await world.visit();
    for (const [input, path] of [[{ threadId, seq: 3 }, 'input.seq'], [{ threadId, seq: -1 }, 'input.seq'], [{ threadId: 'x', seq: 1 }, 'input.threadId']] as const) {
      expect((await send(anna, 'markRead', input)).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', paths: [path] } }]);
    }
  });

  it('[DIR-3] partners and shared live queues take no part; without a token it is UNAUTHENTICATED', async () => {
    const { threadId } = await world.visit();
    const inputs = { postMessage: { clientId: v4(), threadId, text: 'Hej' }, markRead: { threadId, seq: 1 } } as const;
    const others: Actor[] = [
      { kind: 'PARTNER', clientId: 'telephone', regionId: 'gavleborg', scopes: ['consultation'], language: 'sv' }, { kind: 'LIVE', regionId: 'gavleborg', unitId: 'bollnas', role: 'NURSE', language: 'sv' },
    ];
    for (const name of ['postMessage', 'markRead'] as const) {
      for (const by of others) expect((await send(by, name, inputs[name])).data![name]).toMatchObject({ __typename: 'NotPermitted' });
      expect((await send(undefined, name, inputs[name])).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
    for (const by of others) expect((await world.ask(by, `{ thread(id: "${threadId}") { id } myThreads { id } threadKeys(threadId: "${threadId}") { seq } }`)).data).toEqual({ thread: null, myThreads: null, threadKeys: null });
    expect((await world.ask(nina, `{ myThreads { id } thread(id: "drop table") { id } }`)).data).toEqual({ myThreads: null, thread: null });
  });
});
