import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { StaffRole } from '../domain/codes';
import { caseColumns } from './case-row';
import { casesOfPersonKeys } from './my-case-store';
import { fits, fitting, type QueueFilter } from './queue-store';

/** A live list's number and the ids in it, from one snapshot. */
export interface LiveKeys {
  seq: number;
  caseIds: string[];
}

const filtered = ['id', 'kind', 'status', 'profession', 'tags', 'takenBy', 'escalationStep', 'createdAt', 'urgencyRank', 'waitingSince'] as const;

/** The queue's number and the ids that the role sees and the filter lets through, in order; of `among` where that is given. */
export async function queueKeys(
  db: Database, q: { regionId: string; unitId: string; role: StaffRole; filter: QueueFilter; viewerId: string | null; among: readonly string[] | null },
): Promise<LiveKeys> {
  const [row] = await read<LiveKeys>(
    db,
    `SELECT COALESCE((SELECT seq FROM live_counter WHERE key = 'unit.' || $2), 0) AS seq,
            ARRAY(SELECT visible.id::text FROM (
              SELECT ${caseColumns('c', filtered)}, c.breach_warning AS "breachWarning", c.queue_band, c.risk_band, c.due_order
                FROM case_visibility v JOIN "case" c ON c.id = v.case_id
               WHERE v.unit_id = $2 AND v.open AND $3 = ANY(v.roles) AND c.region_id = $1 AND ($14::uuid[] IS NULL OR c.id = ANY($14))
            ) AS visible WHERE ${fits(4)} ORDER BY queue_band, "urgencyRank", risk_band, due_order, "waitingSince", id) AS "caseIds"`,
    [q.regionId, q.unitId, q.role, ...fitting(q.viewerId, q.filter), q.among]);
  return row!;
}

/** The numbers of the units' queues, 0 where nothing has happened yet; units known to be another region's are left out. */
export async function unitSeqs(db: Database, regionId: string, unitIds: readonly string[]): Promise<{ unitId: string; seq: number }[]> {
  return read(
    db,
    `SELECT asked.id AS "unitId", COALESCE(c.seq, 0) AS seq FROM unnest($2::text[]) WITH ORDINALITY AS asked(id, n) LEFT JOIN live_counter c ON c.key = 'unit.' || asked.id
      WHERE NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = asked.id AND u.region_id <> $1) ORDER BY n`,
    [regionId, unitIds]);
}

/** The case's own number: every change of the case or of its card counts. */
export async function caseSeq(db: Database, caseId: string): Promise<number> {
  const [row] = await read<{ seq: number }>(db, "SELECT COALESCE((SELECT seq FROM live_counter WHERE key = 'case.' || $1), 0) AS seq", [caseId]);
  return row!.seq;
}

/** The number of a person's own list and the ids in it, newest first. */
export async function myCaseKeys(db: Database, regionId: string, personId: string): Promise<LiveKeys> {
  const [row] = await read<LiveKeys>(
    db,
    `SELECT COALESCE((SELECT seq FROM live_counter WHERE key = 'patient.' || $2), 0) AS seq, ARRAY(${casesOfPersonKeys}) AS "caseIds"`,
    [regionId, personId]);
  return row!;
}
