import { v7 } from 'uuid';
import { type GraphClient, untilAnswered } from './graph-client';
import type { Journal } from './journal';
import { oneOf } from './random';
import type { Worker } from './staff-shifts';

const publishDocument = 'mutation Publish($input: PublishSlotsInput!) { publishSlots(input: $input) { __typename ... on PublishSlotsOk { slots { id } } ... on Refusal { code } } }';
const issueDocument = 'mutation Issue($input: IssueTicketInput!) { issueTicket(input: $input) { __typename ... on IssueTicketOk { ticket { id } } ... on Refusal { code } } }';
const visitTypes = ['VIDEO', 'CHAT', 'PHYSICAL'] as const;
const minuteMs = 60_000;

/** Somebody publishes times of their own or of the unit, or gives a patient a ticket. */
export async function planningStep(client: GraphClient, journal: Journal, next: () => number, worker: Worker, patientIds: readonly string[], running: () => boolean): Promise<void> {
  const does = (field: string, document: string, input: Record<string, unknown>) =>
    untilAnswered(() => client.ask(worker.personId, worker.commissionId, field, document, { input }), field, next, running);
  const { personId: by, unitId, role } = worker;
  const clientId = v7();
  if (next() < 0.5) {
    const first = (Math.ceil(Date.now() / minuteMs) + Math.ceil(10 + next() * 600)) * minuteMs;
    const startsAt = Array.from({ length: 4 }, (_, n) => new Date(first + n * 20 * minuteMs).toISOString());
    const published = await does('publishSlots', publishDocument, { clientId, unitId, role, staffId: next() < 0.5 ? by : null, visitType: oneOf(next, visitTypes), startsAt, minutes: 20 });
    if (published?.__typename === 'PublishSlotsOk') journal.acknowledged.push({ act: 'PUBLISH', clientId, slotIds: (published['slots'] as { id: string }[]).map(({ id }) => id), by });
    return;
  }
  const issued = await does('issueTicket', issueDocument, { clientId, unitId, patientId: oneOf(next, patientIds), visitType: oneOf(next, visitTypes), priority: oneOf(next, ['6', '7', '8']) });
  if (issued?.__typename === 'IssueTicketOk') journal.acknowledged.push({ act: 'ISSUE', clientId, ticketId: issued['ticket'].id as string, by });
}
