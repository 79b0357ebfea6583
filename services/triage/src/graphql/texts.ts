import type { Language } from '@vardgraf/service-kit/actor';
import type { Refused } from '../domain/outcome';

/** What a refusal says. NOT_FOUND, NOT_PERMITTED and FUNCTION_OFF are the kit's. */
export const refusalTexts = {
  NOT_OLD_ENOUGH: {
    sv: 'Du är för ung för att söka vård själv här. En vårdnadshavare kan söka åt dig, eller ring 1177. Är det fara för livet, ring 112.',
    en: 'You are too young to seek care here by yourself. A guardian can seek care for you, or call 1177. If a life is in danger, call 112.',
  },
  PROTECTED_IDENTITY_NOT_HANDLED: {
    sv: 'Vi kan inte hjälpa dig här eftersom du har skyddade personuppgifter. Logga in på 1177.se, ring 1177 eller besök din vårdcentral. Är det fara för livet, ring 112.',
    en: 'We cannot help you here because your identity is protected. Log in at 1177.se, call 1177 or visit your health centre. If a life is in danger, call 112.',
  },
  SESSION_NOT_OPEN: { sv: 'Frågorna är redan avslutade. Börja om om du behöver mer hjälp.', en: 'These questions are already closed. Start again if you need more help.' },
  QUESTIONS_REMAIN: { sv: 'Det finns frågor kvar att svara på.', en: 'There are questions left to answer.' },
  UNIT_CHOICE_NEEDED: { sv: 'Välj vilken mottagning du vill ha hjälp av.', en: 'Choose which unit you want help from.' },
  NOT_SELF_CARE: { sv: 'Det går bara efter ett egenvårdsråd.', en: 'This is possible only after a self-care advice.' },
  CASE_NOT_WAITING: {
    sv: 'Ditt ärende väntar inte längre. Skriv i chatten om något har ändrats. Är det fara för livet, ring 112.',
    en: 'Your case is not waiting any more. Write in the chat if anything has changed. If a life is in danger, call 112.',
  },
  RECHECK_OVER: {
    sv: 'Frågorna är redan besvarade. Tryck på knappen igen om något mer har ändrats.',
    en: 'The questions have been answered already. Press again if something more has changed.',
  },
  REASON_NEEDED: { sv: 'Ange varför du sänker prioriteten.', en: 'Say why you lower the priority.' },
  SUICIDE_RISK_OPEN: { sv: 'Svaren tyder på suicidrisk. Bara läkare eller psykolog får sänka prioriteten.', en: 'The answers suggest suicide risk. Only a doctor or psychologist may lower the priority.' },
  TRIAGE_CONTENT_NOT_READY: { sv: 'Innehållet är inte färdigt: se felen.', en: 'The content is not ready: see the faults.' },
} as const satisfies Partial<Record<Refused['is'], Record<Language, string>>>;
