import { v7 } from 'uuid';
import type { Asking } from './asking';
import type { Caller } from './facts';

/** What one request came to. */
export interface Asked {
  caller: Caller;
  asking: Asking;
  id: string | undefined;
  requestId: string;
  status: number;
  value: unknown;
  codes: string[];
}

/** A request of the plan. */
export type Planned = Pick<Asked, 'caller' | 'asking' | 'id'>;

const atOnce = 8;

/** Sends each as a request of its own straight to the subgraph, eight at a time, with the caller's token. */
export async function ask(urlOf: (service: Asking['service']) => string, plan: readonly Planned[], seen: (asked: Asked) => void): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < plan.length) {
      const { caller, asking, id } = plan[next++]!;
      const requestId = v7();
      const response = await fetch(`${urlOf(asking.service)}/graphql`, {
        method: 'POST', body: JSON.stringify({ query: asking.document, variables: asking.variables(id ?? '') }),
        headers: { 'content-type': 'application/json', 'x-request-id': requestId, ...(caller.token !== undefined && { authorization: `Bearer ${caller.token}` }) },
      });
      const { data, errors } = (await response.json()) as { data?: Record<string, unknown> | null; errors?: { extensions?: { code?: string } }[] };
      seen({ caller, asking, id, requestId, status: response.status, value: asking.valueOf(data), codes: (errors ?? []).map((error) => error.extensions?.code ?? 'NONE') });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Whether the answer shows anything: a list of nothing and a plain no show nothing. */
export function showsSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value && typeof value === 'object' && 'edges' in value) return (value.edges as unknown[]).length > 0;
  return isAnswered(value);
}

/** Whether there is an answer, an empty one too. */
export function isAnswered(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false;
}
