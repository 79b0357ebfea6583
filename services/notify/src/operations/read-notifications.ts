import type { Actor, PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Notification } from '../domain/notification';
import { type Template, template, type TemplateName, templateNames } from '../domain/templates';
import { regionSettings } from '../settings/region-settings';
import { notificationsById, notificationsOfCase as ofCase, notificationsOfPatient } from '../storage/notification-store';
import { caseRelationOf } from '../storage/relation-store';
import { connection, type Page, pageOf, type PageQuestion } from './pages';

/** A message as one reader may see it. */
export type SeenNotification = Omit<Notification, 'text'> & { text: string | null };

/** What was sent, or shall be, to the patient; with its texts (NOT-1). @throws Fault BAD_INPUT for a page that cannot be */
export async function myNotifications(db: Database, actor: PatientActor, q: PageQuestion): Promise<Page<SeenNotification>> {
  return connection(await notificationsOfPatient(db, actor.regionId, actor.personId, pageOf(q)), q, (n) => ({ at: n.createdAt, id: n.id }));
}

/** What was sent about a case, without texts; null for staff who are not of the responsible unit, and for a case that is not known (VIS-1). */
export async function notificationsOfCase(db: Database, actor: StaffActor, caseId: string): Promise<{ patientId: string; notifications: SeenNotification[] } | null> {
  const relation = await caseRelationOf(db, actor.regionId, caseId);
  if (!relation || !actor.commission.unitIds.includes(relation.responsibleUnitId)) return null;
  return { patientId: relation.patientId, notifications: (await ofCase(db, actor.regionId, caseId)).map(withoutText) };
}

/** Messages by id, in the order asked: a patient's own; null for everybody else, who reach them through the case. */
export async function notificationsByIds(db: Database, actor: Actor | undefined, ids: readonly string[]): Promise<(SeenNotification | null)[]> {
  if (actor?.kind !== 'PATIENT') return ids.map(() => null);
  const found = await notificationsById(db, actor.regionId, ids);
  return ids.map((id) => found.find((n) => n.id === id && n.patientId === actor.personId) ?? null);
}

/** Every template as the region words it (NOT-4). */
export async function notificationTemplates(db: Database, actor: StaffActor): Promise<(Template & { name: TemplateName })[]> {
  const { wordings } = await regionSettings(db, actor.regionId);
  return templateNames.map((name) => ({ ...template(name), ...wordings[name], name }));
}

function withoutText(n: Notification): SeenNotification {
  return { ...n, text: null };
}
