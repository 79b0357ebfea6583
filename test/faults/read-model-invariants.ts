import { createHash } from 'node:crypto';
import type { AuditEntry } from '@vardgraf/oversight/domain/audit-entry';
import { arrive, beginning, type ChainHead, step } from '@vardgraf/oversight/domain/chain';
import { entryColumns } from '@vardgraf/oversight/storage/entry-row';
import { toldHours, toldRelations } from './told-relations';
import { broken, type Evidence, sameRows, select, type Violation } from './violation';

/** Column lists of a relation table that a service keeps of directory's units, patients and staff, and the same from directory's own tables. */
const relations: { table: string; kept: string; source: string; needs: string[] }[] = [
  {
    table: 'unit', needs: ['staffed_roles', 'cooperating_unit_ids'],
    kept: `SELECT id::text, region_id, kind, active, version, ARRAY(SELECT unnest(staffed_roles) ORDER BY 1) AS roles, ARRAY(SELECT unnest(cooperating_unit_ids) ORDER BY 1) AS helpers FROM {schema}.unit`,
    source: `SELECT u.id::text, u.region_id, u.kind, u.active, t.version,
                    ARRAY(SELECT DISTINCT c.role FROM directory.commission_unit cu JOIN directory.commission c ON c.id = cu.commission_id JOIN directory.staff_member s ON s.id = c.staff_id
                           WHERE cu.unit_id = u.id AND c.active AND s.active ORDER BY 1),
                    ARRAY(SELECT helper_id::text FROM directory.unit_cooperation WHERE unit_id = u.id ORDER BY 1)
               FROM directory.unit u JOIN (SELECT aggregate_id, max(version) AS version FROM directory.outbox WHERE type = 'unit.changed' GROUP BY 1) t ON t.aggregate_id = u.id::text`,
  },
  {
    table: 'unit', needs: ['locality', 'accepts_out_of_region'],
    kept: 'SELECT id::text, region_id, kind, active, locality, accepts_out_of_region FROM {schema}.unit',
    source: 'SELECT id::text, region_id, kind, active, locality, accepts_out_of_region FROM directory.unit WHERE version > 0',
  },
  {
    table: 'unit', needs: ['functions_off'],
    kept: 'SELECT id::text, version, to_jsonb(functions_off) AS off FROM {schema}.unit',
    source: `SELECT DISTINCT ON (aggregate_id) aggregate_id, version, data->'functionsOff' FROM directory.outbox WHERE type = 'unit.changed' ORDER BY aggregate_id, version DESC`,
  },
  {
    table: 'patient', needs: ['birth_date', 'guardian_ids', 'protected_identity'],
    kept: `SELECT id::text, birth_date, sex, home_region_id, listed_unit_id::text, protected_identity, ARRAY(SELECT unnest(guardian_ids)::text ORDER BY 1) AS guardians, version FROM {schema}.patient`,
    source: `SELECT p.id::text, birth_date, sex, home_region_id, listed_unit_id::text, protected_identity, ARRAY(SELECT guardian_id::text FROM directory.guardian WHERE child_id = p.id ORDER BY 1), p.version
               FROM directory.patient p WHERE p.version > 0`,
  },
  {
    table: 'case_access', needs: ['staff_ids', 'unit_ids'],
    kept: `SELECT case_id::text, region_id, ARRAY(SELECT DISTINCT unnest(staff_ids) ORDER BY 1) AS staff, ARRAY(SELECT DISTINCT unnest(unit_ids) ORDER BY 1) AS units, closed_at IS NULL AS open FROM {schema}.case_access`,
    source: `SELECT c.id::text, c.region_id, ARRAY(SELECT DISTINCT unnest(array_remove(c.participants || c.taken_by, NULL)) ORDER BY 1),
                    ARRAY(SELECT unit_id FROM cases.case_visibility WHERE case_id = c.id UNION SELECT c.unit_id ORDER BY 1), c.status NOT IN ('COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR') FROM cases."case" c`,
  },
  {
    table: 'patient_relation', needs: ['listed_unit_id', 'guardian_ids'],
    kept: `SELECT patient_id::text, region_id, listed_unit_id::text, ARRAY(SELECT unnest(guardian_ids)::text ORDER BY 1) AS guardians, version FROM {schema}.patient_relation`,
    source: `SELECT p.id::text, p.region_id, p.listed_unit_id::text, ARRAY(SELECT guardian_id::text FROM directory.guardian WHERE child_id = p.id ORDER BY 1), p.version FROM directory.patient p WHERE p.version > 0`,
  },
  {
    table: 'staff_commission', needs: ['staff_id', 'commission_id', 'unit_id', 'role'],
    kept: 'SELECT staff_id::text, commission_id::text, unit_id::text, role FROM {schema}.staff_commission',
    source: `SELECT c.staff_id::text, c.id::text, u.unit_id::text, c.role FROM directory.commission c JOIN directory.commission_unit u ON u.commission_id = c.id
               JOIN directory.staff_member s ON s.id = c.staff_id WHERE c.active AND s.active AND s.version > 0`,
  },
];

