import { connect } from '@vardgraf/client/connect';
import type { GraphFault } from '@vardgraf/client/graph-fault';
import type { Stack } from './stack';

/** Somebody with a token, as `@vardgraf/directory/seed/known` names them. */
export interface Person {
  id: string;
  commission?: { id: string };
}

/** An answer of the graph as it came over HTTP. */
export interface Answer {
  status: number;
  data: Record<string, any> | null | undefined; // eslint-disable-line @typescript-eslint/no-explicit-any
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } & Record<string, unknown> }[];
}

export type Language = 'sv' | 'en';

/** The token endpoint's own answer for a test person. */
export async function tokenFor(stack: Pick<Stack, 'identityUrl'>, person: Person, commission = person.commission?.id): Promise<{ status: number; body: Record<string, unknown> }> {
  const form = new URLSearchParams({ grant_type: 'urn:vardgraf:grant:test-person', client_id: 'vardgraf-dev', person: person.id, ...(commission && { commission }) });
  const response = await fetch(`${stack.identityUrl}/token`, { method: 'POST', body: form });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Logs a test person in. @throws Error with the reason of a refusal */
export async function logIn(stack: Pick<Stack, 'identityUrl'>, person: Person, commission?: string): Promise<string> {
  const { status, body } = await tokenFor(stack, person, commission);
  if (status !== 200) throw new Error(`no token: ${JSON.stringify(body)}`);
  return body['access_token'] as string;
}

/** One document over HTTP; errors stay in the answer. */
export async function ask(url: string, token: string | undefined, query: string, variables: Record<string, unknown> = {}, language?: Language): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(language && { 'accept-language': language }) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

/** The data of an answer without errors, through packages/client. @throws Error with the errors */
export async function graph(url: string, token: string | undefined, query: string, variables: Record<string, unknown> = {}, language?: Language): Promise<NonNullable<Answer['data']>> {
  const client = connect(url, { ...(token !== undefined && { token: async () => token }), ...(language && { language }) });
  return client.query<NonNullable<Answer['data']>>(query, variables).catch((fault: GraphFault) => {
    throw new Error(`${query.trim().slice(0, 80)}: ${fault.code} ${fault.message} ${JSON.stringify(fault.errors)}`, { cause: fault });
  });
}
