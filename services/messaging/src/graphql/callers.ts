import type { PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';

/** The caller as the policy row of the field promises it; anything else is a fault of ours. */
export function patientOf(context: GraphContext): PatientActor {
  if (context.actor?.kind !== 'PATIENT') throw new Fault('INTERNAL', 'the policy let a caller through who is not a patient');
  return context.actor;
}

export function participantOf(context: GraphContext): PatientActor | StaffActor {
  return context.actor?.kind === 'STAFF' ? context.actor : patientOf(context);
}
