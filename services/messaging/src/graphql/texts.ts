import type { Language } from '@vardgraf/service-kit/actor';
import type { Line } from '../domain/codes';
import type { Refused } from '../domain/outcome';
import type { Notices } from '../operations/read-notices';

type Text = Record<Language, string>;

/** What a refusal says. NOT_FOUND and NOT_PERMITTED are the kit's. */
export const refusalTexts = {
  THREAD_CLOSED: {
    sv: 'Konversationen är avslutad. Sök vård igen i tjänsten om du behöver. Är det fara för livet, ring 112.',
    en: 'This conversation has ended. Seek care again in the service if you need to. If a life is in danger, call 112.',
  },
} as const satisfies Record<Exclude<Refused['is'], 'NOT_FOUND' | 'NOT_PERMITTED'>, Text>;

/** What happened, as a line in the thread (VIS-1). */
export const lineTexts = {
  VISIT_STARTED: { sv: 'Besöket har börjat.', en: 'The visit has begun.' },
  HANDED_OVER: { sv: 'Ärendet har lämnats över. En kollega fortsätter här.', en: 'The case has been handed over. A colleague continues here.' },
  RELEASED: { sv: 'Ärendet har lämnats tillbaka. En kollega fortsätter så snart det går.', en: 'The case has been given back. A colleague will continue as soon as possible.' },
  PHASE_STARTED: { sv: 'Besöket är över. Du kan fortsätta skriva här en tid.', en: 'The visit is over. You can go on writing here for some time.' },
  VISIT_ENDED: { sv: 'Konversationen är avslutad.', en: 'The conversation has ended.' },
  SMS_SENT: { sv: 'Ett SMS har skickats.', en: 'An SMS has been sent.' },
  WITHDRAWN: { sv: 'Ärendet har tagits tillbaka.', en: 'The case has been withdrawn.' },
  CONSULTATION_ASKED: { sv: 'En kollega frågar.', en: 'A colleague asks.' },
  CONSULTATION_TAKEN: { sv: 'En kollega har tagit emot frågan.', en: 'A colleague has taken the question.' },
  CONSULTATION_RELEASED: { sv: 'Frågan har lämnats tillbaka. En annan kollega kan ta emot den.', en: 'The question has been given back. Another colleague may take it.' },
  CONSULTATION_DECLINED: { sv: 'Kollegan har tackat nej till frågan.', en: 'The colleague has declined the question.' },
  CONSULTATION_WITHDRAWN: { sv: 'Frågan har tagits tillbaka.', en: 'The question has been withdrawn.' },
  CONSULTATION_CLOSED: { sv: 'Konsultationen är avslutad.', en: 'The consultation is closed.' },
} as const satisfies Record<Line, Text>;

/** When an answer can be expected, in the reader's words (MSG-5). */
export function answerText({ answerNotice, opening }: Notices, ended: boolean, language: Language): string {
  if (ended) return answerNotice.ended[language];
  if (opening?.closesAt) return answerNotice.open[language].replace('{closesAt}', said(opening.closesAt, language));
  if (opening?.opensAt) return answerNotice.closed[language].replace('{opensAt}', said(opening.opensAt, language));
  return answerNotice.unknown[language];
}

const forms = {
  sv: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Stockholm', weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }),
};

/** A day and a time as people in the region say them. */
export function said(at: Date, language: Language): string {
  const part = Object.fromEntries(forms[language].formatToParts(at).map(({ type, value }) => [type, value]));
  const day = `${part['weekday']} ${part['day']} ${part['month']}`;
  return language === 'sv' ? `${day} klockan ${part['hour']}.${part['minute']}` : `${day} at ${part['hour']}:${part['minute']}`;
}
