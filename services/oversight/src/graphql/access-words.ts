import type { Language } from '@vardgraf/service-kit/actor';
import type { AuditEntry } from '../domain/audit-entry';

type Text = Record<Language, string>;

/** What was done, to the patient it was done for, by the verb that the service recorded. No reason and no finding is said here. */
const byAction: Record<string, Text> = {
  openCase: { sv: 'Öppnade ditt ärende.', en: 'Opened your case.' },
  seeCase: { sv: 'Läste ditt ärende.', en: 'Read your case.' },
  seeMyCase: { sv: 'Läste ditt ärende som vårdnadshavare.', en: 'Read your case as a guardian.' },
  takeCase: { sv: 'Tog emot ditt ärende.', en: 'Took your case.' },
  startCase: { sv: 'Började besöket.', en: 'Started the visit.' },
  endCase: { sv: 'Avslutade ditt ärende.', en: 'Closed your case.' },
  releaseCase: { sv: 'Lämnade tillbaka ditt ärende till kön.', en: 'Gave your case back to the queue.' },
  'return-untouched': { sv: 'Ditt ärende gick tillbaka till kön.', en: 'Your case went back to the queue.' },
  reprioritiseCase: { sv: 'Ändrade hur fort ditt ärende ska tas.', en: 'Changed how soon your case is to be taken.' },
  withdrawCase: { sv: 'Tog tillbaka ärendet.', en: 'Withdrew the case.' },
  receiveSession: { sv: 'Ditt ärende kom in till enheten.', en: 'Your case reached the unit.' },
  submitConsultation: { sv: '1177 på telefon lämnade över ditt ärende.', en: 'Telephone triage handed over your case.' },
  forwardConsultation: { sv: 'Skickade ditt ärende vidare till en annan enhet eller yrkesroll.', en: 'Sent your case onward to another unit or profession.' },
  seeSubmissions: { sv: '1177 på telefon såg hur det går med ditt ärende.', en: 'Telephone triage saw how your case is going.' },
  escalate: { sv: 'Fler fick möjlighet att ta emot ditt ärende.', en: 'More staff were given the chance to take your case.' },
  refreshStaffing: { sv: 'Vilka som kan se ditt ärende ändrades.', en: 'Who can see your case changed.' },
  read: { sv: 'Läste dina personuppgifter.', en: 'Read your personal details.' },
  search: { sv: 'Sökte fram dig med ditt personnummer.', en: 'Looked you up by your personal number.' },
  create: { sv: 'Lade upp din profil.', en: 'Created your profile.' },
  auditTrail: { sv: 'Granskade vilka som har sett dina uppgifter.', en: 'Reviewed who has seen your details.' },
  auditSample: { sv: 'Granskade vilka som har sett dina uppgifter.', en: 'Reviewed who has seen your details.' },
  auditReviews: { sv: 'Granskade vilka som har sett dina uppgifter.', en: 'Reviewed who has seen your details.' },
  auditEntry: { sv: 'Granskade vilka som har sett dina uppgifter.', en: 'Reviewed who has seen your details.' },
};

/** For a verb without words of its own: the kind of thing, which is how the code of what was seen begins. */
const byKind: Record<string, Text> = {
  case: { sv: 'Såg eller ändrade ditt ärende.', en: 'Saw or changed your case.' },
  session: { sv: 'Såg eller ändrade dina svar på frågorna.', en: 'Saw or changed your answers to the questions.' },
  patient: { sv: 'Såg eller ändrade dina personuppgifter.', en: 'Saw or changed your personal details.' },
};

const otherwise: Text = { sv: 'Såg eller ändrade dina uppgifter.', en: 'Saw or changed your details.' };

/** An entry of the log in plain words (AUD-1). */
export function accessWords(entry: Pick<AuditEntry, 'action' | 'what'>, language: Language): string {
  const kind = entry.what.split(/[./-]/, 1)[0]!;
  return (own(byAction, entry.action) ?? own(byKind, kind) ?? otherwise)[language];
}

function own(table: Record<string, Text>, key: string): Text | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
