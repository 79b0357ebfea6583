import type { Answer, Answers, Context, Sex, Text } from './pack';
import type { CareLevel } from './routing';
import type { Disposition } from './scheme';

export type SessionStatus = 'OPEN' | 'FINISHED' | 'EMERGENCY' | 'ABANDONED';

/** One answer, in the order first given. */
export interface Given {
  finding: string;
  value: Answer;
}

/** An outcome as it stood when it was accepted, or when the session ended in an emergency. */
export interface Accepted {
  priority: string;
  label: Text;
  rank: number;
  disposition: Disposition;
  careLevel: CareLevel;
  profession: string | null;
  unitId: string | null;
  advice: Text[];
  reasons: { ruleId: string; text: Text }[];
}

/** A person's way through the questions of one complaint. */
export interface Session {
  id: string;
  regionId: string;
  patientId: string;
  /** The patient, or the guardian of a child. */
  actorId: string;
  clientId: string;
  complaintCode: string;
  packId: string;
  semver: string;
  sha256: string;
  status: SessionStatus;
  freeText: string | null;
  ageDays: number;
  sex: Sex;
  earlierContacts: number;
  outOfRegion: boolean;
  answers: Given[];
  screensSeen: number;
  crisisCardShown: boolean;
  startedAt: Date;
  finishedAt: Date | null;
  outcome: Accepted | null;
  caseId: string | null;
  ticketId: string | null;
  version: number;
}

/** What of the session reaches the evaluator. */
export function contextOf(s: Session): Context {
  return {
    ageDays: s.ageDays, sex: s.sex, region: s.regionId, earlierContacts7d: s.earlierContacts, assisted: false, ...(s.freeText ? { freeText: s.freeText } : {}),
  };
}

export function answersOf(s: Session): Answers {
  return Object.fromEntries(s.answers.map(({ finding, value }) => [finding, value]));
}

/** The answers after new, corrected and withdrawn (null) ones; a corrected answer keeps its place. */
export function withAnswers(given: readonly Given[], changes: readonly { finding: string; value: Answer | null }[]): Given[] {
  const answers = new Map(given.map(({ finding, value }) => [finding, value]));
  for (const { finding, value } of changes) {
    if (value === null) answers.delete(finding);
    else answers.set(finding, value);
  }
  return [...answers].map(([finding, value]) => ({ finding, value }));
}
