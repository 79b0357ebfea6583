import { randomUUID } from 'node:crypto';
import type { Actor } from '@vardgraf/service-kit/actor';
import { anna, hanna, harald, nils, type OversightWorld, oversightWorld, rut } from './oversight-world';

let world: OversightWorld;
let entryIds: string[];
let foreignId: string;

const mutation = `mutation record($input: RecordAuditReviewInput!) { recordAuditReview(input: $input) {
  __typename ... on RecordAuditReviewOk { review { id at reviewer { id } cause outcome note entries { id what } } } ... on Refusal { code message } } }`;
const input = (more: object = {}) => ({ clientId: randomUUID(), entryIds, cause: 'SUSPICION', outcome: 'SUSPECTED', ...more });
const record = (actor: Actor | undefined, given: object) => world.ask(actor, mutation, { input: given });

beforeAll(async () => {
  world = await oversightWorld();
  await world.look('cases', nils, { what: 'case/1', patientId: 'patient-anna' });
  await world.look('cases', nils, { what: 'case/2', patientId: 'patient-bo' });
  await world.look('cases', hanna, { what: 'case/3', patientId: 'patient-bo', regionId: 'halland' });
  const entries = await world.chained(3);
  entryIds = entries.slice(0, 2).map((entry) => entry.auditId);
  foreignId = entries[2]!.auditId;
});
afterAll(() => world.end());

test('[AUD-1] the outcome of a review is documented with who, why, what came of it, and about which entries, in their order', async () => {
  const answer = await record(rut, input({ entryIds: [...entryIds].reverse(), note: 'No care relation found.' }));
  expect(answer.data!['recordAuditReview']!).toMatchObject({
    __typename: 'RecordAuditReviewOk',
    review: { reviewer: { id: 'reviewer-rut' }, cause: 'SUSPICION', outcome: 'SUSPECTED', note: 'No care relation found.', entries: [{ what: 'case/2' }, { what: 'case/1' }] },
  });
});

test('[AUD-1] the same client id again gives the first review, also all at once, and is one row in the log', async () => {
  const given = input({ outcome: 'JUSTIFIED' });
  const answers = await Promise.all(Array.from({ length: 8 }, () => record(rut, given)));
  const again = await record(rut, { ...given, outcome: 'REPORTED' });
  const reviews = [...answers, again].map((answer) => answer.data!['recordAuditReview']!.review);
  expect(new Set(reviews.map((review) => review.id)).size).toBe(1);
  expect(reviews.every((review) => review.outcome === 'JUSTIFIED')).toBe(true);
  const { rows } = await world.asAdmin("SELECT count(*)::int AS n FROM oversight.audit WHERE action = 'recordAuditReview' AND what LIKE 'review/JUSTIFIED%'");
  expect(rows).toEqual([{ n: 1 }]);
});

test('[AUD-1] reviews are listed newest first, for the own region alone', async () => {
  await record(harald, input({ entryIds: [foreignId], cause: 'PATIENT_REQUEST', outcome: 'JUSTIFIED' }));
  await record(rut, input({ cause: 'SAMPLE', outcome: 'REPORTED', note: 'last' }));
  const list = (actor: Actor, first = 50) => world.ask(actor, `{ auditReviews(first: ${first}) { edges { node { cause note entries { id } } } pageInfo { hasNextPage } } }`);
  const mine = (await list(rut, 1)).data!['auditReviews']!;
  expect(mine).toMatchObject({ edges: [{ node: { cause: 'SAMPLE', note: 'last', entries: entryIds.map((id) => ({ id })) } }], pageInfo: { hasNextPage: true } });
  const theirs = (await list(harald)).data!['auditReviews']!;
  expect(theirs.edges).toEqual([{ node: { cause: 'PATIENT_REQUEST', note: null, entries: [{ id: foreignId }] } }]);
  expect((await list(rut, 101)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', paths: ['first'] });
});

test('[DIR-3] entries that are another region’s, or nobody’s, are NotFound', async () => {
  for (const ids of [[foreignId], [...entryIds, foreignId], [randomUUID()]]) {
    const answer = await record(rut, input({ entryIds: ids }));
    expect(answer.data!['recordAuditReview']!).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND', message: expect.stringMatching(/\S/) });
  }
});

test('[DIR-3] a nurse and a patient are NotPermitted, and nothing is stored', async () => {
  const before = await world.asAdmin('SELECT count(*)::int AS n FROM oversight.audit_review');
  for (const actor of [nils, anna]) {
    expect((await record(actor, input())).data!['recordAuditReview']!).toMatchObject({ __typename: 'NotPermitted', code: 'NOT_PERMITTED' });
  }
  expect((await world.asAdmin('SELECT count(*)::int AS n FROM oversight.audit_review')).rows).toEqual(before.rows);
});

test('[DIR-2] without a token it is UNAUTHENTICATED', async () => {
  expect((await record(undefined, input())).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test.each([
  ['no entries', { entryIds: [] }, 'input.entryIds'],
  ['an entry id that is no id', { entryIds: ['17'] }, 'input.entryIds.0'],
  ['a client id that is no id', { clientId: 'again' }, 'input.clientId'],
  ['a note of a book’s length', { note: 'x'.repeat(4_001) }, 'input.note'],
  ['more than a hundred entries', { entryIds: Array.from({ length: 101 }, () => randomUUID()) }, 'input.entryIds'],
])('[AUD-1] %s is BAD_INPUT and names the place, without repeating the value', async (_, given, path) => {
  const answer = await record(rut, input(given));
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', paths: [path] });
  expect(answer.errors?.[0]?.message).not.toContain('xxx');
});

test('[AUD-1] an outcome that is not on the list is BAD_INPUT', async () => {
  expect((await record(rut, input({ outcome: 'FORGIVEN' }))).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
});

test('[AUD-1] a review’s note stays in oversight’s own row and travels in no event', async () => {
  await record(rut, input({ note: 'a very particular suspicion' }));
  const { rows } = await world.asAdmin("SELECT count(*)::int AS n FROM oversight.outbox WHERE data::text LIKE '%very particular%'");
  expect(rows).toEqual([{ n: 0 }]);
});

test('[DIR-3] an entry or a review is reached by reference in the own region alone', async () => {
  const reference = `query r($representations: [_Any!]!) { _entities(representations: $representations) { ... on AuditEntry { id what } } }`;
  const representations = entryIds.map((id) => ({ __typename: 'AuditEntry', id }));
  expect((await world.ask(rut, reference, { representations })).data!['_entities']!).toEqual([{ id: entryIds[0], what: 'case/1' }, { id: entryIds[1], what: 'case/2' }]);
  expect((await world.ask(harald, reference, { representations })).data!['_entities']!).toEqual([null, null]);
  expect((await world.ask(nils, reference, { representations })).data!['_entities']!).toEqual([null, null]);
});
