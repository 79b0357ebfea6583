import { offersOf } from './accounts';
import type { DirectoryLogin } from './directory-question';

const profile: DirectoryLogin = { kind: 'PATIENT', personId: 'p', regionId: 'gavleborg', regionName: 'Gävleborg', language: 'sv', refusal: null, otherWays: { sv: 'Ring', en: 'Call' }, commissions: [] };
const nurse = { id: 'c1', role: 'NURSE' as const, unitIds: ['u1'], unitNames: ['Strand'], unitHsaIds: ['SE1-A'] };
const doctor = { id: 'c2', role: 'DOCTOR' as const, unitIds: ['u2'], unitNames: ['Valbo'], unitHsaIds: ['SE1-B'] };
const worker: DirectoryLogin = { ...profile, kind: 'STAFF', personId: 's', commissions: [nurse, doctor] };
const halland = { ...profile, personId: 'q', regionId: 'halland', regionName: 'Halland' };

test('[DIR-2] staff are offered each commission, or those at the unit chosen at the issuer', () => {
  expect(offersOf([worker], {})).toMatchObject([{ account: 's c1 gavleborg', role: 'NURSE' }, { account: 's c2 gavleborg', role: 'DOCTOR' }]);
  expect(offersOf([worker], { unitHsaId: 'SE1-B' })).toMatchObject([{ account: 's c2 gavleborg' }]);
  expect(offersOf([worker], { unitHsaId: 'SE1-C' })).toMatchObject({ refused: 'NO_COMMISSION' });
});

test('[DIR-2] a patient is offered the profile of the front end’s region, or each one there is', () => {
  expect(offersOf([profile, halland], { regionId: 'halland' })).toEqual([{ account: 'q - halland', regionName: 'Halland' }]);
  expect(offersOf([profile, halland], {})).toHaveLength(2);
  expect(offersOf([profile], { regionId: 'halland' })).toEqual({ refused: 'UNKNOWN_PERSON' });
  expect(offersOf([], {})).toEqual({ refused: 'UNKNOWN_PERSON' });
});

const hidden = { ...profile, refusal: 'PROTECTED_IDENTITY' as const };

test('[SAF-3] [TRI-8] who may not is told why, with the other ways in', () => {
  expect(offersOf([hidden], {})).toEqual({ refused: 'PROTECTED_IDENTITY', otherWays: profile.otherWays });
  expect(offersOf([{ ...profile, refusal: 'UNDER_AGE' }], {})).toMatchObject({ refused: 'UNDER_AGE' });
  expect(offersOf([{ ...profile, refusal: 'UNDER_AGE' }, halland], {})).toHaveLength(1);
});

test('[SAF-3] a protected person is offered the regions that handle that, and no other', () => {
  expect(offersOf([hidden, halland], {})).toEqual([{ account: 'q - halland', regionName: 'Halland' }]);
  expect(offersOf([hidden, halland], { regionId: 'halland' })).toHaveLength(1);
  expect(offersOf([hidden, halland], { regionId: 'gavleborg' })).toMatchObject({ refused: 'PROTECTED_IDENTITY' });
});

test('[SAF-3] a protected person whom the front end’s region does not know learns that protection closes the door', () => {
  expect(offersOf([hidden], { regionId: 'halland' })).toEqual({ refused: 'PROTECTED_IDENTITY', otherWays: profile.otherWays });
});
