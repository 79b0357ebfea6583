import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Case, hasOwnProtocol, type Visibility } from '../domain/case';
import { stepsOfRisk } from '../domain/move-suicide-risk';
import { openStatuses } from '../domain/transitions';
import { loadCaseForUpdate, openMessageItemOf, visibilityOf } from '../storage/case-store';
import { runningProtocols } from '../storage/protocol-store';
import { savePatientSpoke } from '../storage/suicide-risk-store';
import { recordChange } from './record-change';
import { suicideRiskTimesOf, watchSilence } from './record-risk';
import { takeStep } from './protocol-steps';

/**
 * The patient, or a proxy, has written: who was silent is not any more. A patient at risk is assessed again, and checklists about the silence are over
 * (SAF-1, BEY-9). Where the case is over, a message of it may have begun a protocol of its own.
 */
export async function hearPatient(tx: Tx, regionId: string, caseId: string, at: Date): Promise<void> {
  const found = await caseThatHears(tx, regionId, caseId);
  if (!found) return;
  await savePatientSpoke(tx, found.id, at);
  const visibility = await visibilityOf(tx, found.id);
  const now = await answerProtocols(tx, found, visibility);
  if (now.riskState === null) return;
  const moved = stepsOfRisk(now, ['ANSWERED'], { times: await suicideRiskTimesOf(tx, now), now: await tx.now() });
  if (moved.steps.length === 0) return watchSilence(tx, now, at);
  await recordChange(tx, { before: now, after: moved.case, visibility, action: 'SAFETY', verb: 'hearPatient', by: { byKind: 'PATIENT', byId: null }, risk: { steps: moved.steps } });
}

/** The open case in which the patient writes, locked; of one that is over, its open message that has a protocol of its own. */
async function caseThatHears(tx: Tx, regionId: string, caseId: string): Promise<Case | undefined> {
  const found = await loadCaseForUpdate(tx, regionId, caseId);
  if (!found || openStatuses.includes(found.status)) return found;
  const itemId = await openMessageItemOf(tx, regionId, caseId, openStatuses);
  const item = itemId && (await loadCaseForUpdate(tx, regionId, itemId));
  return item && hasOwnProtocol(item) ? item : undefined;
}

/** Ends the checklists that an answer of the patient ends; answers the case after them. */
export async function answerProtocols(tx: Tx, c: Case, visibility: readonly Visibility[]): Promise<Case> {
  let now = c;
  for (const protocol of await runningProtocols(tx, c.id)) {
    now = (await takeStep(tx, { found: now, visibility, protocol, step: 'ANSWER', verb: 'hearPatient', by: { byKind: 'PATIENT', byId: null } })) ?? now;
  }
  return now;
}
