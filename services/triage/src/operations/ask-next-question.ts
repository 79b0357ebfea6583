import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v4 } from 'uuid';
import type { ScreenToShow } from '../domain/next';
import { type Done, notFound, type Refused } from '../domain/outcome';
import type { Answers, Sex } from '../domain/pack';
import { type Accepted, answersOf, type Given, type Session } from '../domain/session';
import { acceptedOf, standingOf } from '../domain/standing';
import type { Patient } from '../storage/patient-store';
import { begunSession } from './begin-session';
import type { Asker } from './own-session';
import { findEdition, type PublishedEdition } from './read-edition';
import { patientOf } from './start-triage';
import { startRefused } from './start-refused';
import { surroundingsOf } from './surroundings';

/** Of whom the questions are: somebody directory knows, or anybody of an age and sex. */
export type Subject = { patientId: string } | { birthDate: string; sex: Sex };

export interface NextQuestionInput {
  packId: string;
  semver: string | undefined;
  subject: Subject;
  /** Reads what was said, once the content is known. */
  said(edition: PublishedEdition): { answers: Given[]; freeText: string | null };
}

export interface NextQuestion {
  edition: PublishedEdition;
  answers: Answers;
  freeText: string | null;
  /** What to ask; undefined when nothing can move the outcome any more. */
  screen: ScreenToShow | undefined;
  outcome: Accepted | null;
}

/**
 * What to ask after these answers, or what they come to: the same engine, gates and routes as a session's, and nothing is kept of it.
 * @throws Fault BAD_INPUT for a complaint that is not offered to this person
 */
export async function askNextQuestion(db: Database, asker: Asker, input: NextQuestionInput): Promise<Done<NextQuestion> | Refused> {
  return transact(db, asker, async (tx): Promise<Done<NextQuestion> | Refused> => {
    const edition = await findEdition(tx, input.packId, input.semver);
    const subject = edition && (await personOf(tx, asker, input.subject));
    if (!edition || !subject) return notFound;
    const refused = await startRefused(tx, asker, subject);
    if (refused) return refused;
    const said = input.said(edition);
    const begun = await begunSession(tx, asker, subject, { clientId: v4(), complaintCode: input.packId, furtherComplaintCodes: [] });
    const { semver, sha256 } = edition.pack;
    const session: Session = { ...begun, semver, sha256, ...said };
    const around = await surroundingsOf(tx, session);
    const standing = standingOf(session, around);
    const crisis = standing.result.flags.includes('CRISIS_CARD');
    return { is: 'DONE', it: { edition, answers: answersOf(session), freeText: said.freeText, screen: standing.screen, outcome: standing.screen ? null : acceptedOf(standing, around, crisis) } };
  });
}

/** Nobody in particular is at home in the asker's region, may seek care, and has not come before. */
async function personOf(tx: Tx, asker: Asker, subject: Subject): Promise<Patient | undefined> {
  if ('patientId' in subject) return patientOf(tx, asker, subject.patientId);
  const ageDays = Math.floor(((await tx.now()).getTime() - Date.parse(subject.birthDate)) / 86_400_000);
  if (!(ageDays >= 0)) return undefined;
  return { id: '', sex: subject.sex, ageDays, homeRegionId: asker.regionId, listedUnitId: null, protectedIdentity: false, maySeekCare: true, asProxy: false };
}
