import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, execute, getOperationAST, type GraphQLFieldResolver, type GraphQLSchema, isInterfaceType, isObjectType, isUnionType, parse } from 'graphql';
import { gatewayEnv } from '@vardgraf/gateway/env';
import { startApollo } from '@vardgraf/gateway/graph/apollo';
import { Federation } from '@vardgraf/gateway/graph/federation';
import type { FetchContext } from '@vardgraf/gateway/graph/fetch-context';
import type { LiveView } from '@vardgraf/gateway/live/live-field';
import { livePlan } from '@vardgraf/gateway/live/plans';
import { resolveEvent } from '@vardgraf/gateway/live/resolve';
import { createGatewayMetrics } from '@vardgraf/gateway/metrics';
import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { createLog } from '@vardgraf/service-kit/log';
import { apiSdl } from '../../../scripts/check-breaking';
import { type Owner, resolvers, typeDefs } from './care';
import { type Row, rows } from './rows';

interface Answer {
  card: unknown;
  /** Where, below the card; sorted. */
  errors: string[];
}

const owners = Object.keys(typeDefs) as Owner[];
const log = createLog('matrix', 'silent');
const view: LiveView = {
  actor: { kind: 'STAFF', personId: 'nurse-1', regionId: 'gavleborg', language: 'sv', commission: { id: 'commission-1', unitIds: ['u1'], role: 'NURSE' } },
  args: { unitId: 'u1' }, language: 'sv', authorization: '', scope: undefined,
};
const context: FetchContext = { actor: undefined, authorization: undefined, language: 'sv', requestId: randomUUID() };

describe('a federated operation', () => {
  const servers = {} as Record<Owner, Server>;
  let dead: Owner | undefined;
  let federation: Federation;
  let apollo: ApolloServer<FetchContext>;
  let merged: GraphQLSchema;

  beforeAll(async () => {
    for (const owner of owners) servers[owner] = await serve(owner, () => dead === owner);
    const { supergraphSdl, errors } = composeServices([
      ...owners.map((name) => ({ name, url: `http://${name}/graphql`, typeDefs: typeDefs[name] })),
      { name: 'live', url: 'local://live', typeDefs: subgraphDocument('live') },
    ]);
    expect(errors).toBeUndefined();
    const urls = Object.fromEntries(owners.map((owner) => [`${owner.toUpperCase()}_URL`, `http://127.0.0.1:${(servers[owner].address() as AddressInfo).port}/graphql`]));
    const env = gatewayEnv.parse({ NODE_ENV: 'test', LOG_LEVEL: 'silent', ISSUER: 'http://127.0.0.1:1', JWKS_URL: 'http://127.0.0.1:1/jwks', ...urls });
    const metrics = createGatewayMetrics();
    federation = new Federation(env, metrics, log, supergraphSdl!);
    apollo = await startApollo(env, federation, metrics, log);
    merged = mergedSchema(apiSdl(supergraphSdl!), () => dead);
  });
  afterAll(async () => {
    await apollo.stop();
    await federation.close();
    await Promise.all(owners.map((owner) => new Promise<void>((done) => { servers[owner].close(() => done()); servers[owner].closeAllConnections(); })));
  });
  afterEach(() => { dead = undefined; });

  const asked = (row: Row, id: string) => ({
    text: `query Asked($id: ID!${row.variables ? `, ${row.variables[0]}` : ''}) { caseCard(id: $id) { ${row.card} } } ${row.fragments ?? ''}`, variables: { id, ...row.variables?.[1] },
  });

  async function byMerged(row: Row, id: string): Promise<Answer> {
    const { text, variables } = asked(row, id);
    const { data, errors } = await execute({ schema: merged, document: parse(text), variableValues: variables });
    return { card: plain(data?.['caseCard']), errors: (errors ?? []).map(({ path }) => JSON.stringify(path!.slice(1))).sort() };
  }

  async function byQuery(row: Row, id: string): Promise<Answer> {
    const { text, variables } = asked(row, id);
    const { body } = await apollo.executeOperation({ query: text, variables }, { contextValue: context });
    if (body.kind !== 'single') throw new Error('one answer');
    const { data, errors } = body.singleResult;
    return { card: plain(data?.['caseCard']), errors: (errors ?? []).map(({ path }) => JSON.stringify(path?.slice(1))).sort() };
  }

  async function bySubscription(row: Row, id: string): Promise<Answer> {
    const text = `subscription Asked${row.variables ? `(${row.variables[0]})` : ''} { liveQueue(unitId: "u1") { ... on QueueChange { card { ${row.card} } } } } ${row.fragments ?? ''}`;
    const document = parse(text);
    const plan = livePlan(federation.loaded, text, document, getOperationAST(document)!);
    const event = plan.field.changeEvent({ seq: 2, previousSeq: 1, kind: 'CHANGED', id }, view);
    const { data, errors } = await resolveEvent(federation, plan, row.variables?.[1] ?? {}, event, context, log);
    return { card: plain(data?.['liveQueue']?.['card']), errors: errors.map(({ path }) => JSON.stringify(path?.slice(2))).sort() };
  }

  it(`[API-1] is asked in ${rows.length} forms, sixty at least`, () => {
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(new Set(rows.map(({ card, fragments, variables, dead: away }) => JSON.stringify([card, fragments, variables, away]))).size).toBe(rows.length);
  });

  it.each(rows.map((row) => [row.title, row] as const))('[API-1] has the same answer by query, by subscription, and from one merged schema: %s', async (_, row) => {
    for (const id of row.ids ?? ['c1', 'c2', 'c3']) {
      dead = row.dead;
      const expected = await byMerged(row, id);
      const [query, subscription] = [await byQuery(row, id), await bySubscription(row, id)];
      expect(query.card).toEqual(expected.card);
      expect(subscription.card).toEqual(expected.card);
      if (row.dead) expect([query.errors.length > 0, subscription.errors.length > 0]).toEqual([expected.errors.length > 0, expected.errors.length > 0]);
      else expect({ query: query.errors, subscription: subscription.errors }).toEqual({ query: expected.errors, subscription: expected.errors });
    }
  });
});

/** A subgraph over HTTP; while it is dead it breaks the connection. */
async function serve(owner: Owner, isDead: () => boolean): Promise<Server> {
  const schema = buildSubgraphSchema({ typeDefs: typeDefs[owner], resolvers: resolvers[owner] as never });
  const server = createServer((request, response) => {
    if (isDead()) return void request.socket.destroy();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as { query: string; variables: Record<string, unknown> };
      void Promise.resolve(execute({ schema, document: parse(query), variableValues: variables })).then((result) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result)));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

/** The graph as one schema with all owners' resolvers; a dead owner's fail. */
function mergedSchema(sdl: string, dead: () => Owner | undefined): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type) || isUnionType(type)) type.resolveType = ({ __typename }: { __typename: string }) => __typename;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const owner = owners.find((each) => resolvers[each][type.name]?.[field.name]);
      if (!owner) continue;
      const resolve = resolvers[owner][type.name]![field.name] as GraphQLFieldResolver<unknown, unknown>;
      field.resolve = (...args) => {
        if (dead() === owner) throw new Error('dead');
        return resolve(...args);
      };
    }
  }
  return schema;
}

/** Without prototypes, and what is missing as null: only what a client would see. */
function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
