import type { Violation } from './violation';

/** One violation done to the database by hand: the invariant, a title, the SQL with names of what was lived through in braces, and what the checker says. */
export type Plant = [invariant: Violation['invariant'], title: string, sql: string, says?: string];

/** A row twice, but for its id: as in a database that has lost the constraint. */
export const twice = (table: string, columns: string, constraint: string, where = 'true'): string =>
  `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}; INSERT INTO ${table} (id, ${columns}) SELECT gen_random_uuid(), ${columns} FROM ${table} WHERE ${where} LIMIT 1`;
export const ticketColumns = 'region_id, patient_id, unit_id, visit_type, priority, urgency_rank, source, status, session_id, age_band, sex, issued_at, visit_by, valid_until, issued_by, client_id, version';
export const bookingColumns = 'region_id, ticket_id, slot_id, patient_id, case_id, status, booked_at, changeable_until, changed_at, booked_by, client_id, version';

