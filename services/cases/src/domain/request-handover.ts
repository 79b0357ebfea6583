import type { Case } from './case';
import type { HandoverConsent, HandoverReason } from './codes';
import { consentNeeded, consentOf, type ConsentRule, isForSuicideRisk } from './handover-consent';
import type { Receiver } from './handover-receiver';
import type { Handover } from './handover';
import { type ActingStaff, staffMove } from './may-move';
import type { RefusedAs } from './outcome';

/** What the giver says. */
export interface HandoverRequest {
  toUnitId: string;
  receiver: Receiver;
  reason: HandoverReason;
  consent: { given: boolean; urgentReason: string | null } | null;
}

type Answer =
  | { is: 'ASKED'; case: Case; consent: HandoverConsent }
  | RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'HANDOVER_PENDING' | 'CONSENT_NEEDED'>;

/**
 * Asks somebody to take over a case that one holds. Nothing moves before the answer (HND-1). Suicide risk as the reason also
 * begins the protocol (`move-suicide-risk.ts`).
 */
export function requestHandover(c: Case, open: Handover | undefined, by: ActingStaff, asked: HandoverRequest, rule: ConsentRule): Answer {
  const move = staffMove('REQUEST_HANDOVER', c, by);
  if (move.is !== 'MOVE') return move;
  if (open) return { is: 'HANDOVER_PENDING', handover: open };
  const crossing = { fromUnitId: c.unitId, fromRole: c.takenByRole, toUnitId: asked.toUnitId, toRoles: asked.receiver.answerRoles };
  const consent = consentOf(consentNeeded(rule, crossing), asked.consent, isForSuicideRisk(c, asked.reason));
  if (typeof consent !== 'string') return consent;
  return { is: 'ASKED', case: c, consent };
}
