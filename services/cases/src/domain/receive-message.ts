import { type Case, suicideRiskOpen } from './case';
import type { StaffRole } from './codes';
import type { HandlingClock } from './handling-time';
import { newCase } from './new-case';

/** Tags of a case that its messages carry on: what must be known of the patient before answering. A flag is carried while the risk is open. */
const carried: readonly Case['tags'][number][] = ['PROXY', 'OUT_OF_REGION'];
const carries = (linked: Case, tag: Case['tags'][number]): boolean => carried.includes(tag) || (tag === 'SUICIDE_RISK_FLAGGED' && suicideRiskOpen(linked));

/** Who answers a message: the role of who held the visit. */
export function answeringRole(linked: Pick<Case, 'takenByRole' | 'profession'>): StaffRole {
  return linked.takenByRole ?? linked.profession;
}

/** The work item that a message after the visit becomes: at the case's unit, with its own clock and nobody alerted (QUE-1, VIS-4). */
export function caseOfMessage(linked: Case, message: { messageId: string; postedAt: Date }, at: { clock: HandlingClock; noOneInRole: boolean }): Case {
  const { regionId, patientId, complaintCode, ageBand, sex, unitId, priority, urgencyRank } = linked;
  return newCase({
    regionId, patientId, complaintCode, ageBand, sex, unitId, priority, urgencyRank,
    id: message.messageId, kind: 'MESSAGE', entryChannel: 'MESSAGE', sessionId: null, linkedCaseId: linked.id, profession: answeringRole(linked), noOneInRole: at.noOneInRole,
    tags: linked.tags.filter((tag) => carries(linked, tag)), createdAt: message.postedAt, waitingSince: at.clock.waitingSince, dueAt: at.clock.dueAt, reasonTrace: [at.clock.rule],
  });
}
