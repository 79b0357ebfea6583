import type { AgeBand } from './age';
import type { Care, ClinicalRole, Need } from './pack';
import type { Priority } from './priority';

export const CARE_LEVELS = [
  'EMERGENCY_112', 'EMERGENCY_DEPARTMENT', 'PHYSICAL_PRIMARY', 'DIGITAL_PRIMARY', 'DIGITAL_SPECIALIST', 'PHYSICAL_SPECIALIST', 'DENTAL', 'SELF_CARE',
] as const;
export type CareLevel = (typeof CARE_LEVELS)[number];

export const DESTINATIONS = ['LISTED_HEALTH_CENTRE', 'DROP_IN_HUB', 'CLINIC', 'DENTAL', 'NONE'] as const;
export type Destination = (typeof DESTINATIONS)[number];

/** The unit's opening at this moment: manned, only its on-call duty, or nobody. */
export const OPENINGS = ['OPEN', 'ON_CALL', 'CLOSED'] as const;
export type Opening = (typeof OPENINGS)[number];

export const REFERRALS = ['CALL_112', 'EMERGENCY_DEPARTMENT', 'CALL_1177', 'NONE'] as const;
export type Referral = (typeof REFERRALS)[number];

/** A row says where an outcome goes. What a row leaves out it takes all of; exactly one row takes each outcome. */
export interface RouteRow {
  id: string;
  /** Both included. */
  priorities: readonly [Priority, Priority];
  needs?: Need[];
  cares?: Care[];
  complaints?: string[];
  notComplaints?: string[];
  ages?: AgeBand[];
  openings?: Opening[];
  level: CareLevel;
  destination: Destination;
  /** OUTCOME: the profession the rule named. */
  profession: ClinicalRole | 'OUTCOME' | 'NONE';
}

/** Where a patient is referred when the unit is not open; NONE: it is handled although it is not. */
export interface ReferralRow { priorities: readonly [Priority, Priority]; openings: Opening[]; needs?: Need[]; to: Referral }

export interface ClosedUnitPolicy {
  referrals: ReferralRow[];
  /** Destinations to which the patient may send anyway, P2–P12, handled the next working day (TRI-7). */
  acceptAnyway: Destination[];
}

export interface RoutingTable {
  routes: readonly RouteRow[];
  closed: ClosedUnitPolicy;
}

/** What of an outcome decides the route. */
export interface Outcome {
  priority: Priority;
  need: Need;
  care: Care;
  complaint: string;
  age: AgeBand;
  opening: Opening;
  /** The patient belongs to another region. */
  fromOtherRegion: boolean;
  profession: ClinicalRole;
}

export interface Route {
  rowId: string;
  level: CareLevel;
  destination: Destination;
  profession?: ClinicalRole;
  /** In primary care first the patient's fixed doctor, where there is one (TRI-6). */
  firstTo: 'FIXED_DOCTOR' | 'ROLE';
  /** The clinic's locality, or for a patient of another region any unit that accepts them. */
  patientChooses: 'NOTHING' | 'LOCALITY' | 'UNIT';
  /** Set when nobody is there to take it now. */
  closed?: { referTo: Referral; maySend: boolean };
}

const within = ([from, to]: readonly [number, number], value: number): boolean => value >= from && value <= to;
const takes = <T>(list: readonly T[] | undefined, value: T): boolean => !list || list.includes(value);

/** The rows that take an outcome; a sound table gives exactly one. */
export function rowsFor(table: RoutingTable, outcome: Outcome): RouteRow[] {
  return table.routes.filter(
    (row) =>
      within(row.priorities, outcome.priority) && takes(row.needs, outcome.need) && takes(row.cares, outcome.care) &&
      takes(row.complaints, outcome.complaint) && !row.notComplaints?.includes(outcome.complaint) &&
      takes(row.ages, outcome.age) && takes(row.openings, outcome.opening),
  );
}

/** The rows that refer when the unit is not open. */
export function referralsFor(table: RoutingTable, { priority, need, opening }: Pick<Outcome, 'priority' | 'need' | 'opening'>): ReferralRow[] {
  return table.closed.referrals.filter((row) => within(row.priorities, priority) && row.openings.includes(opening) && takes(row.needs, need));
}

/** Where an outcome goes. Total on a table without faults (checkRouting); throws on one with holes. (TRI-6, TRI-7) */
export function routeOutcome(table: RoutingTable, outcome: Outcome): Route {
  const row = rowsFor(table, outcome)[0];
  if (!row) throw new Error(`no route for P${outcome.priority} ${outcome.need} ${outcome.care} ${outcome.complaint} ${outcome.age} ${outcome.opening}`);
  const profession = row.profession === 'OUTCOME' ? outcome.profession : row.profession === 'NONE' ? undefined : row.profession;
  return {
    rowId: row.id,
    level: row.level,
    destination: row.destination,
    ...(profession ? { profession } : {}),
    firstTo: row.destination === 'LISTED_HEALTH_CENTRE' ? 'FIXED_DOCTOR' : 'ROLE',
    patientChooses: choiceOf(row.destination, outcome.fromOtherRegion),
    ...closedFor(table, outcome, row),
  };
}

function choiceOf(destination: Destination, fromOtherRegion: boolean): Route['patientChooses'] {
  if (destination === 'NONE') return 'NOTHING';
  if (fromOtherRegion) return 'UNIT';
  return destination === 'CLINIC' ? 'LOCALITY' : 'NOTHING';
}

function closedFor(table: RoutingTable, outcome: Outcome, row: RouteRow): Pick<Route, 'closed'> {
  if (outcome.opening === 'OPEN' || row.destination === 'NONE') return {};
  const referTo = referralsFor(table, outcome)[0]?.to ?? 'CALL_112';
  if (referTo === 'NONE') return {};
  return { closed: { referTo, maySend: table.closed.acceptAnyway.includes(row.destination) } };
}
