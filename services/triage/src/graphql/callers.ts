import type { PartnerActor, PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';

/** The caller as the policy row of the field promises it; anything else is a fault of ours. */
export function patientOf(context: GraphContext): PatientActor {
  if (context.actor?.kind !== 'PATIENT') throw new Fault('INTERNAL', 'the policy let a caller through who is not a patient');
  return context.actor;
}

export function staffOf(context: GraphContext): StaffActor {
  if (context.actor?.kind !== 'STAFF') throw new Fault('INTERNAL', 'the policy let a caller through who is not staff');
  return context.actor;
}

/** Who goes through the questions, or looks at them: the patient's side, staff, or the system of telephone triage. */
export function askerOf(context: GraphContext): PatientActor | StaffActor | PartnerActor {
  return context.actor?.kind === 'PATIENT' ? context.actor : assistantOf(context);
}

/** Who asks by telephone on a patient's behalf (TRI-2). */
export function assistantOf(context: GraphContext): StaffActor | PartnerActor {
  return context.actor?.kind === 'PARTNER' ? context.actor : staffOf(context);
}
