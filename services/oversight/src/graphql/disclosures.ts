import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { AuditEntry } from '../domain/audit-entry';

/** Looking at the log is itself logged: once for each patient whose entries were shown, so that the patient sees it too; once when there was none. */
export function discloseEntries(context: GraphContext, action: string, entries: readonly AuditEntry[], asked: { caseId?: string; unitId?: string; about?: string } = {}): void {
  const { about, ...where } = asked;
  const patients = new Set(entries.flatMap((entry) => entry.patientId ?? []));
  const what = `audit-entries/${entries.length}${about ? `/${about}` : ''}`;
  for (const patientId of patients.size > 0 ? patients : [undefined]) context.disclose({ action, what, patientId, ...where });
}
