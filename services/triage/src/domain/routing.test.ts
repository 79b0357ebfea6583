import { AGE_BANDS, ageBandOf } from './age';
import { checkAgeBands, checkRouting, everyOutcome } from './check-routing';
import { routeOutcome, type ClosedUnitPolicy, type Outcome, type RouteRow, type RoutingTable } from './routing';
import { routeTables } from './routing-tables';

const complaints = ['sore-throat', 'other', 'teeth'];
const closed: ClosedUnitPolicy = {
  acceptAnyway: ['LISTED_HEALTH_CENTRE'],
  referrals: [
    { openings: ['CLOSED'], priorities: [2, 3], to: 'CALL_112' },
    { openings: ['CLOSED'], priorities: [4, 12], to: 'CALL_1177' },
    { openings: ['ON_CALL'], priorities: [2, 5], to: 'NONE' },
    { openings: ['ON_CALL'], priorities: [6, 12], to: 'CALL_1177' },
  ],
};
const table: RoutingTable = { routes: routeTables.DROP_IN_TO_P5, closed };
const usual: Outcome = { priority: 5, need: 'DIGITAL', care: 'PRIMARY', complaint: 'other', age: 'FROM_18_TO_64', opening: 'OPEN', fromOtherRegion: false, profession: 'NURSE' };
const route = (change: Partial<Outcome>, of = table) => routeOutcome(of, { ...usual, ...change });

test('[TRI-6] primary care goes to the listed health centre, first to the fixed doctor', () => {
  expect(route({ profession: 'DOCTOR' })).toEqual({ rowId: 'digital-primary', level: 'DIGITAL_PRIMARY', destination: 'LISTED_HEALTH_CENTRE', profession: 'DOCTOR', firstTo: 'FIXED_DOCTOR', patientChooses: 'NOTHING' });
});

test('[TRI-6] specialised drop-ins go to the hub, specialised bookings to a clinic in the locality the patient chooses', () => {
  expect(route({ care: 'SPECIALIST', priority: 4 })).toMatchObject({ destination: 'DROP_IN_HUB', level: 'DIGITAL_SPECIALIST', patientChooses: 'NOTHING', firstTo: 'ROLE' });
  expect(route({ care: 'SPECIALIST', priority: 8 })).toMatchObject({ destination: 'CLINIC', patientChooses: 'LOCALITY' });
  expect(route({ care: 'SPECIALIST', priority: 6 }, { ...table, routes: routeTables.DROP_IN_TO_P6 })).toMatchObject({ destination: 'DROP_IN_HUB' });
  expect(route({ care: 'DENTAL' })).toMatchObject({ destination: 'DENTAL', profession: 'DENTIST' });
});

test('[TRI-6] a patient of another region chooses a unit', () => {
  expect(route({ fromOtherRegion: true }).patientChooses).toBe('UNIT');
  expect(route({ fromOtherRegion: true, priority: 12, need: 'SELF_CARE' }).patientChooses).toBe('NOTHING');
});

test('[TRI-4] life danger goes to 112 or the emergency department at any hour, and nowhere else', () => {
  for (const opening of ['OPEN', 'ON_CALL', 'CLOSED'] as const) {
    expect(route({ priority: 1, need: 'AMBULANCE', opening })).toEqual({ rowId: 'ambulance', level: 'EMERGENCY_112', destination: 'NONE', firstTo: 'ROLE', patientChooses: 'NOTHING' });
    expect(route({ priority: 1, need: 'EMERGENCY_DEPARTMENT', opening }).level).toBe('EMERGENCY_DEPARTMENT');
  }
});

test('[TRI-7] when closed the patient is referred by severity, and may still send where the region accepts it', () => {
  expect(route({ priority: 2, opening: 'CLOSED' }).closed).toEqual({ referTo: 'CALL_112', maySend: true });
  expect(route({ priority: 9, opening: 'CLOSED' }).closed).toEqual({ referTo: 'CALL_1177', maySend: true });
  expect(route({ priority: 9, care: 'SPECIALIST', opening: 'CLOSED' }).closed).toEqual({ referTo: 'CALL_1177', maySend: false });
  expect(route({ priority: 9, opening: 'CLOSED' }, { ...table, closed: { ...closed, acceptAnyway: [] } }).closed).toEqual({ referTo: 'CALL_1177', maySend: false });
  expect(route({ priority: 9 }).closed).toBeUndefined();
  expect(route({ priority: 4, opening: 'ON_CALL' }).closed).toBeUndefined();
});

