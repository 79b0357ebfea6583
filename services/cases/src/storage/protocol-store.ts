import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Protocol, ProtocolKind, ProtocolState, ProtocolStep } from '../domain/protocol';

/** A checklist as it is kept. */
export interface KeptProtocol extends Protocol {
  id: number;
}

/** A step as it is kept. */
export interface KeptProtocolStep {
  protocolId: number;
  at: Date;
  step: ProtocolStep;
  byId: string | null;
  skippedBecause: string | null;
}

const columns = `p.id, p.case_id AS "caseId", p.kind, p.state, p.began_at AS "beganAt", p.next_at AS "nextAt"`;
type Row = KeptProtocol & Record<string, unknown>;

/** The locked case's checklists that are not over. */
export async function runningProtocols(tx: Tx, caseId: string): Promise<KeptProtocol[]> {
  return tx.query<Row>(`SELECT ${columns} FROM protocol p WHERE p.case_id = $1 AND p.over_at IS NULL ORDER BY p.id`, [caseId]);
}

/** Whether the case has or has had a checklist of the kind. */
export async function hasHadProtocol(tx: Tx, caseId: string, kind: ProtocolKind): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM protocol WHERE case_id = $1 AND kind = $2 LIMIT 1', [caseId, kind])).length > 0;
}

/** Begins a checklist. */
export async function insertProtocol(tx: Tx, p: Protocol): Promise<KeptProtocol> {
  const [row] = await tx.query<{ id: number }>(
    'INSERT INTO protocol (case_id, kind, state, began_at, next_at) VALUES ($1, $2, $3, $4, $5) RETURNING id', [p.caseId, p.kind, p.state, p.beganAt, p.nextAt]);
  return { ...p, id: row!.id };
}

/** Writes the state after a step. */
export async function saveProtocol(tx: Tx, p: KeptProtocol, overAt: Date | null): Promise<void> {
  await tx.query('UPDATE protocol SET state = $2, next_at = $3, over_at = $4 WHERE id = $1', [p.id, p.state, p.nextAt, overAt]);
}

/** Keeps a step. */
export async function addProtocolStep(tx: Tx, protocolId: number, s: { step: ProtocolStep; to: ProtocolState; byId: string | null; skippedBecause: string | null }): Promise<void> {
  await tx.query(
    'INSERT INTO protocol_step (protocol_id, at, step, to_state, by_id, skipped_because) VALUES ($1, $2, $3, $4, $5, $6)',
    [protocolId, await tx.now(), s.step, s.to, s.byId, s.skippedBecause]);
}

/** Whatever runs is over: the case is. */
export async function endProtocols(tx: Tx, caseId: string, at: Date): Promise<void> {
  await tx.query('UPDATE protocol SET over_at = $2, next_at = NULL WHERE case_id = $1 AND over_at IS NULL', [caseId, at]);
}

/** Checklists of the cases, newest first. */
export async function protocolsOfCases(db: Database, regionId: string, caseIds: readonly string[]): Promise<KeptProtocol[]> {
  return read(db, `SELECT ${columns} FROM protocol p JOIN "case" c ON c.id = p.case_id AND c.region_id = $1 WHERE p.case_id = ANY($2::uuid[]) ORDER BY p.id DESC`, [regionId, caseIds]);
}

/** Steps of the checklists, oldest first. */
export async function stepsOfProtocols(db: Database, ids: readonly number[]): Promise<KeptProtocolStep[]> {
  return read(
    db, `SELECT s.protocol_id AS "protocolId", s.at, s.step, s.by_id AS "byId", s.skipped_because AS "skippedBecause" FROM protocol_step s WHERE s.protocol_id = ANY($1::bigint[]) ORDER BY s.id`,
    [ids]);
}
