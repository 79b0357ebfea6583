import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Session } from '../domain/session';

/** Column → property; `json` ones are stored as JSON. What a change may touch is `mutable`. */
const fields: readonly { column: string; name: keyof Session; json?: true; mutable?: true }[] = [
  { column: 'id', name: 'id' }, { column: 'region_id', name: 'regionId' }, { column: 'patient_id', name: 'patientId' }, { column: 'actor_id', name: 'actorId' },
  { column: 'actor_kind', name: 'actorKind' }, { column: 'actor_unit_ids', name: 'actorUnitIds' }, { column: 'client_id', name: 'clientId' },
  { column: 'complaint_code', name: 'complaintCode' }, { column: 'pack_id', name: 'packId' }, { column: 'semver', name: 'semver' }, { column: 'sha256', name: 'sha256' },
  { column: 'further', name: 'further', json: true }, { column: 'age_days', name: 'ageDays' }, { column: 'sex', name: 'sex' },
  { column: 'earlier_contacts', name: 'earlierContacts' }, { column: 'out_of_region', name: 'outOfRegion' }, { column: 'started_at', name: 'startedAt' },
  { column: 'restarted_from', name: 'restartedFrom' },
  { column: 'status', name: 'status', mutable: true }, { column: 'free_text', name: 'freeText', mutable: true }, { column: 'answers', name: 'answers', json: true, mutable: true },
  { column: 'withdrawn_signs', name: 'withdrawnSigns', mutable: true }, { column: 'overrides', name: 'overrides', json: true, mutable: true },
  { column: 'screens_seen', name: 'screensSeen', mutable: true }, { column: 'crisis_card_shown', name: 'crisisCardShown', mutable: true },
  { column: 'touched_at', name: 'touchedAt', mutable: true }, { column: 'left_by', name: 'leftBy', mutable: true }, { column: 'finished_at', name: 'finishedAt', mutable: true },
  { column: 'outcome', name: 'outcome', json: true, mutable: true }, { column: 'engine_outcome', name: 'engineOutcome', json: true, mutable: true },
  { column: 'case_id', name: 'caseId', mutable: true }, { column: 'ticket_id', name: 'ticketId', mutable: true }, { column: 'version', name: 'version', mutable: true },
];
type Field = (typeof fields)[number];

const columns = fields.map(({ column, name }) => `${column} AS "${name}"`).join(', ');
const place = ({ json }: Field, i: number): string => `$${i}${json ? '::jsonb' : ''}`;
const stored = (s: Session, { name, json }: Field): unknown => (json && s[name] !== null ? JSON.stringify(s[name]) : s[name]);

