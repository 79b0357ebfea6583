import { ageOn, birthday, type Day } from './calendar-day';

/** A region's limits in completed years (TRI-8). */
export interface AgeGates {
  /** May log in on their own from this age. */
  logInFrom: number;
  /** May seek care themselves from this age. */
  seekCareFrom: number;
  /** A guardian may act for them below this age (SAF-4). */
  proxyUnder: number;
}

export interface AgeDecision {
  mayLogIn: boolean;
  maySeekCare: boolean;
  /** A guardian may act for the person. */
  underProxyLimit: boolean;
}

/** What a person of this birth may do on the day; the day is Europe/Stockholm's (TRI-8, SAF-4). */
export function ageDecision(birth: Day, today: Day, gates: AgeGates): AgeDecision {
  const age = birth > today ? -1 : ageOn(birth, today);
  return { mayLogIn: age >= gates.logInFrom, maySeekCare: age >= gates.seekCareFrom, underProxyLimit: age < gates.proxyUnder };
}

/** The birthdays on which the limits fall for a person of this birth. */
export function gateDays(birth: Day, gates: AgeGates): { logIn: Day; seekCare: Day; proxyEnds: Day } {
  return { logIn: birthday(birth, gates.logInFrom), seekCare: birthday(birth, gates.seekCareFrom), proxyEnds: birthday(birth, gates.proxyUnder) };
}
