import { v7 } from 'uuid';
import { type Actor, actorId } from './actor';
import type { NewEvent } from './outbox';

/** One disclosure or change (AUD-1). */
export interface NewAudit {
  /** Verb, e.g. 'read'. */
  action: string;
  patientId?: string;
  caseId?: string;
  /** Default: the only unit of the actor's commission. */
  unitId?: string;
  /** Code of what was seen or done, e.g. 'case.opened'. */
  what: string;
  /** Code. */
  reason?: string;
  /** Free text: stays in this service's row, never in the event. */
  note?: string;
  requestId?: string;
  /** Default: the actor's region. */
  regionId?: string;
}

export interface AuditRow {
  id: string;
  actorKind: Actor['kind'];
  actorId: string;
  role: string | null;
  commissionId: string | null;
  regionId: string;
  unitId: string | null;
  patientId: string | null;
  caseId: string | null;
  action: string;
  what: string;
  reason: string | null;
  note: string | null;
  requestId: string | null;
}

/** Who, in which commission, saw or did what. The system without a region writes 'none'. */
export function auditRow(actor: Actor, row: NewAudit): AuditRow {
  const staff = actor.kind === 'STAFF' ? actor.commission : undefined;
  const unitOfActor = staff ? (staff.unitIds.length === 1 ? staff.unitIds[0] : undefined) : actor.kind === 'LIVE' ? actor.unitId : undefined;
  return {
    id: v7(),
    actorKind: actor.kind,
    actorId: actorId(actor),
    role: staff?.role ?? (actor.kind === 'LIVE' ? actor.role : null),
    commissionId: staff?.id ?? null,
    regionId: row.regionId ?? actor.regionId ?? 'none',
    unitId: row.unitId ?? unitOfActor ?? null,
    patientId: row.patientId ?? null,
    caseId: row.caseId ?? null,
    action: row.action,
    what: row.what,
    reason: row.reason ?? null,
    note: row.note ?? null,
    requestId: row.requestId ?? null,
  };
}

/** One INSERT for all audit rows of a transaction, stamped with its time. */
export function insertAudit(rows: AuditRow[], at: Date): [sql: string, params: unknown[]] {
  return [
    `INSERT INTO audit (id, at, actor_kind, actor_id, role, commission_id, region_id, unit_id, patient_id, case_id, action, what, reason, note, request_id)
     SELECT id, $2, "actorKind", "actorId", role, "commissionId", "regionId", "unitId", "patientId", "caseId", action, what, reason, note, "requestId"
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "actorKind" text, "actorId" text, role text, "commissionId" text, "regionId" text, "unitId" text,
            "patientId" text, "caseId" text, action text, what text, reason text, note text, "requestId" text)`,
    [JSON.stringify(rows), at],
  ];
}

/** What oversight gets of a row: everything but the free text. The aggregate is the row. */
export function auditEvent(service: string, row: AuditRow, at: Date): NewEvent {
  const { id, note: _stays, regionId, ...rest } = row;
  return { type: 'audit.recorded', aggregateId: id, version: 1, regionId, data: { auditId: id, service, at: at.toISOString(), ...rest } as never };
}
