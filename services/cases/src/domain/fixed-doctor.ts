/** How long a patient's fixed doctor (fast läkarkontakt) comes before the others (RDG-5, TRI-6). */
export interface FixedDoctorRule {
  /** The share of the handling time in which nobody else takes the case; null keeps nobody from it: the doctor is first in line as long as it waits. */
  aloneForShare: number | null;
  /** What is this urgent or more is everybody's at once, and the doctor is told. */
  atOnceUpToRank: number;
}

/** Rules by the name that config/regions calls them. */
export const fixedDoctorRules = {
  // S0 puts the case with the fixed doctor in the first place, whatever its priority, sets no time, and keeps nobody from it.
  LITERALLY: { aloneForShare: null, atOnceUpToRank: 0 },
  DEFAULT: { aloneForShare: 0.25, atOnceUpToRank: 3 },
} as const satisfies Record<string, FixedDoctorRule>;

/** What is known of a new case and of the patient's fixed doctor when it arrives. */
export interface FixedDoctorQuestion {
  rule: FixedDoctorRule;
  doctorId: string;
  /** The doctor works at the case's unit, and is on shift there where the unit uses shifts. */
  present: boolean;
  /** When the doctor's shift ends; null where the unit does not use shifts. */
  shiftEndsAt: Date | null;
  urgencyRank: number;
  suicideRiskOpen: boolean;
  waitingSince: Date;
  dueAt: Date | null;
}

/** How a case goes to the fixed doctor, for docs/rules.md. */
export const fixedDoctorWays = {
  'fixed-doctor/alone': 'the doctor alone may take it, until the share of the handling time has passed or the shift ends',
  'fixed-doctor/first': 'the doctor is first in line as long as it waits; the role sees it and may take it',
  'fixed-doctor/told': 'too urgent to wait, at risk of suicide, or without a clock: the role’s at once, and the doctor is told',
  'fixed-doctor/absent': 'the doctor is not there: the role’s at once',
} as const;
export type FixedDoctorWay = keyof typeof fixedDoctorWays;

/** Whom a case is shown as belonging to first, and until when nobody else takes it. */
export interface FirstRefusal {
  way: FixedDoctorWay;
  fixedDoctorId: string | null;
  reservedUntil: Date | null;
}

/** Decides when the case arrives (RDG-5). It is reserved only for who can take it, and never for a patient who cannot wait. */
export function firstRefusal(q: FixedDoctorQuestion): FirstRefusal {
  if (!q.present) return { way: 'fixed-doctor/absent', fixedDoctorId: null, reservedUntil: null };
  const named = { fixedDoctorId: q.doctorId, reservedUntil: null };
  if (q.urgencyRank <= q.rule.atOnceUpToRank || q.suicideRiskOpen) return { way: 'fixed-doctor/told', ...named };
  if (q.rule.aloneForShare === null) return { way: 'fixed-doctor/first', ...named };
  if (q.dueAt === null) return { way: 'fixed-doctor/told', ...named };
  const share = q.waitingSince.getTime() + q.rule.aloneForShare * (q.dueAt.getTime() - q.waitingSince.getTime());
  const until = new Date(Math.min(share, q.shiftEndsAt?.getTime() ?? Infinity));
  return until > q.waitingSince ? { way: 'fixed-doctor/alone', ...named, reservedUntil: until } : { way: 'fixed-doctor/told', ...named };
}

/** Whether somebody else than the fixed doctor has to wait at the instant. */
export function isReservedFrom(c: { fixedDoctorId: string | null; reservedUntil: Date | null }, personId: string, now: Date): boolean {
  return c.reservedUntil !== null && c.reservedUntil > now && c.fixedDoctorId !== personId;
}

/** What ends a reservation at once, whatever its time: the case is taken or over, somebody more sees it, or the patient is at risk. */
export function keepsReservation(c: { status: string; escalationStep: number }, riskOpen: boolean): boolean {
  return c.status === 'REQUESTED' && c.escalationStep === 0 && !riskOpen;
}