/** [I7] What services keep of directory and of cases is what those have and have told. A table that a service does not keep is not looked for. */
export async function relationsMatch(evidence: Evidence): Promise<Violation[]> {
  const found: Violation[] = [];
  const columns = await select<{ table: string; names: string[] }>(evidence,
    `SELECT table_schema::text || '.' || table_name::text AS table, array_agg(column_name::text) AS names FROM information_schema.columns WHERE table_schema = ANY($1) GROUP BY 1`, [evidence.services]);
  const columnsOf = new Map(columns.map(({ table, names }) => [table, new Set(names)]));
  for (const schema of evidence.services.filter((service) => service !== 'directory')) {
    for (const { table, kept, source, needs } of [...relations, ...toldRelations]) {
      if (needs.every((column) => columnsOf.get(`${schema}.${table}`)?.has(column))) found.push(...(await sameRows(evidence, 'I7', `${schema}.${table}`, kept.replace('{schema}', schema), source)));
    }
  }
  if (evidence.services.includes('messaging')) found.push(...(await sameRows(evidence, 'I7', 'messaging.unit_hours', toldHours.kept, toldHours.source)));
  return found;
}

/** [I7] Directory's list of who may see a case is what cases told last. */
export async function caseAccessMatches(evidence: Evidence): Promise<Violation[]> {
  return sameRows(evidence, 'I7', 'directory.case_access',
    `SELECT case_id, region_id, patient_id, open, responsible_unit_id, taken_by, ARRAY(SELECT unnest(participants) ORDER BY 1) AS participants FROM directory.case_access`,
    `SELECT c.id::text, c.region_id, c.patient_id, c.status NOT IN ('COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR'), c.unit_id, c.taken_by, ARRAY(SELECT unnest(c.participants) ORDER BY 1) FROM cases."case" c WHERE c.patient_id IS NOT NULL`);
}

const facts = 'region_id, at, actor_kind, actor_id, role, commission_id, unit_id, patient_id, case_id, action, what, reason, request_id';

/** [I7] Oversight's chain holds exactly the services' audit rows, word for word, each service's in its own order, and every link verifies. */
export async function chainMatches(evidence: Evidence): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const service of evidence.services) {
    found.push(...(await sameRows(evidence, 'I7', `chain of ${service}`, `SELECT audit_id, ${facts} FROM oversight.audit_entry WHERE service = '${service}'`, `SELECT id::text, ${facts} FROM ${service}.audit`)));
  }
  found.push(...(await broken(evidence, 'I7', `
    SELECT 'chain position ' || chain_position || ' of ' || service || ' stands before position ' || before AS found
      FROM (SELECT chain_position, service, source_position, lag(source_position) OVER (PARTITION BY service ORDER BY chain_position) AS before FROM oversight.audit_entry) AS told
     WHERE source_position <= before`)));
  const entries = await select<AuditEntry>(evidence, `SELECT ${entryColumns} FROM oversight.audit_entry ORDER BY audit_entry.chain_position`);
  const [head] = await select<ChainHead>(evidence, 'SELECT chain_position AS "chainPosition", hash FROM oversight.chain_head');
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const numbered = entries.map((entry) => ({ ...entry, chainPosition: Number(entry.chainPosition), sourcePosition: Number(entry.sourcePosition) }));
  const walk = arrive(numbered.reduce((at, entry) => step(at, entry, sha256), beginning), { ...head!, chainPosition: Number(head!.chainPosition) });
  return walk.firstBroken === undefined ? found : [...found, { invariant: 'I7', found: `the chain is broken at position ${walk.firstBroken}` }];
}

/** One hash for each read model: equal before and after a rebuild means that nothing was lost, repeated or made up. */
export async function readModelHashes(evidence: Evidence): Promise<Record<string, string>> {
  const whole = [
    'directory.case_access', 'cases.unit', 'cases.patient_relation', 'cases.staff_commission', 'triage.unit', 'triage.patient', 'triage.case_access', 'booking.unit', 'booking.patient',
    'booking.staff_commission', 'messaging.case_access', 'messaging.patient_relation', 'notify.unit', 'notify.case_relation', 'oversight.figure',
  ].map((name) => [name, `SELECT * FROM ${name}`] as const);
  // Alerts and messages go on by notify's own clock, also while a test looks twice.
  const chain = ['oversight.audit_entry', `SELECT service, source_position, audit_id, ${facts} FROM oversight.audit_entry WHERE service <> 'notify'`] as const;
  const present = [...whole, chain].filter(([name]) => evidence.services.includes(name.split('.')[0]!));
  const hashes: Record<string, string> = {};
  for (const [name, sql] of present) {
    const [row] = await select<{ hash: string }>(evidence, `SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS hash FROM (${sql}) t`);
    hashes[name] = row!.hash;
  }
  return hashes;
}
