import type { PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import { patientOf } from '@vardgraf/service-kit/callers';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';

export function participantOf(context: GraphContext): PatientActor | StaffActor {
  return context.actor?.kind === 'STAFF' ? context.actor : patientOf(context);
}
