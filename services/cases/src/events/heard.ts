import type { EventHandlers } from '@vardgraf/service-kit/consumer';
import { onAlertChanged } from './on-alert-changed';
import { onAlertRaised } from './on-alert-raised';
import { onBookingCancelled } from './on-booking-cancelled';
import { onBookingMade } from './on-booking-made';
import { onBookingRebooked } from './on-booking-rebooked';
import { onMessagePosted } from './on-message-posted';
import { onPatientChanged } from './on-patient-changed';
import { onPhaseEnded } from './on-phase-ended';
import { onRecheckAnswered } from './on-recheck-answered';
import { onSessionFinished } from './on-session-finished';
import { onSessionLeftUnfinished } from './on-session-left-unfinished';
import { onStaffChanged } from './on-staff-changed';
import { onThreadRead } from './on-thread-read';
import { onTicketTimeAsked } from './on-ticket-time-asked';
import { onUnitChanged } from './on-unit-changed';
import { onUnitHoursChanged } from './on-unit-hours-changed';

/** What cases does at the events of each neighbour. */
export const heard = {
  directory: { 'unit.changed': onUnitChanged, 'unit.hours-changed': onUnitHoursChanged, 'patient.changed': onPatientChanged, 'staff.changed': onStaffChanged },
  triage: { 'session.finished': onSessionFinished, 'session.left-unfinished': onSessionLeftUnfinished, 'recheck.answered': onRecheckAnswered },
  booking: { 'booking.made': onBookingMade, 'booking.rebooked': onBookingRebooked, 'booking.cancelled': onBookingCancelled, 'ticket.time-asked': onTicketTimeAsked },
  messaging: { 'message.posted': onMessagePosted, 'thread.read': onThreadRead, 'phase.ended': onPhaseEnded },
  notify: { 'alert.raised': onAlertRaised, 'alert.changed': onAlertChanged },
} as const satisfies Record<string, EventHandlers>;

/** Facts that are only kept: several that wait go in one transaction. */
export const keptTogether = ['unit.hours-changed', 'patient.changed', 'staff.changed'] as const;
