import { hasOwnProtocol, riskStateOf } from './case';
import type { StaffRole } from './codes';
import { riskFacts } from './move-suicide-risk';
import { mayActOnRisk, type RiskAction, riskActions } from './suicide-risk';
import { allowedMoves, isClinical, type OfferedCase, openStatuses, type StaffMove } from './transitions';

const safetyActions = ['RECORD_CONTACT_ATTEMPT', 'BEGIN_PROTOCOL', 'RECORD_PROTOCOL_STEP'] as const;

export type StaffAction = StaffMove | RiskAction | (typeof safetyActions)[number];

/**
 * What the role may do with the case in its state (QUE-12), at the units of one commission: moves of the case, steps of the suicide-risk protocol,
 * checklists. Whether it is one's own is for the reader to see in `takenBy`.
 */
export function allowedActions(role: StaffRole, c: OfferedCase, unitIds: readonly string[] = []): StaffAction[] {
  const moves = allowedMoves(role, c, unitIds);
  if (!isClinical(role) || !openStatuses.includes(c.status) || c.kind === 'CONSULTATION') return moves;
  const facts = riskFacts(c);
  const held = c.status !== 'REQUESTED';
  const onRisk = (Object.keys(riskActions) as RiskAction[]).filter((action) => (hasOwnProtocol(c) || action === 'FLAG_SUICIDE_RISK') && (held || action !== 'ASSESS_SUICIDE_RISK' || riskStateOf(c) !== null) && mayActOnRisk(action, riskStateOf(c), facts, role));
  return [...moves, ...onRisk, ...safetyActions.filter((action) => isOffered(action, held, c))];
}

/** Checklists are for who has the case; a patient at risk may be sought before. */
function isOffered(action: (typeof safetyActions)[number], held: boolean, c: OfferedCase): boolean {
  switch (action) {
    case 'RECORD_CONTACT_ATTEMPT':
      return held || riskStateOf(c) !== null;
    case 'BEGIN_PROTOCOL':
      return held;
    case 'RECORD_PROTOCOL_STEP':
      return held && (c.openProtocols ?? []).length > 0;
  }
}
