import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import { differs, followed, type Submission } from '../domain/submission';
import { saveSubmission, submissionOfCaseForUpdate, submissionOfTicketForUpdate } from '../storage/submission-store';

/**
 * What a partner has handed over follows its case, in the same transaction (BEY-2): whatever changes a case comes through here. A case that can have
 * no submission, or a change that no partner sees, costs no statement.
 */
export async function followSubmission(tx: Tx, before: Case, after: Case): Promise<void> {
  if (after.entryChannel !== 'TELEPHONE_TRIAGE' && after.kind !== 'SCHEDULED') return;
  if (before.status === after.status && before.unitId === after.unitId && before.profession === after.profession) return;
  const found = await submissionOfCaseForUpdate(tx, after.regionId, after.id);
  if (found) await storeChange(tx, found, followed(found, after));
}

/** The visit for which a submission's ticket was given is booked: from now on the submission follows that case. */
export async function followTicket(tx: Tx, ticketId: string, booked: Case): Promise<void> {
  const found = await submissionOfTicketForUpdate(tx, booked.regionId, ticketId);
  if (found) await storeChange(tx, found, followed(found, booked));
}

/** Tells the partner that its submission is new or has changed: a number on its own stream, and which one it is. */
export function tellPartner(tx: Tx, s: Submission): void {
  tx.bumpCounter(`partner.${s.partnerId}`, (seq) => ({ seq, submissionId: s.id }));
}

/** The submission's time has passed and no clinician has started: the partner sees it live (BEY-2). Its row is locked. */
export async function tellSubmitterOverdue(tx: Tx, s: Submission, now: Date): Promise<void> {
  await saveSubmission(tx, { ...s, overdueAt: now });
  tellPartner(tx, s);
}

/** Tells the others where the submission stands; `s.version` is this event's number. */
export function emitStatus(tx: Tx, s: Submission): void {
  tx.emit({
    type: 'consultation.status-changed', aggregateId: s.id, version: s.version, regionId: s.regionId,
    data: { submissionId: s.id, partnerId: s.partnerId, caseId: s.caseId, status: s.status, outcome: s.outcome },
  });
}

async function storeChange(tx: Tx, before: Submission, after: Submission): Promise<void> {
  if (!differs(before, after)) return;
  const moved = before.status !== after.status;
  const stored: Submission = { ...after, version: before.version + (moved ? 1 : 0) };
  await saveSubmission(tx, stored);
  if (moved) emitStatus(tx, stored);
  tellPartner(tx, stored);
}
