import type { PriorityLevel, PriorityScheme } from './priority-scheme';

const [hour, day] = [60, 24 * 60];

const dropIn = { clock: 'WALL', makesCase: true, alerts: true, escalates: true, bookable: false } as const;
const booked = { clock: 'WALL', makesCase: true, alerts: false, escalates: false, bookable: true } as const;
const noCase = { clock: 'NONE', handlingMinutes: null, makesCase: false, alerts: false, escalates: false, bookable: false } as const;
/** A chat that the patient asks for after the advice: nobody is alerted, somebody answers before closing (RDG-2). */
const chatAfterAdvice = { clock: 'SAME_OPENING_DAY', handlingMinutes: null, makesCase: true, alerts: false, escalates: false, bookable: false } as const;

/** The default scheme (QUE-2). */
export const oneToTwelve = {
  levels: [
    { code: '1', urgencyRank: 1, label: { sv: 'Omedelbart – 112 eller akutmottagning', en: 'At once – 112 or emergency department' }, ...noCase },
    { code: '2', urgencyRank: 2, label: { sv: 'Inom 10 minuter', en: 'Within 10 minutes' }, handlingMinutes: 10, ...dropIn },
    { code: '3', urgencyRank: 3, label: { sv: 'Inom 30 minuter', en: 'Within 30 minutes' }, handlingMinutes: 30, ...dropIn },
    { code: '4', urgencyRank: 4, label: { sv: 'Inom 2 timmar', en: 'Within 2 hours' }, handlingMinutes: 2 * hour, ...dropIn },
    { code: '5', urgencyRank: 5, label: { sv: 'Inom 8 timmar', en: 'Within 8 hours' }, handlingMinutes: 8 * hour, ...dropIn },
    { code: '6', urgencyRank: 6, label: { sv: 'Inom 24 timmar', en: 'Within 24 hours' }, handlingMinutes: day, ...booked },
    { code: '7', urgencyRank: 7, label: { sv: 'Inom 48 timmar', en: 'Within 48 hours' }, handlingMinutes: 2 * day, ...booked },
    { code: '8', urgencyRank: 8, label: { sv: 'Inom 72 timmar', en: 'Within 72 hours' }, handlingMinutes: 3 * day, ...booked },
    { code: '9', urgencyRank: 9, label: { sv: 'Inom 7 dygn', en: 'Within 7 days' }, handlingMinutes: 7 * day, ...booked },
    { code: '10', urgencyRank: 10, label: { sv: 'Inom 30 dygn', en: 'Within 30 days' }, handlingMinutes: 30 * day, ...booked },
    { code: '11', urgencyRank: 11, label: { sv: 'Inom 90 dygn', en: 'Within 90 days' }, handlingMinutes: 90 * day, ...booked },
    { code: '12', urgencyRank: 12, label: { sv: 'Egenvårdsråd', en: 'Self-care advice' }, ...chatAfterAdvice },
  ],
} as const satisfies { levels: readonly PriorityLevel[] };

/** Five numbered levels that all make cases, and three answers that carry no number (CFG). */
export const oneToFive = {
  levels: [
    { code: 'EMERGENCY', urgencyRank: 1, label: { sv: 'Akut – 112 eller akutmottagning', en: 'Emergency – 112 or emergency department' }, ...noCase },
    { code: '1', urgencyRank: 2, label: { sv: 'Inom 10 minuter', en: 'Within 10 minutes' }, handlingMinutes: 10, ...dropIn },
    { code: '2', urgencyRank: 3, label: { sv: 'Inom 30 minuter', en: 'Within 30 minutes' }, handlingMinutes: 30, ...dropIn },
    { code: '3', urgencyRank: 4, label: { sv: 'Inom 2 timmar', en: 'Within 2 hours' }, handlingMinutes: 2 * hour, ...dropIn },
    { code: '4', urgencyRank: 5, label: { sv: 'Inom 8 timmar', en: 'Within 8 hours' }, handlingMinutes: 8 * hour, ...dropIn },
    { code: '5', urgencyRank: 6, label: { sv: 'Inom 24 timmar', en: 'Within 24 hours' }, handlingMinutes: day, ...booked, bookable: false },
    // The ticket says which of 24 h … 90 d; until it does, a case counts by the shortest.
    { code: 'BOOKABLE', urgencyRank: 9, label: { sv: 'Bokas, inom 24 timmar till 90 dygn', en: 'Booked, within 24 hours to 90 days' }, handlingMinutes: day, ...booked },
    { code: 'SELF_CARE', urgencyRank: 12, label: { sv: 'Egenvårdsråd', en: 'Self-care advice' }, ...chatAfterAdvice },
  ],
} as const satisfies { levels: readonly PriorityLevel[] };

/** Schemes by the name that config/regions calls them. */
export const prioritySchemes = { ONE_TO_TWELVE: oneToTwelve, ONE_TO_FIVE: oneToFive } as const satisfies Record<string, PriorityScheme>;
