import type { PartnerActor, PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import { staffOf } from '@vardgraf/service-kit/callers';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';

/** Who goes through the questions, or looks at them: the patient's side, staff, or the system of telephone triage. */
export function askerOf(context: GraphContext): PatientActor | StaffActor | PartnerActor {
  return context.actor?.kind === 'PATIENT' ? context.actor : assistantOf(context);
}

/** Who asks by telephone on a patient's behalf (TRI-2). */
export function assistantOf(context: GraphContext): StaffActor | PartnerActor {
  return context.actor?.kind === 'PARTNER' ? context.actor : staffOf(context);
}
