import { systemActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import type { Case, Visibility } from '../domain/case';
import { clinicalRoles } from '../domain/codes';
import { adoptFlag } from '../domain/move-suicide-risk';
import { reclaimCase } from '../domain/release-case';
import { openStatuses } from '../domain/transitions';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { countDropped, type DroppedCases, droppedCases, type DroppedWhy, sweepIsSet } from '../storage/sweep-store';
import { neighboursOf } from '../storage/unit-store';
import { afterwards } from './case-events';
import { cancelTakeTimeout, scheduleEscalation, scheduleSuicideRisk, scheduleSweep, timerKinds } from './schedule-timers';
import { suicideRiskTimesOf } from './record-risk';
import { recordChange } from './record-change';

/** Cases of one round: the next is a minute later. */
const aRound = 50;

/**
 * Looks over all open cases for one that would be dropped, and picks it up (BEY-1, SAF-5): held by who has left → back to the pool; in nobody's list →
 * the neighbours see it; flagged without a protocol, or with a clock that nobody will hear → set. Sets its own next round.
 */
export async function sweepCases(tx: Tx): Promise<void> {
  const found = await droppedCases(tx, aRound);
  for (const { id, regionId, why } of found.sort((a, b) => a.id.localeCompare(b.id))) await pickUp(tx, regionId, id, why);
  await scheduleSweep(tx);
}

/** Sets the first round, unless one is set. */
export async function beginSweeping(db: Database): Promise<void> {
  await transact(db, systemActor('cases'), async (tx) => {
    if (!(await sweepIsSet(tx, timerKinds.sweep))) await scheduleSweep(tx);
  });
}

/** How many cases are dropped now: both figures are zero, always. */
export const droppedNow = (db: Database): Promise<DroppedCases> => countDropped(db);

async function pickUp(tx: Tx, regionId: string, id: string, why: DroppedWhy): Promise<void> {
  const c = await loadCaseForUpdate(tx, regionId, id);
  if (!c || !openStatuses.includes(c.status)) return;
  switch (why) {
    case 'NO_TIMER':
      return scheduleSuicideRisk(tx, c);
    case 'UNFLAGGED':
      return beginProtocol(tx, c);
    case 'HOLDER_GONE':
      return reclaim(tx, c);
    case 'NOBODYS':
      return widen(tx, c);
  }
}

async function beginProtocol(tx: Tx, c: Case): Promise<void> {
  if (c.riskState !== null) return;
  const { case: after, steps } = adoptFlag(c, { times: await suicideRiskTimesOf(tx, c), now: await tx.now() });
  await recordChange(tx, { before: c, after, visibility: await visibilityOf(tx, c.id), action: 'SAFETY', verb: 'sweepCases', risk: { steps } });
}

async function reclaim(tx: Tx, c: Case): Promise<void> {
  const after = reclaimCase(c);
  if (!after) return;
  const stored = await recordChange(tx, {
    before: c, after, visibility: await visibilityOf(tx, c.id), action: 'RECLAIM', reason: 'HOLDER_GONE', verb: 'sweepCases',
    event: { type: 'case.released', data: { ...afterwards(after), staffId: c.takenBy!, reason: 'HOLDER_GONE' } },
  });
  cancelTakeTimeout(tx, c.id);
  await scheduleEscalation(tx, stored);
}

async function widen(tx: Tx, c: Case): Promise<void> {
  const near = await neighboursOf(tx, c.regionId, c.unitId);
  const unitIds = [...new Set([c.unitId, ...near.cooperating, ...near.hubs, ...near.onCall])];
  const added: Visibility[] = unitIds.map((unitId) => ({ unitId, roles: [...clinicalRoles], addedByStep: 0 }));
  const visibility = await visibilityOf(tx, c.id);
  const seen = (v: Visibility) => visibility.find((one) => one.unitId === v.unitId)?.roles ?? [];
  // Nobody is left to add: the figure stays above zero, and people are told.
  if (added.every((v) => v.roles.every((role) => seen(v).includes(role)))) return;
  await recordChange(tx, { before: c, after: c, visibility, added, action: 'STAFFING', verb: 'sweepCases' });
}
