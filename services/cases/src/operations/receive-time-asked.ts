import type { Tx } from '@vardgraf/service-kit/transaction';
import { addressedBy, caseOfTimeAsked, type Matter, withAdmin } from '../domain/booked-case';
import { handledAs } from '../domain/handled-as';
import { handlingClock } from '../domain/handling-time';
import { regionSettings } from '../settings/region-settings';
import { openIntervals } from '../storage/open-interval-store';
import { admitCase } from './admit-case';
import { placedAt } from './placed-at';

/**
 * A patient who asks for help to find a time becomes a drop-in with the outcome's priority and the tag ADMIN: nobody is alerted, nothing
 * escalates, and its clock began when the ticket was issued (QUE-3, RDG-2). The same request again changes nothing.
 */
export async function receiveTimeAsked(tx: Tx, asked: Matter & { issuedAt: Date }): Promise<void> {
  const tags = withAdmin(asked.tags);
  const { noOneInRole, visibility } = await placedAt(tx, { ...asked, tags, profession: addressedBy(asked) });
  const level = handledAs((await regionSettings(tx, asked.regionId, asked.unitId)).scheme, asked.priority, asked.urgencyRank);
  const unitOpenIntervals = await openIntervals(tx, asked.regionId, asked.unitId, asked.issuedAt);
  const clock = handlingClock({ level, createdAt: asked.issuedAt, tags, unitOpenIntervals });
  await admitCase(tx, { opened: caseOfTimeAsked(asked, { clock, noOneInRole }), visibility, alert: false, verb: 'receiveTimeAsked', by: { byKind: 'PATIENT', byId: asked.patientId } });
}
