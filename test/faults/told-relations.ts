/** The last event of every aggregate of a type, as `data` and `version`. */
const lastTold = (source: string, ...types: string[]): string =>
  `(SELECT DISTINCT ON (aggregate_id) aggregate_id AS id, region_id, version, occurred_at, data FROM ${source}.outbox WHERE type IN (${types.map((type) => `'${type}'`).join(', ')}) ORDER BY aggregate_id, version DESC)`;

const sorted = (json: string): string => `ARRAY(SELECT jsonb_array_elements_text(${json}) ORDER BY 1)`;
const hours = (json: string): string => `coalesce((SELECT range_agg(tstzrange((i->>'from')::timestamptz, (i->>'to')::timestamptz)) FROM jsonb_array_elements(${json}) AS i), '{}')`;

/** A relation table that services keep, and what was told of it last; `needs` are the columns by which a table is known to be that one. */
export interface ToldRelation {
  table: string;
  needs: string[];
  kept: string;
  source: string;
}

/** What booking, messaging and notify keep of directory and cases. */
export const toldRelations: readonly ToldRelation[] = [
  {
    table: 'unit', needs: ['cooperating_unit_ids', 'locality'],
    kept: 'SELECT id::text, version, ARRAY(SELECT unnest(cooperating_unit_ids) ORDER BY 1) AS helpers FROM {schema}.unit',
    source: `SELECT id, version, ${sorted(`data->'cooperatingUnitIds'`)} FROM ${lastTold('directory', 'unit.changed')} t`,
  },
  {
    table: 'unit', needs: ['display_name', 'alarm_group_id'],
    kept: 'SELECT id::text, region_id, display_name, kind, alarm_group_id, active, version, ARRAY(SELECT unnest(cooperating_unit_ids) ORDER BY 1) AS helpers FROM {schema}.unit',
    source: `SELECT id, region_id, data->>'displayName', data->>'kind', data->>'alarmGroupId', (data->>'active')::boolean, version, ${sorted(`data->'cooperatingUnitIds'`)} FROM ${lastTold('directory', 'unit.changed')} t`,
  },
  {
    table: 'unit_hours', needs: ['open', 'version'],
    kept: `SELECT unit_id::text, region_id, version FROM {schema}.unit_hours`,
    source: `SELECT id, region_id, version FROM ${lastTold('directory', 'unit.hours-changed')} t`,
  },
  {
    table: 'patient', needs: ['reachable_by_sms', 'proxy_until'],
    kept: 'SELECT id::text, version, proxy_until, reachable_by_sms FROM {schema}.patient',
    source: `SELECT id, version, (data->>'proxyUntil')::timestamptz, (data->>'reachableBySms')::boolean FROM ${lastTold('directory', 'patient.changed')} t`,
  },
  {
    table: 'patient_relation', needs: ['guardian_ids', 'proxy_until'],
    kept: 'SELECT patient_id::text, version, proxy_until, ARRAY(SELECT unnest(guardian_ids)::text ORDER BY 1) AS guardians FROM {schema}.patient_relation',
    source: `SELECT id, version, (data->>'proxyUntil')::timestamptz, ${sorted(`data->'guardianIds'`)} FROM ${lastTold('directory', 'patient.changed')} t`,
  },
  {
    table: 'patient_relation', needs: ['birth_date', 'protected_identity'],
    kept: 'SELECT patient_id::text, birth_date, sex, protected_identity FROM {schema}.patient_relation',
    source: `SELECT id, (data->>'birthDate')::date, data->>'sex', (data->>'protectedIdentity')::boolean FROM ${lastTold('directory', 'patient.changed')} t`,
  },
  {
    table: 'staff', needs: ['display_name'],
    kept: 'SELECT id::text, display_name, version FROM {schema}.staff',
    source: `SELECT id, data->>'displayName', version FROM ${lastTold('directory', 'staff.changed')} t`,
  },
  {
    table: 'region', needs: ['service_name'],
    kept: 'SELECT id, service_name, version FROM {schema}.region',
    source: `SELECT id, data->>'serviceName', version FROM ${lastTold('directory', 'region.changed')} t`,
  },
  {
    table: 'region_name', needs: ['service_name'],
    kept: 'SELECT region_id, service_name, version FROM {schema}.region_name',
    source: `SELECT id, data->>'serviceName', version FROM ${lastTold('directory', 'region.changed')} t`,
  },
  {
    table: 'case_kind', needs: ['linked_case_id'],
    kept: 'SELECT case_id::text, kind, linked_case_id::text FROM {schema}.case_kind',
    source: `SELECT id::text, kind, CASE WHEN kind <> 'CONSULTATION' THEN linked_case_id::text END FROM cases."case"`,
  },
  {
    table: 'case_holder', needs: ['staff_id', 'role'],
    kept: 'SELECT case_id::text, staff_id, role, version FROM {schema}.case_holder',
    source: `SELECT id, data->>'staffId', data->>'role', version FROM ${lastTold('cases', 'case.taken', 'case.handover-accepted')} t`,
  },
  {
    table: 'case_access', needs: ['staff_ids', 'taken_by'],
    kept: 'SELECT case_id::text, taken_by, version FROM {schema}.case_access',
    source: `SELECT id, data->>'takenBy', version FROM ${lastTold('cases', 'case.access-changed')} t`,
  },
];

/** Messaging keeps the hours as they were told; triage and cases cut them at their own now. */
export const toldHours: ToldRelation = {
  table: 'unit_hours', needs: ['open', 'version'],
  kept: 'SELECT unit_id::text, open FROM messaging.unit_hours',
  source: `SELECT id, ${hours(`data->'open'`)} FROM ${lastTold('directory', 'unit.hours-changed')} t`,
};
