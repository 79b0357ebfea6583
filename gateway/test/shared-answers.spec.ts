import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Stack, startStack } from './stack';

describe('equal queries of one caller over HTTP', () => {
  let stack: Stack;
  let nurse: string;
  let other: string;
  beforeAll(async () => {
    stack = await startStack();
    [nurse, other] = [`Bearer ${await stack.issuer.nurse()}`, `Bearer ${await stack.issuer.nurse('nurse-2')}`];
    await stack.post({ query: '{ regions { id } }' }, { authorization: nurse });
  }, 60_000);
  beforeEach(() => stack.forget());
  afterAll(() => stack.stop());
  const joined = () => stack.metric(/^vardgraf_gateway_answers_joined_total/);
  const me = { query: '{ me { personId } regions { id } }' };

  /** Sends requests in one packet each over connections that are open already, so that they come together. */
  async function together(all: { headers: Record<string, string>; body: object }[]): Promise<string[]> {
    const agent = new Agent({ keepAlive: true, maxSockets: all.length });
    const one = ({ headers, body }: (typeof all)[number]) => new Promise<string>((done, fail) => {
      const text = JSON.stringify(body);
      const sending = request(`${stack.url}/graphql`, { agent, method: 'POST', headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)), ...headers } }, (response) => {
        let said = '';
        response.on('data', (part) => { said += String(part); }).on('end', () => done(said)).on('error', fail);
      });
      sending.on('error', fail).end(text);
    });
    const answers = await Promise.all(all.map(one));
    agent.destroy();
    return answers;
  }

  it('[API-1] that come together are executed once, and each gets the whole answer; another caller, language, variable or media type never shares', async () => {
    const before = await joined();
    let answers: string[] = [];
    for (let turn = 0; turn < 10; turn += 1) { // who meets on the way is for the machine to say; that nobody ever does is not
      answers = await together([
        ...Array.from({ length: 20 }, () => ({ headers: { authorization: nurse }, body: me })),
        { headers: { authorization: other }, body: me }, { headers: { authorization: nurse, 'accept-language': 'en' }, body: me }, { headers: {}, body: me },
        { headers: { authorization: nurse, accept: 'application/graphql-response+json' }, body: me }, { headers: { authorization: nurse }, body: { ...me, variables: { a: 1 } } },
      ]);
    }
    const who = answers.map((answer) => (JSON.parse(answer) as { data: { me: { personId: string } | null } }).data.me?.personId);
    expect(who).toEqual([...Array.from({ length: 20 }, () => 'nurse-1'), 'nurse-2', 'nurse-1', undefined, 'nurse-1', 'nurse-1']);
    expect(await joined() - before).toBeGreaterThan(0);
  });

  it('[API-1] do not share once the first has left for a subgraph: nobody reads what was read before their own change', async () => {
    stack.subgraphs.directory.behaviour.delayMs = 250;
    const before = await joined();
    try {
      const first = stack.post(me, { authorization: nurse });
      while (stack.subgraphs.directory.received.length === 0) await sleep(5); // written, and not answered
      await Promise.all([first, stack.post(me, { authorization: nurse })]);
    } finally {
      stack.subgraphs.directory.behaviour.delayMs = 0;
    }
    expect(stack.subgraphs.directory.received).toHaveLength(2);
    expect(await joined()).toBe(before);
  });

  it('[API-1] mutations are executed each for itself, also beside a query in one document', async () => {
    const query = 'query Q { regions { id } } mutation M { switchFunction(input: { function: VIDEO, on: true }) { __typename } }';
    const before = await joined();
    await together(Array.from({ length: 10 }, () => ({ headers: { authorization: nurse }, body: { query, operationName: 'M' } })));
    expect(stack.subgraphs.directory.received.filter((r) => r.query.startsWith('mutation'))).toHaveLength(10);
    expect(await joined()).toBe(before);
  });
});
