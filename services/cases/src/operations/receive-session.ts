import type { Tx } from '@vardgraf/service-kit/transaction';
import { audience } from '../domain/audience';
import { type Case, suicideRiskOpen, type Visibility } from '../domain/case';
import { handledAs } from '../domain/handled-as';
import { handlingClock } from '../domain/handling-time';
import { alertsFor } from '../domain/priority-scheme';
import { addressed, caseOfSession, type FinishedSession } from '../domain/receive-session';
import { regionSettings } from '../settings/region-settings';
import { openIntervals } from '../storage/open-interval-store';
import { neighboursOf, unitForNowhere, unitOf } from '../storage/unit-store';
import { admitCase } from './admit-case';

/**
 * An accepted session becomes a case, always: also when the unit is unknown here, closed, unstaffed, or has the function off by now (SAF-5).
 * The same session again changes nothing.
 * @throws Error when the region has no unit at all yet; the event waits as a dead letter
 */
export async function receiveSession(tx: Tx, session: FinishedSession): Promise<void> {
  const unitId = session.unitId ?? (await unitForNowhere(tx, session.regionId, session.patientId));
  if (!unitId) throw new Error('the region has no active unit');
  const { opened, visibility, alert } = await placed(tx, session, unitId);
  await admitCase(tx, { opened, visibility, alert, verb: 'receiveSession', by: { byKind: 'PATIENT', byId: session.patientId } });
}

async function placed(tx: Tx, s: FinishedSession, unitId: string): Promise<{ opened: Case; visibility: Visibility[]; alert: boolean }> {
  const [settings, unit, near] = [await regionSettings(tx, s.regionId, unitId), await unitOf(tx, s.regionId, unitId), await neighboursOf(tx, s.regionId, unitId)];
  const level = handledAs(settings.scheme, s.priority, s.urgencyRank);
  const unitOpenIntervals = await openIntervals(tx, s.regionId, unitId, s.finishedAt);
  const clock = handlingClock({ level, createdAt: s.finishedAt, tags: s.tags, unitOpenIntervals });
  const { noOneInRole, visibility } = audience({
    unitId, profession: addressed(s), suicideRisk: suicideRiskOpen(s), staffedRoles: unit?.staffedRoles ?? [], helpers: [...near.cooperating, ...near.hubs],
  });
  return { opened: caseOfSession(s, { unitId, clock, noOneInRole }), visibility, alert: alertsFor(level, s.tags) };
}
