import type { Language } from '@vardgraf/service-kit/actor';
import type { CaseStatus } from '../domain/codes';
import type { Expectation } from '../domain/my-case';
import type { Refused } from '../domain/outcome';

type Text = Record<Language, string>;

/** What a refusal says. NOT_FOUND and NOT_PERMITTED are the kit's. */
export const refusalTexts = {
  CASE_NOT_OPEN: { sv: 'Ärendet är i ett läge där det inte går.', en: 'The case is in a state where this is not possible.' },
  CASE_ALREADY_TAKEN: { sv: 'En kollega har redan tagit emot ärendet.', en: 'A colleague has already taken the case.' },
  NOT_TAKEN_BY_YOU: { sv: 'Du har inte tagit emot ärendet.', en: 'You have not taken the case.' },
  SUICIDE_RISK_OPEN: {
    sv: 'Ärendet är flaggat för suicidrisk. Läkare eller psykolog bedömer risken innan det avslutas.',
    en: 'The case is flagged for suicide risk. A doctor or psychologist assesses the risk before it ends.',
  },
  REASON_NEEDED: { sv: 'Ange en orsak när du sänker prioriteten.', en: 'Give a reason when you lower the priority.' },
} as const satisfies Record<Exclude<Refused['is'], 'NOT_FOUND' | 'NOT_PERMITTED'>, Text>;

/** The patient's own words for the lock: said without naming the suspicion. */
export const withdrawalRefused: Text = {
  sv: 'Vi vill prata med dig innan ärendet avslutas. Vi hör av oss. Ring 112 om det är akut.',
  en: 'We want to talk with you before the case is closed. We will be in touch. Call 112 if it is an emergency.',
};

/** The case's state, to its patient. */
export const statusTexts = {
  REQUESTED: { sv: 'Du står i kö.', en: 'You are in the queue.' },
  ACCEPTED: { sv: 'En av oss har tagit emot ditt ärende.', en: 'One of us has taken your case.' },
  IN_PROGRESS: { sv: 'Ditt besök pågår.', en: 'Your visit is under way.' },
  ON_HOLD: { sv: 'Du kan skriva till oss i ärendet.', en: 'You can write to us in the case.' },
  COMPLETED: { sv: 'Ditt ärende är avslutat.', en: 'Your case is closed.' },
  CANCELLED: { sv: 'Du har tagit tillbaka ditt ärende.', en: 'You have withdrawn your case.' },
  ENTERED_IN_ERROR: { sv: 'Ärendet är stängt för att det gällde fel person.', en: 'The case is closed because it was about the wrong person.' },
} as const satisfies Record<CaseStatus, Text>;

const expectations = {
  WITHIN: { sv: 'Vi räknar med att börja inom {time}. Du behöver inte göra något mer nu.', en: 'We expect to begin within {time}. You need not do anything more now.' },
  AFTER_OPENING: {
    sv: 'Enheten är stängd just nu. Vi räknar med att börja inom {time} efter att vi har öppnat.',
    en: 'The unit is closed right now. We expect to begin within {time} after we open.',
  },
  IN_TURN: { sv: 'Vi tar hand om ditt ärende i tur och ordning.', en: 'We will get to your case in turn.' },
  LATE: {
    sv: 'Det tar längre tid än vi räknade med. Du har kvar din plats. Ring 1177 om du blir sämre, och 112 om det är akut.',
    en: 'It is taking longer than we expected. You keep your place. Call 1177 if you get worse, and 112 in an emergency.',
  },
  SOON: { sv: 'Vi börjar snart. Håll telefonen nära.', en: 'We will begin soon. Keep your phone close.' },
  NOW: { sv: 'Du har kontakt med oss nu.', en: 'You are in contact with us now.' },
  IN_WRITING: { sv: 'Skriv när du vill. Vi svarar när vi har öppet.', en: 'Write when you like. We answer when we are open.' },
  OVER: { sv: 'Sök igen om du behöver. Ring 112 om det är akut.', en: 'Seek care again if you need to. Call 112 in an emergency.' },
  WITHDRAWN: { sv: 'Inget mer händer. Sök igen om du behöver.', en: 'Nothing more will happen. Seek care again if you need to.' },
  CLOSED_AS_WRONG: { sv: 'Den som är sjuk behöver logga in själv.', en: 'The person who is ill needs to log in.' },
} as const satisfies Record<Expectation['next'], Text>;

/** What happens next and when, in plain words. */
export function expectationText(e: Expectation, language: Language): string {
  return expectations[e.next][language].replace('{time}', 'minutes' in e ? duration(e.minutes, language) : '');
}

/** A time as people say it, never shorter than it is. */
export function duration(minutes: number, language: Language): string {
  const [amount, unit] = minutes < 120 ? [minutes, 0] : minutes <= 48 * 60 ? [Math.ceil(minutes / 60), 1] : [Math.ceil(minutes / 1440), 2];
  const words = { sv: [['minut', 'minuter'], ['timme', 'timmar'], ['dag', 'dagar']], en: [['minute', 'minutes'], ['hour', 'hours'], ['day', 'days']] } as const;
  return `${amount} ${words[language][unit]![amount === 1 ? 0 : 1]}`;
}
