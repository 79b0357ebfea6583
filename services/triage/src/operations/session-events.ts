import type { EventData } from '@vardgraf/schema/events/catalogue';
import { ageBandOf } from '../domain/age';
import type { SchemeLevel } from '../domain/scheme';
import { pinsOf, type Session } from '../domain/session';
import { type Standing, suicideRisk } from '../domain/standing';
import type { SessionEvent } from './record-change';

type Finished = EventData<'session.finished'>;
type Ending = Pick<Finished, 'disposition' | 'unitId' | 'priority' | 'urgencyRank' | 'careLevel' | 'profession'> & Partial<Pick<Finished, 'entryChannel'>>;

/** What the others learn of an accepted outcome. Tags say of whom it is and how it came, so that nobody has to look it up. */
export function finishedEvent(s: Session, ending: Ending, standing: Standing, tags: Finished['tags'], at: Date): SessionEvent {
  return {
    type: 'session.finished',
    data: {
      entryChannel: s.actorKind === 'PATIENT' ? 'TRIAGE' : 'ASSISTED_TRIAGE',
      ...ending,
      ...about(s, standing),
      caseId: s.caseId, ticketId: s.ticketId, tags: [...tagsOf(s, standing), ...tags], finishedAt: at.toISOString(),
      assisted: s.actorKind !== 'PATIENT', engine: s.engineOutcome ? { priority: s.engineOutcome.priority, urgencyRank: s.engineOutcome.rank } : { priority: ending.priority, urgencyRank: ending.urgencyRank },
    },
  };
}

/** What cases learn of a session that was left after a danger sign (S17). */
export function leftUnfinishedEvent(s: Session & { caseId: string | null }, at: { unitId: string | null; level: SchemeLevel; standing: Standing; closed: boolean }, leftAt: Date): SessionEvent {
  return {
    type: 'session.left-unfinished',
    data: {
      ...about(s, at.standing),
      caseId: s.caseId!, unitId: at.unitId, priority: at.level.code, urgencyRank: at.level.rank, profession: at.standing.route.profession ?? null,
      tags: ['UNFINISHED', ...tagsOf(s, at.standing), ...(at.closed ? (['SENT_WHILE_CLOSED'] as const) : [])], leftAt: leftAt.toISOString(),
    },
  };
}

/** Whose it is, of what, by which content. Of several complaints the one that leads gives its name to the matter. */
function about(s: Session, { lead, result }: Standing) {
  return {
    sessionId: s.id, patientId: s.patientId, proxyId: isProxy(s) ? s.actorId : null, complaintCode: lead.id,
    furtherComplaintIds: pinsOf(s).map((pin) => pin.complaintCode).filter((code) => code !== lead.id),
    ageBand: ageBandOf(s.ageDays), sex: s.sex, content: { packId: lead.id, semver: lead.semver, sha256: lead.sha256 }, firedRules: result.firedRules.map((rule) => rule.id),
  };
}

const isProxy = (s: Session): boolean => s.actorKind === 'PATIENT' && s.actorId !== s.patientId;

function tagsOf(s: Session, { result }: Standing): Finished['tags'] {
  return [
    ...(s.outOfRegion ? (['OUT_OF_REGION'] as const) : []),
    ...(isProxy(s) ? (['PROXY'] as const) : []),
    ...(suicideRisk(result) ? (['SUICIDE_RISK_FLAGGED'] as const) : []),
    ...(result.flags.includes('SUICIDE_ASSESSMENT') ? (['SUICIDE_ASSESSMENT'] as const) : []),
  ];
}
