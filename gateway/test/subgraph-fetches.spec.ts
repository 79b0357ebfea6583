import { setTimeout as sleep } from 'node:timers/promises';
import { type Stack, startStack } from './stack';

describe('how the gateway asks the subgraphs', () => {
  let stack: Stack;
  let nurse: string;
  beforeAll(async () => {
    stack = await startStack();
    nurse = await stack.issuer.nurse();
    for (let i = 0; i < 40; i += 1) stack.model.put(`case-${i}`, { takenBy: `staff-${i % 4}` });
    await stack.post({ query: '{ regions { id } }' });
  });
  beforeEach(() => {
    for (const { behaviour } of Object.values(stack.subgraphs)) Object.assign(behaviour, { delayMs: 0, answer: undefined, drop: 0 });
    stack.forget();
  });
  afterAll(() => stack.stop());
  const asNurse = () => ({ authorization: `Bearer ${nurse}` });

  it('[API-1] a page of cards costs one fetch for the list and one a subgraph for what others own', async () => {
    const answer = await stack.post({ query: '{ queue(unitId: "unit-1", first: 40) { edges { node { id unit { name } takenBy { name } complaint { name } } } } }' }, asNurse());
    expect(answer.body.errors).toBeUndefined();
    const edges = (answer.body.data!['queue'] as unknown as { edges: { node: { id: string; takenBy: { name: string }; unit: { name: string } } }[] }).edges;
    expect(edges).toHaveLength(40);
    expect(edges[7]!.node).toEqual({ id: 'case-7', unit: { name: 'Unit unit-1' }, takenBy: { name: 'Name of staff-3' }, complaint: { name: 'Hosta' } });
    expect(stack.subgraphs.cases.received).toHaveLength(1);
    expect(stack.subgraphs.triage.received).toHaveLength(1);
    expect(stack.subgraphs.directory.received.length).toBeLessThanOrEqual(2); // units and staff members are two places of the plan
  });

  it('equal queries of one caller that come together share one fetch; another caller, language or mutation never does', async () => {
    const other = await stack.issuer.nurse('nurse-2');
    const query = { query: '{ region(id: "gavleborg") { name } }' };
    for (let turn = 0; turn < 5; turn += 1) { // who meets on the way is for the machine to say; that nobody ever does is not
      await Promise.all([
        ...Array.from({ length: 10 }, () => stack.post(query, asNurse())),
        stack.post(query, { authorization: `Bearer ${other}` }),
        stack.post(query, { ...asNurse(), 'accept-language': 'en' }),
      ]);
    }
    const sent = stack.subgraphs.directory.received.length;
    expect(sent).toBeGreaterThanOrEqual(5 * 3);
    expect(sent).toBeLessThan(5 * 12);
    expect(new Set(stack.subgraphs.directory.received.map((r) => `${r.authorization}${r.language}`)).size).toBe(3);
    stack.forget();
    const mutation = { query: 'mutation { switchFunction(input: { function: VIDEO, on: true }) { __typename } }' };
    await Promise.all(Array.from({ length: 5 }, () => stack.post(mutation, asNurse())));
    expect(stack.subgraphs.directory.received).toHaveLength(5);
  });

  it('a query is not answered with what was read before it was asked: nobody joins a fetch that is on its way', async () => {
    stack.subgraphs.directory.behaviour.delayMs = 250;
    const first = stack.post({ query: '{ region(id: "gavleborg") { name } }' }, asNurse());
    while (stack.subgraphs.directory.received.length === 0) await sleep(5); // the first fetch is written and not answered
    await Promise.all([first, stack.post({ query: '{ region(id: "gavleborg") { name } }' }, asNurse())]);
    expect(stack.subgraphs.directory.received).toHaveLength(2);
  });

  it('entities asked for by different operations at once travel together, and each gets its own answers and errors', async () => {
    const query = 'query One($id: ID!) { caseCard(id: $id) { id takenBy { name } } }';
    stack.model.put('case-of-nobody', { takenBy: 'nobody' });
    const ids = ['case-1', 'case-2', 'case-3', 'case-of-nobody', 'case-5'];
    const together = () => Promise.all(ids.map((id) => stack.post({ query, variables: { id } }, asNurse())));
    for (let turn = 1; turn < 5; turn += 1) await together();
    const answers = await together();
    expect(answers.map((a) => (a.body.data!['caseCard'] as unknown as { takenBy: { name: string } | null }).takenBy?.name)).toEqual(['Name of staff-1', 'Name of staff-2', 'Name of staff-3', undefined, 'Name of staff-1']);
    expect(stack.subgraphs.directory.received.length).toBeLessThan(5 * ids.length);
    expect(answers[3]!.body.errors).toMatchObject([{ path: ['caseCard', 'takenBy', 'name'], extensions: { code: 'INTERNAL' } }]); // promised, and not there
    expect(answers.filter((a) => a.body.errors)).toHaveLength(1);
  });

  it("[API-1] a subgraph's INTERNAL keeps its id and loses its words", async () => {
    const answer = await stack.post({ query: '{ findPatient(identifier: "191212121212") { id } }' }, asNurse());
    expect(answer.body.errors).toEqual([{ message: 'Something went wrong. Give support this id.', path: ['findPatient'], extensions: { code: 'INTERNAL', id: 'support-1' } }]);
    expect(answer.text).not.toMatch(/relation|10\.0\.0\.7|directory|stack/);
  });

  it("[API-1] a subgraph's BAD_INPUT keeps its paths", async () => {
    const query = 'mutation { createPatient(input: { clientId: "c", personalNumber: "1", givenName: "A", familyName: "B" }) { __typename } }';
    const answer = await stack.post({ query }, asNurse());
    expect(answer.body.errors).toEqual([{ message: 'input.personalNumber: 12 digits', path: ['createPatient'], extensions: { code: 'BAD_INPUT', paths: ['input.personalNumber'] } }]);
  });

  it('[API-1] a subgraph that is down costs its own fields only, and the error names no address', async () => {
    await stack.subgraphs.triage.stop();
    try {
      const answer = await stack.post({ query: '{ regions { id } caseCard(id: "case-1") { id complaint { name } } }' }, asNurse());
      expect(answer.body.data).toMatchObject({ regions: [{ id: 'gavleborg' }], caseCard: { id: 'case-1', complaint: null } });
      expect(answer.body.errors).toHaveLength(1);
      expect(answer.body.errors![0]!.extensions).toMatchObject({ code: 'INTERNAL', id: expect.any(String) });
      expect(answer.text).not.toMatch(/triage|127\.0\.0\.1|ECONNREFUSED/);
    } finally {
      await stack.subgraphs.triage.start();
    }
  });

  it('a query whose connection is dropped is asked once more, a mutation never', async () => {
    stack.subgraphs.directory.behaviour.drop = 1;
    expect((await stack.post({ query: '{ regions { id } }' })).body.errors).toBeUndefined();
    expect(stack.subgraphs.directory.received).toHaveLength(2);
    stack.forget();
    stack.subgraphs.directory.behaviour.drop = 1;
    const answer = await stack.post({ query: 'mutation { switchFunction(input: { function: VIDEO, on: true }) { __typename } }' }, asNurse());
    expect(answer.body.errors![0]!.extensions.code).toBe('INTERNAL');
    expect(stack.subgraphs.directory.received).toHaveLength(1);
  });
});

