import { patientOf } from '@vardgraf/service-kit/callers';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { Caller } from '../operations/callers';

export function callerOf(context: GraphContext): Caller {
  return context.actor?.kind === 'STAFF' ? context.actor : patientOf(context);
}
