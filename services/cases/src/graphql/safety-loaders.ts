import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { Case } from '../domain/case';
import { assessments, type AssessmentRead, attempts, type AttemptRead, type ProtocolRead, protocols, type ProtocolWithSteps, riskSteps, type RiskStepRead } from '../operations/read-safety';
import { regionOf } from './callers';

/** What of safety belongs to a case in hand; the look at the case is logged with the case. */

export async function assessmentsOf(caseId: string, context: GraphContext): Promise<AssessmentRead[]> {
  return (await context.loader<string, AssessmentRead[]>('assessments', (ids) => assessments(context.db, regionOf(context), ids))(caseId)) ?? [];
}

export async function riskStepsOf(caseId: string, context: GraphContext): Promise<RiskStepRead[]> {
  return (await context.loader<string, RiskStepRead[]>('risk steps', (ids) => riskSteps(context.db, regionOf(context), ids))(caseId)) ?? [];
}

export async function attemptsOf(caseId: string, context: GraphContext): Promise<AttemptRead[]> {
  return (await context.loader<string, AttemptRead[]>('contact attempts', (ids) => attempts(context.db, regionOf(context), ids))(caseId)) ?? [];
}

export async function protocolsOf(c: Case, context: GraphContext): Promise<ProtocolRead[]> {
  const found = await context.loader<string, ProtocolWithSteps[]>('protocols', (ids) => protocols(context.db, regionOf(context), ids))(c.id);
  return (found ?? []).map((protocol) => ({ ...protocol, of: c }));
}
