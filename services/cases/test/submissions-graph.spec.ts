import { read } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import { type CasesWorld, patientActor, staffMember } from './cases-world';
import { consultation, consultationWorld, countOf, partner, partnerSeq, submitted } from './consultation-world';

let world: CasesWorld;
beforeAll(async () => {
  world = await consultationWorld();
  for (let i = 0; i < 15; i += 1) await submitted(world);
});
afterAll(() => world.end());

describe('[CON-2] submissions over the graph', () => {
  const mutation = `mutation($input: SubmitConsultationInput!) { submitConsultation(input: $input) { __typename
    ... on SubmitConsultationOk { submission { id reference status became caseId ticketId unit { id } profession priority submittedAt readFrom startedAt outcome journeyId forwarded } }
    ... on Refusal { code message } } }`;
  const ask = (input: object, by: Parameters<CasesWorld['ask']>[0] = partner()) => world.ask(by, mutation, { input });
  const submissionOf = (answer: Awaited<ReturnType<CasesWorld['ask']>>) => answer.data!.submitConsultation.submission;

  it('[PAR-1] a partner submits, reads its submission by reference and finds it first in its list', async () => {
    const journeyId = v7();
    const given = { ...consultation({ journeyId }), callBackNumbers: [{ number: '+46 70-174 06 05' }] };
    const s = submissionOf(await ask({ ...given, safeguarding: undefined }));
    expect(s).toMatchObject({ reference: given.reference, status: 'PENDING', became: 'CONSULTATION', unit: { id: 'bollnas' }, profession: 'NURSE', journeyId, forwarded: 0, ticketId: null });
    expect(submissionOf(await ask({ ...given, callBackNumbers: [{ number: '+46701740605', whose: ' ' }] }))).toEqual(s);
    const { data } = await world.ask(partner(), 'query($r: String!) { submission(reference: $r) { id status } mySubmissions(first: 1) { edges { node { id } } pageInfo { hasNextPage endCursor } } submissionKeys { seq submissionIds } }', { r: given.reference });
    expect(data).toMatchObject({ submission: { id: s.id, status: 'PENDING' }, mySubmissions: { edges: [{ node: { id: s.id } }], pageInfo: { hasNextPage: true } }, submissionKeys: { seq: await partnerSeq(world) } });
    expect(data!.submissionKeys.submissionIds[0]).toBe(s.id);
  });

  it('[CON-2] the list goes through all submissions once, newest first', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (await world.ask(partner(), 'query($a: String) { mySubmissions(first: 7, after: $a) { edges { node { id } } pageInfo { hasNextPage endCursor } } }', { a: after })).data!.mySubmissions;
      seen.push(...page.edges.map((e) => e.node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    const all = await read<{ id: string }>(world.db, "SELECT id FROM submission WHERE partner_id = 'telephone-triage' AND region_id = 'gavleborg' ORDER BY submitted_at DESC, id DESC");
    expect(seen).toEqual(all.map((row) => row.id));
  });

  it('[PAR-1] another partner, the same partner in another region, staff and patients see nothing of it', async () => {
    const s = await submitted(world);
    const query = 'query($r: String!, $ids: [_Any!]!) { submission(reference: $r) { id } mySubmissions { edges { node { id } } } submissionKeys { submissionIds } _entities(representations: $ids) { ... on Submission { id } } }';
    const variables = { r: s.reference, ids: [{ __typename: 'Submission', id: s.id }] };
    expect((await world.ask(partner(), query, variables)).data!._entities).toEqual([{ id: s.id }]);
    for (const by of [partner('third-triage'), partner('telephone-triage', 'halland')]) {
      const { data } = await world.ask(by, query, variables);
      expect(data).toEqual({ submission: null, mySubmissions: { edges: [] }, submissionKeys: { submissionIds: [] }, _entities: [null] });
    }
    for (const by of [partner('telephone-triage', 'gavleborg', ['patients:identify']), staffMember('nina'), patientActor('anna')]) {
      expect((await world.ask(by, query, variables)).data).toEqual({ submission: null, mySubmissions: null, submissionKeys: null, _entities: [null] });
      expect((await ask(consultation(), by)).data!.submitConsultation).toMatchObject({ __typename: 'NotPermitted' });
    }
  });

  it('[CON-4] [SAF-3] refusals come by their name, with words', async () => {
    const given = consultation();
    await ask(given);
    expect((await ask({ ...given, summary: 'Annat.' })).data!.submitConsultation).toMatchObject({ __typename: 'ReferenceReused', code: 'REFERENCE_REUSED' });
    expect((await ask(consultation({ patientId: 'petronella' }))).data!.submitConsultation).toMatchObject({ __typename: 'ProtectedIdentityNotHandled', message: expect.stringContaining('1177') });
    expect((await ask(consultation({ unitId: 'molndal' }))).data!.submitConsultation).toMatchObject({ __typename: 'NotFound' });
  });

  it.each([
    ['input.reference', { reference: ' ' }], ['input.reference', { reference: 'x'.repeat(81) }], ['input.priority', { priority: '1' }], ['input.priority', { priority: '17' }],
    ['input.summary', { summary: '  ' }], ['input.summary', { summary: 'x'.repeat(4001) }], ['input.callBackNumbers', { callBackNumbers: [] }],
    ['input.callBackNumbers', { callBackNumbers: Array.from({ length: 6 }, () => ({ number: '+46701740605' })) }],
    ['input.callBackNumbers.1.number', { callBackNumbers: [{ number: '+46701740605' }, { number: '070-174' }] }],
    ['input.profession', { profession: 'ANALYST' }], ['input.journeyId', { journeyId: 'mine' }], ['input.unitId', { unitId: '' }],
  ])('[CON-4] malformed content is told by its path %s, never repeated, and nothing is stored', async (path, over) => {
    const before = await countOf(world, 'submission');
    const { errors } = await ask({ ...consultation(), ...over });
    expect(errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: [path] });
    expect(errors![0]!.message).not.toContain('070-174');
    expect(await countOf(world, 'submission')).toBe(before);
  });

  it('[CON-4] no reference at all is bad input before anything runs', async () => {
    const { reference: _none, ...rest } = consultation();
    expect((await ask(rest)).errors![0]!.extensions.code).toBe('BAD_INPUT');
  });

  it('[BEY-2] a page size or a cursor that is none is bad input', async () => {
    for (const args of ['first: 0', 'first: 101', 'after: "nonsense"']) {
      expect((await world.ask(partner(), `{ mySubmissions(${args}) { edges { cursor } } }`)).errors![0]!.extensions.code).toBe('BAD_INPUT');
    }
  });
});
