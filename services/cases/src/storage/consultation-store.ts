import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Submission } from '../domain/submission';
import type { Consultation } from '../domain/submit-consultation';
import { submissionColumns } from './submission-store';

/** The telephone nurse's words: for who has the case in hand, and for nobody else. */
export type ConsultationWords = Pick<Consultation, 'careLevel' | 'summary' | 'callBackNumbers' | 'interpreterLanguage' | 'safeguarding' | 'repeatCaller'>;

/** Keeps the words of a submission that has just been stored. */
export async function insertConsultation(tx: Tx, submissionId: string, c: ConsultationWords): Promise<void> {
  await tx.query(
    `INSERT INTO consultation (submission_id, care_level, summary, call_back_numbers, interpreter_language, safeguarding, repeat_caller) VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7)`,
    [submissionId, c.careLevel, c.summary, JSON.stringify(c.callBackNumbers), c.interpreterLanguage, c.safeguarding, c.repeatCaller]);
}

/** A submission with its words. */
export type SubmittedConsultation = Submission & ConsultationWords;

/** What telephone triage wrote to these cases. */
export async function consultationsOfCases(db: Database, regionId: string, caseIds: readonly string[]): Promise<SubmittedConsultation[]> {
  return read(
    db,
    `SELECT ${submissionColumns}, c.care_level AS "careLevel", c.summary, c.call_back_numbers AS "callBackNumbers", c.interpreter_language AS "interpreterLanguage",
            c.safeguarding, c.repeat_caller AS "repeatCaller"
       FROM submission s JOIN consultation c ON c.submission_id = s.id WHERE s.region_id = $1 AND s.case_id = ANY($2::uuid[])`,
    [regionId, caseIds]);
}
