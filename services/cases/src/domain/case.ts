import type { ProtocolKind } from './protocol';
import { openRiskStates, type RiskLevel, type RiskState } from './suicide-risk';
import { type CaseAgeBand, type CaseAlertState, type CaseKind, type CaseStatus, type CaseTag, type EndReason, type EntryChannel, isWorkItem, type PhaseEvent, type Sex, type StaffRole } from './codes';

/** One matter of one patient at a unit, or a question from staff, which stands in the same queues (CON-1). */
export interface Case {
  id: string;
  regionId: string;
  /** Null for a question from staff, and for nothing else (CON-1). */
  patientId: string | null;
  kind: CaseKind;
  status: CaseStatus;
  entryChannel: EntryChannel;
  sessionId: string | null;
  complaintCode: string | null;
  /** The role the case addresses. */
  profession: StaffRole;
  /** Nobody in that role has a commission at the accountable unit (QUE-7). */
  noOneInRole: boolean;
  ageBand: CaseAgeBand;
  sex: Sex;
  tags: CaseTag[];
  /** The one accountable unit (RDG-3, BEY-1). */
  unitId: string;
  /** The unit it was sent to; accountable until another takes it. */
  firstUnitId: string;
  /** Code in the region's scheme, and its place on the scale 1–12. */
  priority: string;
  urgencyRank: number;
  /** The engine's, kept whatever staff change (RDG-6). */
  firstPriority: string;
  firstUrgencyRank: number;
  createdAt: Date;
  /** When the clock started: creation, or the unit's opening (RDG-2). */
  waitingSince: Date;
  /** When the visit should have started; null where the level has no handling time. */
  dueAt: Date | null;
  /** Number of the last escalation step taken, 0 before the first. */
  escalationStep: number;
  takenBy: string | null;
  takenByRole: StaffRole | null;
  takenAt: Date | null;
  /** Who gave it back last; null again when somebody takes it. Makes a repeated release the same yes. */
  releasedBy: string | null;
  startedAt: Date | null;
  /** The first start; what the handling clock is measured against, also after a release. */
  firstStartedAt: Date | null;
  endedAt: Date | null;
  endReason: EndReason | null;
  /** The booking and the beginning of its visit; scheduled cases only (BOO-5). */
  bookingId: string | null;
  bookedAt: Date | null;
  /** The case that a work item of kind MESSAGE belongs to (VIS-4), or about which a CONSULTATION asks (CON-1). */
  linkedCaseId: string | null;
  /** When the asynchronous phase ends; null in other states (VIS-4). */
  phaseEndsAt: Date | null;
  /** The event that ends the phase, where it is one: then `phaseEndsAt` is when it is looked at (RDG-10). */
  phaseUntil: PhaseEvent | null;
  /** Messages of the patient that no staff member has read; messaging's fact, copied (MSG-1). */
  unreadMessages: number;
  /** How the latest external alert stands; notify's fact, copied (NOT-3). */
  alertState: CaseAlertState;
  /** Where the suicide-risk protocol stands (SAF-1); null when nothing was suspected, and on a work item of kind MESSAGE whose case has the protocol. */
  riskState: RiskState | null;
  /** What a doctor or psychologist judged last. */
  riskLevel: RiskLevel | null;
  /** When the state's time is over; null where it has no clock. */
  riskNextAt: Date | null;
  /** The phone attempts that must precede giving up a silent patient are made. */
  attemptsMade: boolean;
  /** Checklists with a step that is neither done nor reasoned: the case does not end before (BEY-9). */
  openProtocols: ProtocolKind[];
  /** By when the next action is due; live while the case is open (BEY-1). */
  nextAt: Date;
  /** The patient's fixed doctor, whose the case is first; null where there is none or they were not there (RDG-5). */
  fixedDoctorId: string | null;
  /** Until when nobody but the fixed doctor takes it; null where nobody has to wait. */
  reservedUntil: Date | null;
  /** Staff who have opened the case without taking it, or have handed it over. */
  participants: string[];
  /** Rule ids and versions behind priority, unit, role and escalation (BEY-7). */
  reasonTrace: string[];
  /** Number of the last event about this case; gapless from 1. */
  version: number;
}

/** Roles of one unit that see a case. The accountable unit has step 0; further units carry the escalation step that added them. */
export interface Visibility {
  unitId: string;
  roles: StaffRole[];
  addedByStep: number;
}

/** What says where the suicide risk of a case, or of something that becomes one, stands. */
export type RiskStanding = Pick<Case, 'tags'> & Partial<Pick<Case, 'kind' | 'riskState'>>;

/** The protocol's state; a flag that has no state yet is one that waits. A work item of kind MESSAGE has its case's flag, and a protocol of its own only when that case is over. */
export function riskStateOf(c: RiskStanding): RiskState | null {
  return c.riskState ?? (!isWorkItem(c.kind) && c.tags.includes('SUICIDE_RISK_FLAGGED') ? 'FLAGGED' : null);
}

/** Whether suicide risk is unassessed or goes on (SAF-1). */
export function suicideRiskOpen(c: RiskStanding): boolean {
  const state = riskStateOf(c);
  return state === null ? c.tags.includes('SUICIDE_RISK_FLAGGED') : openRiskStates.includes(state);
}

/** Whether the protocol is the case's own: that of a work item is its case's, unless a message has begun one because its case is over (SAF-1). */
export function hasOwnProtocol(c: Pick<RiskStanding, 'kind' | 'riskState'>): boolean {
  return !isWorkItem(c.kind) || (c.riskState ?? null) !== null;
}

/** Roles of the unit that see the case; none when the unit does not see it. */
export function rolesAt(visibility: readonly Pick<Visibility, 'unitId' | 'roles'>[], unitId: string): StaffRole[] {
  return visibility.find((v) => v.unitId === unitId)?.roles ?? [];
}

/** Both lists as one, a unit once; who saw it first keeps the step. */
export function widened(visibility: readonly Visibility[], added: readonly Visibility[]): Visibility[] {
  const units = new Map(visibility.map((v) => [v.unitId, v]));
  for (const more of added) {
    const has = units.get(more.unitId);
    const roles: StaffRole[] = [...new Set([...(has?.roles ?? []), ...more.roles])].sort();
    units.set(more.unitId, { unitId: more.unitId, roles, addedByStep: has?.addedByStep ?? more.addedByStep });
  }
  return [...units.values()];
}

/** What is left when the list no longer holds what is taken away; a unit without a role is gone. */
export function without(visibility: readonly Visibility[], takenAway: readonly Pick<Visibility, 'unitId' | 'roles'>[]): Visibility[] {
  return visibility
    .map((v) => ({ ...v, roles: v.roles.filter((role) => !rolesAt(takenAway, v.unitId).includes(role)) }))
    .filter((v) => v.roles.length > 0);
}
