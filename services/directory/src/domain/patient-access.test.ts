import { hidesWhereabouts, patientAccess, type PatientTies, type Reader } from './patient-access';
import { staffRoles } from './staff-role';

const adult = { mayLogIn: true, maySeekCare: true, underProxyLimit: false };
const child = { mayLogIn: false, maySeekCare: false, underProxyLimit: true };
const patient: PatientTies = { patientId: 'p', regionId: 'gavleborg', age: adult, guardianIds: ['mother'], listedUnitId: 'listed', cases: [] };
const nurse = (over: Partial<Extract<Reader, { kind: 'STAFF' }>> = {}): Reader => ({ kind: 'STAFF', personId: 'nurse', regionId: 'gavleborg', unitIds: ['here'], role: 'NURSE', ...over });
const openCase = { open: true, responsibleUnitId: 'here', takenBy: undefined, participants: [] };

describe('[DIR-3] who may read a patient', () => {
  test('the person may, and nobody else among patients', () => {
    expect(patientAccess({ kind: 'PATIENT', personId: 'p', regionId: 'gavleborg' }, patient)).toBe('SELF');
    expect(patientAccess({ kind: 'PATIENT', personId: 'other', regionId: 'gavleborg' }, patient)).toBe('NO');
  });

  test('[SAF-4] a guardian may while the child is under the limit and not a day longer', () => {
    const mother: Reader = { kind: 'PATIENT', personId: 'mother', regionId: 'gavleborg' };
    expect(patientAccess(mother, { ...patient, age: child })).toBe('GUARDIAN');
    expect(patientAccess(mother, patient)).toBe('NO');
  });

  test('[TRI-8] a child too young to log in reads nothing, not even itself', () => {
    expect(patientAccess({ kind: 'PATIENT', personId: 'p', regionId: 'gavleborg' }, { ...patient, age: child })).toBe('NO');
  });

  test('staff of the unit where the patient is listed may', () => {
    expect(patientAccess(nurse({ unitIds: ['listed'] }), patient)).toBe('LISTED');
  });

  test('staff of the accountable unit may while the case is open', () => {
    expect(patientAccess(nurse(), { ...patient, cases: [openCase] })).toBe('CASE');
    expect(patientAccess(nurse(), { ...patient, cases: [{ ...openCase, open: false }] })).toBe('NO_RELATION');
  });

  test('whether who took the case or takes part in it still may, after its end or in another commission, is for cases to say', () => {
    expect(patientAccess(nurse(), { ...patient, cases: [{ ...openCase, open: false, takenBy: 'nurse' }] })).toBe('NO_RELATION');
    expect(patientAccess(nurse({ unitIds: ['elsewhere'] }), { ...patient, cases: [{ ...openCase, takenBy: 'nurse', participants: ['nurse'] }] })).toBe('NO_RELATION');
  });

  test('without a relation the answer is open: cases may know of one', () => {
    expect(patientAccess(nurse(), patient)).toBe('NO_RELATION');
    expect(patientAccess(nurse({ unitIds: ['listed'] }), { ...patient, listedUnitId: undefined })).toBe('NO_RELATION');
  });

  test('another region never may, not even with the right unit id', () => {
    expect(patientAccess(nurse({ regionId: 'halland', unitIds: ['listed'] }), { ...patient, cases: [openCase] })).toBe('NO');
    expect(patientAccess({ kind: 'PATIENT', personId: 'p', regionId: 'halland' }, patient)).toBe('NO');
  });

  test('of all roles only those that meet patients, and administrators, may', () => {
    const may = staffRoles.filter((role) => patientAccess(nurse({ role, unitIds: ['listed'] }), patient) === 'LISTED');
    expect(staffRoles.filter((role) => !may.includes(role))).toEqual(['UNIT_MANAGER', 'QUALITY_COORDINATOR', 'SYSTEM_MANAGER', 'LOG_REVIEWER', 'ANALYST', 'CONTENT_EDITOR']);
  });

  test('partners, the live gateway and nobody read nothing', () => {
    expect(patientAccess({ kind: 'OTHER' }, patient)).toBe('NO');
  });
});

test('[SAF-3] where a protected person is to be found only the person and a guardian read', () => {
  expect((['SELF', 'GUARDIAN', 'LISTED', 'CASE', 'SEARCH'] as const).map((a) => hidesWhereabouts(true, a))).toEqual([false, false, true, true, true]);
  expect(hidesWhereabouts(false, 'CASE')).toBe(false);
});
