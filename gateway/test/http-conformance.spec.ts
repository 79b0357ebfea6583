import { auditServer } from 'graphql-http';
import { type Stack, startStack } from './stack';

describe('GraphQL over HTTP', () => {
  let stack: Stack;
  beforeAll(async () => { stack = await startStack(); });
  afterAll(() => stack.stop());

  it('[API-1] all 61 audits of graphql-http pass', async () => {
    const results = await auditServer({ url: `${stack.url}/graphql`, fetchFn: (url: string, init?: RequestInit) => fetch(url, { ...init, headers: { ...(init?.headers as object | undefined), 'apollo-require-preflight': '1' } }) });
    const failed = results.flatMap((result) => (result.status === 'ok' ? [] : [`${result.status} ${result.name}: ${result.reason}`]));
    expect(failed).toEqual([]);
    expect(results).toHaveLength(61);
  });
});
