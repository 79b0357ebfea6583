import { everyRelation, ofTheUnit, type Relation } from './relations';

/** What a row is about: whose relation decides. */
export type Kind =
  | 'anything' | 'staffMember' | 'case' | 'handover' | 'consultation' | 'submission' | 'session' | 'slot' | 'ticket' | 'booking' | 'thread' | 'message' | 'patient'
  | 'notification' | 'alert' | 'notice' | 'work' | 'colleague' | 'signOff' | 'review' | 'reference' | 'unit' | 'region' | 'own' | 'log' | 'logins' | 'contact';

/** One row of the matrix: a kind of thing and who may read it. Everybody else reads nothing, and cannot tell it from what does not exist. */
export interface Reading {
  thing: string;
  of: Kind;
  may: readonly Relation[];
  /** Each look leaves a row in the audit log, except the patient's own (AUD-1). */
  logged?: true;
  ids: string;
}

const withAToken = everyRelation.filter((relation) => relation !== 'nobody');
const people = everyRelation.filter((relation) => !['nobody', 'service', 'otherService', 'live', 'otherLive'].includes(relation));

/** Who may read what. Written from the requirements, and from nothing in the code; the tests ask the platform whether it is so. */
export const readings = {
  public: { thing: 'Regions, units with their hours, the 112 text, and what one’s own token says', of: 'anything', may: everyRelation, ids: 'API-1, TRI-4, DIR-2' },
  complaintNames: { thing: 'Names of complaints', of: 'anything', may: withAToken.filter((r) => r !== 'service' && r !== 'otherService'), ids: 'TRI-1' },
  complaintList: { thing: 'The list of complaints to choose from', of: 'anything', may: people, ids: 'TRI-1, TRI-2' },
  staffMember: { thing: 'A staff member’s name, HSA-id and commissions', of: 'staffMember', may: withAToken.filter((r) => r !== 'otherRegion' && r !== 'service' && r !== 'otherService'), ids: 'DIR-1' },
  unitQueue: { thing: 'A unit’s queue, for who works there; which cards are in it is the next row', of: 'unit', may: ofTheUnit, logged: true, ids: 'QUE-4, DIR-3' },
  card: { thing: 'A queue card: age band, sex, cause, priority, times, unit, tags', of: 'case', may: ['queue', 'consulted', 'live'], logged: true, ids: 'DIR-3, RDG-3' },
  openedCase: { thing: 'A case: patient, history, safety protocols, suicide risk, notes of contact, anamnesis, photos, outcome, what telephone triage wrote', of: 'case', may: ['holder'], logged: true, ids: 'DIR-3, TRI-9, SAF-1' },
  caseNumber: { thing: 'Whether an opened case has changed', of: 'case', may: ['holder'], ids: 'LIV-2' },
  ownCase: { thing: 'The case as the patient sees it', of: 'case', may: ['self', 'guardian'], logged: true, ids: 'DIR-3, DIR-6, SAF-4' },
  nobodysCases: { thing: 'Open cases that are in nobody’s list', of: 'region', may: ['coordinator', 'systemManager'], logged: true, ids: 'SAF-5' },
  conversation: { thing: 'A conversation with its messages', of: 'thread', may: ['self', 'guardian', 'giver', 'holder'], logged: true, ids: 'MSG-1, DIR-3, HND-3' },
  conversationNumber: { thing: 'Numbers and ids that a live conversation begins with', of: 'thread', may: ['self', 'guardian', 'giver', 'holder'], ids: 'LIV-2' },
  message: { thing: 'A message of a conversation', of: 'message', may: ['self', 'guardian', 'giver', 'holder'], logged: true, ids: 'MSG-1, DIR-3, HND-3' },
  handover: { thing: 'That a case is asked to be handed over: from, to, reason, answer', of: 'handover', may: ['giver', 'receiver', 'queue', 'holder', 'careStaff', 'unitManager'], logged: true, ids: 'HND-1' },
  handoverWords: { thing: 'The giver’s words in a hand-over', of: 'handover', may: ['giver', 'receiver', 'queue', 'holder'], ids: 'HND-1, DIR-3' },
  consultation: { thing: 'A question to a colleague, with its words', of: 'consultation', may: ['giver', 'queue', 'holder'], logged: true, ids: 'CON-1' },
  signOff: { thing: 'A record that a colleague is asked to sign off, and how that stands', of: 'signOff', may: ['giver', 'receiver'], logged: true, ids: 'QUE-13' },
  submissionByReference: { thing: 'A submission, by the partner’s own reference', of: 'reference', may: ['submitter'], logged: true, ids: 'CON-4' },
  submission: { thing: 'A submission of telephone triage: state and outcome', of: 'submission', may: ['submitter'], logged: true, ids: 'PAR-1, CON-2, BEY-2' },
  session: { thing: 'A triage session: answers, free text, photos, outcome', of: 'session', may: ['self', 'guardian', 'holder', 'assistant', 'submitter'], logged: true, ids: 'TRI-2, TRI-10, DIR-3' },
  slot: { thing: 'A time in the schedule', of: 'slot', may: ['self', 'guardian', 'careStaff', 'unitManager'], ids: 'BOO-1, BOO-8' },
  unitSchedule: { thing: 'A unit’s day and its list of tickets', of: 'unit', may: ['careStaff', 'unitManager'], ids: 'BOO-8, BOO-2' },
  ticketTimes: { thing: 'The free times that a ticket may be used for', of: 'ticket', may: ['self', 'guardian', 'careStaff', 'unitManager'], ids: 'BOO-2' },
  ownTicket: { thing: 'The ticket as the patient sees it', of: 'ticket', may: ['self', 'guardian'], logged: true, ids: 'DIR-6' },
  ticket: { thing: 'A booking ticket', of: 'ticket', may: ['self', 'guardian', 'careStaff', 'unitManager'], logged: true, ids: 'BOO-2, DIR-3' },
  booking: { thing: 'A booking', of: 'booking', may: ['self', 'guardian', 'careStaff', 'unitManager'], logged: true, ids: 'BOO-4, DIR-6' },
  bookingNote: { thing: 'That no SMS can reach the patient of a booking', of: 'booking', may: ['careStaff', 'unitManager'], ids: 'BOO-5' },
  patient: { thing: 'A patient’s profile: name, number, contact, listing, guardians', of: 'patient', may: ['self', 'guardian', 'careStaff', 'holder'], logged: true, ids: 'DIR-3, SAF-4' },
  whereabouts: { thing: 'Contact, listing and guardians of a person with protected identity', of: 'patient', may: ['self', 'guardian'], ids: 'SAF-3' },
  careRelation: { thing: 'Whether one has a care relation to a patient', of: 'patient', may: ['self', 'guardian', 'holder'], ids: 'DIR-3' },
  patientSearch: { thing: 'Whether the region has a patient with a number', of: 'region', may: ['careStaff'], logged: true, ids: 'DIR-1' },
  patientFacts: { thing: 'Birth date, sex and listed unit of a patient whom a partner is about to submit', of: 'region', may: ['submitter'], logged: true, ids: 'CON-2' },
  contact: { thing: 'How to reach a patient, at the moment of sending', of: 'contact', may: ['service'], ids: 'NOT-1, BEY-8' },
  logins: { thing: 'Who may log in', of: 'logins', may: ['service'], ids: 'DIR-2' },
  notification: { thing: 'What has been sent to the patient, with its text', of: 'notification', may: ['self'], ids: 'NOT-1' },
  notificationsOfCase: { thing: 'What has been sent about a case, without its text', of: 'case', may: ['careStaff', 'unitManager'], logged: true, ids: 'VIS-1' },
  alert: { thing: 'External alerts of a unit', of: 'alert', may: ['queue', 'careStaff', 'unitManager', 'coordinator', 'systemManager'], ids: 'NOT-3, BEY-4' },
  unitAlerts: { thing: 'The list of a unit’s external alerts', of: 'unit', may: ['careStaff', 'unitManager', 'coordinator', 'systemManager'], logged: true, ids: 'NOT-3' },
  alertFaults: { thing: 'Units whose alerts reach nobody', of: 'region', may: ['unitManager', 'coordinator', 'systemManager'], ids: 'NOT-3' },
  templates: { thing: 'Texts of messages, as the region words them', of: 'region', may: ['systemManager'], ids: 'NOT-4' },
  unitHandovers: { thing: 'Hand-overs that a unit asks for or is asked for', of: 'unit', may: ['careStaff', 'unitManager'], logged: true, ids: 'HND-1' },
  notice: { thing: 'What a staff member is told', of: 'notice', may: ['addressee'], ids: 'NOT-5, QUE-13' },
  work: { thing: 'What waits for a staff member', of: 'work', may: ['addressee'], ids: 'QUE-13' },
  colleague: { thing: 'A colleague on shift', of: 'colleague', may: [...ofTheUnit, 'otherUnit', 'live'], ids: 'QUE-10' },
  colleagues: { thing: 'Who is on shift', of: 'unit', may: [...ofTheUnit, 'otherUnit', 'live'], ids: 'QUE-10' },
  ownShift: { thing: 'One’s own shift', of: 'own', may: ['addressee'], ids: 'QUE-10' },
  inflow: { thing: 'Who answers for a unit’s inflow, and when', of: 'unit', may: ofTheUnit, ids: 'QUE-10' },
  inflowGaps: { thing: 'Opening hours for which nobody answers', of: 'unit', may: ['unitManager'], ids: 'QUE-10, DIR-3' },
  figures: { thing: 'Figures without anybody in them', of: 'region', may: ['analyst', 'coordinator', 'systemManager', 'unitManager'], ids: 'MET-1, MET-2' },
  comparison: { thing: 'How triage compares with staff', of: 'region', may: ['analyst', 'coordinator', 'systemManager', 'contentEditor'], ids: 'BEY-6' },
  auditLog: { thing: 'The log of who has looked at and changed what', of: 'log', may: ['logReviewer'], logged: true, ids: 'AUD-1' },
  review: { thing: 'A review of the log', of: 'review', may: ['logReviewer'], logged: true, ids: 'AUD-1' },
  ownPatients: { thing: 'What a patient has: cases, bookings, tickets, conversations, messages sent, children, and who has looked', of: 'own', may: ['self'], ids: 'DIR-6, AUD-1' },
  ownWork: { thing: 'What a staff member has: notices, questions asked, what waits for them', of: 'own', may: ['addressee'], ids: 'QUE-13' },
  ownSubmissions: { thing: 'What a partner has submitted', of: 'own', may: ['submitter'], ids: 'PAR-1' },
  ownSessions: { thing: 'The triage sessions that one can go on with', of: 'own', may: ['self', 'assistant', 'submitter'], ids: 'TRI-10, TRI-2' },
  content: { thing: 'Triage content: versions, drafts, signatures', of: 'region', may: ['contentEditor', 'doctor'], ids: 'TRI-3' },
  liveKeys: { thing: 'Numbers and ids that a live queue begins with', of: 'unit', may: ['live'], ids: 'LIV-1' },
  liveNumbers: { thing: 'How often something has happened in a unit’s queue', of: 'anything', may: ['live', 'otherLive'], ids: 'LIV-1' },
  answer: { thing: 'The answer to what somebody has done, for who did it', of: 'anything', may: everyRelation, ids: 'API-1' },
} as const satisfies Record<string, Reading>;

export type ReadingKey = keyof typeof readings;
