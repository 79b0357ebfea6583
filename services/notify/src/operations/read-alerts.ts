import type { Actor, StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Alert, AlertFault } from '../domain/alert';
import { alertFaults as faults, alertsById, alertsOfUnit } from '../storage/alert-store';
import { connection, type Page, pageOf, type PageQuestion } from './pages';

/** A unit's alerts, newest first; null when the unit is not of the caller's commission. @throws Fault BAD_INPUT for a page that cannot be */
export async function unitAlerts(db: Database, actor: StaffActor, unitId: string, q: PageQuestion): Promise<Page<Alert> | null> {
  const page = pageOf(q);
  if (!actor.commission.unitIds.includes(unitId)) return null;
  return connection(await alertsOfUnit(db, actor.regionId, unitId, page), q, (a) => ({ at: a.raisedAt, id: a.id }));
}

/** Units whose alerts reach nobody now (NOT-3): of a unit manager's commission, or of the whole region. */
export async function alertFaults(db: Database, actor: StaffActor): Promise<AlertFault[]> {
  const { role, unitIds } = actor.commission;
  return faults(db, actor.regionId, role === 'UNIT_MANAGER' ? unitIds : null);
}

/** Alerts by id, in the order asked; null for those that are not of the caller's units. */
export async function alertsByIds(db: Database, actor: Actor | undefined, ids: readonly string[]): Promise<(Alert | null)[]> {
  if (actor?.kind !== 'STAFF') return ids.map(() => null);
  const found = await alertsById(db, actor.regionId, ids);
  return ids.map((id) => found.find((a) => a.id === id && actor.commission.unitIds.includes(a.unitId)) ?? null);
}
