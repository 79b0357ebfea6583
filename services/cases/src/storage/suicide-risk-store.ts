import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Assessment } from '../domain/assess-suicide-risk';
import type { StaffRole } from '../domain/codes';
import type { RiskStep } from '../domain/move-suicide-risk';

/** An assessment as it is kept. */
export interface KeptAssessment extends Assessment {
  id: string;
  caseId: string;
  at: Date;
  byId: string;
  byRole: StaffRole;
}

/** What a person adds to a step; staff's own words. */
export interface RiskStepWords {
  until?: Date | undefined;
  reason?: string | undefined;
  words?: string | undefined;
}

/** A step as it is kept. */
export interface KeptRiskStep extends RiskStep, Required<{ [K in keyof RiskStepWords]: RiskStepWords[K] | null }> {
  id: string;
  caseId: string;
  at: Date;
  byKind: string;
  byId: string | null;
}

/** Keeps a step. */
export async function addRiskStep(tx: Tx, caseId: string, step: RiskStep, by: { byKind: string; byId: string | null }, said: RiskStepWords): Promise<void> {
  await tx.query(
    `INSERT INTO suicide_risk_step (case_id, at, event, from_state, to_state, by_kind, by_id, until, reason, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [caseId, await tx.now(), step.event, step.from, step.to, by.byKind, by.byId, said.until ?? null, said.reason ?? null, said.words ?? null]);
}

/** Keeps an assessment. */
export async function insertAssessment(tx: Tx, a: KeptAssessment, clientId: string): Promise<void> {
  await tx.query(
    `INSERT INTO suicide_risk_assessment (id, case_id, client_id, at, by_id, by_role, rung, risk_factors, protective_factors, basis, level, feels_safe_online)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [a.id, a.caseId, clientId, a.at, a.byId, a.byRole, a.rung, a.riskFactors, a.protectiveFactors, a.basis, a.level, a.feelsSafeOnline]);
}

/** The case that the person has assessed under this client id before. */
export async function assessedBefore(tx: Tx, byId: string, clientId: string): Promise<string | undefined> {
  return (await tx.query<{ caseId: string }>('SELECT case_id AS "caseId" FROM suicide_risk_assessment WHERE by_id = $1 AND client_id = $2', [byId, clientId]))[0]?.caseId;
}

/** Assessments of the cases, newest first. */
export async function assessmentsOfCases(db: Database, regionId: string, caseIds: readonly string[]): Promise<KeptAssessment[]> {
  return read(
    db,
    `SELECT a.id, a.case_id AS "caseId", a.at, a.by_id AS "byId", a.by_role AS "byRole", a.rung, a.risk_factors AS "riskFactors", a.protective_factors AS "protectiveFactors",
            a.basis, a.level, a.feels_safe_online AS "feelsSafeOnline"
       FROM suicide_risk_assessment a JOIN "case" c ON c.id = a.case_id AND c.region_id = $1 WHERE a.case_id = ANY($2::uuid[]) ORDER BY a.at DESC, a.id DESC`,
    [regionId, caseIds]);
}

/** Steps of the cases, oldest first. */
export async function riskStepsOfCases(db: Database, regionId: string, caseIds: readonly string[]): Promise<KeptRiskStep[]> {
  return read(
    db,
    `SELECT s.id::text, s.case_id AS "caseId", s.at, s.event, s.from_state AS "from", s.to_state AS "to", s.by_kind AS "byKind", s.by_id AS "byId", s.until, s.reason, s.words
       FROM suicide_risk_step s JOIN "case" c ON c.id = s.case_id AND c.region_id = $1 WHERE s.case_id = ANY($2::uuid[]) ORDER BY s.id`,
    [regionId, caseIds]);
}

/** When the locked case's patient was last heard of; null when never. */
export async function patientSpokeAt(tx: Tx, caseId: string): Promise<Date | null> {
  return (await tx.query<{ at: Date | null }>('SELECT patient_spoke_at AS at FROM "case" WHERE id = $1', [caseId]))[0]?.at ?? null;
}

/** Keeps when the patient was heard of; an older word changes nothing. Who writes holds the case's lock. */
export async function savePatientSpoke(tx: Tx, caseId: string, at: Date): Promise<void> {
  await tx.query('UPDATE "case" SET patient_spoke_at = $2 WHERE id = $1 AND (patient_spoke_at IS NULL OR patient_spoke_at < $2)', [caseId, at]);
}

/** The last midnight in Sweden that ends the day so many days after the instant's: 'by the end of the second day'. */
export async function endOfDayAfter(tx: Tx, at: Date, days: number): Promise<Date> {
  const [row] = await tx.query<{ end: Date }>(
    `SELECT (date_trunc('day', $1::timestamptz AT TIME ZONE 'Europe/Stockholm') + ($2 + 1) * interval '1 day') AT TIME ZONE 'Europe/Stockholm' AS "end"`, [at, days]);
  return row!.end;
}
