import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { decodeJwt } from 'jose';
import { type DocumentNode, execute, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import type { CareModel, ModelFilter } from './care-model';

export type SubgraphOfTest = 'directory' | 'triage' | 'cases' | 'booking' | 'messaging' | 'notify' | 'oversight';

/** One request as a subgraph got it. */
export interface Received {
  query: string;
  variables: Record<string, unknown>;
  authorization: string | undefined;
  language: string | undefined;
  requestId: string | undefined;
}

/** What a test can do to a subgraph. */
export interface Behaviour {
  delayMs: number;
  /** Answers this instead of executing. */
  answer: ((request: Received) => { status?: number; body: string } | undefined) | undefined;
  /** Closes the connection instead of answering, that many times. */
  drop: number;
  /** Why it says that it is not ready. */
  lacks?: string;
}

export interface TestSubgraph {
  url: string;
  received: Received[];
  behaviour: Behaviour;
  stop(): Promise<void>;
  /** Listens again at the same address. */
  start(): Promise<void>;
}

interface Context {
  claims: Record<string, unknown>;
  signedIn: boolean;
}

const staff = (id: string) => ({ __typename: 'StaffMember', id, hsaId: `SE-${id}`, name: `Name of ${id}`, commissions: () => [{ id: 'commission-1', role: 'NURSE', units: [] }] });
const region = { __typename: 'Region', id: 'gavleborg', name: 'Region Gävleborg', serviceName: 'Min vård Gävleborg', functionsOff: [] };
const unit = (id: string): Record<string, unknown> => ({
  __typename: 'Unit', id, hsaId: `SE-${id}`, name: `Unit ${id}`, kind: 'HEALTH_CENTRE', locality: 'Gävle', region, openNow: true, functionsOff: [], acceptsOutOfRegion: true, staffedRoles: ['NURSE'],
  cooperatingUnits: () => [unit('unit-2')],
});

function resolvers(name: SubgraphOfTest, model: CareModel, log: string[]): Record<string, unknown> {
  const card = (c: ReturnType<CareModel['visible']>) => c && {
    __typename: 'CaseCard', ...c, kind: 'DROP_IN', unit: { id: c.unitId }, complaint: { code: 'cough' }, ageBand: 'FROM_18_TO_64', sex: 'UNKNOWN', priorityLabel: 'Snart', urgencyRank: 3,
    suicideRiskFlagged: false, profession: 'NURSE', noOneInRole: false, tags: [], createdAt: '2026-01-01T00:00:00.000Z', waitingSince: '2026-01-01T00:00:00.000Z', escalationStep: 0,
    escalatedTo: [], takenBy: c.takenBy ? { id: c.takenBy } : null, allowedActions: ['TAKE'],
  };
  const scope = ({ claims }: Context) => (claims['kind'] === 'LIVE'
    ? { unitId: String(claims['unit']), role: String(claims['role']) }
    : { unitId: (claims['commission'] as { unitIds: string[] }).unitIds[0]!, role: (claims['commission'] as { role: string }).role });
  switch (name) {
    case 'directory':
      return {
        Query: {
          me: (_: unknown, __: unknown, { claims, signedIn }: Context) => (signedIn ? { kind: claims['kind'], personId: claims['sub'], region, name: null } : null),
          region: () => region, regions: () => [region], unit: (_: unknown, { id }: { id: string }) => unit(id),
          staffMember: (_: unknown, { id }: { id: string }) => staff(id),
          findPatient: () => { throw Object.assign(new Error('relation "patient" does not exist at 10.0.0.7:5432'), { extensions: { code: 'INTERNAL', id: 'support-1' } }); },
        },
        Mutation: {
          switchFunction: (_: unknown, { input }: { input: { function: string } }) => { log.push(input.function); return { __typename: 'SwitchFunctionOk', region, unit: null }; },
          createPatient: () => { throw Object.assign(new Error('input.personalNumber: 12 digits'), { extensions: { code: 'BAD_INPUT', paths: ['input.personalNumber'] } }); },
        },
        Unit: { __resolveReference: ({ id }: { id: string }) => unit(id) },
        StaffMember: { __resolveReference: ({ id }: { id: string }) => (id === 'nobody' ? null : staff(id)) },
        Region: { __resolveReference: () => region },
      };
    case 'triage':
      return {
        Query: { emergencyInformation: () => ({ title: 'Akut', text: 'Ring 112', emergencyNumber: '112', adviceNumber: '1177' }), complaints: () => [{ code: 'cough', name: 'Hosta' }] },
        Complaint: { __resolveReference: ({ code }: { code: string }) => ({ __typename: 'Complaint', code, name: 'Hosta' }) },
      };
    case 'cases':
      return {
        Query: {
          queue: (_: unknown, { first }: { first: number }, context: Context) => {
            const { unitId, role } = scope(context);
            const cards = model.keys(unitId, role).caseIds.slice(0, first).map((id) => card(model.visible(id, unitId, role)));
            return { edges: cards.map((node) => ({ cursor: node!.id, node })), pageInfo: { hasNextPage: false }, totalCount: cards.length, counts: { all: cards.length, mine: 0, escalated: 0, waiting: 0, overdue: 0, byKind: [] } };
          },
          caseCard: (_: unknown, { id }: { id: string }, context: Context) => card(model.visible(id, scope(context).unitId, scope(context).role)),
          queueKeys: (_: unknown, { unitId, ...asked }: { unitId: string; filter?: ModelFilter; viewerId?: string; among?: string[] }, context: Context) => model.keys(unitId, scope(context).role, asked),
          caseKeys: (_: unknown, { caseId }: { caseId: string }, { claims }: Context) =>
            (model.opened.get(caseId)?.has(String(claims['sub'])) ? { seq: model.caseSeqs.get(caseId) ?? 0, caseIds: [caseId] } : null),
          myCaseKeys: (_: unknown, __: unknown, { claims }: Context) => {
            const { seq, ids } = model.own.get(String(claims['sub'])) ?? { seq: 0, ids: [] };
            return { seq, caseIds: ids };
          },
          submissionKeys: (_: unknown, __: unknown, { claims }: Context) => {
            const { seq, ids } = model.submissions.get(String(claims['sub'])) ?? { seq: 0, ids: [] };
            return { seq, submissionIds: ids };
          },
          shiftKeys: (_: unknown, { unitId }: { unitId: string }, { claims }: Context) => (claims['kind'] === 'LIVE' && claims['unit'] === unitId ? model.onShift.get(unitId) ?? { seq: 0, staffIds: [] } : null),
          unitSeqs: (_: unknown, { unitIds }: { unitIds: string[] }) => unitIds.map((unitId) => ({ unitId, seq: model.seqs.get(unitId) ?? 0 })),
          casesInNobodysList: () => [], myCases: () => [],
        },
        Mutation: {
          recordLiveViewing: (_: unknown, { input }: { input: { viewings: CareModel['viewings'] } }) => { model.viewings.push(...input.viewings); return true; },
          takeCase: (_: unknown, { input }: { input: { caseId: string } }) => { model.put(input.caseId, { status: 'ACCEPTED' }); return { __typename: 'NotFound', code: 'NOT_FOUND', message: 'no' }; },
        },
        Case: {
          __resolveReference: ({ id }: { id: string }, { claims }: Context) => (model.opened.get(id)?.has(String(claims['sub'])) ? { __typename: 'Case', id, firstPriority: model.cases.get(id)?.status } : null),
        },
        MyCase: {
          __resolveReference: ({ id }: { id: string }, { claims }: Context) => (model.own.get(String(claims['sub']))?.ids.includes(id) ? { __typename: 'MyCase', id, status: model.cases.get(id)!.status } : null),
        },
        Submission: {
          __resolveReference: ({ id }: { id: string }, { claims }: Context) => (model.submissions.get(String(claims['sub']))?.ids.includes(id) ? { __typename: 'Submission', id, reference: model.cases.get(id)!.status } : null),
        },
        ColleagueOnShift: {
          __resolveReference: ({ id }: { id: string }) => {
            const [unitId, staffId] = id.split('/') as [string, string];
            return model.onShift.get(unitId)?.staffIds.includes(staffId) ? { __typename: 'ColleagueOnShift', id, unit: { id: unitId }, staffMember: { id: staffId }, role: 'NURSE', since: '2026-01-01T06:00:00.000Z' } : null;
          },
        },
        CaseCard: { __resolveReference: ({ id }: { id: string }, context: Context) => card(model.visible(id, scope(context).unitId, scope(context).role)) },
      };
    case 'messaging': {
      const takesPart = (threadId: string, { claims }: Context) => model.threads.get(threadId)?.participants.has(String(claims['sub'])) ?? false;
      return {
        Query: {
          threadKeys: (_: unknown, { threadId }: { threadId: string }, context: Context) => {
            if (!takesPart(threadId, context)) return null;
            const { messages, readBy } = model.threads.get(threadId)!;
            const me = String(context.claims['sub']);
            const others = [...(readBy ?? [])].filter(([who]) => who !== me).map(([, upTo]) => upTo);
            return { seq: messages.length, messageIds: messages.map((message) => message.id).slice(-200), readByMySide: readBy?.get(me) ?? 0, readByOtherSide: Math.max(0, ...others) };
          },
        },
        Message: {
          __resolveReference: ({ id }: { id: string }, context: Context) => {
            const [threadId, thread] = [...model.threads].find(([, { messages }]) => messages.some((message) => message.id === id)) ?? [];
            if (!thread || !takesPart(threadId!, context)) return null;
            const seq = thread.messages.findIndex((message) => message.id === id) + 1;
            return {
              __typename: 'Message', id, threadId, seq, kind: 'TEXT', senderKind: 'STAFF', staffMember: { id: thread.messages[seq - 1]!.by }, text: `Message ${seq}`,
              fromMe: thread.messages[seq - 1]!.by === context.claims['sub'], sentAt: '2026-01-01T00:00:00.000Z',
            };
          },
        },
      };
    }
    case 'booking':
      return { Query: {} };
    case 'notify':
      return {
        Query: {
          noticeKeys: (_: unknown, __: unknown, { claims }: Context) => {
            const { seq, ids } = model.notices.get(String(claims['sub'])) ?? { seq: 0, ids: [] };
            return { seq, noticeIds: ids };
          },
        },
        StaffNotice: {
          __resolveReference: ({ id }: { id: string }, { claims }: Context) => (model.notices.get(String(claims['sub']))?.ids.includes(id) ? { __typename: 'StaffNotice', id, caseId: model.cases.get(id)!.status } : null),
        },
      };
    case 'oversight':
      return { Query: { auditChain: () => null } };
  }
}

/** A real HTTP server over the frozen SDL with just enough behind it to see how the gateway asks. */
export async function startTestSubgraph(name: SubgraphOfTest, model: CareModel): Promise<TestSubgraph> {
  const schema: GraphQLSchema = buildSubgraphSchema({ typeDefs: subgraphDocument(name), resolvers: resolvers(name, model, []) as never });
  const received: Received[] = [];
  const behaviour: Behaviour = { delayMs: 0, answer: undefined, drop: 0 };
  let server: Server;
  let port = 0;
  const begin = async () => {
    server = createServer((request, response) => {
      void answer(schema, request, received, behaviour).then((result) => {
        if (result) response.writeHead(result.status ?? 200, { 'content-type': 'application/json' }).end(result.body);
        else request.socket.destroy();
      });
    });
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    port = (server.address() as AddressInfo).port;
  };
  await begin();
  return {
    url: `http://127.0.0.1:${port}/graphql`, received, behaviour, start: begin,
    stop: () => new Promise<void>((done) => { server.close(() => done()); server.closeAllConnections(); }),
  };
}

async function answer(schema: GraphQLSchema, request: IncomingMessage, received: Received[], behaviour: Behaviour): Promise<{ status?: number; body: string } | undefined> {
  if (request.method === 'GET') return behaviour.lacks ? { status: 503, body: JSON.stringify({ ready: false, reasons: [behaviour.lacks] }) } : { body: '{"ready":true,"reasons":[]}' };
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { query, variables, operationName } = JSON.parse(Buffer.concat(chunks).toString()) as { query: string; variables: Record<string, unknown>; operationName?: string };
  const one: Received = {
    query, variables, authorization: request.headers.authorization, language: request.headers['accept-language'], requestId: request.headers['x-request-id'] as string | undefined,
  };
  received.push(one);
  if (behaviour.drop > 0) {
    behaviour.drop -= 1;
    return undefined;
  }
  if (behaviour.delayMs) await sleep(behaviour.delayMs, undefined, { ref: false }); // who asked may have given up long before
  const instead = behaviour.answer?.(one);
  if (instead) return instead;
  const { document, errors } = known(schema, query);
  if (errors.length) return { body: JSON.stringify({ errors }) };
  const claims = one.authorization ? decodeJwt(one.authorization.slice(7)) : {};
  return { body: JSON.stringify(await execute({ schema, document, variableValues: variables, operationName, contextValue: { claims, signedIn: one.authorization !== undefined } satisfies Context })) };
}

interface Known {
  document: DocumentNode;
  errors: readonly GraphQLError[];
}

const knownDocuments = new WeakMap<GraphQLSchema, Map<string, Known>>();

/** Parsed and validated once, as real subgraphs do: a benchmark of gateways shall not be one of this server. */
function known(schema: GraphQLSchema, query: string): Known {
  let documents = knownDocuments.get(schema);
  if (!documents) knownDocuments.set(schema, (documents = new Map()));
  let found = documents.get(query);
  if (!found) {
    const document = parse(query);
    found = { document, errors: validate(schema, document) };
    documents.set(query, found);
  }
  return found;
}
