import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Case, riskStateOf, type Visibility } from '../domain/case';
import { suicideRiskAssessors } from '../domain/codes';
import { type RiskStep, stepsOfRisk } from '../domain/move-suicide-risk';
import { isInWriting, riskDueAt, silentAfter, whenOver } from '../domain/suicide-risk-clock';
import { openStatuses } from '../domain/transitions';
import { type HistoryEntry, loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { patientSpokeAt } from '../storage/suicide-risk-store';
import { neighboursOf } from '../storage/unit-store';
import { scheduleSuicideRisk, scheduleSuicideSilence } from './schedule-timers';
import { suicideRiskTimesOf } from './record-risk';
import { recordChange } from './record-change';

/**
 * The time of the protocol's state is over: a visit that was missed is assessed again, an interval ends in calls, and where somebody must act at once
 * phones ring here and at the neighbours, again and again until somebody has (SAF-1). Called when a timer says so, and decides anew under the lock.
 */
export async function tickSuicideRisk(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const found = await loadCaseForUpdate(tx, regionId, caseId);
  if (!found || !openStatuses.includes(found.status) || !found.riskNextAt) return;
  const now = await tx.now();
  const state = riskStateOf(found)!;
  const over = whenOver(state);
  if (now < found.riskNextAt || !over) return scheduleSuicideRisk(tx, found);
  const times = await suicideRiskTimesOf(tx, found);
  const alarmed: { case: Case; steps: RiskStep[] } = over === 'ALARM'
    ? { case: { ...found, riskNextAt: riskDueAt(state, found.priority, times, now) }, steps: [{ event: 'ALARM', from: state, to: state }] }
    : stepsOfRisk(found, [over], { times, now });
  const helpers = await helpersOf(tx, found);
  await recordChange(tx, {
    before: found, after: alarmed.case, visibility: await visibilityOf(tx, caseId), added: over === 'ALARM' ? helpers : [], action: 'SAFETY', verb: 'tickSuicideRisk',
    risk: { steps: alarmed.steps, alarmUnitIds: over === 'ALARM' ? [found.unitId, ...helpers.map((v) => v.unitId)] : [found.unitId] },
  });
}

/** Doctors and psychologists of the neighbours see a case that rings (SAF-1). */
async function helpersOf(tx: Tx, c: Case): Promise<Visibility[]> {
  const near = await neighboursOf(tx, c.regionId, c.unitId);
  const unitIds = [...new Set([...near.cooperating, ...near.hubs, ...near.onCall])].filter((unitId) => unitId !== c.unitId);
  return unitIds.map((unitId) => ({ unitId, roles: [...suicideRiskAssessors], addedByStep: c.escalationStep }));
}

/** The patient has been silent too long in a visit that waits for an assessment: handed to a doctor or psychologist, who decides what next (SAF-1). */
export async function tickSuicideSilence(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const found = await loadCaseForUpdate(tx, regionId, caseId);
  if (!found || (found.status !== 'IN_PROGRESS' && found.status !== 'ON_HOLD')) return;
  const minutes = silentAfter(await suicideRiskTimesOf(tx, found), found.priority, isInWriting(found));
  const heardAt = Math.max((await patientSpokeAt(tx, caseId))?.getTime() ?? 0, found.startedAt?.getTime() ?? 0);
  const silentAt = new Date(heardAt + minutes * 60_000);
  if ((await tx.now()) < silentAt) return scheduleSuicideSilence(tx, found, silentAt);
  await silentAtRisk(tx, found, await visibilityOf(tx, caseId), { verb: 'tickSuicideSilence' });
}

/** The same said by the clinician who waits for the patient. A case in which silence is no step of the protocol stays as it is. */
export async function silentAtRisk(tx: Tx, c: Case, visibility: readonly Visibility[], how: { verb: string; by?: Pick<HistoryEntry, 'byKind' | 'byId'> }): Promise<Case> {
  if (riskStateOf(c) === null) return c;
  const moved = stepsOfRisk(c, ['SILENT'], { times: await suicideRiskTimesOf(tx, c), now: await tx.now() });
  if (moved.steps.length === 0) return c;
  return recordChange(tx, { before: c, after: moved.case, visibility, action: 'SAFETY', ...how, risk: { steps: moved.steps } });
}
