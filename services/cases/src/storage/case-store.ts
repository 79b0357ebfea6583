import { Fault } from '@vardgraf/service-kit/fault';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case, Visibility } from '../domain/case';
import type { StaffRole } from '../domain/codes';
import { caseAsRow, caseAssignments, caseColumns, caseRow } from './case-row';

/** The case of the region, locked until the transaction ends; undefined when the region has none with the id. */
export async function loadCaseForUpdate(tx: Tx, regionId: string, id: string): Promise<Case | undefined> {
  return (await tx.manager.findOne(caseRow, { where: { id, regionId }, lock: { mode: 'pessimistic_write' } })) ?? undefined;
}

/**
 * The cases of the region that nobody else holds, by id, locked until the transaction ends; `held` are those somebody does, who is not waited for. An
 * id that the region does not have is in neither.
 */
export async function loadFreeCases(tx: Tx, regionId: string, ids: readonly string[]): Promise<{ free: Case[]; held: string[] }> {
  const free = await tx.query<Case & Record<string, unknown>>(
    `SELECT ${caseColumns('c')} FROM "case" c WHERE c.region_id = $1 AND c.id = ANY($2::uuid[]) ORDER BY c.id FOR UPDATE SKIP LOCKED`, [regionId, ids]);
  const others = ids.filter((id) => !free.some((c) => c.id === id));
  if (others.length === 0) return { free, held: [] };
  const held = await tx.query<{ id: string }>('SELECT id FROM "case" WHERE region_id = $1 AND id = ANY($2::uuid[])', [regionId, others]);
  return { free, held: held.map((row) => row.id) };
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

/** The case that a work item of kind MESSAGE belongs to, locked until the transaction ends; undefined when the id is no such item's. */
export async function lockCaseOfMessage(tx: Tx, regionId: string, itemId: string): Promise<Case | undefined> {
  const [item] = await tx.query<{ linked: string | null }>(
    `SELECT linked_case_id AS linked FROM "case" WHERE region_id = $1 AND id = $2 AND kind = 'MESSAGE'`, [regionId, itemId]);
  return item?.linked ? loadCaseForUpdate(tx, regionId, item.linked) : undefined;
}

/** Whether the case that a work item of kind MESSAGE belongs to is over; what is over stays so. No for everything that is no such item. */
export async function isCaseOfMessageOver(tx: Tx, item: Pick<Case, 'kind' | 'linkedCaseId'>, open: readonly string[]): Promise<boolean> {
  if (item.kind !== 'MESSAGE') return false;
  return (await tx.query('SELECT 1 FROM "case" WHERE id = $1 AND status <> ALL($2)', [item.linkedCaseId, open])).length === 1;
}

/** Inserts a case that may already be there; false when it is, and then nothing happened. */
export async function insertCase(tx: Tx, opened: Case): Promise<boolean> {
  const result = await tx.manager.createQueryBuilder().insert().into(caseRow).values(opened).orIgnore().returning('id').execute();
  return (result.raw as unknown[]).length === 1;
}

/**
 * Writes cases back in one statement. `after.version` is the number of its last event.
 * @throws Fault CONFLICT_RETRY when a row is no longer what `before` says; cannot happen to who holds its lock
 */
export async function saveCases(tx: Tx, changed: readonly { before: Case; after: Case }[]): Promise<void> {
  const saved = await tx.query(
    `UPDATE "case" AS c SET ${caseAssignments('n')}
       FROM jsonb_populate_recordset(NULL::"case", $1::jsonb) AS n JOIN unnest($2::uuid[], $3::int[]) AS old (id, version) ON old.id = n.id
      WHERE c.id = n.id AND c.id = ANY($2::uuid[]) AND c.region_id = n.region_id AND c.version = old.version RETURNING c.id`,
    [JSON.stringify(changed.map(({ after }) => caseAsRow(after))), changed.map(({ before }) => before.id), changed.map(({ before }) => before.version)]);
  if (saved.length !== changed.length) throw new Fault('CONFLICT_RETRY', 'a case was changed by somebody else');
}

/** Whose the cases are, by case. */
export async function patientsOf(tx: Tx, regionId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; patientId: string }>('SELECT id, patient_id AS "patientId" FROM "case" WHERE region_id = $1 AND id = ANY($2::uuid[])', [regionId, ids]);
  return new Map(rows.map((row) => [row.id, row.patientId]));
}

/** Who sees the case, the accountable unit's row first where it is the first one. */
export async function visibilityOf(tx: Tx, caseId: string): Promise<Visibility[]> {
  return (await visibilityOfCases(tx, [caseId])).get(caseId) ?? [];
}

/** Who sees the cases, by case. */
export async function visibilityOfCases(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Visibility[]>> {
  const rows = await tx.query<Visibility & { caseId: string }>(
    `SELECT case_id AS "caseId", unit_id AS "unitId", roles, added_by_step AS "addedByStep" FROM case_visibility WHERE case_id = ANY($1::uuid[]) ORDER BY added_by_step, unit_id`, [caseIds]);
  const seenBy = new Map<string, Visibility[]>();
  for (const { caseId, ...row } of rows) seenBy.set(caseId, [...(seenBy.get(caseId) ?? []), row]);
  return seenBy;
}

/** Adds units and roles to those who see a case; a unit that sees it already gets the further roles and keeps its step. */
export async function addVisibility(tx: Tx, added: readonly { caseId: string; unitId: string; roles: readonly StaffRole[]; addedByStep: number }[]): Promise<void> {
  if (added.length === 0) return;
  await tx.query(
    `INSERT INTO case_visibility AS v (case_id, unit_id, roles, added_by_step)
     SELECT (a->>'caseId')::uuid, a->>'unitId', ARRAY(SELECT jsonb_array_elements_text(a->'roles')), (a->>'addedByStep')::int
       FROM jsonb_array_elements($1::jsonb) AS a ORDER BY 1, 2
     ON CONFLICT (case_id, unit_id) DO UPDATE SET roles = ARRAY(SELECT DISTINCT unnest(v.roles || excluded.roles) ORDER BY 1)`,
    [JSON.stringify(added)]);
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
  await addHistories(tx, [{ caseId, ...entry }]);
}

/** Adds lines to the histories of cases, in order. */
export async function addHistories(tx: Tx, lines: readonly (HistoryEntry & { caseId: string })[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.query(
    `INSERT INTO case_history (case_id, at, action, from_status, to_status, by_kind, by_id, reason)
     SELECT (h->>'caseId')::uuid, (h->>'at')::timestamptz, h->>'action', h->>'from', h->>'to', h->>'byKind', h->>'byId', h->>'reason'
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS list (h, n) ORDER BY n`,
    [JSON.stringify(lines)]);
}
