import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import { suicideRiskOpen } from '../domain/case';
import { handledAs } from '../domain/handled-as';
import { handlingClock } from '../domain/handling-time';
import { raisedCase, type RecheckChange } from '../domain/recheck';
import { openStatuses } from '../domain/transitions';
import { regionSettings } from '../settings/region-settings';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { openIntervals } from '../storage/open-interval-store';
import { saveSaid } from '../storage/recheck-store';
import { bumpPatients } from './bump-patients';
import { afterwards } from './case-events';
import { cancelEscalation, scheduleEscalation, scheduleRecheck, scheduleTakeTimeout } from './schedule-timers';
import { placedAt } from './placed-at';
import { bumpUnits, recordChange } from './record-change';

/** What the patient says while waiting, and what triage makes of it. */
export interface HeardRecheck {
  caseId: string;
  change: RecheckChange;
  state: 'ASKING' | 'ANSWERED' | 'EMERGENCY';
  beforeRank: number;
  priority: string;
  urgencyRank: number;
  suicideRisk: boolean;
  content: { packId: string; semver: string };
  firedRules: string[];
  saidAt: Date;
}

/**
 * Shows on the card what the patient says (BEY-5). What is more urgent than before raises a waiting case, with the first priority kept, the reason in its
 * trace, its clock counted from the same beginning and its escalation set anew; life danger raises it to the most urgent level there is. A suicide risk is flagged,
 * anew where an earlier one was settled and something has changed (SAF-1). Nothing ever lowers. Of a case that is over nothing is kept here.
 */
export async function hearRecheck(tx: Tx, regionId: string, said: HeardRecheck): Promise<void> {
  const found = await loadCaseForUpdate(tx, regionId, said.caseId);
  if (!found || !openStatuses.includes(found.status)) return;
  await saveSaid(tx, found.id, said);
  const visibility = await visibilityOf(tx, found.id);
  const raised = await raisedBy(tx, found, said);
  const suspected = said.suicideRisk && !suicideRiskOpen(found) && (found.riskState === null || said.change !== 'SAME');
  if (!raised && !suspected) {
    bumpUnits(tx, found.id, visibility, visibility);
    return bumpPatients(tx, [found]);
  }
  const added = suspected ? (await placedAt(tx, { ...found, tags: [...found.tags, 'SUICIDE_RISK_FLAGGED'], riskState: 'FLAGGED' })).visibility : [];
  const after = raised ?? found;
  const stored = await recordChange(tx, {
    before: found, after, visibility, added, action: raised ? 'RAISE' : 'SAFETY', by: { byKind: 'PATIENT', byId: null }, reason: 'RECHECK', verb: 'hearRecheck',
    ...(raised ? { event: { type: 'case.reprioritised' as const, data: { ...afterwards(after), from: found.priority, fromRank: found.urgencyRank, reason: 'RECHECK', dueAt: after.dueAt?.toISOString() ?? null } } } : {}),
    ...(suspected ? { risk: { suspected: true, said: { reason: 'RECHECK' } } } : {}),
  });
  if (raised) await setAnew(tx, stored);
}

async function raisedBy(tx: Tx, c: Case, said: HeardRecheck): Promise<Case | undefined> {
  const { scheme } = await regionSettings(tx, c.regionId, c.firstUnitId);
  const emergency = said.state === 'EMERGENCY';
  const level = emergency ? handledAs(scheme, '', 1) : handledAs(scheme, said.priority, said.urgencyRank);
  const clock = handlingClock({ level, createdAt: c.createdAt, tags: c.tags, unitOpenIntervals: await openIntervals(tx, c.regionId, c.firstUnitId, c.createdAt) });
  const trace = [`recheck/${said.content.packId}@${said.content.semver}`, ...said.firedRules, clock.rule];
  return raisedCase(c, { ...said, emergency }, { ...clock, code: level.code, urgencyRank: level.urgencyRank, trace });
}

async function setAnew(tx: Tx, c: Case): Promise<void> {
  cancelEscalation(tx, c.id);
  if (c.status === 'REQUESTED') return scheduleEscalation(tx, c);
  await scheduleTakeTimeout(tx, c);
  scheduleRecheck(tx, c, (await regionSettings(tx, c.regionId, c.unitId)).recheckPoints, await tx.now());
}
