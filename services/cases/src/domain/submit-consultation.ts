import { ageBandAt } from './age-band';
import type { Case } from './case';
import type { Sex, StaffRole } from './codes';
import { newCase } from './new-case';
import type { PriorityLevel } from './priority-scheme';
import type { Submission, SubmissionBecame } from './submission';

/** What telephone triage says of a patient and where they shall go (CON-2). */
export interface Consultation {
  /** The partner's own; the same with the same content is the same submission (CON-4). */
  reference: string;
  patientId: string;
  digital: boolean;
  careLevel: 'PHYSICAL' | 'DIGITAL';
  priority: string;
  profession: StaffRole;
  unitId: string;
  summary: string;
  /** In the order in which to call. */
  callBackNumbers: { number: string; whose: string | null }[];
  journeyId: string | null;
  interpreterLanguage: string | null;
  safeguarding: boolean;
  repeatCaller: boolean;
}

/** What a queue shows of the consultation: codes, no words (RDG-3, BEY-2). */
export type ConsultationFlag = 'INTERPRETER' | 'SAFEGUARDING' | 'REPEAT_CALLER';

/** What a case needs of a patient whom a partner has named. */
export interface PatientFacts {
  /** YYYY-MM-DD. */
  birthDate: string;
  sex: Sex;
  protectedIdentity: boolean;
}

/** All of the content in one order, so that two submissions can be told apart (CON-4). */
export function canonicalContent(c: Consultation): string {
  return JSON.stringify([
    c.patientId, c.digital, c.careLevel, c.priority, c.profession, c.unitId, c.summary, c.callBackNumbers.map((n) => [n.number, n.whose]), c.journeyId,
    c.interpreterLanguage, c.safeguarding, c.repeatCaller,
  ]);
}

/** An assignment for who is not digital; else a ticket where the level is booked, and a drop-in where it is not (CON-2, RDG-1). */
export function becomes(digital: boolean, level: Pick<PriorityLevel, 'bookable'>): SubmissionBecame {
  if (!digital) return 'CONSULTATION';
  return level.bookable ? 'TICKET' : 'DROP_IN';
}

/** The case that a submission becomes: an assignment, or a drop-in like any other (CON-2). */
export function caseOfSubmission(
  s: Submission, caseId: string, facts: PatientFacts, at: { urgencyRank: number; waitingSince: Date; dueAt: Date | null; noOneInRole: boolean; rules: string[] },
): Case {
  return newCase({
    id: caseId,
    regionId: s.regionId,
    patientId: s.patientId,
    kind: s.became === 'CONSULTATION' ? 'TELEPHONE_TRIAGE' : 'DROP_IN',
    entryChannel: 'TELEPHONE_TRIAGE',
    sessionId: null,
    complaintCode: null,
    profession: s.profession,
    noOneInRole: at.noOneInRole,
    ageBand: ageBandAt(facts.birthDate, s.submittedAt),
    sex: facts.sex,
    tags: [],
    unitId: s.unitId,
    priority: s.priority,
    urgencyRank: at.urgencyRank,
    createdAt: s.submittedAt,
    waitingSince: at.waitingSince,
    dueAt: at.dueAt,
    reasonTrace: at.rules,
  });
}