test('[TRI-6] S22: every outcome has exactly one route, open or with a referral', () => {
  expect(checkRouting(table, complaints)).toEqual([]);
  for (const outcome of everyOutcome(complaints)) {
    const { closed: shut, destination } = routeOutcome(table, outcome);
    if (outcome.opening === 'CLOSED' && destination !== 'NONE' && outcome.priority <= 5) expect(shut?.referTo).toMatch(/^CALL_/);
  }
});

const withRoutes = (change: (rows: RouteRow[]) => RouteRow[]): RoutingTable => ({ ...table, routes: change(structuredClone([...table.routes]) as RouteRow[]) });
test.each([
  ['a hole', withRoutes((rows) => rows.filter((row) => row.id !== 'dental')), 'routing: no row takes P2 PHYSICAL DENTAL sore-throat UNDER_1 OPEN'],
  ['an overlap', withRoutes((rows) => rows.map((row) => (row.id === 'digital-primary' ? { ...row, cares: ['PRIMARY', 'DENTAL'] } : row))), 'routing: digital-primary and dental both take P2 DIGITAL DENTAL'],
  ['a row for nobody', withRoutes((rows) => [...rows, { ...rows[0]!, id: 'spare', complaints: ['nothing'] }]), 'routing.spare: takes no outcome at all'],
  ['life danger in a chat', withRoutes((rows) => rows.map((row) => (row.id === 'ambulance' ? { ...row, level: 'DIGITAL_PRIMARY', destination: 'LISTED_HEALTH_CENTRE' } : row))), 'routing.ambulance: P1 goes to DIGITAL_PRIMARY'],
  ['a visit nowhere', withRoutes((rows) => rows.map((row) => (row.id === 'physical-primary' ? { ...row, destination: 'NONE' } : row))), 'routing.physical-primary: PHYSICAL_PRIMARY has no destination'],
  ['self-care at P11', withRoutes((rows) => rows.map((row) => (row.id === 'dental' ? { ...row, level: 'SELF_CARE' } : row))), 'goes to self-care'],
  ['an hour without referral', { ...table, closed: { ...closed, referrals: closed.referrals.slice(1) } }, 'routing.closed: 0 referrals instead of one for P2 PHYSICAL CLOSED'],
  ['an urgent case left alone at night', { ...table, closed: { ...closed, referrals: [{ ...closed.referrals[0]!, to: 'NONE' as const }, ...closed.referrals.slice(1)] } }, 'routing.closed: P2 CLOSED is referred nowhere'],
])('[TRI-6] the check finds %s', (_what, broken, expected) => {
  expect(checkRouting(broken as RoutingTable, complaints)).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
});

test('[TRI-1] age bands partition nought to a hundred and twenty years', () => {
  expect(checkAgeBands()).toEqual([]);
  expect(checkAgeBands(AGE_BANDS.filter((row) => row.band !== 'FROM_13_TO_17'))).toEqual(['ages.FROM_18_TO_64: begins at day 6574 instead of 4748']);
  expect([0, 364, 365, 2_190, 2_191, 4_747, 4_748, 6_573, 6_574, 23_740, 23_741, 29_219, 29_220, 50_000].map(ageBandOf)).toEqual([
    'UNDER_1', 'UNDER_1', 'FROM_1_TO_5', 'FROM_1_TO_5', 'FROM_6_TO_12', 'FROM_6_TO_12', 'FROM_13_TO_17', 'FROM_13_TO_17', 'FROM_18_TO_64', 'FROM_18_TO_64', 'FROM_65_TO_79', 'FROM_65_TO_79', 'FROM_80', 'FROM_80',
  ]);
});
