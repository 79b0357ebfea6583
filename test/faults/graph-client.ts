import type { TestPerson } from '@vardgraf/identity-provider/test-persons';
import type { Stack } from '../stack';

/** One answer of the graph: data, or why there is none. */
export type Answer = { is: 'DATA'; data: Record<string, unknown> } | { is: 'FAULT'; code: string };

/** One operation as its caller saw it. */
export interface Measured {
  operation: string;
  startedAt: number;
  ms: number;
  fault: string | undefined;
}

export interface GraphClient {
  ask(person: string, commission: string | undefined, operation: string, document: string, variables: Record<string, unknown>): Promise<Answer>;
  measured: Measured[];
}

const tokenMs = 200_000;
const patienceMs = 15_000;

/** Talks to the gateway with real tokens of the identity provider, and keeps what every operation took. */
export function graphClient(stack: Pick<Stack, 'graphUrl' | 'identityUrl'>): GraphClient {
  const tokens = new Map<string, { value: Promise<string>; at: number }>();
  const measured: Measured[] = [];

  function tokenOf(person: string, commission: string | undefined): Promise<string> {
    const key = `${person}/${commission ?? ''}`;
    const known = tokens.get(key);
    if (known && Date.now() - known.at < tokenMs) return known.value;
    const value = askToken(stack.identityUrl, person, commission);
    tokens.set(key, { value, at: Date.now() });
    value.catch(() => tokens.delete(key));
    return value;
  }

  return {
    measured,
    async ask(person, commission, operation, document, variables) {
      const token = await tokenOf(person, commission).catch(() => undefined);
      if (!token) return { is: 'FAULT', code: 'NO_TOKEN' }; // the identity provider is no part of the platform under test
      const startedAt = Date.now();
      const answer = await post(stack.graphUrl, token, document, variables);
      measured.push({ operation, startedAt, ms: Date.now() - startedAt, fault: answer.is === 'FAULT' ? answer.code : undefined });
      return answer;
    },
  };
}

async function askToken(identityUrl: string, person: string, commission: string | undefined): Promise<string> {
  const form = { grant_type: 'urn:vardgraf:grant:test-person', client_id: 'vardgraf-dev', person, ...(commission !== undefined && { commission }) };
  const response = await fetch(`${identityUrl}/token`, { method: 'POST', body: new URLSearchParams(form), signal: AbortSignal.timeout(patienceMs) });
  if (!response.ok) throw new Error(`no token for ${person}: ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

async function post(url: string, token: string, query: string, variables: Record<string, unknown>): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST', body: JSON.stringify({ query, variables }), signal: AbortSignal.timeout(patienceMs),
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', authorization: `Bearer ${token}` },
    });
    const body = (await response.json()) as { data?: Record<string, unknown> | null; errors?: { message: string; extensions?: { code?: string } }[] };
    if (body.errors?.length) return { is: 'FAULT', code: body.errors[0]!.extensions?.code ?? body.errors[0]!.message };
    return body.data ? { is: 'DATA', data: body.data } : { is: 'FAULT', code: `HTTP_${response.status}` };
  } catch (error) {
    return { is: 'FAULT', code: (error as Error).name === 'TimeoutError' ? 'NO_ANSWER' : 'UNREACHABLE' };
  }
}

/** Whom the platform lets log in, from the service that knows. */
export async function peopleOf(stack: Pick<Stack, 'url'>): Promise<TestPerson[]> {
  return (await (await fetch(`${stack.url('directory')}/dev/test-persons`)).json()) as TestPerson[];
}
