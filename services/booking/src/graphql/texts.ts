import type { Language } from '@vardgraf/service-kit/actor';
import type { Refused } from '../domain/outcome';

type Text = Record<Language, string>;

/** What a refusal says. NOT_FOUND, NOT_PERMITTED and FUNCTION_OFF are the kit's. */
export const refusalTexts = {
  STAFF_MEMBER_BUSY: { sv: 'Medarbetaren har redan en tid då. Ingen tid är publicerad.', en: 'The staff member already has a time then. No time is published.' },
  SLOT_TAKEN: { sv: 'Tiden är inte längre ledig. Välj en annan.', en: 'The time is no longer free. Choose another.' },
  TICKET_NOT_USABLE: { sv: 'Biljetten går inte att använda nu.', en: 'The ticket cannot be used now.' },
  SLOT_DOES_NOT_FIT: { sv: 'Tiden går inte att boka med den här biljetten. Välj en annan.', en: 'The time cannot be booked with this ticket. Choose another.' },
  BOOKING_NOT_CHANGEABLE: { sv: 'Besöket går inte längre att ändra här. Kontakta enheten.', en: 'The visit can no longer be changed here. Contact the unit.' },
  PROTECTED_IDENTITY_NOT_HANDLED: {
    sv: 'Vi kan inte boka besök här för dig som har skyddade personuppgifter. Logga in på 1177.se, ring din mottagning eller ring 1177. Är det fara för livet, ring 112.',
    en: 'We cannot book visits here for people with a protected identity. Log in at 1177.se, call your clinic or call 1177. If life is in danger, call 112.',
  },
  SUICIDE_RISK_OPEN: {
    sv: 'Suicidrisken är inte bedömd. Lämna över till läkare eller psykolog, som bedömer och bokar.',
    en: 'The suicide risk is not assessed. Hand over to a doctor or psychologist, who assesses and books.',
  },
} as const satisfies Record<Exclude<Refused['is'], 'NOT_FOUND' | 'NOT_PERMITTED' | 'FUNCTION_OFF'>, Text>;

/** What a calendar says of a visit: neither where, with whom nor why, since calendars are shared (BEY-8). */
export const calendarTexts = {
  summary: { sv: 'Bokat besök', en: 'Booked visit' },
  description: { sv: 'Logga in för att se mer om ditt besök.', en: 'Log in to see more about your visit.' },
} as const satisfies Record<string, Text>;
