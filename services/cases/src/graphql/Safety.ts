import { finished, offeredSteps } from '../operations/read-safety';
import { offeredTo } from './callers';
import type {
  ContactAttemptResolvers, ProtocolResolvers, ProtocolStepRecordResolvers, SuicideRiskAssessmentResolvers, SuicideRiskResolvers, SuicideRiskStepResolvers,
} from './generated/resolvers';
import { assessmentsOf, riskStepsOf } from './safety-loaders';

/** Where the care of a patient at risk stands. */
export const SuicideRisk: SuicideRiskResolvers = {
  state: (c) => c.riskState!,
  level: (c) => c.riskLevel,
  dueAt: (c) => c.riskNextAt,
  assessments: (c, _args, context) => assessmentsOf(c.id, context),
  steps: (c, _args, context) => riskStepsOf(c.id, context),
};

export const SuicideRiskAssessment: SuicideRiskAssessmentResolvers = { by: (a) => ({ id: a.byId }), basis: (a) => [...a.basis] };

/** Only staff are named. */
export const SuicideRiskStep: SuicideRiskStepResolvers = { by: (s) => (s.byKind === 'STAFF' && s.byId !== null ? { id: s.byId } : null) };

export const ContactAttempt: ContactAttemptResolvers = { by: (a) => ({ id: a.byId }) };

/** What is offered is what the caller's role may do. */
export const Protocol: ProtocolResolvers = {
  finished: (p) => finished(p),
  stepsOffered: (p, _args, context) => {
    const role = offeredTo(context)?.role;
    return role ? offeredSteps(p, role) : [];
  },
};

export const ProtocolStepRecord: ProtocolStepRecordResolvers = { by: (s) => (s.byId === null ? null : { id: s.byId }) };
