import type { Tx } from '@vardgraf/service-kit/transaction';
import type { StaffRole } from '../domain/codes';

/** What a case is, said once when it is opened. */
export interface CaseKind {
  caseId: string;
  kind: string;
  /** The case whose conversation a work item of kind MESSAGE belongs to. */
  linkedCaseId: string | null;
  /** Suicide risk is flagged when the case is opened (SAF-1); what comes after is told by events of its own. */
  riskOpen: boolean;
}

export async function saveCaseKind(tx: Tx, c: CaseKind): Promise<void> {
  await tx.query('INSERT INTO case_kind (case_id, kind, linked_case_id, risk_open) VALUES ($1, $2, $3, $4) ON CONFLICT (case_id) DO NOTHING', [c.caseId, c.kind, c.linkedCaseId, c.riskOpen]);
}

/** The case's kind; undefined when nobody has told. */
export async function kindOf(tx: Tx, caseId: string): Promise<string | undefined> {
  return (await tx.query<{ kind: string }>('SELECT kind FROM case_kind WHERE case_id = $1', [caseId]))[0]?.kind;
}

/** Keeps whether suicide risk is open, unless a later event has been here. */
export async function saveRisk(tx: Tx, caseId: string, open: boolean, version: number): Promise<void> {
  await tx.query('UPDATE case_kind SET risk_open = $2, risk_version = $3 WHERE case_id = $1 AND risk_version < $3', [caseId, open, version]);
}

/** Whether suicide risk is open in the case. */
export async function isRiskOpen(tx: Tx, caseId: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM case_kind WHERE case_id = $1 AND risk_open', [caseId])).length === 1;
}

/** Who took a case, and in which role. */
export interface CaseHolder {
  caseId: string;
  staffId: string;
  role: StaffRole;
}

/** Keeps who has the case now, unless a later event has been here. */
export async function saveHolder(tx: Tx, h: CaseHolder, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO case_holder AS h (case_id, staff_id, role, version) VALUES ($1, $2, $3, $4)
     ON CONFLICT (case_id) DO UPDATE SET staff_id = excluded.staff_id, role = excluded.role, version = excluded.version WHERE h.version < excluded.version`,
    [h.caseId, h.staffId, h.role, version]);
}

/** The role in which the staff member has the case; null when nobody has told. */
export async function roleOfHolder(tx: Tx, caseId: string, staffId: string): Promise<StaffRole | null> {
  return (await tx.query<{ role: StaffRole }>('SELECT role FROM case_holder WHERE case_id = $1 AND staff_id = $2', [caseId, staffId]))[0]?.role ?? null;
}
