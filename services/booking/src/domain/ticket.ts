import type { AgeBand } from './age-band';
import type { CaseTag, Sex, StaffRole, TicketSource, TicketStatus, VisitType } from './codes';

/** The right to book one visit (BOO-2). */
export interface Ticket {
  id: string;
  regionId: string;
  patientId: string;
  unitId: string;
  /** Null: any role there. */
  role: StaffRole | null;
  /** Null: any person there. */
  staffId: string | null;
  visitType: VisitType;
  /** Code in the region's scheme, and its place on the scale 1–12. */
  priority: string;
  urgencyRank: number;
  source: TicketSource;
  status: TicketStatus;
  sessionId: string | null;
  complaintCode: string | null;
  ageBand: AgeBand;
  sex: Sex;
  tags: CaseTag[];
  issuedAt: Date;
  /** The visit shall have started by then. */
  visitBy: Date;
  /** After this the patient cannot use it any more. */
  validUntil: Date;
  /** The case that 'help to find a time' became, and who asked for it. */
  caseId: string | null;
  askedBy: string | null;
  /** Staff only; makes a repeated issue the same ticket. */
  issuedBy: string | null;
  clientId: string | null;
  /** Number of the last event about this ticket; gapless from 1. */
  version: number;
}

/** The ticket's state once its booking is gone: usable again while it is valid (BOO-4). */
export function givenBack(t: Ticket, now: Date): Ticket {
  return { ...t, status: t.validUntil > now ? 'OPEN' : 'EXPIRED' };
}
