import type { Actor } from '@vardgraf/service-kit/actor';
import { type Answer, anna, disa, hanna, harald, manager, nils, type OversightWorld, oversightWorld, partner, rut } from './oversight-world';

let world: OversightWorld;

const trailQuery = `query trail($filter: AuditFilter!, $first: Int, $after: String) {
  auditTrail(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id at actorKind staffMember { id } role commissionId unit { id } patientId caseId action what reason service chainPosition hash } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const trail = (actor: Actor | undefined, filter: object, page: object = {}) => world.ask(actor, trailQuery, { filter, ...page });
const whats = (answer: Answer): string[] => answer.data!['auditTrail']!.edges.map((edge) => edge.node.what);

beforeAll(async () => {
  world = await oversightWorld();
  await world.look('cases', nils, { what: 'case/1', patientId: 'patient-anna', caseId: 'case-1' });
  await world.look('cases', disa, { what: 'case/2', patientId: 'patient-bo', caseId: 'case-2', unitId: 'other-unit' });
  await world.look('cases', nils, { what: 'case/3', patientId: 'patient-bo', caseId: 'case-2' });
  await world.look('cases', hanna, { what: 'case/4', patientId: 'patient-bo', caseId: 'case-9', regionId: 'halland' });
  await world.look('cases', anna, { what: 'case/5', patientId: 'patient-anna', caseId: 'case-1' });
  await world.chained(5);
});
afterAll(() => world.end());

test('[AUD-1] a reviewer follows a patient, a staff member, a case or a unit, newest first, and sees nobody else', async () => {
  expect(whats(await trail(rut, { patientId: 'patient-bo' }))).toEqual(['case/3', 'case/2']);
  expect(whats(await trail(rut, { staffId: 'nurse-nils' }))).toEqual(['case/3', 'case/1']);
  expect(whats(await trail(rut, { caseId: 'case-1' })).filter((what) => what.startsWith('case'))).toEqual(['case/5', 'case/1']);
  expect(whats(await trail(rut, { unitId: 'other-unit' })).filter((what) => what.startsWith('case'))).toEqual(['case/2']);
  expect(whats(await trail(rut, { patientId: 'patient-bo', staffId: 'nurse-nils' }))).toEqual(['case/3']);
});

test('[AUD-1] an entry tells who, in which commission, where, when, whom, what and why', async () => {
  const answer = await trail(rut, { caseId: 'case-1', staffId: 'nurse-nils' });
  expect(answer.data!['auditTrail']!.edges[0]!.node).toMatchObject({
    actorKind: 'STAFF', staffMember: { id: 'nurse-nils' }, role: 'NURSE', commissionId: 'commission-nurse-nils', unit: { id: 'gavleborg-unit' }, patientId: 'patient-anna',
    caseId: 'case-1', action: 'openCase', what: 'case/1', service: 'cases', chainPosition: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
});

test('[AUD-1] an entry of a patient names no staff member', async () => {
  const answer = await trail(rut, { caseId: 'case-1', patientId: 'patient-anna' });
  const own = answer.data!['auditTrail']!.edges.find((edge) => edge.node.what === 'case/5');
  expect(own!.node).toMatchObject({ actorKind: 'PATIENT', staffMember: null, role: null });
});

test('[DIR-3] another region’s entries are not there, whatever id is asked', async () => {
  expect(whats(await trail(harald, { patientId: 'patient-bo' }))).toEqual(['case/4']);
  expect(whats(await trail(harald, { staffId: 'nurse-nils' }))).toEqual([]);
  expect(whats(await trail(harald, { caseId: 'case-1' }))).toEqual([]);
  expect(whats(await trail(rut, { staffId: 'nurse-hanna' }))).toEqual([]);
});

test('[AUD-1] the period is from its first instant until before its last', async () => {
  const { data } = await trail(rut, { staffId: 'nurse-nils' });
  const [newer, older] = data!['auditTrail']!.edges.map((edge) => edge.node.at);
  expect(whats(await trail(rut, { staffId: 'nurse-nils', from: older, to: newer }))).toEqual(newer === older ? [] : ['case/1']);
  expect(whats(await trail(rut, { staffId: 'nurse-nils', from: newer }))).toContain('case/3');
  expect(whats(await trail(rut, { staffId: 'nurse-nils', to: '2020-01-01T00:00:00Z' }))).toEqual([]);
});

test('[AUD-1] pages follow each other without gap or repetition while the log grows', async () => {
  for (let n = 0; n < 7; n += 1) await world.look('triage', nils, { what: `session/${n}`, patientId: 'patient-paged' });
  await world.settled();
  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const answer = await trail(rut, { patientId: 'patient-paged', staffId: 'nurse-nils' }, { first: 3, after });
    seen.push(...whats(answer));
    const { hasNextPage, endCursor } = answer.data!['auditTrail']!.pageInfo;
    if (!hasNextPage) break;
    after = endCursor;
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `session/${n}`));
});

test.each([
  ['no id at all', {}, {}, ['filter']],
  ['only a period', { from: '2026-01-01T00:00:00Z' }, {}, ['filter']],
  ['an empty id', { patientId: '' }, {}, ['filter.patientId']],
  ['an endless id', { caseId: 'x'.repeat(81) }, {}, ['filter.caseId']],
  ['a period that ends before it begins', { staffId: 's', from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, {}, ['filter.to']],
  ['a page of none', { staffId: 's' }, { first: 0 }, ['first']],
  ['a page of more than 100', { staffId: 's' }, { first: 101 }, ['first']],
  ['a cursor of somewhere else', { staffId: 's' }, { after: 'bm90IG91cnM' }, ['after']],
])('[AUD-1] %s is BAD_INPUT and names the place', async (_, filter, page, paths) => {
  const answer = await trail(rut, filter, page);
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', paths });
});

test('[AUD-1] a time without a zone is BAD_INPUT', async () => {
  const answer = await trail(rut, { staffId: 's', from: '2026-01-01T00:00:00' });
  expect(answer.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
});

const everyQuery = `{ auditTrail(filter: { patientId: "patient-anna" }) { edges { node { id } } } auditSample(from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z") { id }
  auditChain { whole } auditReviews { edges { node { id } } } }`;

test.each([['a nurse', nils], ['a unit manager', manager], ['a patient', anna], ['a partner', partner]])('[DIR-3] %s gets nothing of the log', async (_, actor) => {
  const answer = await world.ask(actor, everyQuery);
  expect(answer).toEqual({ data: { auditTrail: null, auditSample: null, auditChain: null, auditReviews: null } });
});

test('[DIR-2] without a token, or with a bad one, nobody gets anything', async () => {
  const answer = await world.ask(undefined, everyQuery);
  expect(answer.errors?.map((error) => error.extensions.code)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED']);
});

test('[AUD-1] a sample is random entries of the own region and the period, as many as asked for', async () => {
  const sample = async (actor: Actor, size: number, from = '2020-01-01T00:00:00Z') =>
    (await world.ask(actor, 'query s($size: Int, $from: DateTime!) { auditSample(from: $from, to: "2100-01-01T00:00:00Z", size: $size) { id what staffMember { id } } }', { size, from })).data!['auditSample']!;
  expect(await sample(rut, 4)).toHaveLength(4);
  expect((await sample(harald, 50)).filter((entry) => entry.staffMember?.id !== 'reviewer-harald').map((entry) => entry.what)).toEqual(['case/4']);
  expect(await sample(rut, 5, '2099-01-01T00:00:00Z')).toEqual([]);
});

test('[AUD-1] a sample of an empty period or of a thousand is BAD_INPUT', async () => {
  const size = await world.ask(rut, '{ auditSample(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z", size: 1000) { id } }');
  expect(size.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', paths: ['size'] });
  const period = await world.ask(rut, '{ auditSample(from: "2026-02-01T00:00:00Z", to: "2026-02-01T00:00:00Z") { id } }');
  expect(period.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', paths: ['to'] });
});

test('[AUD-1] the reviewer is told whether the chain is whole, and how long it is', async () => {
  const { data } = await world.ask(rut, '{ auditChain { entries headHash whole firstBroken } }');
  expect(data!['auditChain']!).toMatchObject({ whole: true, firstBroken: null, headHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(data!['auditChain']!.entries).toBeGreaterThanOrEqual(5);
});

test('[AUD-1] a reviewer’s look at a staff member’s trail leaves a row for each patient shown, and says whose trail it was', async () => {
  await world.settled();
  await trail(rut, { staffId: 'doctor-disa' });
  const entry = (await world.settled()).at(-1)!;
  expect(entry).toMatchObject({ actorId: 'reviewer-rut', action: 'auditTrail', what: 'audit-entries/1/staff/doctor-disa', patientId: 'patient-bo' });
});

test('[AUD-1] a look that cannot be logged shows nothing', async () => {
  await world.asAdmin('REVOKE INSERT ON oversight.audit FROM vardgraf_oversight');
  const answer = await trail(rut, { patientId: 'patient-bo' });
  await world.asAdmin('GRANT INSERT ON oversight.audit TO vardgraf_oversight');
  expect(answer).toEqual({ data: null, errors: [expect.objectContaining({ extensions: { code: 'INTERNAL', id: expect.any(String) } })] });
  expect(whats(await trail(rut, { patientId: 'patient-bo' }))).toContain('case/3');
});
