import type { Override } from './override';
import { YES, type Answer, type Answers, type Context, type Finding, type Sex, type Text } from './pack';
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

/** Content that a complaint of the session is pinned to (TRI-3), and how often the patient has come with it in seven days. */
export interface Pinned {
  complaintCode: string;
  packId: string;
  semver: string;
  sha256: string;
  earlierContacts: number;
}

/** Who asks: the patient's side, a nurse by telephone, or telephone triage's own system (TRI-2). */
export type AskerKind = 'PATIENT' | 'STAFF' | 'PARTNER';

/** How an open session came to be left: by the press of a button, by silence, or for a new one of the same complaints. */
export type LeftBy = 'PRESS' | 'SILENCE' | 'RESTART';

/** A person's way through the questions of one complaint, or of several at once. */
export interface Session {
  id: string;
  regionId: string;
  patientId: string;
  /** The patient, or the guardian of a child; in assisted triage the nurse, or the system of telephone triage. */
  actorId: string;
  actorKind: AskerKind;
  /** Units of the nurse's commission: colleagues there may go on with it. */
  actorUnitIds: string[];
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
  /** Complaints named besides the first, each with its own content. */
  further: Pinned[];
  outOfRegion: boolean;
  answers: Given[];
  /** Danger signs once confirmed and then changed or withdrawn; shown to the clinician. */
  withdrawnSigns: string[];
  /** What staff made of the engine's outcome, the oldest first; the last one counts (TRI-12). */
  overrides: Override[];
  screensSeen: number;
  crisisCardShown: boolean;
  startedAt: Date;
  /** When something was last said. */
  touchedAt: Date;
  /** The session that this one began anew. */
  restartedFrom: string | null;
  leftBy: LeftBy | null;
  finishedAt: Date | null;
  outcome: Accepted | null;
  /** The engine's own, where staff decided otherwise; both are kept. */
  engineOutcome: Accepted | null;
  caseId: string | null;
  ticketId: string | null;
  version: number;
}

/** What of the session reaches the evaluator, for its first complaint or for another of its contents. */
export function contextOf(s: Session, packId: string = s.packId): Context {
  const { earlierContacts } = pinsOf(s).find((pin) => pin.packId === packId) ?? s;
  return {
    ageDays: s.ageDays, sex: s.sex, region: s.regionId, earlierContacts7d: earlierContacts, assisted: s.actorKind !== 'PATIENT', ...(s.freeText ? { freeText: s.freeText } : {}),
  };
}

/** The contents of all its complaints, the first named first. */
export function pinsOf(s: Session): [Pinned, ...Pinned[]] {
  const { complaintCode, packId, semver, sha256, earlierContacts, further } = s;
  return [{ complaintCode, packId, semver, sha256, earlierContacts }, ...further];
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

/** Danger signs that were confirmed and no longer are, after a change; one that is confirmed again is no longer withdrawn. */
export function withdrawnSigns(before: Pick<Session, 'answers' | 'withdrawnSigns'>, after: readonly Given[], findings: readonly Finding[]): string[] {
  const isSign = (id: string): boolean => findings.some((finding) => finding.id === id && finding.redFlag);
  const confirmed = (given: readonly Given[]): string[] => given.filter(({ finding, value }) => value === YES && isSign(finding)).map(({ finding }) => finding);
  const now = confirmed(after);
  return [...new Set([...before.withdrawnSigns, ...confirmed(before.answers)])].filter((finding) => !now.includes(finding));
}
