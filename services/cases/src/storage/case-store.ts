import { Fault } from '@vardgraf/service-kit/fault';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case, Visibility } from '../domain/case';
import type { StaffRole } from '../domain/codes';
import { caseRow } from './case-row';

/** The case of the region, locked until the transaction ends; undefined when the region has none with the id. */
export async function loadCaseForUpdate(tx: Tx, regionId: string, id: string): Promise<Case | undefined> {
  return (await tx.manager.findOne(caseRow, { where: { id, regionId }, lock: { mode: 'pessimistic_write' } })) ?? undefined;
}

/**
 * Ids of the unit's open cases, in the order in which they must be locked. With `staffedRoles` only those whose mark 'no one in this role' would
 * change: locking a whole queue on every change of staff would hold up every nurse who is about to take a case.
 */
export async function openCaseIds(tx: Tx, regionId: string, unitId: string, open: readonly string[], staffedRoles?: readonly StaffRole[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM "case" WHERE region_id = $1 AND unit_id = $2 AND status = ANY($3) AND ($4::text[] IS NULL OR no_one_in_role = (profession = ANY($4))) ORDER BY id`,
    [regionId, unitId, open, staffedRoles ?? null]);
  return rows.map((row) => row.id);
}

/** The work item of the case's messages that nobody has finished; undefined when there is none. */
export async function openMessageItemOf(tx: Tx, regionId: string, caseId: string, open: readonly string[]): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `SELECT id FROM "case" WHERE region_id = $1 AND linked_case_id = $2 AND kind = 'MESSAGE' AND status = ANY($3)`, [regionId, caseId, open]);
  return row?.id;
}

/** Inserts a case that may already be there; false when it is, and then nothing happened. */
export async function insertCase(tx: Tx, opened: Case): Promise<boolean> {
  const result = await tx.manager.createQueryBuilder().insert().into(caseRow).values(opened).orIgnore().returning('id').execute();
  return (result.raw as unknown[]).length === 1;
}

/**
 * Writes the case back. `after.version` is the number of its last event.
 * @throws Fault CONFLICT_RETRY when the row is no longer what `before` says; cannot happen to who holds its lock
 */
export async function saveCase(tx: Tx, before: Case, after: Case): Promise<void> {
  const { id, regionId, ...rest } = after;
  const result = await tx.manager.update(caseRow, { id, regionId, version: before.version }, rest);
  if (result.affected !== 1) throw new Fault('CONFLICT_RETRY', 'the case was changed by somebody else');
}

/** Who sees the case, the accountable unit's row first where it is the first one. */
export async function visibilityOf(tx: Tx, caseId: string): Promise<Visibility[]> {
  return tx.query<Visibility & Record<string, unknown>>(
    `SELECT unit_id AS "unitId", roles, added_by_step AS "addedByStep" FROM case_visibility WHERE case_id = $1 ORDER BY added_by_step, unit_id`, [caseId]);
}

/** Adds units and roles to those who see the case; a unit that sees it already gets the further roles and keeps its step. */
export async function addVisibility(tx: Tx, caseId: string, added: readonly { unitId: string; roles: readonly StaffRole[]; addedByStep: number }[]): Promise<void> {
  if (added.length === 0) return;
  await tx.query(
    `INSERT INTO case_visibility AS v (case_id, unit_id, roles, added_by_step)
     SELECT $1, a->>'unitId', ARRAY(SELECT jsonb_array_elements_text(a->'roles')), (a->>'addedByStep')::int FROM jsonb_array_elements($2::jsonb) AS a ORDER BY a->>'unitId'
     ON CONFLICT (case_id, unit_id) DO UPDATE SET roles = ARRAY(SELECT DISTINCT unnest(v.roles || excluded.roles) ORDER BY 1)`,
    [caseId, JSON.stringify(added)]);
}

/** Makes the list exactly who sees the case; a unit that is not in it no longer does. */
export async function replaceVisibility(tx: Tx, caseId: string, seenBy: readonly Visibility[]): Promise<void> {
  await tx.query('DELETE FROM case_visibility WHERE case_id = $1 AND unit_id <> ALL($2)', [caseId, seenBy.map((v) => v.unitId)]);
  await tx.query(
    `INSERT INTO case_visibility (case_id, unit_id, roles, added_by_step)
     SELECT $1, a->>'unitId', ARRAY(SELECT jsonb_array_elements_text(a->'roles') ORDER BY 1), (a->>'addedByStep')::int FROM jsonb_array_elements($2::jsonb) AS a ORDER BY a->>'unitId'
     ON CONFLICT (case_id, unit_id) DO UPDATE SET roles = excluded.roles, added_by_step = excluded.added_by_step`,
    [caseId, JSON.stringify(seenBy)]);
}

/** Takes an ended case out of every queue; who saw it stays on record. */
export async function closeVisibility(tx: Tx, caseId: string): Promise<void> {
  await tx.query('UPDATE case_visibility SET open = false WHERE case_id = $1', [caseId]);
}

/** One line of a case's history (QUE-12). */
export interface HistoryEntry {
  at: Date;
  action: string;
  from: string | null;
  to: string;
  byKind: 'PATIENT' | 'STAFF' | 'SYSTEM';
  byId: string | null;
  reason: string | null;
}

/** Adds a line to the case's history. */
export async function addHistory(tx: Tx, caseId: string, entry: HistoryEntry): Promise<void> {
  await tx.query(
    'INSERT INTO case_history (case_id, at, action, from_status, to_status, by_kind, by_id, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [caseId, entry.at, entry.action, entry.from, entry.to, entry.byKind, entry.byId, entry.reason]);
}