/** Stores a new session; false when the person has used the client id before. */
export async function insertSession(tx: Tx, s: Session): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO session (${fields.map(({ column }) => column).join(', ')}) VALUES (${fields.map((field, i) => place(field, i + 1)).join(', ')})
     ON CONFLICT ON CONSTRAINT client_id_once DO NOTHING RETURNING id`,
    fields.map((field) => stored(s, field)));
  return rows.length === 1;
}

const mutable = fields.filter((field) => field.mutable);

/** Writes what a session's change may touch. @throws Error when somebody changed it since it was read */
export async function saveSession(tx: Tx, before: Session, s: Session): Promise<void> {
  const rows = await tx.query(
    `UPDATE session SET ${mutable.map((field, i) => `${field.column} = ${place(field, i + 3)}`).join(', ')} WHERE id = $1 AND version = $2 RETURNING id`,
    [s.id, before.version, ...mutable.map((field) => stored(s, field))]);
  if (rows.length !== 1) throw new Error('the session changed under its lock');
}

/** The session, locked. */
export async function lockSession(tx: Tx, regionId: string, id: string): Promise<Session | undefined> {
  return (await tx.query<Session>(`SELECT ${columns} FROM session WHERE region_id = $1 AND id = $2 FOR UPDATE`, [regionId, id]))[0];
}

/** The session that made the case, locked. */
export async function lockSessionOfCase(tx: Tx, regionId: string, caseId: string): Promise<Session | undefined> {
  return (await tx.query<Session>(`SELECT ${columns} FROM session WHERE region_id = $1 AND case_id = $2 FOR UPDATE`, [regionId, caseId]))[0];
}

/** The session that the person began with this client id. */
export async function sessionOfClient(tx: Tx, actorId: string, clientId: string): Promise<Session | undefined> {
  return (await tx.query<Session>(`SELECT ${columns} FROM session WHERE actor_id = $1 AND client_id = $2`, [actorId, clientId]))[0];
}

export async function sessionById(tx: Pick<Tx, 'query'>, regionId: string, id: string): Promise<Session | undefined> {
  return (await tx.query<Session>(`SELECT ${columns} FROM session WHERE region_id = $1 AND id = $2`, [regionId, id]))[0];
}

/** The sessions that made the cases. */
export async function sessionsOfCases(tx: Pick<Tx, 'query'>, regionId: string, caseIds: readonly string[]): Promise<Session[]> {
  return tx.query<Session>(`SELECT ${columns} FROM session WHERE region_id = $1 AND case_id = ANY($2::uuid[])`, [regionId, caseIds]);
}

/** How often the patient came to an outcome for the complaint in the last seven days. */
export async function earlierContacts(tx: Tx, patientId: string, complaintCode: string): Promise<number> {
  const [row] = await tx.query<{ contacts: number }>(
    `SELECT count(*)::int AS contacts FROM session
      WHERE patient_id = $1 AND (complaint_code = $2 OR further @> jsonb_build_array(jsonb_build_object('complaintCode', $2::text)))
        AND status IN ('FINISHED', 'EMERGENCY') AND finished_at > vardgraf.now() - interval '7 days'`,
    [patientId, complaintCode]);
  return row!.contacts;
}

/** Open sessions of the patients that their own side began, the newest first. */
export async function openSessionsOf(tx: Pick<Tx, 'query'>, regionId: string, patientIds: readonly string[]): Promise<Session[]> {
  return tx.query<Session>(
    `SELECT ${columns} FROM session WHERE region_id = $1 AND patient_id = ANY($2) AND actor_kind = 'PATIENT' AND status = 'OPEN' ORDER BY touched_at DESC, id DESC LIMIT ${mostOpen}`,
    [regionId, patientIds]);
}

/** Open sessions begun by telephone: by staff of any of the units, or by the partner. */
export async function openAssistedSessions(tx: Pick<Tx, 'query'>, regionId: string, by: { partnerId: string } | { unitIds: readonly string[] }): Promise<Session[]> {
  const [whose, value] = 'partnerId' in by ? ["actor_kind = 'PARTNER' AND actor_id = $2", by.partnerId] : ["actor_kind = 'STAFF' AND actor_unit_ids && $2::text[]", by.unitIds];
  return tx.query<Session>(
    `SELECT ${columns} FROM session WHERE region_id = $1 AND ${whose} AND status = 'OPEN' ORDER BY touched_at DESC, id DESC LIMIT ${mostOpen}`, [regionId, value]);
}

/** So many open sessions are shown at once. */
const mostOpen = 20;

/** The session and those that it began anew, one after the other, locked; the newest first. */
export async function lockChain(tx: Tx, s: Session): Promise<Session[]> {
  const chain = [s];
  for (let before = s.restartedFrom; before; before = chain.at(-1)!.restartedFrom) {
    const earlier = await lockSession(tx, s.regionId, before);
    if (!earlier) break;
    chain.push(earlier);
  }
  return chain;
}

/** The session that was begun in place of this one. */
export async function restartOf(tx: Pick<Tx, 'query'>, id: string): Promise<Session | undefined> {
  return (await tx.query<Session>(`SELECT ${columns} FROM session WHERE restarted_from = $1`, [id]))[0];
}
