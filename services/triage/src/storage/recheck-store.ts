import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Given } from '../domain/session';
import type { Recheck } from '../domain/recheck';

type Row = Omit<Recheck, 'known' | 'said'> & { known: Given[]; said: Given[] };

const columns = `id, region_id AS "regionId", session_id AS "sessionId", case_id AS "caseId", patient_id AS "patientId", actor_id AS "actorId", client_id AS "clientId", change, status,
  known, said, free_text AS "freeText", before_rank AS "beforeRank", urgency_rank AS "urgencyRank", suicide_risk AS "suicideRisk", started_at AS "startedAt", finished_at AS "finishedAt", version`;

/** Stores a new re-check; false when the person has used the client id before. */
export async function insertRecheck(tx: Tx, r: Recheck): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO recheck (id, region_id, session_id, case_id, patient_id, actor_id, client_id, change, status, known, said, free_text, before_rank, urgency_rank, suicide_risk, started_at, finished_at, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT ON CONSTRAINT recheck_client_id_once DO NOTHING RETURNING id`,
    [r.id, r.regionId, r.sessionId, r.caseId, r.patientId, r.actorId, r.clientId, r.change, r.status, JSON.stringify(r.known), JSON.stringify(r.said), r.freeText, r.beforeRank, r.urgencyRank,
      r.suicideRisk, r.startedAt, r.finishedAt, r.version]);
  return rows.length === 1;
}

/** Writes what an answer changes. The row is locked. */
export async function saveRecheck(tx: Tx, r: Recheck): Promise<void> {
  await tx.query(
    'UPDATE recheck SET status = $2, said = $3::jsonb, free_text = $4, urgency_rank = $5, suicide_risk = $6, finished_at = $7, version = $8 WHERE id = $1',
    [r.id, r.status, JSON.stringify(r.said), r.freeText, r.urgencyRank, r.suicideRisk, r.finishedAt, r.version]);
}

/** The re-check, locked. */
export async function lockRecheck(tx: Tx, regionId: string, id: string): Promise<Recheck | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM recheck WHERE region_id = $1 AND id = $2 FOR UPDATE`, [regionId, id]))[0];
}

/** The re-check that the person began with this client id. */
export async function recheckOfClient(tx: Tx, actorId: string, clientId: string): Promise<Recheck | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM recheck WHERE actor_id = $1 AND client_id = $2`, [actorId, clientId]))[0];
}

/** The re-checks of a case, the oldest first. */
export async function rechecksOfCase(tx: Pick<Tx, 'query'>, regionId: string, caseId: string): Promise<Recheck[]> {
  return tx.query<Row>(`SELECT ${columns} FROM recheck WHERE region_id = $1 AND case_id = $2 ORDER BY started_at, id`, [regionId, caseId]);
}
