import type { TemplateName } from './templates';

/** One message that a booking asks for. */
export interface Planned {
  template: TemplateName;
  dueAt: Date;
  /** After this it tells nothing that is still true. */
  usefulUntil: Date;
}

export interface BookedVisit {
  startsAt: Date;
  visitType: 'VIDEO' | 'CHAT' | 'PHYSICAL';
}

const tenMinutes = 600_000;

/**
 * What a booked time asks for (NOT-2): told at once, at eight on the day unless it was booked later than that, and ten minutes before a visit
 * that is not in person. @param at when it was booked or moved  @param eight 08:00 on the visit's day in Sweden
 */
export function planBooking(verb: 'made' | 'rebooked', visit: BookedVisit, at: Date, eight: Date): Planned[] {
  const { startsAt: usefulUntil } = visit;
  const soon = new Date(usefulUntil.getTime() - tenMinutes);
  const toCome = (template: TemplateName, dueAt: Date): Planned[] => (at < dueAt && dueAt < usefulUntil ? [{ template, dueAt, usefulUntil }] : []);
  if (usefulUntil <= at) return [];
  return [
    { template: `booking-${verb}`, dueAt: at, usefulUntil },
    { template: `booking-${verb}-email`, dueAt: at, usefulUntil },
    ...toCome('visit-today', eight),
    ...(visit.visitType === 'PHYSICAL' ? [] : toCome('visit-soon', soon)),
  ];
}

/** What a cancelled time asks for: told at once, while the time has not passed. */
export function planCancellation(startsAt: Date, at: Date): Planned[] {
  if (startsAt <= at) return [];
  return [
    { template: 'booking-cancelled', dueAt: at, usefulUntil: startsAt },
    { template: 'booking-cancelled-email', dueAt: at, usefulUntil: startsAt },
  ];
}
