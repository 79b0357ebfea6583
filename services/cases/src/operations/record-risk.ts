import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Case, riskStateOf, suicideRiskOpen } from '../domain/case';
import { riskAfter, type RiskStep } from '../domain/move-suicide-risk';
import { isInWriting, silentAfter, type SuicideRiskTimes } from '../domain/suicide-risk-clock';
import { openStatuses } from '../domain/transitions';
import { regionSettings } from '../settings/region-settings';
import { addHistory, type HistoryEntry, isCaseOfMessageOver } from '../storage/case-store';
import { addRiskStep, type RiskStepWords } from '../storage/suicide-risk-store';
import { afterwards, type CaseEvent } from './case-events';
import { scheduleSuicideRisk, scheduleSuicideSilence } from './schedule-timers';

/** What an operation has decided about the protocol. */
export interface RiskChange {
  steps?: readonly RiskStep[];
  /** Somebody suspects suicide risk by this change. */
  suspected?: boolean;
  /** What the staff member said of the last step. */
  said?: RiskStepWords;
  /** Units whose phones ring now. */
  alarmUnitIds?: readonly string[];
}

/** The steps of a change with their events, and the case after them. */
export interface RiskFollowed {
  after: Case;
  steps: readonly RiskStep[];
  events: CaseEvent[];
  said: RiskStepWords;
}

/** Steps at which phones ring. */
const rings: readonly RiskStep['event'][] = ['ALARM', 'MISSED'];

/** What the change does to the protocol: what the operation decided, and what follows from who has the case now, or from its end (SAF-1). */
export async function riskFollowing(tx: Tx, change: { before: Case; after: Case; risk?: RiskChange }, over: boolean): Promise<RiskFollowed> {
  const { before, after, risk = {} } = change;
  if (riskStateOf(after) === null && !risk.suspected && !risk.steps) return { after, steps: [], events: [], said: {} };
  const w = { times: await suicideRiskTimesOf(tx, after), now: await tx.now() };
  const caseOver = risk.suspected && (await isCaseOfMessageOver(tx, after, openStatuses));
  const { case: followed, steps } = riskAfter(before, after, { ...risk, over, caseOver }, w);
  const open = suicideRiskOpen(followed);
  const events = steps.map((step): CaseEvent => ({
    type: 'case.suicide-risk-changed',
    data: { ...afterwards(followed), state: step.to, open, alarmUnitIds: rings.includes(step.event) ? [...(risk.alarmUnitIds ?? [])] : [] },
  }));
  return { after: followed, steps, events, said: risk.said ?? {} };
}

/** Keeps every step with its history line and its audit row (I6, QUE-12), and sets the protocol's timers. */
export async function recordRisk(
  tx: Tx, before: Case, after: Case, { steps, said }: RiskFollowed, by: Pick<HistoryEntry, 'byKind' | 'byId'> & { verb: string; unitId: string; requestId?: string | undefined },
): Promise<void> {
  for (const [i, step] of steps.entries()) {
    await addRiskStep(tx, after.id, step, by, i === steps.length - 1 ? { ...said, until: said.until ?? after.riskNextAt ?? undefined } : {});
    await addHistory(tx, after.id, { at: await tx.now(), action: 'SUICIDE_RISK', from: after.status, to: after.status, byKind: by.byKind, byId: by.byId, reason: step.event });
    tx.audit({
      action: by.verb, what: 'case.suicide-risk-changed', patientId: after.patientId ?? undefined, caseId: after.id, regionId: after.regionId, unitId: by.unitId, reason: step.event, requestId: by.requestId,
    });
  }
  if (steps.length > 0 || before.riskNextAt?.getTime() !== after.riskNextAt?.getTime()) scheduleSuicideRisk(tx, after);
  const started = before.startedAt?.getTime() !== after.startedAt?.getTime();
  if (steps.length > 0 || (started && after.riskState !== null)) await watchSilence(tx, after, await tx.now());
}

/** Sets the timer after which the patient counts as silent, where the protocol waits for the patient's words in a visit that has begun. */
export async function watchSilence(tx: Tx, c: Case, since: Date): Promise<void> {
  const waits = (c.riskState === 'HANDOVER_REQUIRED' || c.riskState === 'ASSESSING') && (c.status === 'IN_PROGRESS' || c.status === 'ON_HOLD');
  const minutes = waits ? silentAfter(await suicideRiskTimesOf(tx, c), c.priority, isInWriting(c)) : 0;
  scheduleSuicideSilence(tx, c, waits && openStatuses.includes(c.status) ? new Date(since.getTime() + minutes * 60_000) : null);
}

/** The region's or unit's times of the protocol. */
export async function suicideRiskTimesOf(tx: Tx, c: Pick<Case, 'regionId' | 'unitId'>): Promise<SuicideRiskTimes> {
  return (await regionSettings(tx, c.regionId, c.unitId)).suicideRisk;
}
