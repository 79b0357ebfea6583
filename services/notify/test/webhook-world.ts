import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { PartnerActor } from '@vardgraf/service-kit/actor';
import { Webhook } from 'standardwebhooks';
import { v7 } from 'uuid';
import type { Identity } from './certificates';
import { caseFacts, type NotifyWorld } from './notify-world';

export const partnerActor = (clientId = `partner-${v7()}`, regionId = 'gavleborg', scopes = ['webhooks:manage']): PartnerActor => ({ kind: 'PARTNER', clientId, regionId, scopes, language: 'sv' });

/** One call that a partner has got. */
export interface Got {
  id: string;
  type: string;
  data: Record<string, unknown> & { cursor: number | null; submissionId: string; status: string };
  body: string;
  headers: Record<string, string>;
}

/** A partner's own HTTP server. */
export interface PartnerServer {
  url: string;
  got: Got[];
  /** What is answered from now on: a status, with headers or without, or no answer at all. */
  answers(how: (got: Got) => number | [status: number, headers: Record<string, string>] | 'never'): void;
  /** Another certificate from now on, at a server that has one. */
  shows(identity: Identity): void;
  stop(): Promise<void>;
}

/** @param identity of a server with TLS, at https://localhost; http without */
export async function partnerServer(identity?: Identity): Promise<PartnerServer> {
  let how: Parameters<PartnerServer['answers']>[0] = () => 204;
  // Its own: what is still tried at a server that has stopped may come to one that got its port.
  const path = `/hooks/${v7()}`;
  const listen = async (...[request, response]: Parameters<RequestListener>): Promise<void> => {
    const body = await bodyOf(request);
    if (request.url !== path) return void response.writeHead(404).end();
    const got = { ...(JSON.parse(body) as Pick<Got, 'type' | 'data'>), id: String(request.headers['webhook-id']), body, headers: request.headers as Record<string, string> };
    here.got.push(got);
    const answer = how(got);
    if (answer === 'never') return;
    const [status, headers] = typeof answer === 'number' ? [answer, {}] : answer;
    response.writeHead(status, headers).end('what is said here is nobody’s to keep');
  };
  const server = identity ? createTlsServer(identity, (...call) => void listen(...call)) : createServer((...call) => void listen(...call));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const here: PartnerServer = {
    url: `${identity ? 'https://localhost' : 'http://127.0.0.1'}:${(server.address() as AddressInfo).port}${path}`, got: [], answers: (next) => { how = next; },
    shows: (next) => (server as TlsServer).setSecureContext(next),
    stop: () => new Promise((done) => { server.close(() => done()); server.closeAllConnections(); }),
  };
  return here;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** Whether the library that partners use finds the signature good. */
export function holds(secret: string, { body, headers }: Got): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

const webhookFields = 'id url eventTypes state disabledReason failingSince previousSecretUntil registeredAt';
const documents = {
  registerWebhook: `mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input) { __typename ... on RegisterWebhookOk { secret webhook { ${webhookFields} } } ... on Refusal { code message } ... on WebhookAddressRefused { reason } } }`,
  rotateWebhookSecret: `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { __typename ... on RotateWebhookSecretOk { secret webhook { ${webhookFields} } } ... on Refusal { code message } } }`,
  pauseWebhook: `mutation ($input: PauseWebhookInput!) { pauseWebhook(input: $input) { __typename ... on PauseWebhookOk { webhook { state } } ... on Refusal { code message } } }`,
  resumeWebhook: `mutation ($input: ResumeWebhookInput!) { resumeWebhook(input: $input) { __typename ... on ResumeWebhookOk { webhook { state disabledReason } } ... on Refusal { code message } } }`,
  removeWebhook: `mutation ($input: RemoveWebhookInput!) { removeWebhook(input: $input) { __typename ... on RemoveWebhookOk { webhookId } ... on Refusal { code message } } }`,
  testWebhook: `mutation ($input: TestWebhookInput!) { testWebhook(input: $input) { __typename ... on TestWebhookOk { delivery { id eventId type cursor submissionId state } } ... on Refusal { code message } } }`,
  replayWebhook: `mutation ($input: ReplayWebhookInput!) { replayWebhook(input: $input) { __typename ... on ReplayWebhookOk { replayed nextCursor } ... on Refusal { code message } ... on WebhookEventsDeleted { firstCursor } } }`,
};

/** What a partner asks, and what it has handed over. */
export function partnerIn(world: NotifyWorld, actor: PartnerActor = partnerActor()) {
  const tries = (mutation: keyof typeof documents, input: object) => world.ask(actor, documents[mutation], { input });
  const does = async (mutation: keyof typeof documents, input: object) => {
    const { data, errors } = await tries(mutation, input);
    if (errors) throw new Error(JSON.stringify(errors));
    return data![mutation];
  };
  return {
    actor, tries, does,
    /** An endpoint of the partner: its id and its secret. */
    async registers(url: string, eventTypes: string[] | null = null): Promise<{ webhookId: string; secret: string }> {
      const { webhook, secret } = await does('registerWebhook', { clientId: v7(), url, eventTypes });
      return { webhookId: webhook.id as string, secret: secret as string };
    },
    async webhooks() {
      return (await world.ask(actor, `{ webhooks { ${webhookFields} } }`)).data!.webhooks;
    },
    /** Deliveries of the only endpoint, the first event first. */
    async deliveries(state: string | null = null) {
      const fields = 'id eventId type cursor submissionId state attempts nextAttemptAt lastAttemptAt lastStatus failure deliveredAt';
      const { data } = await world.ask(actor, `query ($state: WebhookDeliveryState) { webhooks { deliveries(state: $state, first: 100) { edges { node { ${fields} } } } } }`, { state });
      return (data!.webhooks[0].deliveries.edges as { node: Record<string, never> }[]).map(({ node }) => node).sort((a, b) => Number(a['cursor']) - Number(b['cursor']));
    },
    async events(after?: string, first = 100) {
      const { data, errors } = await world.ask(actor, 'query ($after: String, $first: Int) { webhookEvents(after: $after, first: $first) { edges { cursor node { id cursor type at submissionId payload } } pageInfo { hasNextPage endCursor } missed } }', { after, first });
      return { errors, page: data?.webhookEvents, nodes: (data?.webhookEvents?.edges ?? []).map((edge: { node: object }) => edge.node) };
    },
    /** The partner hands a patient over, as cases tells of it: received, and at once pending. */
    async submits(over: Partial<EventData<'consultation.submitted'>> = {}) {
      const data = submitted(actor.clientId, over);
      await world.hear('consultation.submitted', data, { regionId: actor.regionId });
      if (data.ticketId === null) await this.stands(data, 'PENDING');
      return data;
    },
    stands: (s: { submissionId: string; caseId: string | null }, status: EventData<'consultation.status-changed'>['status'], outcome: string | null = null) =>
      world.hear('consultation.status-changed', { submissionId: s.submissionId, partnerId: actor.clientId, caseId: s.caseId, status, outcome }, { regionId: actor.regionId }),
  };
}
export type PartnerIn = ReturnType<typeof partnerIn>;

function submitted(partnerId: string, over: Partial<EventData<'consultation.submitted'>>): EventData<'consultation.submitted'> {
  return {
    submissionId: v7(), partnerId, patientId: v7(), journeyId: v7(), caseId: v7(), ticketId: null, unitId: 'bollnas', profession: 'NURSE', physical: true, priority: '7', urgencyRank: 7,
    ageBand: 'FROM_18_TO_64', sex: 'FEMALE', submittedAt: '2026-12-02T12:00:00.000Z', readFrom: '2026-12-02T12:00:00.000Z', reference: 'call-17', ...over,
  };
}

/** The case of a submission is sent onward. */
export function forwarded(caseId: string, unitId: string): EventData<'case.forwarded'> {
  return { ...caseFacts(caseId, { unitId, status: 'REQUESTED' }), staffId: 'nina', fromUnitId: 'bollnas', profession: 'DOCTOR', reason: 'WRONG_UNIT', alert: false };
}
