import type { Database } from '@vardgraf/service-kit/postgres';
import type { RiskStanding } from '../domain/case';
import type { StaffRole } from '../domain/codes';
import { stepFacts } from '../domain/consider-suicide-risk';
import { isFinished, stepsOffered } from '../domain/protocol';
import { attemptsOfCases, type KeptAttempt } from '../storage/contact-attempt-store';
import { type KeptProtocol, type KeptProtocolStep, protocolsOfCases, stepsOfProtocols } from '../storage/protocol-store';
import { assessmentsOfCases, type KeptAssessment, type KeptRiskStep, riskStepsOfCases } from '../storage/suicide-risk-store';

export type AssessmentRead = KeptAssessment;
export type RiskStepRead = KeptRiskStep;
export type AttemptRead = KeptAttempt;
export type ProtocolStepRead = KeptProtocolStep;
/** A checklist with its steps. */
export interface ProtocolWithSteps extends KeptProtocol {
  steps: KeptProtocolStep[];
}
/** The same as one of its case, which decides with it what is offered. */
export interface ProtocolRead extends ProtocolWithSteps {
  of: RiskStanding;
}

/** What of safety belongs to cases in hand, a list for each id in the ids' order; who has them in hand is asked before. */
const byCase = async <T extends { caseId: string }>(ids: readonly string[], rows: Promise<T[]>): Promise<T[][]> => {
  const found = await rows;
  return ids.map((id) => found.filter((row) => row.caseId === id));
};

/** Assessments, newest first (SAF-1). */
export const assessments = (db: Database, regionId: string, ids: readonly string[]): Promise<AssessmentRead[][]> => byCase(ids, assessmentsOfCases(db, regionId, ids));

/** Steps of the suicide-risk protocol, oldest first (SAF-1). */
export const riskSteps = (db: Database, regionId: string, ids: readonly string[]): Promise<RiskStepRead[][]> => byCase(ids, riskStepsOfCases(db, regionId, ids));

/** Attempts to reach the patient, newest first (EXP-7). */
export const attempts = (db: Database, regionId: string, ids: readonly string[]): Promise<AttemptRead[][]> => byCase(ids, attemptsOfCases(db, regionId, ids));

/** Checklists with their steps, newest first (BEY-9). */
export async function protocols(db: Database, regionId: string, ids: readonly string[]): Promise<ProtocolWithSteps[][]> {
  const found = await protocolsOfCases(db, regionId, ids);
  const steps = found.length > 0 ? await stepsOfProtocols(db, found.map((p) => p.id)) : [];
  return byCase(ids, Promise.resolve(found.map((p) => ({ ...p, steps: steps.filter((s) => s.protocolId === p.id) }))));
}

/** What the role can do of the case's checklist now, and whether all is done or reasoned: asked of the table that decides. */
export const offeredSteps = (p: ProtocolRead, role: StaffRole) => stepsOffered(p.kind, p.state, stepFacts(p.of, role));
export const finished = (p: ProtocolRead): boolean => isFinished(p.state);
