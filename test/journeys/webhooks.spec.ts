import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { testNumberFor } from '@vardgraf/directory/seed/test-numbers';
import { buildSchema, parse, validate } from 'graphql';
import { v7 } from 'uuid';
import { type Answer, ask, graph } from '../client';
import { partnerToken } from '../partner';
import { startStack, type Stack } from '../stack';
import { units, World } from '../world';

const root = resolve(__dirname, '../..');
const page = readFileSync(resolve(root, 'docs/webhooks.md'), 'utf8');
const blocks = (language: string) => [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1]!);

type Data = NonNullable<Answer['data']>;
interface Told { type: string; data: { cursor: number | null; submissionId: string; reference: string; status: string; unitId: string; outcome: string | null } }

let stack: Stack;
let world: World;
let partner: string;
/** What the program of docs/webhooks.md has stored, in the order in which it came. */
const stored = new Map<string, Told>();
let secrets: string[] = [];
let server: Server;
let webhookId: string;

beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
  partner = await partnerToken(stack);
  const made = {} as { receiver(parts: object): Server };
  new Function('require', 'exports', blocks('js').join('\n'))(require, made);
  server = made.receiver({ secrets: () => secrets, seen: async (id: string) => stored.has(id), store: async (id: string, event: Told) => void stored.set(id, event) });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
}, 180_000);
afterAll(async () => {
  await new Promise((done) => { server.close(done); server.closeAllConnections(); });
  await world.ends();
  await stack.stop();
});

const does = async (mutation: string, input: object, more: string): Promise<Data> =>
  (await graph(stack.graphUrl, partner, `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { __typename ${more} ... on Refusal { code message } } }`, { input }))[mutation] as Data;
const told = () => [...stored.values()];
/** What is being sent goes on and is not sent again: stored here, it is delivered there only when the platform has heard the answer. */
const atRest = () => world.until(async () => {
  const { webhooks } = await graph(stack.graphUrl, partner, '{ webhooks { deliveries { edges { node { state } } } } }');
  return (webhooks as Data[]).every(({ deliveries }) => (deliveries.edges as { node: { state: string } }[]).every(({ node }) => node.state === 'DELIVERED'));
});
const typesOf = (submissionId: string) => told().filter(({ data }) => data.submissionId === submissionId).map(({ type }) => type);

test('[API-1] every GraphQL document of docs/webhooks.md is one that the graph takes', () => {
  const schema = buildSchema(readFileSync(resolve(root, 'packages/schema/api.graphql'), 'utf8'));
  expect(blocks('graphql')).toHaveLength(3);
  for (const block of blocks('graphql')) expect({ block, errors: validate(schema, parse(block)).map(String) }).toEqual({ block, errors: [] });
});

