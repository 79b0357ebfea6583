import type { Tx } from '@vardgraf/service-kit/transaction';
import type { ComparedVersion } from '../domain/triage-comparison';

type Reading = Pick<Tx, 'query'>;

/** What triage said of a matter. */
export interface TriagedMatter {
  sessionId: string;
  regionId: string;
  packId: string;
  semver: string;
  enginePriority: string;
  engineRank: number;
  decidedRank: number;
  caseId: string | null;
  finishedAt: Date;
  patientId: string;
}

/** Keeps what triage said, once; a case that comes to it later (the chat after an advice) is added. */
export async function keepTriaged(tx: Tx, m: TriagedMatter): Promise<void> {
  await tx.query(
    `INSERT INTO triaged_matter AS t (session_id, region_id, pack_id, semver, engine_priority, engine_rank, decided_rank, case_id, finished_at, patient_id, sought_again)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
       EXISTS (SELECT FROM sought_care WHERE patient_id = $10 AND session_id <> $1 AND at > $9 AND at <= $9::timestamptz + interval '72 hours'))
     ON CONFLICT (session_id) DO UPDATE SET case_id = COALESCE(t.case_id, excluded.case_id)`,
    [m.sessionId, m.regionId, m.packId, m.semver, m.enginePriority, m.engineRank, m.decidedRank, m.caseId, m.finishedAt, m.patientId]);
}

/** The patient sought care: what triage said of them within the 72 hours before is marked. Forgets whom it no longer needs to know. */
export async function keepSought(tx: Tx, s: { patientId: string; sessionId: string; at: Date }): Promise<void> {
  await tx.query('INSERT INTO sought_care (patient_id, session_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [s.patientId, s.sessionId, s.at]);
  await tx.query(
    `UPDATE triaged_matter SET sought_again = true
      WHERE patient_id = $1 AND session_id <> $2 AND finished_at < $3 AND finished_at >= $3::timestamptz - interval '72 hours' AND NOT sought_again`,
    [s.patientId, s.sessionId, s.at]);
  await tx.query("DELETE FROM sought_care WHERE at < $1::timestamptz - interval '96 hours'", [s.at]);
  await tx.query("UPDATE triaged_matter SET patient_id = NULL WHERE patient_id IS NOT NULL AND finished_at < $1::timestamptz - interval '96 hours'", [s.at]);
}

/** The assignment that telephone triage submitted is the case of its session. */
export async function keepCaseOf(tx: Tx, sessionId: string, caseId: string): Promise<void> {
  await tx.query('UPDATE triaged_matter SET case_id = $2 WHERE session_id = $1 AND case_id IS NULL', [sessionId, caseId]);
}

/** The first change of a case's priority; later ones change nothing. */
export async function keepFirstChange(tx: Tx, caseId: string, from: number, to: number): Promise<void> {
  await tx.query(
    `INSERT INTO judged_case AS j (case_id, first_from, first_to) VALUES ($1, $2, $3)
     ON CONFLICT (case_id) DO UPDATE SET first_from = excluded.first_from, first_to = excluded.first_to WHERE j.first_to IS NULL`, [caseId, from, to]);
}

/** The visit has ended; what was right is kept as it was stated last. */
export async function keepEnd(tx: Tx, caseId: string, right: { priority: string; urgencyRank: number } | undefined): Promise<void> {
  await tx.query(
    `INSERT INTO judged_case AS j (case_id, closed, right_priority, right_rank) VALUES ($1, true, $2, $3)
     ON CONFLICT (case_id) DO UPDATE SET closed = true, right_priority = COALESCE(excluded.right_priority, j.right_priority), right_rank = COALESCE(excluded.right_rank, j.right_rank)`,
    [caseId, right?.priority ?? null, right?.urgencyRank ?? null]);
}

/** Exact counts by version of content, of sessions finished in the days (in Sweden); every day when none are given. */
export async function comparisons(tx: Reading, q: { regionId: string; underBy: number; from?: string; to?: string }): Promise<ComparedVersion[]> {
  return tx.query<ComparedVersion>(
    `WITH matter AS (
       SELECT t.*, j.closed, j.right_rank,
              COALESCE(j.first_to, t.decided_rank) - t.engine_rank AS moved,
              CASE WHEN j.right_rank IS NULL THEN NULL WHEN j.right_priority = t.engine_priority THEN 0 ELSE t.engine_rank - j.right_rank END AS below
         FROM triaged_matter t LEFT JOIN judged_case j ON j.case_id = t.case_id
        WHERE t.region_id = $1 AND ($3::date IS NULL OR t.finished_at >= $3::date::timestamp AT TIME ZONE 'Europe/Stockholm')
          AND ($4::date IS NULL OR t.finished_at < ($4::date + 1)::timestamp AT TIME ZONE 'Europe/Stockholm'))
     SELECT pack_id AS "packId", semver, count(*)::int AS sessions,
            count(*) FILTER (WHERE moved < 0)::int AS raised, count(*) FILTER (WHERE moved > 0)::int AS lowered,
            count(*) FILTER (WHERE closed)::int AS closed, count(below)::int AS stated,
            count(*) FILTER (WHERE below >= 0 AND below < $2)::int AS agreed, count(*) FILTER (WHERE below >= $2)::int AS under,
            count(*) FILTER (WHERE below >= 2)::int AS "farUnder", count(*) FILTER (WHERE below < 0)::int AS over,
            count(*) FILTER (WHERE finished_at <= vardgraf.now() - interval '72 hours')::int AS observed,
            count(*) FILTER (WHERE sought_again AND finished_at <= vardgraf.now() - interval '72 hours')::int AS "soughtAgain"
       FROM matter GROUP BY pack_id, semver ORDER BY pack_id, semver`,
    [q.regionId, q.underBy, q.from ?? null, q.to ?? null]);
}

/** Regions of which triage has said anything. */
export async function comparedRegions(tx: Reading): Promise<string[]> {
  return (await tx.query<{ id: string }>('SELECT DISTINCT region_id AS id FROM triaged_matter ORDER BY id')).map(({ id }) => id);
}
