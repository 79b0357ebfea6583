import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Answer, Sex } from '../domain/pack';

/** What of a session that is over weighs again: who it was about is not among it. */
export interface PastSessionRow {
  id: string;
  sha256: string;
  ageDays: number;
  sex: Sex;
  earlierContacts: number;
  freeText: string | null;
  answers: { finding: string; value: Answer }[];
}

const columns = `id, sha256, age_days AS "ageDays", sex, earlier_contacts AS "earlierContacts", free_text AS "freeText", answers`;

/** Sessions of a complaint in the region that came to an outcome since then, the newest first, at most so many. */
export async function pastSessions(tx: Pick<Tx, 'query'>, regionId: string, o: { complaintCode: string; since: Date; most: number }): Promise<PastSessionRow[]> {
  return tx.query<PastSessionRow>(
    `SELECT ${columns} FROM session
      WHERE region_id = $1 AND complaint_code = $2 AND finished_at >= $3 AND status IN ('FINISHED', 'EMERGENCY') ORDER BY finished_at DESC LIMIT $4`,
    [regionId, o.complaintCode, o.since, o.most]);
}

export interface UseCounts {
  started: number;
  finished: number;
  left: number;
  medianScreens: number | null;
}

const useSince = `region_id = $1 AND sha256 = $2 AND started_at >= $3`;

/** How many of the region's sessions with this content began since then, and how they ended (BEY-14). */
export async function useOf(tx: Pick<Tx, 'query'>, regionId: string, sha256: string, since: Date): Promise<UseCounts> {
  const [row] = await tx.query<UseCounts>(
    `SELECT count(*)::int AS started, count(*) FILTER (WHERE status IN ('FINISHED', 'EMERGENCY'))::int AS finished, count(*) FILTER (WHERE status = 'ABANDONED')::int AS left,
            (percentile_disc(0.5) WITHIN GROUP (ORDER BY screens_seen) FILTER (WHERE status IN ('FINISHED', 'EMERGENCY')))::int AS "medianScreens"
       FROM session WHERE ${useSince}`, [regionId, sha256, since]);
  return row!;
}

/** Those of them that were left, the newest first, at most so many. */
export async function leftSessions(tx: Pick<Tx, 'query'>, regionId: string, o: { sha256: string; since: Date; most: number }): Promise<PastSessionRow[]> {
  return tx.query<PastSessionRow>(`SELECT ${columns} FROM session WHERE ${useSince} AND status = 'ABANDONED' ORDER BY started_at DESC LIMIT $4`, [regionId, o.sha256, o.since, o.most]);
}
