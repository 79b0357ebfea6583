import type { AuditEntry } from '../domain/audit-entry';

/** Columns of audit_entry under the names of the domain. */
export const entryColumns = `chain_position AS "chainPosition", prev_hash AS "prevHash", hash, audit_id AS "auditId", service, source_position AS "sourcePosition",
  region_id AS "regionId", at, actor_kind AS "actorKind", actor_id AS "actorId", role, commission_id AS "commissionId", unit_id AS "unitId",
  patient_id AS "patientId", case_id AS "caseId", action, what, reason, request_id AS "requestId", chained_at AS "chainedAt"`;

/** One INSERT; answers no row when the audit id is known. */
export function insertEntry(e: AuditEntry): [sql: string, params: unknown[]] {
  return [
    `INSERT INTO audit_entry (chain_position, prev_hash, hash, audit_id, service, source_position, region_id, at, actor_kind, actor_id, role,
            commission_id, unit_id, patient_id, case_id, action, what, reason, request_id, chained_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     ON CONFLICT (audit_id) DO NOTHING RETURNING chain_position, hash`,
    [
      e.chainPosition, e.prevHash, e.hash, e.auditId, e.service, e.sourcePosition, e.regionId, e.at, e.actorKind, e.actorId, e.role,
      e.commissionId, e.unitId, e.patientId, e.caseId, e.action, e.what, e.reason, e.requestId, e.chainedAt,
    ],
  ];
}
