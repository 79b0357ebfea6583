/** One look at or change of patient data, as a service recorded it (AUD-1). */
export interface AuditFacts {
  auditId: string;
  service: string;
  /** Position of the event in the service's feed. */
  sourcePosition: number;
  regionId: string;
  at: Date;
  actorKind: string;
  actorId: string;
  role: string | null;
  commissionId: string | null;
  unitId: string | null;
  patientId: string | null;
  caseId: string | null;
  action: string;
  what: string;
  reason: string | null;
  requestId: string | null;
}

/** The same, with its place in the chain. */
export interface AuditEntry extends AuditFacts {
  chainPosition: number;
  prevHash: string;
  hash: string;
  chainedAt: Date;
}
