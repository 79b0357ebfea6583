import { applied, LiveClient, type LiveEvent } from '../gateway/test/live-client';
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

/** The data of an answer without errors. @throws Error with the errors */
export async function graph(url: string, token: string | undefined, query: string, variables: Record<string, unknown> = {}, language?: Language): Promise<NonNullable<Answer['data']>> {
  const answer = await ask(url, token, query, variables, language);
  if (answer.errors || !answer.data) throw new Error(`${query.trim().slice(0, 80)}: ${answer.status} ${JSON.stringify(answer.errors)}`);
  return answer.data;
}

/** What a queue view shows of a card. */
export const cardFields = `
  id kind status priority priorityLabel urgencyRank suicideRiskFlagged suicideRiskBand nextAction nextAt openProtocols profession tags noOneInRole escalationStep waitingSince dueAt takenAt startedAt ageBand sex allowedActions
  bookedAt linkedCaseId unreadMessages alertState breachWarning flags lookingNow { id } handover { id toRole answerBy overdue fromUnit { id } toUnit { id } }
  unit { id name } complaint { code name } takenBy { id name } escalatedTo { id }`;

const liveDocument = `subscription Queue($unitId: ID!, $after: Int) {
  liveQueue(unitId: $unitId, after: $after) {
    __typename
    ... on QueueSnapshot { seq cards { ${cardFields} } }
    ... on QueueChange { seq previousSeq kind caseId card { ${cardFields} } }
  }
}`;

export type Card = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** A viewer's live queue: what came, and the list that a client makes of it. */
export class LiveQueue {
  private kept: LiveEvent[] = [];
  private client: LiveClient | undefined;

  constructor(private readonly stack: Stack, private readonly token: () => string, readonly unitId: string, private readonly language: Language = 'sv') {}

  /** Connects, from the last number this viewer has seen if there is one; resolves at the snapshot (a reconnect may bring none). */
  async connect(): Promise<this> {
    const after = this.seq;
    this.client = await LiveClient.open(this.stack.url('gateway'), this.token(), { 'accept-language': this.language });
    this.client.watchQueue(this.unitId, { query: liveDocument, ...(after !== undefined && { after }) });
    if (after === undefined) await this.client.count(1, '1', 10_000);
    return this;
  }

  /** What has come so far, over all connections. */
  get events(): LiveEvent[] {
    return [...this.kept, ...(this.client?.events() ?? [])];
  }

  get seq(): number | undefined {
    return this.events.at(-1)?.seq;
  }

  get cards(): Map<string, Card> {
    return applied(this.events);
  }

  /** What the changes of one case made of it, in order and each once: its statuses, and GONE. Facts that others copy onto the card change no status. */
  statusesOf(caseId: string): string[] {
    const told = this.events.filter((event) => event.caseId === caseId).map((event) => (event.kind === 'REMOVED' ? 'GONE' : (event.card!['status'] as string)));
    return told.filter((status, n) => status !== told[n - 1]);
  }

  /** Waits for a condition on the list. @throws Error with the last messages */
  async until(test: (cards: Map<string, Card>) => boolean, withinMs = 10_000): Promise<void> {
    await this.client!.until(() => test(this.cards), withinMs);
  }

  async disconnect(): Promise<void> {
    this.kept = this.events;
    await this.client?.close();
    this.client = undefined;
  }
}