describe('a subgraph that misbehaves', () => {
  let stack: Stack;
  beforeAll(async () => { stack = await startStack({ FETCH_TIMEOUT_MS: '400' }); });
  afterAll(() => stack.stop());
  beforeEach(() => { Object.assign(stack.subgraphs.directory.behaviour, { delayMs: 0, answer: undefined }); });

  it.each([
    ['does not answer in time', () => { stack.subgraphs.directory.behaviour.delayMs = 25_000; }],
    ['answers with a page', () => { stack.subgraphs.directory.behaviour.answer = () => ({ body: '<html>proxy</html>' }); }],
    ['answers with a status', () => { stack.subgraphs.directory.behaviour.answer = () => ({ status: 502, body: '{}' }); }],
    ['answers without end', () => { stack.subgraphs.directory.behaviour.answer = () => ({ body: `{"data":{"regions":[{"id":"${'x'.repeat(9 * 1024 * 1024)}"}]}}` }); }],
  ])('[API-1] a subgraph that %s is an INTERNAL fault within the time-out', async (_, misbehave) => {
    misbehave();
    const started = Date.now();
    const answer = await stack.post({ query: '{ regions { id } }' });
    expect(answer.body.errors![0]!.extensions.code).toBe('INTERNAL');
    // The id for support is random and may hold any three digits.
    expect(answer.text.replace(/[0-9a-f-]{36}/, '')).not.toMatch(/directory|proxy|502/);
    expect(Date.now() - started).toBeLessThan(15_000);
  });
});
