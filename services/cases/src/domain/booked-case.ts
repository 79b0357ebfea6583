import type { Case } from './case';
import type { AgeBand, CaseTag, Sex, StaffRole } from './codes';
import type { HandlingClock } from './handling-time';
import { newCase } from './new-case';
import { backInPool } from './release-case';
import { guardHolds, moveOf } from './transitions';

/** What a ticket says of the patient's matter. */
export interface Matter {
  regionId: string;
  caseId: string;
  ticketId: string;
  patientId: string;
  sessionId: string | null;
  complaintCode: string | null;
  priority: string;
  urgencyRank: number;
  ageBand: AgeBand;
  sex: Sex;
  tags: CaseTag[];
  unitId: string;
  /** Who is to meet the patient; null where the ticket names nobody. */
  role: StaffRole | null;
}

/** A visit that has got a time (BOO-5). */
export interface MadeBooking extends Matter {
  bookingId: string;
  ticketId: string;
  role: StaffRole;
  startsAt: Date;
  bookedAt: Date;
}

/** Who is asked for: where the ticket names nobody, a nurse sorts it. */
export function addressedBy(m: Pick<Matter, 'role'>): StaffRole {
  return m.role ?? 'NURSE';
}

function matterOf(m: Matter, noOneInRole: boolean) {
  const { regionId, patientId, sessionId, complaintCode, priority, urgencyRank, ageBand, sex, unitId } = m;
  return { id: m.caseId, regionId, patientId, sessionId, complaintCode, priority, urgencyRank, ageBand, sex, unitId, profession: addressedBy(m), noOneInRole };
}

/** The scheduled case that a booking becomes: it waits since it was booked, and is due when the visit begins (BOO-5). */
export function caseOfBooking(b: MadeBooking, noOneInRole: boolean): Case {
  return newCase({
    ...matterOf(b, noOneInRole), kind: 'SCHEDULED', entryChannel: 'BOOKING', tags: b.tags, bookingId: b.bookingId, bookedAt: b.startsAt,
    createdAt: b.bookedAt, waitingSince: b.bookedAt, dueAt: b.startsAt, reasonTrace: ['clock/booked'],
  });
}

/** The drop-in that 'help to find a time' becomes: tag ADMIN, the outcome's priority, its clock from the ticket's issue (QUE-3, RDG-2). */
export function caseOfTimeAsked(m: Matter & { issuedAt: Date }, at: { clock: HandlingClock; noOneInRole: boolean }): Case {
  return newCase({
    ...matterOf(m, at.noOneInRole), kind: 'DROP_IN', entryChannel: 'TIME_ASKED', tags: withAdmin(m.tags),
    createdAt: m.issuedAt, waitingSince: at.clock.waitingSince, dueAt: at.clock.dueAt, reasonTrace: [at.clock.rule],
  });
}

/** The tags of a case that only needs a time. */
export function withAdmin(tags: readonly CaseTag[]): CaseTag[] {
  return [...new Set<CaseTag>([...tags, 'ADMIN'])];
}

/** A booking that has another time; perhaps another unit or role. */
export interface MovedBooking {
  bookingId: string;
  unitId: string;
  previousUnitId: string;
  role: StaffRole;
  startsAt: Date;
}

/** The case at its new time, and whether it has gone to another unit or role; undefined when nothing is new, and once the visit has begun. */
export function rescheduleCase(c: Case, b: MovedBooking): { action: 'RESCHEDULE' | 'RELOCATE'; after: Case } | undefined {
  const goes = b.previousUnitId !== b.unitId ? c.unitId !== b.unitId || c.profession !== b.role : c.profession !== b.role;
  const action = goes ? 'RELOCATE' : 'RESCHEDULE';
  const move = moveOf(action, c.status);
  if (c.bookingId !== b.bookingId || !move || (!goes && c.bookedAt?.getTime() === b.startsAt.getTime())) return undefined;
  const timed: Case = { ...c, bookedAt: b.startsAt, dueAt: b.startsAt };
  if (!goes) return { action, after: timed };
  return { action, after: { ...backInPool(timed), status: move.to, unitId: b.unitId, profession: b.role, releasedBy: null } };
}

/**
 * The booking is cancelled: its case is over, unless the visit has begun. With suicide risk flagged the case stays, without a time, for
 * somebody to take now (SAF-1).
 */
export function cancelBookedCase(c: Case, bookingId: string, now: Date): { is: 'CANCELLED' | 'KEPT'; after: Case } | undefined {
  const move = moveOf('CANCEL', c.status);
  if (c.bookingId !== bookingId || !move) return undefined;
  if (guardHolds(move, c, undefined)) return { is: 'CANCELLED', after: { ...c, status: move.to, takenBy: null, takenByRole: null, takenAt: null, endedAt: now } };
  return c.bookedAt === null ? undefined : { is: 'KEPT', after: { ...c, bookedAt: null } };
}
