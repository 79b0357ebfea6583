import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Case, type Visibility, widened } from '../domain/case';
import { handledAs } from '../domain/handled-as';
import { handlingClock } from '../domain/handling-time';
import { alertsFor } from '../domain/priority-scheme';
import { addressed, caseOfSession, type FinishedSession } from '../domain/receive-session';
import { regionSettings } from '../settings/region-settings';
import { openIntervals } from '../storage/open-interval-store';
import { unitForNowhere } from '../storage/unit-store';
import { admitCase } from './admit-case';
import { firstRefusal } from './first-refusal';
import { placedAt } from './placed-at';

/**
 * An accepted session becomes a case, always: also when the unit is unknown here, closed, unstaffed, or has the function off by now (SAF-5).
 * The same session again changes nothing.
 * @throws Error when the region has no unit at all yet; the event waits as a dead letter
 */
export async function receiveSession(tx: Tx, session: FinishedSession): Promise<void> {
  const unitId = session.unitId ?? (await unitForNowhere(tx, session.regionId, session.patientId));
  if (!unitId) throw new Error('the region has no active unit');
  const { alert, ...arrived } = await placed(tx, session, unitId);
  const { opened, visibility } = session.careLevel === 'DIGITAL_PRIMARY' ? await firstToDoctor(tx, arrived) : arrived;
  await admitCase(tx, { opened, visibility, alert, verb: 'receiveSession', by: { byKind: 'PATIENT', byId: session.patientId } });
}

/** In primary care the patient's fixed doctor comes first (TRI-6, RDG-5): doctors of the unit see the case, and who comes first stands on it. */
async function firstToDoctor(tx: Tx, arrived: { opened: Case; visibility: Visibility[] }): Promise<{ opened: Case; visibility: Visibility[] }> {
  const first = await firstRefusal(tx, arrived.opened);
  if (!first) return arrived;
  const { way, fixedDoctorId, reservedUntil } = first;
  const opened: Case = { ...arrived.opened, fixedDoctorId, reservedUntil, reasonTrace: [...arrived.opened.reasonTrace, way] };
  return { opened, visibility: fixedDoctorId === null ? arrived.visibility : widened(arrived.visibility, [{ unitId: opened.unitId, roles: ['DOCTOR'], addedByStep: 0 }]) };
}

async function placed(tx: Tx, s: FinishedSession, unitId: string): Promise<{ opened: Case; visibility: Visibility[]; alert: boolean }> {
  const settings = await regionSettings(tx, s.regionId, unitId);
  const level = handledAs(settings.scheme, s.priority, s.urgencyRank);
  const unitOpenIntervals = await openIntervals(tx, s.regionId, unitId, s.finishedAt);
  const clock = handlingClock({ level, createdAt: s.finishedAt, tags: s.tags, unitOpenIntervals });
  const { noOneInRole, visibility } = await placedAt(tx, { ...s, unitId, profession: addressed(s) });
  return { opened: caseOfSession(s, { unitId, clock, noOneInRole }), visibility, alert: alertsFor(level, s.tags) };
}
