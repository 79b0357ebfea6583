import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import type { CaseAlertState } from '../domain/codes';
import { openStatuses } from '../domain/transitions';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { saveAlertRaised, saveAlertState, saveUnread } from '../storage/fact-store';
import { bumpUnits } from './record-change';

/**
 * Facts of other services that a card shows, copied from their events. Each counts in every unit that sees the card, so that a live queue equals
 * a fresh one; the case itself has not changed, so it gets no new number and tells nothing. An older event changes nothing.
 */

/** How many of the patient's messages nobody has read (MSG-1). */
export async function copyUnread(tx: Tx, regionId: string, caseId: string, fact: { unread: number; version: number }): Promise<void> {
  const c = await loadCaseForUpdate(tx, regionId, caseId);
  if (c && (await saveUnread(tx, caseId, fact.unread, fact.version)) && c.unreadMessages !== fact.unread) await shownAnew(tx, c);
}

/** That an external alert was raised for the case (NOT-3). */
export async function copyAlertRaised(tx: Tx, regionId: string, caseId: string, alert: { alertId: string; raisedAt: Date; version: number }): Promise<void> {
  const c = await loadCaseForUpdate(tx, regionId, caseId);
  if (c && (await saveAlertRaised(tx, caseId, alert)) && c.alertState !== 'RAISED') await shownAnew(tx, c);
}

/** How the case's latest external alert stands now (NOT-3, BEY-4). */
export async function copyAlertState(tx: Tx, regionId: string, caseId: string, alert: { alertId: string; state: CaseAlertState; version: number }): Promise<void> {
  const c = await loadCaseForUpdate(tx, regionId, caseId);
  if (c && (await saveAlertState(tx, caseId, alert)) && c.alertState !== alert.state) await shownAnew(tx, c);
}

async function shownAnew(tx: Tx, c: Case): Promise<void> {
  const seenBy = openStatuses.includes(c.status) ? await visibilityOf(tx, c.id) : [];
  bumpUnits(tx, c.id, seenBy, seenBy);
}
