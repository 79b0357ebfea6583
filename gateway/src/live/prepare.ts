import { type DocumentNode, getOperationAST, GraphQLError, parse, validate } from 'graphql';
import { getArgumentValues, getVariableValues } from 'graphql/execution/values';
import { badInput, Fault } from '@vardgraf/service-kit/fault';
import type { Language } from '@vardgraf/service-kit/actor';
import type { LoadedGraph } from '../graph/federation';
import type { Caller } from '../identity/callers';
import { checkCost } from '../limits/cost';
import type { DocumentCheck } from '../limits/document-check';
import { limits } from '../limits/limits';
import type { DocumentRequest } from '../limits/trusted-documents';
import type { LiveView } from './live-field';
import type { Sharing } from './live-metrics';
import { type LivePlan, livePlan } from './plans';

/** An operation as it comes in on a socket. */
export interface SocketOperation extends DocumentRequest {
  /** Empty where an id stands for it: graphql-ws wants a text. */
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

/** A subscription that is allowed, planned and ready to be joined. */
export interface PreparedSubscription {
  plan: LivePlan;
  view: LiveView;
  variables: Record<string, unknown>;
  /** The variables that tell viewers apart. */
  telling: Record<string, unknown>;
  after: number | undefined;
}

/** What a socket operation turned out to be. Queries and mutations are executed as on HTTP. */
export type Prepared =
  | { kind: 'subscription'; document: DocumentNode; subscription: PreparedSubscription }
  | { kind: 'other'; document: DocumentNode }
  | { kind: 'refused'; reason: Refused; errors: GraphQLError[] };
/** What was wrong, for what is counted. */
export type Refused = 'shape' | 'syntax' | 'validation' | 'variables' | 'cost';

/** The limits and checks of the HTTP side for what does not pass through Apollo Server; errors are not yet masked. */
export function prepare(graph: LoadedGraph, documents: DocumentCheck, operation: SocketOperation, caller: Caller, language: Language): Prepared {
  const refusals = documents.refusals(operation.query);
  if (refusals.length) return { kind: 'refused', reason: 'shape', errors: refusals };
  let document: DocumentNode;
  try {
    document = parse(operation.query, { maxTokens: limits.tokens });
  } catch (error) {
    return { kind: 'refused', reason: 'syntax', errors: [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')] };
  }
  const ast = getOperationAST(document, operation.operationName);
  if (!ast) return { kind: 'refused', reason: 'validation', errors: [new GraphQLError('The document does not say which operation to run.', { extensions: { code: 'BAD_INPUT' } })] };
  if (ast.operation !== 'subscription') return { kind: 'other', document };
  const invalid = validate(graph.api, document);
  if (invalid.length) return { kind: 'refused', reason: 'validation', errors: invalid.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) };
  const variables = operation.variables ?? {};
  const coerced = getVariableValues(graph.api, ast.variableDefinitions ?? [], variables);
  if (coerced.errors) return { kind: 'refused', reason: 'variables', errors: coerced.errors.map((error) => coded(error, 'BAD_USER_INPUT')) };
  const costly = checkCost(graph.api, document, ast, variables);
  if (costly) return { kind: 'refused', reason: 'cost', errors: [costly] };

  const plan = livePlan(graph, operation.query, document, ast);
  const args = getArgumentValues(graph.api.getSubscriptionType()!.getFields()[plan.root.name.value]!, plan.root, coerced.coerced);
  const { actor } = caller;
  if (!plan.field.authorize(actor, args)) throw badInput(...plan.field.refusal);
  const wrong = plan.field.wrong?.(args);
  if (wrong) throw badInput(...wrong);
  const after = args[plan.field.resumeArgument];
  const scope = plan.field.scope(actor, args);
  return {
    kind: 'subscription', document,
    subscription: {
      plan, variables, view: { actor, args, language, authorization: `Bearer ${caller.token}`, scope: scope && { ...scope, language } },
      telling: Object.fromEntries(plan.tellingVariables.map((name) => [name, coerced.coerced[name]])),
      after: typeof after === 'number' ? after : undefined,
    },
  };
}

function coded(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { nodes: error.nodes, source: error.source, positions: error.positions, extensions: { code } });
}

/** How a subscription is answered, for what is counted of it. */
export function sharingOf({ plan, view }: PreparedSubscription): Sharing {
  return plan.shared && view.scope ? 'shared' : 'per viewer';
}

/** Errors of a refusal for `prepare`'s callers. */
export function asErrors(error: unknown): GraphQLError[] {
  return [error instanceof Fault ? new GraphQLError(error.message, { originalError: error }) : new GraphQLError('fault', { originalError: error as Error })];
}
