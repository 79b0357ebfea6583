import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { eventOfStatus, type ToldSubmission, type ToldStatus, type WebhookEvent, type WebhookEventType } from '../domain/webhook-event';
import { insertDelivery } from '../storage/webhook-delivery-store';
import { lockListening } from '../storage/webhook-endpoint-store';
import { insertEvent, nextCursor, saveToldSubmission, toldSubmission, toldSubmissionOfCase } from '../storage/webhook-event-store';
import { wakeEndpoint } from './wake-endpoint';

/** A partner has handed something over: its receipt (BEY-2). */
export async function tellReceived(tx: Tx, submission: ToldSubmission, at: Date): Promise<void> {
  await tell(tx, submission, 'SUBMISSION_RECEIVED', at);
}

/** Where a submission stands now. One that was handed over before webhooks were here is told from now on. */
export async function tellStatus(tx: Tx, to: Pick<ToldSubmission, 'submissionId' | 'regionId' | 'partnerId' | 'caseId' | 'outcome'> & { status: ToldStatus }, at: Date): Promise<void> {
  const known = (await toldSubmission(tx, to.regionId, to.submissionId)) ?? { reference: null, journeyId: null, ticketId: null, unitId: null, profession: null };
  await tell(tx, { ...known, ...to }, eventOfStatus(to.status), at);
}

/** The case of a submission was sent onward to another unit or profession (CON-2). */
export async function tellForwarded(tx: Tx, regionId: string, to: { caseId: string; unitId: string; profession: string }, at: Date): Promise<void> {
  const known = await toldSubmissionOfCase(tx, regionId, to.caseId);
  if (known) await tell(tx, { ...known, unitId: to.unitId, profession: to.profession }, 'SUBMISSION_FORWARDED', at);
}

/** The case of a submission is at another unit than was told, other than by being sent onward. */
export async function tellMoved(tx: Tx, regionId: string, to: { caseId: string; unitId: string }, at: Date): Promise<void> {
  const known = await toldSubmissionOfCase(tx, regionId, to.caseId);
  if (known && known.unitId !== to.unitId) await tell(tx, { ...known, unitId: to.unitId }, 'SUBMISSION_MOVED', at);
}

/** The time of a submission has passed and no clinician has started (BEY-2). */
export async function tellOverdue(tx: Tx, regionId: string, caseId: string, at: Date): Promise<void> {
  const known = await toldSubmissionOfCase(tx, regionId, caseId);
  if (known) await tell(tx, known, 'SUBMISSION_OVERDUE', at);
}

/** One more event with the partner's next number, on its way to every endpoint that hears such (BEY-13). */
async function tell(tx: Tx, facts: ToldSubmission, type: WebhookEventType, at: Date): Promise<void> {
  const { regionId, partnerId } = facts;
  await saveToldSubmission(tx, facts);
  const event: WebhookEvent = { id: v7(), regionId, partnerId, cursor: await nextCursor(tx, regionId, partnerId), type, facts, at };
  await insertEvent(tx, event);
  for (const endpoint of await lockListening(tx, regionId, partnerId, type)) {
    await insertDelivery(tx, { id: v7(), regionId, endpointId: endpoint.id, stream: facts.submissionId, event, at: await tx.now() });
    await wakeEndpoint(tx, endpoint);
  }
}
