import { checkScheme, dispositionOf, levelOf, type SchemeLevel } from './scheme';
import { schemes } from './scheme-tables';

const change = (priority: number, more: Partial<SchemeLevel>): SchemeLevel[] => schemes.ONE_TO_TWELVE.map((row) => (row.priority === priority ? { ...row, ...more } : row));

test('[RDG-1] both schemes give every priority one level, in order', () => {
  expect(checkScheme(schemes.ONE_TO_TWELVE)).toEqual([]);
  expect(checkScheme(schemes.ONE_TO_FIVE)).toEqual([]);
});

test('[RDG-1] 1–12: two to five are drop-ins, six to eleven booked, twelve is self-care', () => {
  expect(schemes.ONE_TO_TWELVE.map((row) => `${row.code} ${row.disposition}`)).toEqual([
    '1 EMERGENCY', '2 DROP_IN', '3 DROP_IN', '4 DROP_IN', '5 DROP_IN', '6 BOOKABLE', '7 BOOKABLE', '8 BOOKABLE', '9 BOOKABLE', '10 BOOKABLE', '11 BOOKABLE', '12 SELF_CARE',
  ]);
});

test('[RDG-1] 1–5: P2 is 1 and P6 is 5, a drop-in that makes a case; the rest carries no number', () => {
  expect(schemes.ONE_TO_FIVE.map((row) => `P${row.priority} ${row.code} ${row.disposition}`)).toEqual([
    'P1 EMERGENCY EMERGENCY', 'P2 1 DROP_IN', 'P3 2 DROP_IN', 'P4 3 DROP_IN', 'P5 4 DROP_IN', 'P6 5 DROP_IN',
    'P7 BOOKABLE BOOKABLE', 'P8 BOOKABLE BOOKABLE', 'P9 BOOKABLE BOOKABLE', 'P10 BOOKABLE BOOKABLE', 'P11 BOOKABLE BOOKABLE', 'P12 SELF_CARE SELF_CARE',
  ]);
});

test('[TRI-5] what accepting makes follows from the level, unless hands are needed', () => {
  const level = (priority: 1 | 4 | 8 | 12) => levelOf(schemes.ONE_TO_TWELVE, priority);
  expect(dispositionOf(level(4), 'DIGITAL_PRIMARY')).toBe('DROP_IN');
  expect(dispositionOf(level(8), 'DIGITAL_PRIMARY')).toBe('BOOKABLE');
  expect(dispositionOf(level(4), 'PHYSICAL_PRIMARY')).toBe('PHYSICAL');
  expect(dispositionOf(level(4), 'EMERGENCY_DEPARTMENT')).toBe('EMERGENCY');
  expect(dispositionOf(level(1), 'EMERGENCY_112')).toBe('EMERGENCY');
  expect(dispositionOf(level(12), 'SELF_CARE')).toBe('SELF_CARE');
});

test.each([
  ['a missing priority', schemes.ONE_TO_TWELVE.slice(1), 'scheme.P1: 0 levels instead of one'],
  ['a code used twice', change(4, { code: '3' }), "scheme.P3: the code '3' stands for more than one level"],
  ['a rank that turns back', change(4, { rank: 3 }), "scheme.P4: rank 3 is not below P3's 3"],
  ['a drop-in after what is booked', change(7, { disposition: 'DROP_IN' }), 'scheme.P7: DROP_IN after BOOKABLE'],
  ['life danger as a case', change(1, { disposition: 'DROP_IN' }), 'scheme.P1: only P1 is EMERGENCY'],
  ['self-care at P11', change(11, { disposition: 'SELF_CARE' }), 'scheme.P11: only P12 is SELF_CARE'],
])('[RDG-1] the check finds %s', (_what, scheme, expected) => {
  expect(checkScheme(scheme)).toContain(expected);
});
