import { AGE_BANDS, OLDEST_DAYS } from './age';
import { CARES, type Need } from './pack';
import { PRIORITIES, type Priority } from './priority';
import { OPENINGS, referralsFor, rowsFor, type Outcome, type RoutingTable } from './routing';

/** The kinds of care an outcome of this priority can need. */
export function needsAt(priority: Priority): Need[] {
  if (priority === 1) return ['AMBULANCE', 'EMERGENCY_DEPARTMENT'];
  return priority === 12 ? ['SELF_CARE'] : ['PHYSICAL', 'DIGITAL'];
}

/** Every outcome that routing can meet, for these complaints. */
export function* everyOutcome(complaints: readonly string[]): Generator<Outcome> {
  for (const priority of PRIORITIES) for (const need of needsAt(priority)) for (const care of CARES) for (const complaint of complaints) {
    for (const { band: age } of AGE_BANDS) for (const opening of OPENINGS) yield { priority, need, care, complaint, age, opening, fromOtherRegion: false, profession: 'NURSE' };
  }
}

const MOST_FAULTS = 20;

/** Every fault of a routing table, as a sentence with the outcome that falls between or into two rows; the first twenty. (S22) */
export function checkRouting(table: RoutingTable, complaints: readonly string[]): string[] {
  const faults: string[] = [];
  const used = new Set<string>();
  for (const outcome of everyOutcome(complaints)) {
    const rows = rowsFor(table, outcome);
    const where = `P${outcome.priority} ${outcome.need} ${outcome.care} ${outcome.complaint} ${outcome.age} ${outcome.opening}`;
    if (rows.length === 0) faults.push(`routing: no row takes ${where}`);
    if (rows.length > 1) faults.push(`routing: ${rows.map((row) => row.id).join(' and ')} both take ${where}`);
    for (const row of rows) {
      used.add(row.id);
      const emergency = row.level === 'EMERGENCY_112' || row.level === 'EMERGENCY_DEPARTMENT';
      if (outcome.priority === 1 && !emergency) faults.push(`routing.${row.id}: P1 goes to ${row.level}`);
      if (outcome.priority < 12 && row.level === 'SELF_CARE') faults.push(`routing.${row.id}: P${outcome.priority} goes to self-care`);
      if (!emergency && row.level !== 'SELF_CARE' && row.destination === 'NONE') faults.push(`routing.${row.id}: ${row.level} has no destination`);
    }
    if (faults.length >= MOST_FAULTS) return faults;
  }
  for (const row of table.routes) if (!used.has(row.id)) faults.push(`routing.${row.id}: takes no outcome at all`);
  return [...faults, ...checkReferrals(table), ...checkAgeBands()];
}

function checkReferrals(table: RoutingTable): string[] {
  const faults: string[] = [];
  for (const opening of ['ON_CALL', 'CLOSED'] as const) for (const priority of PRIORITIES.slice(1)) for (const need of needsAt(priority)) {
    const rows = referralsFor(table, { priority, need, opening });
    if (rows.length !== 1) faults.push(`routing.closed: ${rows.length} referrals instead of one for P${priority} ${need} ${opening}`);
    if (opening === 'CLOSED' && priority <= 5 && rows.some((row) => row.to === 'NONE')) faults.push(`routing.closed: P${priority} CLOSED is referred nowhere`);
  }
  return faults;
}

/** Age bands have to partition 0–120 years. */
export function checkAgeBands(bands: readonly { band: string; from: number; below: number }[] = AGE_BANDS): string[] {
  const faults: string[] = [];
  let expected = 0;
  for (const { band, from, below } of bands) {
    if (from !== expected) faults.push(`ages.${band}: begins at day ${from} instead of ${expected}`);
    expected = below;
  }
  if (expected !== OLDEST_DAYS) faults.push(`ages: end at day ${expected} instead of ${OLDEST_DAYS}`);
  return faults;
}
