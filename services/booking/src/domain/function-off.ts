import type { ActsAs, BookingFunction, VisitType } from './codes';

/** The switch that stops a visit of the type at the unit; undefined when none does (DIR-7). */
export function visitTypeOff(functionsOff: readonly string[], visitType: VisitType): BookingFunction | undefined {
  return visitType === 'VIDEO' && functionsOff.includes('VIDEO') ? 'VIDEO' : undefined;
}

/**
 * The switch that stops the caller from booking at the unit. Where tickets are off the patient no longer books; staff may still, so that
 * nobody is left with a ticket and no way on.
 */
export function bookingOff(functionsOff: readonly string[], visitType: VisitType, as: ActsAs): BookingFunction | undefined {
  if (as === 'PATIENT' && functionsOff.includes('TICKETS')) return 'TICKETS';
  return visitTypeOff(functionsOff, visitType);
}

/** The first of the visit types that the unit has on; the first of all where it has none. */
export function offeredVisitType(preferred: readonly VisitType[], functionsOff: readonly string[]): VisitType {
  return preferred.find((type) => !visitTypeOff(functionsOff, type)) ?? preferred[0]!;
}