test('[BEY-13] [PAR-1] the partner registers its endpoint with the document of the page, and the program of the page takes a test', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  const registered = (await graph(stack.graphUrl, partner, blocks('graphql')[0]!, { input: { clientId: v7(), url } }))['registerWebhook'] as Data;
  expect(registered).toMatchObject({ __typename: 'RegisterWebhookOk', secret: expect.stringMatching(/^whsec_/), webhook: { url, state: 'ACTIVE', eventTypes: null } });
  secrets = [registered['secret'] as string];
  webhookId = (registered['webhook'] as { id: string }).id;
  await does('testWebhook', { clientId: v7(), webhookId }, '');
  await world.until(async () => stored.size === 1);
  expect(told()).toMatchObject([{ type: 'webhook.test', data: { cursor: null } }]);
  expect((await fetch(url, { method: 'POST', body: '{}', headers: { 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x' } })).status).toBe(401);
});

test('[BEY-2] [BEY-13] [PAR-1] telephone triage submits, a nurse sends it onward, another starts and ends: the partner gets every state in order, and the cursor query gives the same list', async () => {
  const { patientId } = await does('identifyPatient', { personalNumber: testNumberFor('1978-03-02', 'FEMALE').number, givenName: 'Astrid', familyName: 'Ringer', listedUnitId: units.gavleHealthCentre.id }, '... on IdentifyPatientOk { patientId }');
  const input = {
    reference: 'call-2026-000123', patientId, digital: false, careLevel: 'PHYSICAL', priority: '8', profession: 'DOCTOR', unitId: units.gavleHealthCentre.id, summary: 'Svullet knä sedan tre dagar.', callBackNumbers: [{ number: '+46701740605' }],
  };
  let answer: Data;
  // Neither cases nor directory may answer in time on a busy machine: then it is not found, and the partner repeats.
  do answer = await does('submitConsultation', input, '... on SubmitConsultationOk { submission { id caseId } }'); while (answer['__typename'] === 'NotFound');
  const s = answer['submission'] as { id: string; caseId: string };
  await world.does('annaNurse', 'takeCase', { caseId: s.caseId });
  await world.does('annaNurse', 'forwardConsultation', { caseId: s.caseId, unitId: units.sandvikenHealthCentre.id, profession: 'NURSE', reason: 'WRONG_UNIT' });
  for (const [mutation, more] of [['takeCase', {}], ['startCase', {}], ['endCase', { reason: 'CARE_GIVEN' }]] as const) {
    expect(await world.does('sandraNurse', mutation, { caseId: s.caseId, ...more })).toMatchObject({ __typename: `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Ok` });
  }
  await world.until(async () => typesOf(s.id).includes('submission.completed'));
  expect(typesOf(s.id)).toEqual(['submission.received', 'submission.pending', 'submission.forwarded', 'submission.in-progress', 'submission.completed']);
  const events = told().slice(1);
  expect(events.map(({ data }) => data.cursor)).toEqual([1, 2, 3, 4, 5]);
  expect(events.at(-1)).toMatchObject({ data: { reference: 'call-2026-000123', status: 'COMPLETED', outcome: 'CARE_GIVEN', unitId: units.sandvikenHealthCentre.id } });
  for (const word of ['Astrid', 'Ringer', 'knä', '+46701740605', patientId as string]) expect(JSON.stringify(events)).not.toContain(word);
  const { webhookEvents } = await graph(stack.graphUrl, partner, blocks('graphql')[2]!, { after: null });
  const asked = (webhookEvents as { edges: { node: { id: string; payload: string } }[] }).edges.map(({ node }) => node);
  expect(asked.map(({ id, payload }) => [id, JSON.parse(payload)])).toEqual([...stored].slice(1));
});

test('[BEY-13] what the partner has lost is sent again with the ids that it had, also under a new secret beside the old one', async () => {
  const before = [...stored].slice(1);
  await atRest();
  stored.clear();
  const rotated = await does('rotateWebhookSecret', { clientId: v7(), webhookId }, '... on RotateWebhookSecretOk { secret }');
  expect(await does('replayWebhook', { webhookId, fromCursor: 1 }, '... on ReplayWebhookOk { replayed nextCursor }')).toEqual({ __typename: 'ReplayWebhookOk', replayed: 5, nextCursor: null });
  await world.until(async () => stored.size === 5);
  expect([...stored]).toEqual(before);
  await atRest();
  secrets = [rotated['secret'] as string];
  stored.clear();
  await does('replayWebhook', { webhookId, fromCursor: 5 }, '');
  await world.until(async () => stored.size === 1);
  expect([...stored]).toEqual(before.slice(4));
  const { webhooks } = await graph(stack.graphUrl, partner, blocks('graphql')[1]!);
  expect(webhooks).toEqual([{ id: webhookId, state: 'ACTIVE', disabledReason: null, failingSince: null, deliveries: { edges: [] } }]);
});

test('[DIR-3] [PAR-1] a token without the scope, a nurse and a patient see no webhook and no event', async () => {
  const document = '{ webhooks { id } webhookEvents { edges { cursor } } }';
  for (const token of [await partnerToken(stack, 'telephone-triage', ['consultations:submit']), await world.token('annaNurse'), await world.token('tolvan')]) {
    expect((await ask(stack.graphUrl, token, document)).data).toEqual({ webhooks: null, webhookEvents: null });
  }
});
