import { badInput } from '@vardgraf/service-kit/fault';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Visibility } from '../domain/case';
import type { StaffRole } from '../domain/codes';
import { assignmentClock } from '../domain/duty-hours';
import { handlingClock } from '../domain/handling-time';
import { professionOf } from '../domain/nurse-rule';
import { alertsFor, levelOf, type PriorityLevel } from '../domain/priority-scheme';
import type { SubmissionBecame } from '../domain/submission';
import { becomes, type Consultation } from '../domain/submit-consultation';
import { isClinical } from '../domain/transitions';
import { regionSettings } from '../settings/region-settings';
import { dutyIntervals, openIntervals } from '../storage/open-interval-store';
import { unitOf } from '../storage/unit-store';
import { placedAt } from './placed-at';

/** Where a submission goes, as what, to whom, by which clock. */
export interface Placement {
  became: SubmissionBecame;
  level: PriorityLevel;
  profession: StaffRole;
  readFrom: Date;
  waitingSince: Date;
  dueAt: Date | null;
  noOneInRole: boolean;
  visibility: Visibility[];
  alert: boolean;
  /** Names of the rules that decided (BEY-7). */
  rules: string[];
}

/**
 * Decides what telephone triage's submission becomes (CON-2, CON-3); undefined when the region has no such active unit.
 * @throws Fault BAD_INPUT when the profession gives no care, or the unit's scheme has no such level that makes a case: with danger to life the telephone nurse calls 112
 */
export async function placeSubmission(tx: Tx, regionId: string, c: Consultation): Promise<Placement | undefined> {
  givesCare(c.profession);
  const unit = await unitOf(tx, regionId, c.unitId);
  if (!unit?.active) return undefined;
  const settings = await regionSettings(tx, regionId, c.unitId);
  const level = levelOf(settings.scheme, c.priority);
  if (!level?.makesCase) throw badInput('input.priority', 'a level of the region’s scheme that makes a case; with danger to life call 112');
  const became = becomes(c.digital, level);
  const sent = became === 'CONSULTATION'
    ? professionOf({ physical: c.careLevel === 'PHYSICAL', profession: c.profession, urgencyRank: level.urgencyRank }, settings.telephoneNurseRule)
    : { profession: c.profession, rule: undefined };
  const seen = await placedAt(tx, { regionId, unitId: c.unitId, profession: sent.profession, tags: [] });
  const { rule, ...clock } = await clockOf(tx, regionId, c.unitId, became, level);
  const rules = [`telephone-triage/${became.toLowerCase().replace('_', '-')}`, sent.rule, rule].filter((name) => name !== undefined);
  return { became, level, profession: sent.profession, ...clock, ...seen, alert: alertsFor(level, []), rules };
}

/** @throws Fault BAD_INPUT for a profession that gives no care: nobody in it could take the case */
export function givesCare(profession: StaffRole): void {
  if (!isClinical(profession)) throw badInput('input.profession', 'a profession that gives care');
}

/** An assignment is read on duty; a drop-in is met as any other; a ticket's patient may book at once. */
async function clockOf(tx: Tx, regionId: string, unitId: string, became: SubmissionBecame, level: PriorityLevel): Promise<Pick<Placement, 'readFrom' | 'waitingSince' | 'dueAt'> & { rule?: string }> {
  const submittedAt = await tx.now();
  if (became === 'CONSULTATION') return assignmentClock({ level, submittedAt, duty: await dutyIntervals(tx, regionId, unitId, submittedAt) });
  if (became === 'TICKET') return { readFrom: submittedAt, waitingSince: submittedAt, dueAt: null };
  const clock = handlingClock({ level, createdAt: submittedAt, tags: [], unitOpenIntervals: await openIntervals(tx, regionId, unitId, submittedAt) });
  return { ...clock, readFrom: clock.waitingSince };
}
