import { randomUUID } from 'node:crypto';
import { executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import { execute, type GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from '@vardgraf/service-kit/log';
import { publicError } from '@vardgraf/service-kit/public-errors';
import { takeMissing } from '../graph/apollo';
import type { Federation } from '../graph/federation';
import type { FetchContext } from '../graph/fetch-context';
import { eventService, type LivePlan } from './plans';

export interface Resolved {
  data: Record<string, Record<string, unknown>> | null;
  errors: GraphQLFormattedError[];
  /** A part of the graph failed: nulls may be more than absence. */
  trouble: boolean;
}

/** Executes a planned subscription for one event: the envelope from `event`, everything else from its owners in the name of `context`. */
export async function resolveEvent(
  federation: Federation, plan: LivePlan, variables: Record<string, unknown>, event: unknown, context: Omit<FetchContext, 'requestId'>, log: Log,
): Promise<Resolved> {
  const request = { query: plan.text, variables, operationName: plan.operationName };
  const contextValue: FetchContext = { ...context, requestId: randomUUID() };
  const requestContext = {
    request, document: plan.document, source: plan.text, operationName: plan.operationName ?? null, context: contextValue,
    queryHash: '', metrics: {}, logger: log, schema: plan.graph.api,
  };
  const result = await executeQueryPlan(
    plan.executable, withEvent(federation, plan, event), requestContext as never, plan.operationContext, plan.graph.supergraph, plan.graph.apiForPlanning,
  );
  const data = (result.data as Resolved['data']) ?? null;
  const failed = result.errors ?? [];
  const missing = takeMissing(result as { extensions?: Record<string, unknown> }).filter((error) => !hasLeft(data, error.path ?? []));
  const errors = (failed.length ? failed : missing).map((error: GraphQLError) => publicError(error.toJSON?.() ?? { message: error.message }, error, log));
  return { data, errors, trouble: failed.length > 0 };
}

/** Whether what misses a promised value is an entity that left between its key and its reading: no fault, and who asked decides what it means. */
function hasLeft(data: Resolved['data'], path: readonly (string | number)[]): boolean {
  const entity = path.slice(0, typeof path[2] === 'number' ? 3 : 2);
  return entity.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | null | undefined)?.[key], data) == null;
}

function withEvent(federation: Federation, plan: LivePlan, event: unknown): Record<string, GraphQLDataSource> {
  const services = Object.assign(Object.create(null) as Record<string, GraphQLDataSource>, federation.services);
  services[eventService] = {
    process: async ({ request }) =>
      (await execute({ schema: federation.liveSchema, document: plan.envelope, rootValue: event, variableValues: request.variables })) as never,
  };
  return services;
}
