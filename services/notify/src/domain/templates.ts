import { type Channel, type Language, type PrivacyClass, privacyClasses } from './notification';

export type TemplateName =
  | 'booking-made' | 'booking-rebooked' | 'booking-cancelled' | 'visit-today' | 'visit-soon' | 'message-posted' | 'visit-news' | 'something-new'
  | 'booking-made-email' | 'booking-rebooked-email' | 'booking-cancelled-email' | 'visit-news-email' | 'something-new-email'
  | 'message-posted-push' | 'visit-news-push' | 'something-new-push';

/** What a text may ask for. */
export type Placeholder = 'unit' | 'time' | 'service' | 'link';

export type Wording = Record<Language, string>;

export interface Template extends Wording {
  channel: Channel;
  privacyClass: PrivacyClass;
  /** What is said instead to somebody who may be told less. */
  instead?: TemplateName;
  /** What is said of the same on the person's devices; it passes through a browser's maker, so never a unit or a time. */
  push?: TemplateName;
  /** Whether it waits for the end of the quiet hours. What follows at once on what somebody has just done, or is about this hour, does not. */
  waitsInQuietHours: boolean;
}

/** What a text of each class may name (BEY-8). A link tells whose service it is. */
export const allowedPlaceholders: Record<PrivacyClass, readonly Placeholder[]> = { NOTHING: [], SERVICE: ['service', 'link'], UNIT: ['service', 'link', 'unit', 'time'] };

const sms = { channel: 'SMS', waitsInQuietHours: false } as const;
const email = { channel: 'EMAIL', waitsInQuietHours: false } as const;
const push = { channel: 'WEB_PUSH', waitsInQuietHours: false } as const;
const visit = { ...sms, privacyClass: 'UNIT', instead: 'visit-news', push: 'visit-news-push' } as const;
const visitEmail = { ...email, privacyClass: 'UNIT', instead: 'visit-news-email' } as const;

/** Every text that patients get outside of the front end (NOT-4). Regions may word them in their own way, never reveal more. */
export const templates = {
  'booking-made': { ...visit, sv: 'Du har en tid {time} hos {unit}. Här går du in: {link}', en: 'You have an appointment {time} at {unit}. Enter here: {link}' },
  'booking-rebooked': { ...visit, sv: 'Din tid är ändrad. Den är nu {time} hos {unit}. Här går du in: {link}', en: 'Your appointment has moved. It is now {time} at {unit}. Enter here: {link}' },
  'booking-cancelled': { ...visit, sv: 'Din tid {time} hos {unit} är avbokad. Läs mer: {link}', en: 'Your appointment {time} at {unit} is cancelled. Read more: {link}' },
  'visit-today': { ...visit, sv: 'Du har en tid i dag, {time}, hos {unit}. Här går du in: {link}', en: 'You have an appointment today, {time}, at {unit}. Enter here: {link}' },
  'visit-soon': { ...visit, sv: 'Snart börjar ditt besök hos {unit}. Här går du in: {link}', en: 'Your visit to {unit} begins soon. Enter here: {link}' },
  'message-posted': { ...sms, waitsInQuietHours: true, privacyClass: 'SERVICE', instead: 'something-new', push: 'message-posted-push', sv: 'Du har ett nytt meddelande i {service}. Läs det här: {link}', en: 'You have a new message in {service}. Read it here: {link}' },
  'visit-news': { ...sms, privacyClass: 'SERVICE', instead: 'something-new', sv: 'Det finns något att läsa om ditt besök i {service}: {link}', en: 'There is something to read about your visit in {service}: {link}' },
  'something-new': { ...sms, privacyClass: 'NOTHING', sv: 'Du har något nytt att läsa. Logga in som du brukar.', en: 'You have something new to read. Log in as you usually do.' },
  'booking-made-email': { ...visitEmail, sv: 'Du har en tid {time} hos {unit}. När det är dags går du in här: {link}', en: 'You have an appointment {time} at {unit}. When it is time, enter here: {link}' },
  'booking-rebooked-email': { ...visitEmail, sv: 'Din tid är ändrad. Den är nu {time} hos {unit}. När det är dags går du in här: {link}', en: 'Your appointment has moved. It is now {time} at {unit}. When it is time, enter here: {link}' },
  'booking-cancelled-email': { ...visitEmail, sv: 'Din tid {time} hos {unit} är avbokad. Läs mer här: {link}', en: 'Your appointment {time} at {unit} is cancelled. Read more here: {link}' },
  'visit-news-email': { ...email, privacyClass: 'SERVICE', instead: 'something-new-email', sv: 'Det finns något att läsa om ditt besök i {service}: {link}', en: 'There is something to read about your visit in {service}: {link}' },
  'something-new-email': { ...email, privacyClass: 'NOTHING', sv: 'Du har något nytt att läsa. Logga in som du brukar.', en: 'You have something new to read. Log in as you usually do.' },
  'message-posted-push': { ...push, waitsInQuietHours: true, privacyClass: 'SERVICE', instead: 'something-new-push', sv: 'Du har ett nytt meddelande i {service}.', en: 'You have a new message in {service}.' },
  'visit-news-push': { ...push, privacyClass: 'SERVICE', instead: 'something-new-push', sv: 'Det finns något att läsa om ditt besök i {service}.', en: 'There is something to read about your visit in {service}.' },
  'something-new-push': { ...push, privacyClass: 'NOTHING', sv: 'Du har något nytt att läsa. Logga in som du brukar.', en: 'You have something new to read. Log in as you usually do.' },
} as const satisfies Record<TemplateName, Template>;

export const templateNames = Object.keys(templates) as TemplateName[];

/** A template of the table, by the type that all of them share. */
export function template(name: TemplateName): Template {
  return templates[name];
}

/** What a text asks for, in order. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);
}

/** Why a text may not stand under the template's name: what it names, and how it is written (MSG-4). */
export function wordingFaults(name: TemplateName, text: string): string[] {
  const { privacyClass } = template(name);
  const tooMuch = placeholdersOf(text).filter((each) => !(allowedPlaceholders[privacyClass] as readonly string[]).includes(each));
  return [
    ...tooMuch.map((each) => `${name} is of class ${privacyClass} and may not name {${each}}`),
    ...(text.includes('!') ? [`${name} has an exclamation mark`] : []),
    ...(text.trim() === '' ? [`${name} says nothing`] : []),
  ];
}

/** The text with its placeholders filled; undefined when one of them is not known. */
export function filled(text: string, known: Partial<Record<Placeholder, string>>): string | undefined {
  if (placeholdersOf(text).some((name) => known[name as Placeholder] === undefined)) return undefined;
  return text.replace(/\{([^{}]*)\}/g, (_, name: Placeholder) => known[name]!);
}

/** Whether a text of this class may go to somebody who may be told as much as `most`. */
export function within(privacyClass: PrivacyClass, most: PrivacyClass): boolean {
  return privacyClasses.indexOf(privacyClass) <= privacyClasses.indexOf(most);
}
