import type { Case } from './case';
import type { ConsultationFlag } from './submit-consultation';
import type { CardRecheck } from './recheck';
import type { OpenHandover } from './handover';
import type { AskedCard } from './staff-consultation';

/** What a queue may show of a case (RDG-3): nothing that says who the patient is, no free text. */
export const cardFacts = [
  'id', 'regionId', 'kind', 'status', 'unitId', 'complaintCode', 'ageBand', 'sex', 'priority', 'urgencyRank', 'profession', 'noOneInRole', 'tags',
  'createdAt', 'waitingSince', 'dueAt', 'escalationStep', 'takenBy', 'takenAt', 'startedAt', 'bookedAt', 'linkedCaseId', 'unreadMessages', 'alertState', 'riskState', 'riskLevel',
  'attemptsMade', 'takenByRole', 'openProtocols', 'nextAt', 'fixedDoctorId', 'reservedUntil',
] as const satisfies readonly (keyof Case)[];

export interface CaseCard extends Pick<Case, (typeof cardFacts)[number]> {
  /** Units that see the case besides the accountable one. */
  escalatedTo: string[];
  /** The request to hand it over that waits for an answer (HND-1). */
  handover: OpenHandover | null;
  /** Who asks whom, and what for; a consultation from staff alone (CON-1). */
  asked: AskedCard | null;
  /** The viewer sees the card only because they are consulted on the case: they may open it, and nothing else (CON-1). */
  onlyConsulted?: boolean;
  /** Waits, and its handling time is about to pass or has passed (EXP-2). */
  breachWarning: boolean;
  /** Whether the patient has been asked if anything has changed, and what was said (BEY-5). */
  recheck: CardRecheck | null;
  /** Staff who have the case before them now, who came first first (EXP-1). */
  lookingNow: string[];
  /** What telephone triage wants known before the first contact (BEY-2). */
  flags: ConsultationFlag[];
  /** The unit whose queue shows it, where it comes from a queue: a queue that is read and one that is live offer the same. */
  seenAt?: string;
}
