import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { gatewayEnv } from '@vardgraf/gateway/env';
import { startApollo } from '@vardgraf/gateway/graph/apollo';
import { Federation } from '@vardgraf/gateway/graph/federation';
import { PlanWarmer } from '@vardgraf/gateway/graph/plan-warmer';
import { costOf } from '@vardgraf/gateway/limits/cost';
import { DocumentCheck } from '@vardgraf/gateway/limits/document-check';
import { ownDocuments } from '@vardgraf/gateway/limits/document-files';
import { documentId, manifestOf } from '@vardgraf/gateway/limits/document-manifest';
import { limits } from '@vardgraf/gateway/limits/limits';
import { createGatewayMetrics } from '@vardgraf/gateway/metrics';
import { createLog } from '@vardgraf/service-kit/log';

const api = buildSchema(readFileSync(join(__dirname, '../../packages/schema/api.graphql'), 'utf8'));
const { operations } = ownDocuments();
const today = new Date().toISOString().slice(0, 10);

/** Fields and enum values in a document that were to be gone by a day: their reason says 'until YYYY-MM-DD'. */
function overdue(schema: GraphQLSchema, body: string, day: string): string[] {
  const found: string[] = [];
  const info = new TypeInfo(schema);
  const look = (name: string, reason: string | null | undefined) => {
    const until = /until (\d{4}-\d{2}-\d{2})/.exec(reason ?? '')?.[1];
    if (until !== undefined && until < day) found.push(name);
  };
  visit(parse(body), visitWithTypeInfo(info, {
    Field: ({ name }) => look(`${info.getParentType()?.name}.${name.value}`, info.getFieldDef()?.deprecationReason),
    EnumValue: ({ value }) => look(value, info.getEnumValue()?.deprecationReason),
    Argument: ({ name }) => look(name.value, info.getArgument()?.deprecationReason),
  }));
  return found;
}

describe('the documents of our own front ends', () => {
  it('[API-1] the list that is checked in is what the files say now, and every id is the SHA-256 of its text', () => {
    expect(JSON.parse(readFileSync(join(__dirname, '../documents/manifest.json'), 'utf8'))).toEqual(ownDocuments());
    for (const { id, body } of operations) expect(id).toBe(documentId(body));
    expect(operations.length).toBeGreaterThan(40);
  });

  it('[API-1] each is one that the graph takes, within every limit, and uses nothing whose day has passed', () => {
    const check = new DocumentCheck(false);
    for (const { name, body } of operations) {
      const document = parse(body);
      expect({ name, errors: [...validate(api, document), ...check.refusals(body)].map(String) }).toEqual({ name, errors: [] });
      expect({ name, overdue: overdue(api, body, today) }).toEqual({ name, overdue: [] });
      for (const definition of document.definitions) {
        if (definition.kind === 'OperationDefinition') expect({ name, affordable: costOf(api, document, definition, { ids: [] }) <= limits.cost }).toEqual({ name, affordable: true });
      }
    }
  });

  it('[API-1] a field whose day has passed is found', () => {
    const schema = buildSchema('type Query { old: Int @deprecated(reason: "Ask for new, until 2026-03-01.") new: Int }');
    expect(overdue(schema, '{ old new }', '2026-03-02')).toEqual(['Query.old']);
    expect(overdue(schema, '{ old new }', '2026-03-01')).toEqual([]);
  });

  it('[API-1] operations without a name, names that are there twice and fragments that are nowhere are refused with their file', () => {
    const of = (...texts: string[]) => () => manifestOf(texts.map((text, n) => ({ path: `${n}.graphql`, text })));
    expect(of('{ me { kind } }')).toThrow('0.graphql: only operations with a name');
    expect(of('query A { me { kind } }', 'query A { me { name } }')).toThrow('1.graphql: A is there twice');
    expect(of('query A { me { ...F } }')).toThrow('0.graphql: there is no fragment F');
    expect(of('query A { me { ...F } }', 'fragment F on Me { kind ...G }', 'fragment G on Me { name } fragment H on Me { name }')().operations[0]!.body).not.toMatch(/fragment H/);
  });

  it('[API-1] at start each is planned, and nobody is asked', async () => {
    const log = createLog('gateway', 'silent');
    const metrics = createGatewayMetrics();
    const env = gatewayEnv.parse({ NODE_ENV: 'test', LOG_LEVEL: 'silent', ISSUER: 'http://127.0.0.1:1', JWKS_URL: 'http://127.0.0.1:1/jwks', NATS_URL: 'nats://127.0.0.1:1' });
    const federation = new Federation(env, metrics, log);
    const apollo = await startApollo(env, federation, metrics, log);
    const sent = async () => (await metrics.registry.getSingleMetricAsString('vardgraf_gateway_fetches_total')).match(/ ([1-9]\d*)$/gm) ?? [];
    const before = await sent();
    let planned = 0;
    const planner = federation.apollo as unknown as { queryPlanner: { buildQueryPlan: (...args: unknown[]) => unknown } };
    const build = planner.queryPlanner.buildQueryPlan.bind(planner.queryPlanner);
    planner.queryPlanner.buildQueryPlan = (...args) => { planned += 1; return build(...args); };
    try {
      const warmer = new PlanWarmer(apollo, federation, operations, log);
      expect(await warmer.warm()).toBe(operations.length);
      expect(planned).toBe(operations.filter(({ type }) => type !== 'subscription').length);
      expect(await warmer.warm()).toBe(operations.length);
      expect(planned).toBe(operations.filter(({ type }) => type !== 'subscription').length); // the second time all are there
      expect(await sent()).toEqual(before);
    } finally {
      await apollo.stop();
      await federation.close();
    }
  });
});
