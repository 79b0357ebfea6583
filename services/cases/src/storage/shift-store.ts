import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { StaffRole } from '../domain/codes';
import type { Shift } from '../domain/shift';
import { inHand } from './capacity-store';

const names: Record<keyof Shift, string> = {
  id: 'id', regionId: 'region_id', unitId: 'unit_id', staffId: 'staff_id', role: 'role', startedAt: 'started_at', endsAt: 'ends_at', endedAt: 'ended_at', endedBy: 'ended_by',
};
const columns = Object.entries(names).map(([fact, name]) => `s.${name} AS "${fact}"`).join(', ');
type Row = Shift & Record<string, unknown>;

/**
 * Lets one change of who is on shift at the unit through at a time, after every arrival that has asked for it (`keepShifts`), until the transaction
 * ends. Take it before any case's row.
 */
export async function lockShifts(tx: Tx, unitId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`shifts at ${unitId}`]);
}

/** Who is on shift at the unit stays so until the transaction ends. */
export async function keepShifts(tx: Tx, unitId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [`shifts at ${unitId}`]);
}

/** The person's shift at the unit that goes on. */
export async function runningShift(tx: Tx, regionId: string, unitId: string, staffId: string): Promise<Shift | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM shift s WHERE s.region_id = $1 AND s.unit_id = $2 AND s.staff_id = $3 AND s.ended_at IS NULL`, [regionId, unitId, staffId]))[0];
}

/** The person's latest shift at the unit, over or not. */
export async function latestShift(tx: Tx, regionId: string, unitId: string, staffId: string): Promise<Shift | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM shift s WHERE s.region_id = $1 AND s.unit_id = $2 AND s.staff_id = $3 ORDER BY s.started_at DESC, s.id DESC LIMIT 1`, [regionId, unitId, staffId]))[0];
}

/** The shift with the id. */
export async function shiftOf(tx: Tx, regionId: string, id: string): Promise<Shift | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM shift s WHERE s.region_id = $1 AND s.id = $2`, [regionId, id]))[0];
}

/** Shifts of the person that go on without a commission for their role at their unit. */
export async function shiftsWithoutCommission(tx: Tx, regionId: string, staffId: string): Promise<Shift[]> {
  return tx.query<Row>(
    `SELECT ${columns} FROM shift s WHERE s.region_id = $1 AND s.staff_id = $2 AND s.ended_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM staff_commission c WHERE c.staff_id = s.staff_id AND c.unit_id = s.unit_id AND c.role = s.role) ORDER BY s.unit_id`,
    [regionId, staffId]);
}

export async function insertShift(tx: Tx, shift: Shift): Promise<void> {
  const facts = Object.keys(names) as (keyof Shift)[];
  await tx.query(`INSERT INTO shift (${facts.map((fact) => names[fact]).join(', ')}) VALUES (${facts.map((_, i) => `$${i + 1}`).join(', ')})`, facts.map((fact) => shift[fact]));
}

/** Writes that the shift is over. */
export async function saveShiftEnd(tx: Tx, shift: Shift): Promise<void> {
  await tx.query('UPDATE shift SET ended_at = $2, ended_by = $3 WHERE id = $1 AND ended_at IS NULL', [shift.id, shift.endedAt, shift.endedBy]);
}

/** Roles that somebody is on shift in at the unit. */
export async function rolesOnShift(tx: Tx, regionId: string, unitId: string): Promise<StaffRole[]> {
  return (await tx.query<{ role: StaffRole }>('SELECT DISTINCT role FROM shift WHERE region_id = $1 AND unit_id = $2 AND ended_at IS NULL ORDER BY 1', [regionId, unitId])).map((row) => row.role);
}

/** Who is on shift at the unit, those longest there first (QUE-10). */
export async function shiftsAt(db: Database, regionId: string, unitId: string): Promise<Shift[]> {
  return read(db, `SELECT ${columns} FROM shift s WHERE s.region_id = $1 AND s.unit_id = $2 AND s.ended_at IS NULL ORDER BY s.started_at, s.id`, [regionId, unitId]);
}

/** The running shifts of the persons at the units, by pairs. */
export async function shiftsOf(db: Database, regionId: string, pairs: readonly { unitId: string; staffId: string }[]): Promise<Shift[]> {
  return read(
    db,
    `SELECT ${columns} FROM shift s JOIN unnest($2::text[], $3::text[]) AS asked(unit_id, staff_id) ON asked.unit_id = s.unit_id AND asked.staff_id = s.staff_id
      WHERE s.region_id = $1 AND s.ended_at IS NULL`,
    [regionId, pairs.map((p) => p.unitId), pairs.map((p) => p.staffId)]);
}

/** The number of the unit's list of colleagues on shift and who is in it, from one snapshot. */
export async function shiftKeys(db: Database, regionId: string, unitId: string): Promise<{ seq: number; staffIds: string[] }> {
  const [row] = await read<{ seq: number; staffIds: string[] }>(
    db,
    `SELECT COALESCE((SELECT seq FROM live_counter WHERE key = 'shift.' || $2), 0) AS seq,
            ARRAY(SELECT staff_id FROM shift WHERE region_id = $1 AND unit_id = $2 AND ended_at IS NULL ORDER BY started_at, id) AS "staffIds"`,
    [regionId, unitId]);
  return row!;
}

/** Cases that wait for the doctor alone (RDG-5). */
export async function reservedFor(tx: Tx, regionId: string, doctorId: string): Promise<{ id: string; regionId: string; urgencyRank: number }[]> {
  return tx.query('SELECT id::text, region_id AS "regionId", urgency_rank AS "urgencyRank" FROM "case" WHERE region_id = $1 AND fixed_doctor_id = $2 AND reserved_until IS NOT NULL ORDER BY id', [regionId, doctorId]);
}

/** Ids of the cases that the person has in hand at the unit, the most urgent first. */
export async function visitsInHand(tx: Pick<Tx, 'query'>, regionId: string, unitId: string, staffId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id::text FROM "case" WHERE region_id = $1 AND unit_id = $2 AND taken_by = $3 AND ${inHand}
      ORDER BY queue_band, urgency_rank, risk_band, due_order, id`,
    [regionId, unitId, staffId]);
  return rows.map((row) => row.id);
}
