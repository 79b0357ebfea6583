/** How somebody who asks can stand to a thing of the platform: the columns of the authorisation matrix. The first word is the column's head. */
export const relations = {
  nobody: { head: 'nobody', is: 'nobody: no token, or one that is expired, forged, for somebody else or from education' },
  self: { head: 'patient', is: 'the patient whose it is' },
  guardian: { head: 'guardian', is: 'a guardian, while the child is under the region’s limit' },
  formerGuardian: { head: 'grown', is: 'a guardian of a child that has passed the limit' },
  otherPatient: { head: 'other patient', is: 'any other patient' },
  queue: { head: 'queue', is: 'staff who have it in their queue: the unit and the role it waits for, those that it has escalated to, and whoever watches the unit’s queue' },
  holder: { head: 'holder', is: 'the staff member who has taken it, or has opened it with a reason that is in the log; and who gave it away, to document' },
  consulted: { head: 'consulted', is: 'staff of whom a colleague has asked advice about it' },
  giver: { head: 'asker', is: 'the staff member who asks: for a hand-over or for advice' },
  receiver: { head: 'receiver', is: 'staff who are asked to take it over' },
  addressee: { head: 'addressee', is: 'the staff member whose own it is' },
  assistant: { head: 'telephone', is: 'staff who triage by telephone at the unit that did' },
  careStaff: { head: 'care', is: 'other care staff of the unit (clinical roles and administrators)' },
  doctor: { head: 'doctor', is: 'any doctor of the region' },
  unitManager: { head: 'manager', is: 'the manager of the unit' },
  coordinator: { head: 'coordinator', is: 'a quality coordinator of the unit' },
  systemManager: { head: 'system', is: 'a system manager of the unit' },
  analyst: { head: 'analyst', is: 'an analyst of the unit' },
  logReviewer: { head: 'reviewer', is: 'a log reviewer of the unit' },
  contentEditor: { head: 'editor', is: 'an editor of triage content of the unit' },
  otherUnit: { head: 'other unit', is: 'staff of any other unit of the region, a cooperating one too before anything has escalated to it' },
  otherRegion: { head: 'other region', is: 'anybody of another region' },
  submitter: { head: 'partner', is: 'the partner system that submitted or began it' },
  otherPartner: { head: 'other partner', is: 'any other partner system' },
  live: { head: 'live', is: 'the gateway, for viewers of a unit and role that have it in their queue' },
  otherLive: { head: 'other live', is: 'the gateway, for viewers of any other unit or role' },
  service: { head: 'service', is: 'a service of the platform with the scope for it' },
  otherService: { head: 'other service', is: 'a service of the platform with another scope' },
} as const;

export type Relation = keyof typeof relations;

export const everyRelation = Object.keys(relations) as Relation[];

/** The relations of staff who work at the unit, in whatever role. */
export const ofTheUnit = ['careStaff', 'unitManager', 'coordinator', 'systemManager', 'analyst', 'logReviewer', 'contentEditor'] as const satisfies Relation[];
