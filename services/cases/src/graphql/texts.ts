import type { Language } from '@vardgraf/service-kit/actor';
import type { CaseKind, CaseStatus } from '../domain/codes';
import type { Expectation } from '../domain/my-case';
import type { Refused } from '../domain/outcome';

type Text = Record<Language, string>;

/** What a refusal says. NOT_FOUND and NOT_PERMITTED are the kit's. */
export const refusalTexts = {
  CASE_NOT_OPEN: { sv: 'Ärendet är i ett läge där det inte går.', en: 'The case is in a state where this is not possible.' },
  CASE_ALREADY_TAKEN: { sv: 'En kollega har redan tagit emot ärendet.', en: 'A colleague has already taken the case.' },
  CASE_RESERVED: {
    sv: 'Ärendet ligger först hos patientens fasta läkarkontakt. Du kan ta emot det när den tiden har gått.',
    en: 'The case is first with the patient’s regular doctor. You can take it when that time has passed.',
  },
  AT_CAPACITY: {
    sv: 'Du har redan så många ärenden som en person får ha samtidigt. Avsluta eller lämna tillbaka ett först.',
    en: 'You already have as many cases as one person may have at a time. Finish or give back one first.',
  },
  NOT_TAKEN_BY_YOU: { sv: 'Du har inte tagit emot ärendet.', en: 'You have not taken the case.' },
  SUICIDE_RISK_OPEN: {
    sv: 'Suicidrisken är inte bedömd eller kvarstår. Läkare eller psykolog bedömer den innan ärendet avslutas.',
    en: 'The suicide risk is not assessed or remains. A doctor or psychologist assesses it before the case ends.',
  },
  RISK_STATE_DIFFERS: { sv: 'Suicidriskbedömningen är i ett läge där det inte går.', en: 'The suicide-risk assessment is in a state where this is not possible.' },
  CONTACT_NEEDED: {
    sv: 'Risken har bedömts som minst måttlig. Den kan sänkas först när någon har haft kontakt med patienten.',
    en: 'The risk was judged at least moderate. It can be lowered only after contact with the patient.',
  },
  PROTOCOL_STEPS_LEFT: {
    sv: 'Det finns steg kvar i en checklista. Gör dem, eller ange varför du hoppar över dem.',
    en: 'There are steps left in a checklist. Do them, or say why you pass them over.',
  },
  STEP_NOT_OFFERED: { sv: 'Steget går inte att göra eller hoppa över nu.', en: 'The step cannot be done or passed over now.' },
  PHONE_REASON_NEEDED: { sv: 'Ange varför du ringer i stället för att mötas digitalt.', en: 'Say why you phone instead of meeting digitally.' },
  OWN_CHANNEL_FIRST: {
    sv: 'Börja med att kontakta patienten där patienten hörde av sig. Ring sedan om det behövs.',
    en: 'First contact the patient where the patient contacted you. Then phone if you need to.',
  },
  ONE_PATIENT_PER_VISIT: {
    sv: 'Ett besök gäller en patient. Gruppbesök hålls inte här. Den andra personen behöver ett eget ärende.',
    en: 'A visit is for one patient. Group visits are not held here. The other person needs a case of their own.',
  },
  VISITS_GO_ON: {
    sv: 'Du har besök som pågår. Lämna över, lämna tillbaka eller avsluta dem innan du går.',
    en: 'You have visits that go on. Hand them over, give them back or end them before you leave.',
  },
  NOT_AN_ASSIGNMENT: { sv: 'Bara konsultationer från 1177 på telefon kan skickas vidare så.', en: 'Only consultations from telephone triage can be sent onward like this.' },
  TOO_EARLY: { sv: 'Besöket är bokat till senare. Du kan starta det strax före den bokade tiden.', en: 'The visit is booked for later. You can start it shortly before the booked time.' },
  HANDOVER_PENDING: { sv: 'Det finns redan en överlämning som väntar på svar.', en: 'There is already a hand-over that waits for an answer.' },
  HANDOVER_NOT_OPEN: { sv: 'Överlämningen är redan besvarad eller tillbakatagen.', en: 'The hand-over has already been answered or withdrawn.' },
  CONSENT_NEEDED: {
    sv: 'Fråga patienten först, och ange om patienten samtycker. Är det för bråttom anger du varför.',
    en: 'Ask the patient first, and say whether the patient agrees. If it is too urgent to ask, say why.',
  },
  TRANSFER_NOT_ALLOWED: { sv: 'Din enhet lämnar inte över till den enheten. Välj en annan.', en: 'Your unit does not hand over to that unit. Choose another.' },
  SIGN_OFF_EXISTS: { sv: 'Anteckningen är redan vidimerad eller väntar på vidimering.', en: 'The record is signed off already, or waits for it.' },
  SIGN_OFF_ANSWERED: { sv: 'Vidimeringen är redan besvarad.', en: 'The request to sign off has already been answered.' },
  REASON_NEEDED: { sv: 'Ange en orsak när du sänker prioriteten.', en: 'Give a reason when you lower the priority.' },
} as const satisfies Record<Exclude<Refused['is'], 'NOT_FOUND' | 'NOT_PERMITTED'>, Text>;

/** What a partner is told about a submission (CON-4, SAF-3). */
export const submissionTexts = {
  REFERENCE_REUSED: { sv: 'Referensen är redan använd för ett annat innehåll. Inget har sparats.', en: 'The reference has been used for another content. Nothing has been stored.' },
  PROTECTED_IDENTITY_NOT_HANDLED: {
    sv: 'Den här tjänsten tar inte emot personer med skyddade personuppgifter. Hänvisa till enhetens telefon, 1177.se eller ett besök. Vid fara för livet, ring 112.',
    en: 'This service does not handle people with protected identity. Refer them to the unit by phone, 1177.se or a visit. If life is in danger, call 112.',
  },
} as const satisfies Record<string, Text>;

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

/** The same for a booked visit, where it differs. */
const bookedStatusTexts: Partial<Record<CaseStatus, Text>> = {
  REQUESTED: { sv: 'Ditt besök är bokat.', en: 'Your visit is booked.' },
  ACCEPTED: { sv: 'Ditt besök är bokat.', en: 'Your visit is booked.' },
  CANCELLED: { sv: 'Ditt besök är avbokat.', en: 'Your visit is cancelled.' },
};

/** The state of the patient's case in plain words. */
export function statusText(c: { kind: CaseKind; status: CaseStatus }, language: Language): string {
  return ((c.kind === 'SCHEDULED' && bookedStatusTexts[c.status]) || statusTexts[c.status])[language];
}

const expectations = {
  WITHIN: { sv: 'Vi räknar med att börja inom {time}. Du behöver inte göra något mer nu.', en: 'We expect to begin within {time}. You need not do anything more now.' },
  AFTER_OPENING: {
    sv: 'Enheten är stängd just nu. Vi räknar med att börja inom {time} efter att vi har öppnat.',
    en: 'The unit is closed right now. We expect to begin within {time} after we open.',
  },
  AT_BOOKED_TIME: { sv: 'Vi möter dig på den bokade tiden. Avboka om du inte kan komma.', en: 'We meet you at the booked time. Cancel if you cannot come.' },
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
