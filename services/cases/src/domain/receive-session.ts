import type { Case } from './case';
import type { AgeBand, CaseTag, EntryChannel, Sex, StaffRole } from './codes';
import type { HandlingClock } from './handling-time';
import { newCase } from './new-case';

/** An accepted triage session that is to be met as a drop-in, as triage tells it. */
export interface FinishedSession {
  sessionId: string;
  regionId: string;
  patientId: string;
  entryChannel: EntryChannel;
  caseId: string | null;
  unitId: string | null;
  complaintCode: string;
  priority: string;
  urgencyRank: number;
  profession: StaffRole | null;
  ageBand: AgeBand;
  sex: Sex;
  tags: CaseTag[];
  content: { packId: string; semver: string };
  firedRules: string[];
  finishedAt: Date;
  /** Where triage sent it; absent: not said. */
  careLevel?: string;
}

/** The case that an accepted session becomes: waiting, at one unit, with a clock (SAF-5, BEY-1). */
export function caseOfSession(s: FinishedSession, at: { unitId: string; clock: HandlingClock; noOneInRole: boolean }): Case {
  return newCase({
    // Triage names the case. Should it not, the session's own id still makes one case and only one, however often the event comes.
    id: s.caseId ?? s.sessionId,
    regionId: s.regionId,
    patientId: s.patientId,
    kind: 'DROP_IN',
    entryChannel: s.entryChannel,
    sessionId: s.sessionId,
    complaintCode: s.complaintCode,
    profession: addressed(s),
    noOneInRole: at.noOneInRole,
    ageBand: s.ageBand,
    sex: s.sex,
    tags: s.tags,
    unitId: at.unitId,
    priority: s.priority,
    urgencyRank: s.urgencyRank,
    createdAt: s.finishedAt,
    waitingSince: at.clock.waitingSince,
    dueAt: at.clock.dueAt,
    reasonTrace: [`content/${s.content.packId}@${s.content.semver}`, ...s.firedRules, at.clock.rule],
  });
}

/** Who is asked for: where triage names nobody, a nurse sorts it. */
export function addressed(s: Pick<FinishedSession, 'profession'>): StaffRole {
  return s.profession ?? 'NURSE';
}
