import { ageDecision, type AgeGates } from './age-gate';
import type { Day } from './calendar-day';
import type { Patient } from './patient';

/** Whether the person can be met digitally: old enough to log in, with a mobile number in the profile (CON-2, TRI-8). */
export function canMeetDigitally(patient: Pick<Patient, 'birthDate' | 'mobile'>, today: Day, gates: AgeGates): boolean {
  return patient.mobile !== null && ageDecision(patient.birthDate, today, gates).mayLogIn;
}
