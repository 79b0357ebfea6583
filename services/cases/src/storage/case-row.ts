import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { Case } from '../domain/case';

const text = (name?: string): EntitySchemaColumnOptions => ({ type: 'text', name });
const maybe = (name: string): EntitySchemaColumnOptions => ({ type: 'text', name, nullable: true });
const texts = (name?: string): EntitySchemaColumnOptions => ({ type: 'text', name, array: true });
const instant = (name: string, nullable = false): EntitySchemaColumnOptions => ({ type: 'timestamptz', precision: 3, name, nullable });
const whole = (name?: string): EntitySchemaColumnOptions => ({ type: 'int', name });

const columns: Record<keyof Case, EntitySchemaColumnOptions> = {
  id: { type: 'uuid', primary: true },
  regionId: text('region_id'),
  patientId: text('patient_id'),
  kind: text(),
  status: text(),
  entryChannel: text('entry_channel'),
  sessionId: maybe('session_id'),
  complaintCode: maybe('complaint_code'),
  profession: text(),
  noOneInRole: { type: 'boolean', name: 'no_one_in_role' },
  ageBand: text('age_band'),
  sex: text(),
  tags: texts(),
  unitId: text('unit_id'),
  firstUnitId: text('first_unit_id'),
  priority: text(),
  urgencyRank: whole('urgency_rank'),
  firstPriority: text('first_priority'),
  firstUrgencyRank: whole('first_urgency_rank'),
  createdAt: instant('created_at'),
  waitingSince: instant('waiting_since'),
  dueAt: instant('due_at', true),
  escalationStep: whole('escalation_step'),
  takenBy: maybe('taken_by'),
  takenByRole: maybe('taken_by_role'),
  takenAt: instant('taken_at', true),
  releasedBy: maybe('released_by'),
  startedAt: instant('started_at', true),
  firstStartedAt: instant('first_started_at', true),
  endedAt: instant('ended_at', true),
  endReason: maybe('end_reason'),
  bookingId: maybe('booking_id'),
  bookedAt: instant('booked_at', true),
  linkedCaseId: { type: 'uuid', name: 'linked_case_id', nullable: true },
  phaseEndsAt: instant('phase_ends_at', true),
  unreadMessages: whole('unread_messages'),
  alertState: text('alert_state'),
  riskState: maybe('risk_state'),
  riskLevel: maybe('risk_level'),
  riskNextAt: instant('risk_next_at', true),
  attemptsMade: { type: 'boolean', name: 'attempts_made' },
  openProtocols: texts('open_protocols'),
  phaseUntil: maybe('phase_until'),
  nextAt: instant('next_at'),
  fixedDoctorId: maybe('fixed_doctor_id'),
  reservedUntil: instant('reserved_until', true),
  participants: texts(),
  reasonTrace: texts('reason_trace'),
  version: whole(),
};

/** The table "case"; its generated columns serve the queue's order only, and what says how old a copied fact is has its own store. */
export const caseRow = new EntitySchema<Case>({ name: 'Case', tableName: 'case', columns });

/** Columns of a case for a hand-written SELECT, under the names that the domain uses; all of them, or the facts asked for. */
export function caseColumns(alias: string, facts: readonly (keyof Case)[] = Object.keys(columns) as (keyof Case)[]): string {
  return facts.map((fact) => `${alias}.${columns[fact].name ?? fact} AS "${fact}"`).join(', ');
}

/** The row that a case is, by the names of its columns, as JSON carries it to `jsonb_populate_recordset`. */
export function caseAsRow(c: Case): Record<string, unknown> {
  return Object.fromEntries(Object.entries(columns).map(([fact, column]) => [column.name ?? fact, c[fact as keyof Case]]));
}

/** The columns of a case that an UPDATE sets, each to what `of` has in it. */
export function caseAssignments(of: string): string {
  return Object.entries(columns).filter(([fact]) => fact !== 'id' && fact !== 'regionId').map(([fact, column]) => `${column.name ?? fact} = ${of}.${column.name ?? fact}`).join(', ');
}
