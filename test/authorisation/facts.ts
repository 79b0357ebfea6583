import { units } from '../world';
import type { Kind } from './readings';
import type { Relation } from './relations';

/** Where a case is in the queue: at the unit, for the roles. */
export interface Queue {
  unitId: string;
  roles: readonly string[];
}

/** Somebody at a unit. */
export interface AtUnit {
  staffId: string;
  unitId: string;
}

/** What is known of one thing of the world, from what was done there. Never asked of the platform. */
export interface Thing {
  kind: Kind;
  id: string;
  regionId: string;
  patientId?: string;
  /** Units whose it is. */
  unitIds?: readonly string[];
  queues?: readonly Queue[];
  consulted?: readonly Queue[];
  holders?: readonly AtUnit[];
  givers?: readonly AtUnit[];
  receivers?: readonly Queue[];
  /** Units at which somebody triages by telephone for it. */
  assistedAt?: readonly string[];
  addressee?: string;
  partnerId?: string;
  scope?: string;
  /** A patient with protected identity. */
  isProtected?: boolean;
}

/** Who acts, as the token says. */
export type Caller = { name: string; token: string | undefined; regionId?: string } & (
  | { kind: 'NOBODY' }
  | { kind: 'PATIENT'; personId: string }
  | { kind: 'STAFF'; personId: string; role: string; unitIds: readonly string[] }
  | { kind: 'PARTNER'; clientId: string; scopes: readonly string[] }
  | { kind: 'SERVICE'; scopes: readonly string[] }
  | { kind: 'LIVE'; unitId: string; role: string });

/** Children of the world and until when somebody is their guardian. */
export interface Family {
  childId: string;
  guardianIds: readonly string[];
  underTheLimit: boolean;
}

/** Who triages by telephone in the regions of the tests (TRI-2): these roles, at hubs and on-call units. */
const assistants = ['NURSE', 'MIDWIFE', 'DOCTOR'];
const telephones: readonly string[] = [units.gavleborgDropIn, units.gavleborgOnCall, units.vastragotalandDropIn, units.hallandDropIn, units.hallandOnCall].map(({ id }) => id);
const byRole: Record<string, Relation> = {
  UNIT_MANAGER: 'unitManager', QUALITY_COORDINATOR: 'coordinator', SYSTEM_MANAGER: 'systemManager', ANALYST: 'analyst', LOG_REVIEWER: 'logReviewer', CONTENT_EDITOR: 'contentEditor',
};

/** How the caller stands to the thing: the columns of the matrix that they stand in. */
export function relationsOf(caller: Caller, thing: Thing, families: readonly Family[]): Relation[] {
  if (caller.kind === 'NOBODY') return ['nobody'];
  if (caller.kind === 'SERVICE') return [thing.scope !== undefined && caller.scopes.includes(thing.scope) ? 'service' : 'otherService'];
  if (thing.kind !== 'anything' && thing.kind !== 'own' && caller.regionId !== thing.regionId) return ['otherRegion'];
  switch (caller.kind) {
    case 'PATIENT':
      return [thing.kind === 'own' ? 'self' : patientsRelation(caller.personId, thing, families)];
    case 'PARTNER':
      return [(['own', 'region', 'patient'].includes(thing.kind) || thing.partnerId === caller.clientId) && caller.scopes.length > 0 ? 'submitter' : 'otherPartner']; // any patient of the region may call
    case 'LIVE':
      return [liveSees(caller, thing) ? 'live' : 'otherLive'];
    case 'STAFF':
      return staffsRelations(caller, thing);
  }
}

function patientsRelation(personId: string, thing: Thing, families: readonly Family[]): Relation {
  if (thing.patientId === undefined) return 'otherPatient';
  if (thing.patientId === personId) return 'self';
  const family = families.find(({ childId, guardianIds }) => childId === thing.patientId && guardianIds.includes(personId));
  return family ? (family.underTheLimit ? 'guardian' : 'formerGuardian') : 'otherPatient';
}

function liveSees(caller: { unitId: string; role: string }, thing: Thing): boolean {
  return thing.kind === 'unit' || thing.kind === 'colleague' ? thing.unitIds?.includes(caller.unitId) === true : inQueue(thing.queues, [caller.unitId], caller.role);
}

function staffsRelations(caller: { personId: string; role: string; unitIds: readonly string[] }, thing: Thing): Relation[] {
  const at = (people: readonly AtUnit[] = []): boolean => people.some(({ staffId, unitId }) => staffId === caller.personId && caller.unitIds.includes(unitId));
  const found: Relation[] = [];
  if (thing.kind === 'own' || thing.addressee === caller.personId) found.push('addressee');
  if (inQueue(thing.queues, caller.unitIds, caller.role)) found.push('queue');
  if (inQueue(thing.consulted, caller.unitIds, caller.role)) found.push('consulted');
  if (inQueue(thing.receivers, caller.unitIds, caller.role)) found.push('receiver');
  if (at(thing.holders)) found.push('holder');
  if (at(thing.givers)) found.push('giver');
  const assistedAt = thing.kind === 'own' || thing.kind === 'patient' ? telephones : (thing.assistedAt ?? []);
  if (assistants.includes(caller.role) && assistedAt.some((unitId) => caller.unitIds.includes(unitId))) found.push('assistant');
  if (caller.role === 'DOCTOR' && thing.kind === 'region') found.push('doctor');
  const ofTheUnit = thing.kind === 'region' || thing.kind === 'log' || thing.kind === 'review' || thing.unitIds?.some((unitId) => caller.unitIds.includes(unitId));
  found.push(ofTheUnit ? (byRole[caller.role] ?? 'careStaff') : 'otherUnit');
  return found;
}

const inQueue = (queues: readonly Queue[] = [], unitIds: readonly string[], role: string): boolean => queues.some((queue) => unitIds.includes(queue.unitId) && queue.roles.includes(role));
