import type { Tx } from '@vardgraf/service-kit/transaction';
import { type BookableOutcome, ticketOfOutcome } from '../domain/issue-ticket';
import { regionSettings } from '../settings/region-settings';
import { functionsOffAt, unitForNowhere } from '../storage/unit-store';
import { recordIssue } from './record-change';

/** An outcome as its event tells it; it may name no unit. */
export type ReceivedOutcome = Omit<BookableOutcome, 'unitId'> & { unitId: string | null };

/**
 * A bookable outcome becomes a ticket, always: also when the unit is unknown here or has tickets off by now (TRI-5, CON-2, SAF-5). The same outcome
 * again changes nothing.
 * @throws Error when the region has no unit at all yet; the event waits as a dead letter
 */
export async function receiveOutcome(tx: Tx, outcome: ReceivedOutcome): Promise<void> {
  const { regionId, patientId } = outcome;
  const unitId = outcome.unitId ?? (await unitForNowhere(tx, regionId, patientId));
  if (!unitId) throw new Error('the region has no active unit');
  const settings = await regionSettings(tx, regionId, unitId);
  const ticket = ticketOfOutcome({ ...outcome, unitId }, settings, await functionsOffAt(tx, regionId, unitId));
  if (!(await recordIssue(tx, ticket))) return;
  tx.audit({ action: 'receiveOutcome', what: 'ticket.issued', patientId, unitId, regionId });
}
