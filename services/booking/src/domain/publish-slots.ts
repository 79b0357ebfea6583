import type { SlotBookableBy, StaffRole, VisitType } from './codes';
import type { Slot } from './slot';

/** Times as staff publish them. */
export interface Publication {
  regionId: string;
  unitId: string;
  role: StaffRole;
  staffId: string | null;
  visitType: VisitType;
  startsAt: Date[];
  minutes: number;
  bookableBy: SlotBookableBy;
}

/** What is wrong with the times asked for: where, and a sentence. `startsAt` at an index, or the length. */
export function publicationFault(p: Publication, length: { min: number; max: number }, now: Date): { at: string; says: string } | undefined {
  if (p.minutes < length.min || p.minutes > length.max) return { at: 'minutes', says: `from ${length.min} to ${length.max} here` };
  const past = p.startsAt.findIndex((at) => at <= now);
  if (past !== -1) return { at: `startsAt.${past}`, says: 'in the future' };
  const ofSeconds = p.startsAt.findIndex((at) => at.getTime() % 60_000 !== 0);
  if (ofSeconds !== -1) return { at: `startsAt.${ofSeconds}`, says: 'a whole minute' };
  const apart = p.staffId === null ? 1 : p.minutes * 60_000;
  const overlap = p.startsAt.findIndex((at, i) => p.startsAt.some((other, n) => n < i && Math.abs(at.getTime() - other.getTime()) < apart));
  return overlap === -1 ? undefined : { at: `startsAt.${overlap}`, says: p.staffId === null ? 'each time once' : 'one person has one time at a moment' };
}

/** The times as they will stand, free. */
export function slotsOf(p: Publication, ids: readonly string[]): Slot[] {
  const { regionId, unitId, role, staffId, visitType, bookableBy } = p;
  return p.startsAt.map((startsAt, i) => ({
    id: ids[i]!, regionId, unitId, role, staffId, visitType, bookableBy, status: 'FREE', startsAt, endsAt: new Date(startsAt.getTime() + p.minutes * 60_000),
  }));
}
