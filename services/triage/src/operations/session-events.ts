import type { EventData } from '@vardgraf/schema/events/catalogue';
import { ageBandOf } from '../domain/age';
import type { Result } from '../domain/evaluate';
import type { Session } from '../domain/session';
import { suicideRisk } from '../domain/standing';
import type { SessionEvent } from './record-change';

type Finished = EventData<'session.finished'>;
type Ending = Pick<Finished, 'disposition' | 'unitId' | 'priority' | 'urgencyRank' | 'careLevel' | 'profession'> & Partial<Pick<Finished, 'entryChannel'>>;

/** What the others learn of an accepted outcome. Tags say of whom it is and how it came, so that nobody has to look it up. */
export function finishedEvent(s: Session, ending: Ending, result: Result, tags: Finished['tags'], at: Date): SessionEvent {
  return {
    type: 'session.finished',
    data: {
      entryChannel: 'TRIAGE',
      ...ending,
      sessionId: s.id, patientId: s.patientId, proxyId: s.actorId === s.patientId ? null : s.actorId, caseId: s.caseId, ticketId: s.ticketId,
      complaintCode: s.complaintCode, ageBand: ageBandOf(s.ageDays), sex: s.sex, tags: [...tagsOf(s, result), ...tags],
      content: { packId: s.packId, semver: s.semver, sha256: s.sha256 }, firedRules: result.firedRules.map((rule) => rule.id), finishedAt: at.toISOString(),
    },
  };
}

function tagsOf(s: Session, result: Result): Finished['tags'] {
  return [
    ...(s.outOfRegion ? (['OUT_OF_REGION'] as const) : []),
    ...(s.actorId === s.patientId ? [] : (['PROXY'] as const)),
    ...(suicideRisk(result) ? (['SUICIDE_RISK_FLAGGED'] as const) : []),
  ];
}
