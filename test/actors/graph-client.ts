import type { TestPerson } from '@vardgraf/identity-provider/test-persons';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { partnerToken } from '../partner';
import type { Stack } from '../stack';

/** One answer of the graph: data and by which id the log knows the request, or why there is none. */
export type Answer = { is: 'DATA'; data: Record<string, unknown>; requestId: string } | { is: 'FAULT'; code: string };

/** One operation as its caller saw it. */
export interface Measured {
  operation: string;
  startedAt: number;
  ms: number;
  fault: string | undefined;
}

export interface GraphClient {
  ask(person: string, commission: string | undefined, operation: string, document: string, variables: Record<string, unknown>): Promise<Answer>;
  /** The same in the name of the partner system of the stack. */
  askAsPartner(operation: string, document: string, variables: Record<string, unknown>): Promise<Answer>;
  measured: Measured[];
}

const tokenMs = 200_000;
const patienceMs = 15_000;

/** Talks to the gateway with real tokens of the identity provider, and keeps what every operation took. */
export function graphClient(stack: Pick<Stack, 'graphUrl' | 'identityUrl' | 'keyFile'>): GraphClient {
  const tokens = new Map<string, { value: Promise<string>; at: number }>();
  const measured: Measured[] = [];

  function tokenOf(key: string, fetchIt: () => Promise<string>): Promise<string> {
    const known = tokens.get(key);
    if (known && Date.now() - known.at < tokenMs) return known.value;
    const value = fetchIt();
    tokens.set(key, { value, at: Date.now() });
    value.catch(() => tokens.delete(key));
    return value;
  }

  async function askWith(token: Promise<string>, operation: string, document: string, variables: Record<string, unknown>): Promise<Answer> {
    const bearer = await token.catch(() => undefined);
    if (!bearer) return { is: 'FAULT', code: 'NO_TOKEN' }; // the identity provider is no part of the platform under test
    const startedAt = Date.now();
    const answer = await post(stack.graphUrl, bearer, document, variables);
    measured.push({ operation, startedAt, ms: Date.now() - startedAt, fault: answer.is === 'FAULT' ? answer.code : undefined });
    return answer;
  }

  return {
    measured,
    ask: (person, commission, ...rest) => askWith(tokenOf(`${person}/${commission ?? ''}`, () => askToken(stack.identityUrl, person, commission)), ...rest),
    askAsPartner: (...rest) => askWith(tokenOf('partner', () => partnerToken(stack)), ...rest),
  };
}

/** What a result union gives. */
export interface Reply {
  __typename: string;
  code?: string;
  [field: string]: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

const tries = 12;

/** Sends the same again until it is answered, as an app would: a fault leaves open whether it happened. Undefined when it never was, or when everybody goes home. */
export async function untilAnswered(ask: () => Promise<Answer>, field: string, next: () => number, running: () => boolean): Promise<Reply | undefined> {
  for (let n = 0; n < tries; n += 1) {
    const answer = await ask();
    if (answer.is === 'DATA') return answer.data[field] as Reply;
    if (!running()) return undefined;
    await sleep(100 + 400 * next());
  }
  return undefined;
}

async function askToken(identityUrl: string, person: string, commission: string | undefined): Promise<string> {
  const form = { grant_type: 'urn:vardgraf:grant:test-person', client_id: 'vardgraf-dev', person, ...(commission !== undefined && { commission }) };
  const response = await fetch(`${identityUrl}/token`, { method: 'POST', body: new URLSearchParams(form), signal: AbortSignal.timeout(patienceMs) });
  if (!response.ok) throw new Error(`no token for ${person}: ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

async function post(url: string, token: string, query: string, variables: Record<string, unknown>): Promise<Answer> {
  const requestId = v7();
  try {
    const response = await fetch(url, {
      method: 'POST', body: JSON.stringify({ query, variables }), signal: AbortSignal.timeout(patienceMs),
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', authorization: `Bearer ${token}`, 'x-request-id': requestId },
    });
    const body = (await response.json()) as { data?: Record<string, unknown> | null; errors?: { message: string; extensions?: { code?: string } }[] };
    if (body.errors?.length) return { is: 'FAULT', code: body.errors[0]!.extensions?.code ?? body.errors[0]!.message };
    return body.data ? { is: 'DATA', data: body.data, requestId } : { is: 'FAULT', code: `HTTP_${response.status}` };
  } catch (error) {
    return { is: 'FAULT', code: (error as Error).name === 'TimeoutError' ? 'NO_ANSWER' : 'UNREACHABLE' };
  }
}

/** Whom the platform lets log in, from the service that knows. */
export async function peopleOf(stack: Pick<Stack, 'url'>): Promise<TestPerson[]> {
  return (await (await fetch(`${stack.url('directory')}/dev/test-persons`)).json()) as TestPerson[];
}
