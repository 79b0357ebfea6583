import type { CareLevel, VisitType } from './codes';
import type { TicketHolder } from './ticket-holder';
import type { UnitChoice } from './unit-choice';
import type { VisitBy } from './visit-by';

/** What a region, and where it may the unit, sets about bookings. */
export interface BookingSettings {
  visitBy: VisitBy;
  ticketValidity: { minutesAfterVisitBy: number };
  /** By the outcome's level of care, in order of preference. */
  visitTypes: Partial<Record<CareLevel, VisitType[]>> & Record<'DIGITAL_PRIMARY' | 'PHYSICAL_PRIMARY', VisitType[]>;
  changeUntilMinutes: number;
  ticketHolder: TicketHolder[];
  unitChoice: UnitChoice;
  slotLength: { default: number; min: number; max: number };
  protectedIdentity: { handled: boolean };
}
