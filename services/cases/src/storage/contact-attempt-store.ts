import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { ContactAttempt } from '../domain/contact-attempt';

/** An attempt as it is kept. */
export interface KeptAttempt extends ContactAttempt {
  id: string;
  caseId: string;
  at: Date;
  byId: string;
  replacesDigitalVisit: boolean;
}

const columns = `a.id, a.case_id AS "caseId", a.at, a.by_id AS "byId", a.channel, a.outcome, a.number_rank AS "numberRank", a.only_number AS "onlyNumber", a.reason,
  a.replaces_digital_visit AS "replacesDigitalVisit"`;
type Row = KeptAttempt & Record<string, unknown>;

/** Keeps an attempt. */
export async function insertAttempt(tx: Tx, a: KeptAttempt, clientId: string): Promise<void> {
  await tx.query(
    `INSERT INTO contact_attempt (id, case_id, client_id, at, by_id, channel, outcome, number_rank, only_number, reason, replaces_digital_visit)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [a.id, a.caseId, clientId, a.at, a.byId, a.channel, a.outcome, a.numberRank, a.onlyNumber, a.reason, a.replacesDigitalVisit]);
}

/** What the person has logged under this client id before. */
export async function attemptLoggedBefore(tx: Tx, byId: string, clientId: string): Promise<KeptAttempt | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM contact_attempt a WHERE a.by_id = $1 AND a.client_id = $2`, [byId, clientId]))[0];
}

/** Attempts since the locked case's patient began to be phoned for silence; those of an earlier silence do not count. */
export async function attemptsSincePhoning(tx: Tx, caseId: string): Promise<KeptAttempt[]> {
  return tx.query<Row>(
    `SELECT ${columns} FROM contact_attempt a WHERE a.case_id = $1
        AND a.at >= (SELECT max(s.at) FROM suicide_risk_step s WHERE s.case_id = $1 AND s.event = 'INTERVAL_OVER') ORDER BY a.at`, [caseId]);
}

/** Attempts of the cases, newest first. */
export async function attemptsOfCases(db: Database, regionId: string, caseIds: readonly string[]): Promise<KeptAttempt[]> {
  return read(
    db, `SELECT ${columns} FROM contact_attempt a JOIN "case" c ON c.id = a.case_id AND c.region_id = $1 WHERE a.case_id = ANY($2::uuid[]) ORDER BY a.at DESC, a.id DESC`,
    [regionId, caseIds]);
}
