import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { type GraphClient, graphClient, type Reply, untilAnswered } from '../actors/graph-client';
import type { Journal } from '../actors/journal';
import { randomFrom, seed } from '../actors/random';
import { ask, graph } from '../client';
import { partnerToken } from '../partner';
import { type Stack, startStack } from '../stack';
import { patients, units, World } from '../world';
import { expectInvariants } from './invariants';
import { percentile } from './load';

const times = 100;
const dayMs = 86_400_000;
const submissionFields = 'id reference became caseId ticketId priority submittedAt readFrom journeyId';
const document = `mutation Submit($input: SubmitConsultationInput!) { submitConsultation(input: $input) { __typename ... on SubmitConsultationOk { submission { ${submissionFields} } } ... on Refusal { code message } } }`;

let stack: Stack;
let client: GraphClient;
let world: World;
let first: Reply;
const journal: Journal = { acknowledged: [] };
const next = randomFrom(seed);
const input = {
  reference: `call-${v7()}`, patientId: patients.tolvan.id, digital: false, careLevel: 'PHYSICAL', priority: '6', profession: 'NURSE', unitId: units.gavleHealthCentre.id,
  summary: 'Svullet knä sedan tre dagar.', callBackNumbers: [{ number: '+46701740605', whose: 'egen' }],
};

beforeAll(async () => {
  stack = await startStack({ processes: true });
  client = graphClient(stack);
  world = new World(stack);
  await world.isOpen();
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

/** The partner's system sends the same until it is answered, as its own queue would. */
async function submits(given: Record<string, unknown>): Promise<Reply> {
  const reply = await untilAnswered(() => client.askAsPartner('submitConsultation', document, { input: given }), 'submitConsultation', next, () => true);
  if (!reply) throw new Error('telephone triage was never answered');
  if (reply.__typename === 'SubmitConsultationOk') {
    const { id, caseId, ticketId, reference } = reply['submission'] as Record<string, string>;
    journal.acknowledged.push({ act: 'SUBMIT', reference: reference!, submissionId: id!, caseId: caseId ?? null, ticketId: ticketId ?? null });
  }
  return reply;
}

const atOnce = (given: Record<string, unknown>): Promise<Reply[]> => Promise.all(Array.from({ length: times }, () => submits(given)));

/** Rows behind a reference. */
async function rows(reference: string): Promise<Record<string, number>> {
  const admin = new Client({ connectionString: stack.adminUrl });
  await admin.connect();
  try {
    const { rows: [row] } = await admin.query<Record<string, number>>(`
      WITH s AS (SELECT * FROM cases.submission WHERE reference = $1)
      SELECT (SELECT count(*) FROM s)::int AS submissions, (SELECT count(*) FROM cases.consultation WHERE submission_id IN (SELECT id FROM s))::int AS contents,
             (SELECT count(*) FROM cases."case" WHERE id IN (SELECT case_id FROM s))::int AS cases,
             (SELECT count(*) FROM cases.outbox WHERE type = 'consultation.submitted' AND aggregate_id IN (SELECT id::text FROM s))::int AS told`, [reference]);
    return row!;
  } finally {
    await admin.end();
  }
}
const one = { submissions: 1, contents: 1, cases: 1, told: 1 };

test(`[T10] [CON-4] the same submission ${times} times at once is one case, and everybody is told of the same one (seed ${seed})`, async () => {
  const replies = await atOnce(input);
  first = replies[0]!;
  expect(first).toMatchObject({ __typename: 'SubmitConsultationOk', submission: { became: 'CONSULTATION', caseId: expect.any(String) } });
  for (const reply of replies) expect(reply).toEqual(first);
  expect(await rows(input.reference)).toEqual(one);
  process.stdout.write(`T10 (seed ${seed}): ${times} at once, p50 ${percentile(client.measured, 0.5)}, p95 ${percentile(client.measured, 0.95)} ms, ${client.measured.filter((each) => each.fault).length} faults repeated\n`);
}, 120_000);

test('[T10] [CON-4] sent while cases is killed and comes back, another one is still one case', async () => {
  const other = { ...input, reference: `call-${v7()}` };
  const sent = atOnce(other);
  await sleep(50 + next() * 100);
  await stack.kill('cases');
  const back = stack.restart('cases');
  const replies = await sent;
  await back;
  for (const reply of replies) expect(reply).toEqual(replies[0]);
  expect(replies[0]!.__typename).toBe('SubmitConsultationOk');
  expect(await rows(other.reference)).toEqual(one);
}, 120_000);

test(`[T10] [CON-4] after the restart, and after six days, the stored answer comes back, ${times} times at once too`, async () => {
  expect(await submits(input)).toEqual(first);
  await world.passes(6 * dayMs);
  for (const reply of await atOnce(input)) expect(reply).toEqual(first);
  expect(await rows(input.reference)).toEqual(one);
}, 120_000);

test('[T10] [CON-4] the same reference with another content is refused by type, and stores nothing', async () => {
  const before = await rows(input.reference);
  for (const changed of [{ summary: 'Annat.' }, { priority: '5' }, { callBackNumbers: [{ number: '+46701740606' }] }, { digital: true }, { patientId: patients.gretaGuardian.id }]) {
    expect(await submits({ ...input, ...changed })).toEqual({ __typename: 'ReferenceReused', code: 'REFERENCE_REUSED', message: expect.any(String) });
  }
  expect(await rows(input.reference)).toEqual(before);
  expect(await submits(input)).toEqual(first);
});

test('[T10] [CON-4] without a reference, or with a blank one, it is bad input', async () => {
  const token = await partnerToken(stack);
  const { reference: _, ...without } = input;
  for (const given of [without, { ...input, reference: '' }, { ...input, reference: '   ' }, { ...input, reference: 'x'.repeat(81) }]) {
    const { errors } = await ask(stack.graphUrl, token, document, { input: given });
    expect(errors?.map((error) => error.extensions.code)).toEqual(['BAD_INPUT']);
  }
  const { submission } = await graph(stack.graphUrl, token, `query ($reference: String!) { submission(reference: $reference) { ${submissionFields} } }`, { reference: input.reference });
  expect(submission).toEqual(first['submission']);
});

test('[T10] every invariant holds afterwards', async () => {
  const rest = await expectInvariants(stack.adminUrl, journal, 60_000);
  process.stdout.write(`T10 (seed ${seed}): at rest after ${rest} ms, ${journal.acknowledged.length} answers\n`);
}, 120_000);
