import { either, inherited, patient, type PolicyTable, staff, staffAs } from '@vardgraf/service-kit/policy';

/** Who plans a unit's times: those who meet patients, and who answers for the unit. The others of the platform's roles see no patient here. */
const planners = staffAs(
  'NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST', 'DENTAL_HYGIENIST',
  'ADMINISTRATOR', 'UNIT_MANAGER',
);
const patientOrPlanners = either(patient, planners);

/** Who may use which field; what is not here is refused. Whether a certain ticket is seen is decided by the operation, from unit and relation. */
export const policy: PolicyTable = {
  Query: {
    myTickets: patient,
    myTicket: patient,
    ticketSlots: patientOrPlanners,
    myBookings: patient,
    booking: patientOrPlanners,
    daySchedule: planners,
    unitTickets: planners,
  },
  Mutation: {
    publishSlots: planners,
    withdrawSlot: planners,
    issueTicket: planners,
    bookSlot: patientOrPlanners,
    rebook: patientOrPlanners,
    cancelBooking: patientOrPlanners,
    askForTime: patient,
  },
  Slot: { '*': inherited, booking: planners, __resolveReference: patientOrPlanners },
  Ticket: { '*': inherited, __resolveReference: patientOrPlanners },
  Booking: { '*': inherited, unreachableBySms: staff, __resolveReference: patientOrPlanners },
  MyCase: { '*': inherited, booking: patient, __resolveReference: patient },
  Case: { '*': inherited, booking: planners, __resolveReference: staff },
  SlotConnection: { '*': inherited },
  SlotEdge: { '*': inherited },
  TicketConnection: { '*': inherited },
  TicketEdge: { '*': inherited },
  PageInfo: { '*': inherited },
  Unit: { '*': inherited },
  StaffMember: { '*': inherited },
  Patient: { '*': inherited },
  PublishSlotsOk: { '*': inherited },
  WithdrawSlotOk: { '*': inherited },
  IssueTicketOk: { '*': inherited },
  BookSlotOk: { '*': inherited },
  RebookOk: { '*': inherited },
  CancelBookingOk: { '*': inherited },
  AskForTimeOk: { '*': inherited },
  StaffMemberBusy: { '*': inherited },
  ProtectedIdentityNotHandled: { '*': inherited },
  SuicideRiskOpen: { '*': inherited },
  SlotTaken: { '*': inherited },
  TicketNotUsable: { '*': inherited },
  SlotDoesNotFit: { '*': inherited },
  BookingNotChangeable: { '*': inherited },
  NotFound: { '*': inherited },
  NotPermitted: { '*': inherited },
  FunctionOff: { '*': inherited },
};
