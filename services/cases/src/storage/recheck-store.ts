import type { Tx } from '@vardgraf/service-kit/transaction';
import type { CardRecheck, RecheckChange } from '../domain/recheck';

/** What a card says of it; null when the patient was neither asked nor has said anything. Instants come as text. */
export const recheckOf = (card: string): string =>
  `(SELECT jsonb_build_object('state', ${state}, 'askedAt', r.asked_at, 'change', r.change, 'saidAt', r.said_at, 'worseSince', r.worse_since, 'emergencyAt', r.emergency_at)
     FROM recheck r WHERE r.case_id = ${card}.id)`;

const state = `CASE WHEN r.said_at IS NULL OR r.asked_at > r.said_at THEN 'ASKED' ELSE r.state END`;

/** When the patient was asked, where nothing has been said since; null otherwise. */
export const askedAtOf = (card: string): string =>
  `(SELECT r.asked_at FROM recheck r WHERE r.case_id = ${card}.id AND (r.said_at IS NULL OR r.asked_at > r.said_at))`;

/** What of it is kept, by case. The cases' rows are locked. */
export async function rechecksOfCases(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Pick<CardRecheck, 'askedAt' | 'saidAt'>>> {
  const rows = await tx.query<Pick<CardRecheck, 'askedAt' | 'saidAt'> & { caseId: string }>(
    'SELECT case_id AS "caseId", asked_at AS "askedAt", said_at AS "saidAt" FROM recheck WHERE case_id = ANY($1::uuid[])', [caseIds]);
  return new Map(rows.map((row) => [row.caseId, row]));
}

/** Keeps that the patients are asked now. The cases' rows are locked. */
export async function saveAsked(tx: Tx, caseIds: readonly string[], at: Date): Promise<void> {
  if (caseIds.length === 0) return;
  await tx.query('INSERT INTO recheck (case_id, asked_at) SELECT unnest($1::uuid[]), $2 ON CONFLICT (case_id) DO UPDATE SET asked_at = excluded.asked_at', [caseIds, at]);
}

/** Keeps what the patient says, and since when it is worse. The case's row is locked. */
export async function saveSaid(tx: Tx, caseId: string, said: { change: RecheckChange; state: 'ASKING' | 'ANSWERED' | 'EMERGENCY'; saidAt: Date }): Promise<void> {
  const [worse, emergency] = [said.change === 'SAME' ? null : said.saidAt, said.state === 'EMERGENCY' ? said.saidAt : null];
  await tx.query(
    `INSERT INTO recheck AS r (case_id, change, state, said_at, worse_since, emergency_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (case_id) DO UPDATE SET change = excluded.change, state = excluded.state, said_at = excluded.said_at,
       worse_since = COALESCE(r.worse_since, excluded.worse_since), emergency_at = COALESCE(r.emergency_at, excluded.emergency_at)`,
    [caseId, said.change, said.state, said.saidAt, worse, emergency]);
}
