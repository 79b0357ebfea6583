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

/** Sessions of a complaint in the region that came to an outcome since then, the newest first, at most so many. */
export async function pastSessions(tx: Pick<Tx, 'query'>, regionId: string, o: { complaintCode: string; since: Date; most: number }): Promise<PastSessionRow[]> {
  return tx.query<PastSessionRow>(
    `SELECT id, sha256, age_days AS "ageDays", sex, earlier_contacts AS "earlierContacts", free_text AS "freeText", answers FROM session
      WHERE region_id = $1 AND complaint_code = $2 AND finished_at >= $3 AND status IN ('FINISHED', 'EMERGENCY') ORDER BY finished_at DESC LIMIT $4`,
    [regionId, o.complaintCode, o.since, o.most]);
}
