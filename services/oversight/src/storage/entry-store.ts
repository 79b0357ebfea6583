import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { AuditEntry } from '../domain/audit-entry';
import { entryColumns } from './entry-row';

/** What a review asks for; every id given must match. */
export interface TrailFilter {
  staffId: string | undefined;
  patientId: string | undefined;
  caseId: string | undefined;
  unitId: string | undefined;
  from: Date | undefined;
  to: Date | undefined;
}

/** A page of a region's log, newest first; `before` is the chain position of the last entry seen. */
export async function trail(db: Database, regionId: string, f: TrailFilter, page: { before: number | undefined; limit: number }): Promise<AuditEntry[]> {
  return read<AuditEntry>(
    db,
    `SELECT ${entryColumns} FROM audit_entry
      WHERE region_id = $1
        AND ($2::text IS NULL OR (actor_id = $2 AND actor_kind = 'STAFF')) AND ($3::text IS NULL OR patient_id = $3)
        AND ($4::text IS NULL OR case_id = $4) AND ($5::text IS NULL OR unit_id = $5)
        AND ($6::timestamptz IS NULL OR at >= $6) AND ($7::timestamptz IS NULL OR at < $7)
        AND ($8::bigint IS NULL OR chain_position < $8)
      ORDER BY chain_position DESC LIMIT $9`,
    [regionId, f.staffId ?? null, f.patientId ?? null, f.caseId ?? null, f.unitId ?? null, f.from ?? null, f.to ?? null, page.before ?? null, page.limit],
  );
}

/** What concerns one patient, newest first, whichever region's staff looked; without the patient's own readings of this very list. */
export async function accessTo(db: Database, patientId: string, page: { before: number | undefined; limit: number }): Promise<AuditEntry[]> {
  return read<AuditEntry>(
    db,
    `SELECT ${entryColumns} FROM audit_entry
      WHERE patient_id = $1 AND ($2::bigint IS NULL OR chain_position < $2) AND NOT (action = 'myAccessLog' AND actor_id = $1)
      ORDER BY chain_position DESC LIMIT $3`,
    [patientId, page.before ?? null, page.limit],
  );
}

/** Entries of a region by id, in no order; ids that are not there, or another region's, are left out. */
export async function entriesById(db: Database, regionId: string, auditIds: readonly string[]): Promise<AuditEntry[]> {
  return read<AuditEntry>(db, `SELECT ${entryColumns} FROM audit_entry WHERE region_id = $1 AND audit_id = ANY($2)`, [regionId, auditIds]);
}
