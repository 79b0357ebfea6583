import type { AgeBand } from './age-band';
import type { CareLevel, CaseTag, Sex, StaffRole, TicketSource, VisitType } from './codes';
import { offeredVisitType } from './function-off';
import type { BookingSettings } from './settings';
import type { Ticket } from './ticket';
import { holderOfOutcome } from './ticket-holder';
import { levelOfOutcome, type VisitByLevel } from './visit-by';

/** What a ticket says of the patient's matter, wherever it comes from. */
export interface Matter {
  id: string;
  regionId: string;
  patientId: string;
  unitId: string;
  source: TicketSource;
  sessionId: string | null;
  complaintCode: string | null;
  ageBand: AgeBand;
  sex: Sex;
  tags: CaseTag[];
  issuedAt: Date;
}

/** An outcome that somebody is to be booked for: of triage, or of telephone triage. */
export interface BookableOutcome extends Matter {
  priority: string;
  urgencyRank: number;
  profession: StaffRole | null;
  careLevel: CareLevel;
}

/** The ticket of an outcome; its clock runs from the outcome, not from the reading of it (TRI-5, CON-2). */
export function ticketOfOutcome(o: BookableOutcome, settings: BookingSettings, functionsOff: readonly string[]): Ticket {
  const { priority, urgencyRank, profession, careLevel, ...matter } = o;
  const level = levelOfOutcome(settings.visitBy, priority, urgencyRank);
  const visitType = offeredVisitType(settings.visitTypes[careLevel] ?? settings.visitTypes.DIGITAL_PRIMARY, functionsOff);
  return issued(matter, { ...holderOfOutcome(settings.ticketHolder, profession), visitType, priority, urgencyRank }, level, settings);
}

/** A ticket as staff give it. */
export function ticketOfStaff(
  matter: Matter, asked: { role: StaffRole | null; staffId: string | null; visitType: VisitType }, level: VisitByLevel, settings: BookingSettings,
): Ticket {
  return issued(matter, { ...asked, priority: level.code, urgencyRank: level.urgencyRank }, level, settings);
}

function issued(
  matter: Matter, what: Pick<Ticket, 'role' | 'staffId' | 'visitType' | 'priority' | 'urgencyRank'>, level: VisitByLevel, settings: BookingSettings,
): Ticket {
  const visitBy = later(matter.issuedAt, level.minutes);
  return {
    ...matter, ...what, tags: [...matter.tags], status: 'OPEN', visitBy, validUntil: later(visitBy, settings.ticketValidity.minutesAfterVisitBy),
    caseId: null, askedBy: null, issuedBy: null, clientId: null, version: 0,
  };
}

function later(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}
