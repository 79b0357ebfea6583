import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { LockFirst } from '@vardgraf/service-kit/effects';
import { lockCasesOfFamilies } from '../operations/bump-patients';

/** Before several events are kept together: the cases of all patients whose guardians they may change, by id (SAF-4). */
export const lockFirst: LockFirst = async (tx, events) => {
  const changed = events.filter((event): event is Envelope<'patient.changed'> => event.type === 'patient.changed');
  if (changed.length > 0) await lockCasesOfFamilies(tx, changed[0]!.regionId, changed.map(({ data }) => data));
};
