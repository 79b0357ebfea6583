import type { SchemeLevel } from './scheme';

const bookable = { code: 'BOOKABLE', label: { sv: 'Bokas, inom 24 timmar till 90 dygn', en: 'Booked, within 24 hours to 90 days' }, disposition: 'BOOKABLE' } as const;

/** What a region calls the twelve priorities, by the name that config/regions uses. Codes and labels are those of the cases. */
export const schemes = {
  ONE_TO_TWELVE: [
    { priority: 1, code: '1', rank: 1, label: { sv: 'Omedelbart – 112 eller akutmottagning', en: 'At once – 112 or emergency department' }, disposition: 'EMERGENCY' },
    { priority: 2, code: '2', rank: 2, label: { sv: 'Inom 10 minuter', en: 'Within 10 minutes' }, disposition: 'DROP_IN' },
    { priority: 3, code: '3', rank: 3, label: { sv: 'Inom 30 minuter', en: 'Within 30 minutes' }, disposition: 'DROP_IN' },
    { priority: 4, code: '4', rank: 4, label: { sv: 'Inom 2 timmar', en: 'Within 2 hours' }, disposition: 'DROP_IN' },
    { priority: 5, code: '5', rank: 5, label: { sv: 'Inom 8 timmar', en: 'Within 8 hours' }, disposition: 'DROP_IN' },
    { priority: 6, code: '6', rank: 6, label: { sv: 'Inom 24 timmar', en: 'Within 24 hours' }, disposition: 'BOOKABLE' },
    { priority: 7, code: '7', rank: 7, label: { sv: 'Inom 48 timmar', en: 'Within 48 hours' }, disposition: 'BOOKABLE' },
    { priority: 8, code: '8', rank: 8, label: { sv: 'Inom 72 timmar', en: 'Within 72 hours' }, disposition: 'BOOKABLE' },
    { priority: 9, code: '9', rank: 9, label: { sv: 'Inom 7 dygn', en: 'Within 7 days' }, disposition: 'BOOKABLE' },
    { priority: 10, code: '10', rank: 10, label: { sv: 'Inom 30 dygn', en: 'Within 30 days' }, disposition: 'BOOKABLE' },
    { priority: 11, code: '11', rank: 11, label: { sv: 'Inom 90 dygn', en: 'Within 90 days' }, disposition: 'BOOKABLE' },
    { priority: 12, code: '12', rank: 12, label: { sv: 'Egenvårdsråd', en: 'Self-care advice' }, disposition: 'SELF_CARE' },
  ],
  ONE_TO_FIVE: [
    { priority: 1, code: 'EMERGENCY', rank: 1, label: { sv: 'Akut – 112 eller akutmottagning', en: 'Emergency – 112 or emergency department' }, disposition: 'EMERGENCY' },
    { priority: 2, code: '1', rank: 2, label: { sv: 'Inom 10 minuter', en: 'Within 10 minutes' }, disposition: 'DROP_IN' },
    { priority: 3, code: '2', rank: 3, label: { sv: 'Inom 30 minuter', en: 'Within 30 minutes' }, disposition: 'DROP_IN' },
    { priority: 4, code: '3', rank: 4, label: { sv: 'Inom 2 timmar', en: 'Within 2 hours' }, disposition: 'DROP_IN' },
    { priority: 5, code: '4', rank: 5, label: { sv: 'Inom 8 timmar', en: 'Within 8 hours' }, disposition: 'DROP_IN' },
    { priority: 6, code: '5', rank: 6, label: { sv: 'Inom 24 timmar', en: 'Within 24 hours' }, disposition: 'DROP_IN' },
    { priority: 7, rank: 7, ...bookable },
    { priority: 8, rank: 8, ...bookable },
    { priority: 9, rank: 9, ...bookable },
    { priority: 10, rank: 10, ...bookable },
    { priority: 11, rank: 11, ...bookable },
    { priority: 12, code: 'SELF_CARE', rank: 12, label: { sv: 'Egenvårdsråd', en: 'Self-care advice' }, disposition: 'SELF_CARE' },
  ],
} as const satisfies Record<string, readonly SchemeLevel[]>;
