import { type AgeGates, gateDays } from '../domain/age-gate';
import type { Day } from '../domain/calendar-day';
import { startOf } from './stockholm';

/** The moments a person passes the region's age limits: midnight in Sweden at the start of the birthday (TRI-8). */
export function ageInstants(birth: Day, gates: AgeGates): { mayLogInFrom: Date; maySeekCareFrom: Date; proxyUntil: Date } {
  const days = gateDays(birth, gates);
  return { mayLogInFrom: startOf(days.logIn), maySeekCareFrom: startOf(days.seekCare), proxyUntil: startOf(days.proxyEnds) };
}
