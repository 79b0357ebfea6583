import { type Stack, startStack } from './stack';

describe('GraphiQL at /', () => {
  let stack: Stack;
  beforeAll(async () => { stack = await startStack(); });
  afterAll(() => stack.stop());

  it('[API-1] is served whole from this machine: every file it names is there, none is from elsewhere, and the browser is told so', async () => {
    const page = await fetch(`${stack.url}/`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'self'/);
    expect(html).not.toMatch(/https?:\/\//);
    const own = await (await fetch(`${stack.url}/graphiql/page.js`)).text();
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g), ...own.matchAll(/'(\/graphiql\/[^']+)'/g)].map((match) => match[1]!);
    expect(files).toHaveLength(6);
    for (const file of files) {
      const answer = await fetch(`${stack.url}${file}`);
      expect([file, answer.status]).toEqual([file, 200]);
      expect((await answer.text()).length).toBeGreaterThan(1_000);
    }
  });

  it('[API-1] can read the schema: its introspection passes the limits', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const answer = await stack.post({ query: getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true }) });
    expect(answer.body.errors).toBeUndefined();
    expect(JSON.stringify(answer.body.data)).toContain('liveQueue');
    expect(JSON.stringify(answer.body.data)).not.toContain('recordLiveViewing');
  });

  it('other paths are not there', async () => {
    for (const path of ['/graphiql', '/graphiql/../package.json', '/graphiql/constructor', '/favicon.ico']) expect((await fetch(`${stack.url}${path}`)).status).toBe(404);
  });
});
