import type { Result } from './evaluate';
import type { Pack, Text } from './pack';
import { UNKNOWN, YES } from './pack';
import type { LeftBy } from './session';
import type { Fired } from './trace';

/** When a session that nobody goes on with counts as left, and what becomes of one that is left after a danger sign (S17). */
export interface LeftSessionRule {
  /** Whether a session left after a danger sign becomes a case for staff to look at; else it is only counted. */
  makesCase: boolean;
  /** How many minutes of silence after a danger sign leave the session, where that makes a case. */
  afterDangerSignMinutes: number;
  /** How many minutes of silence leave any other: so long the patient can go on with it. */
  otherwiseMinutes: number;
}

const FLOORS: readonly Fired['kind'][] = ['RULE', 'IF_UNKNOWN', 'THREE_FLAGS'];

/** Whether a floor rests on a danger sign that was confirmed or not known, or on the patient's own words. */
export function dangerStands(packs: readonly Pack[], { firedRules, answered }: Result): boolean {
  const signs = new Set(answered.filter(({ finding, answer }) => (answer === YES || answer === UNKNOWN) && isSign(packs, finding)).map(({ finding }) => finding));
  return firedRules.some((rule) => rule.kind === 'WORDS' || (FLOORS.includes(rule.kind) && rule.findings.some((finding) => signs.has(finding))));
}

function isSign(packs: readonly Pack[], id: string): boolean {
  return packs.some((pack) => pack.findings.some((finding) => finding.id === id && finding.redFlag));
}

/** The moment from which silence leaves the session. */
export function silentFrom(touchedAt: Date, danger: boolean, rule: LeftSessionRule): Date {
  return new Date(touchedAt.getTime() + (danger && rule.makesCase ? rule.afterDangerSignMinutes : rule.otherwiseMinutes) * 60_000);
}

/** Of a session and those that it began anew, the most urgent one that was left after a danger sign; an earlier one leads on a tie. */
export function mostUrgentLeft<T extends { danger: boolean; priority: number }>(chain: readonly T[]): T | undefined {
  return chain.filter((one) => one.danger).reduce<T | undefined>((best, one) => (best && best.priority <= one.priority ? best : one), undefined);
}

/** Restarting leaves nobody alone: the new session carries the old one's danger on. */
export const mayMakeCase = (by: LeftBy): boolean => by !== 'RESTART';

/** Told to the patient of a session that staff will look at. */
export const LEFT_WITH_DANGER: Text = {
  sv: 'Du slutade svara efter ett svar som kan vara ett varningstecken. Vårdpersonal tittar på det du svarade.',
  en: 'You stopped after an answer that can be a warning sign. Care staff will look at what you answered.',
};
