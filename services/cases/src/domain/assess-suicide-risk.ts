import { type Case, riskStateOf } from './case';
import type { ActingStaff } from './may-move';
import { type RiskClockwork, type RiskMoved, type RiskRefused, riskRefusal, stepsOfRisk } from './move-suicide-risk';
import type { RefusedAs } from './outcome';
import { atLeastModerate, type RiskEvent, type RiskLevel } from './suicide-risk';

/** The rungs of 'suicidstegen', from the lowest. */
export const rungs = ['NONE', 'HOPELESSNESS', 'DEATH_THOUGHTS', 'DEATH_WISH', 'SUICIDAL_THOUGHTS', 'SUICIDAL_WISH', 'EARLIER_ATTEMPT', 'PLANS', 'PREPARATIONS', 'INTENT'] as const;
export type Rung = (typeof rungs)[number];

/** What an assessment rests on. */
export const assessmentBases = ['ANAMNESIS', 'JOURNAL', 'CHAT', 'PHONE', 'VIDEO', 'PHYSICAL_VISIT', 'RELATIVES'] as const;
export type AssessmentBasis = (typeof assessmentBases)[number];
/** Of these, what is contact with the patient: without it no level is lowered, since silence is no improvement. */
export const contacts: readonly AssessmentBasis[] = ['CHAT', 'PHONE', 'VIDEO', 'PHYSICAL_VISIT'];

/** The record of one assessment; words of the assessor stay in its row (SAF-1). */
export interface Assessment {
  rung: Rung;
  riskFactors: string;
  protectiveFactors: string;
  basis: readonly AssessmentBasis[];
  level: RiskLevel;
  /** With none or low risk: whether the patient feels safe to go on online. */
  feelsSafeOnline: boolean | null;
}

/** What is missing for the level, as field and sentence; undefined when the record is complete. */
export function assessmentFault(a: Assessment): { field: keyof Assessment; says: string } | undefined {
  if (a.basis.length === 0) return { field: 'basis', says: 'at least one' };
  if (a.level === 'NONE_OR_LOW' && a.feelsSafeOnline === null) return { field: 'feelsSafeOnline', says: 'ask the patient whether it feels safe to go on online' };
  return undefined;
}

/** How the level is handled: who does not feel safe online is handled as moderate. */
export function handledAsLevel(a: Pick<Assessment, 'level' | 'feelsSafeOnline'>): RiskLevel {
  return a.level === 'NONE_OR_LOW' && a.feelsSafeOnline === false ? 'MODERATE' : a.level;
}

type Answer = ({ is: 'MOVED' } & RiskMoved) | RiskRefused | RefusedAs<'NOT_TAKEN_BY_YOU' | 'CONTACT_NEEDED'>;

/**
 * A doctor's or psychologist's assessment (SAF-1). What nobody had suspected is assessed by who has the case; what is open, by any of them who sees
 * it. A level of moderate or more is lowered only on contact with the patient.
 */
export function assessSuicideRisk(c: Case, by: ActingStaff, a: Assessment, w: RiskClockwork): Answer {
  const refused = riskRefusal(c, by, 'ASSESS_SUICIDE_RISK');
  if (refused) return refused;
  if (riskStateOf(c) === null && c.takenBy !== by.personId) return { is: 'NOT_TAKEN_BY_YOU', takenBy: c.takenBy };
  const lowers = atLeastModerate(c.riskLevel) && !atLeastModerate(handledAsLevel(a));
  if (lowers && !a.basis.some((one) => contacts.includes(one))) return { is: 'CONTACT_NEEDED' };
  const moved = stepsOfRisk(c, ['BEGIN_ASSESSMENT', eventOf(a)], w);
  return { is: 'MOVED', case: { ...moved.case, riskLevel: handledAsLevel(a) }, steps: moved.steps };
}

function eventOf(a: Assessment): RiskEvent {
  switch (a.level) {
    case 'NONE_OR_LOW':
      return a.feelsSafeOnline ? 'ASSESSED_LOW' : 'ASSESSED_UNSAFE_ONLINE';
    case 'MODERATE':
      return 'ASSESSED_MODERATE';
    case 'HIGH_OR_ACUTE':
      return 'ASSESSED_HIGH';
  }
}
