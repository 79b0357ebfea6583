import { patientLogin, staffLogin } from './login';

const rules = { ageGates: { logInFrom: 13, seekCareFrom: 16, proxyUnder: 13 }, protectedIdentity: { handled: false } };
const patient = { id: 'p', regionId: 'r', language: 'en' as const, birthDate: '1990-05-05' as never, protectedIdentity: false };
const nurse = { id: 'c1', role: 'NURSE' as const, unitIds: ['u'] };
const today = '2026-11-26' as never;

test.each([
  [{}, null],
  [{ birthDate: '2013-11-26' as never }, null],
  [{ birthDate: '2013-11-27' as never }, 'UNDER_AGE'],
  [{ protectedIdentity: true }, 'PROTECTED_IDENTITY'],
])('[TRI-8] [SAF-3] a patient logs in from the region’s age, and not under protected identity: %j', (over, refusal) => {
  expect(patientLogin({ ...patient, ...over }, today, rules)).toEqual({ kind: 'PATIENT', personId: 'p', regionId: 'r', language: 'en', refusal, commissions: [] });
});

test.each([
  [{ protectedIdentity: true }, null],
  [{ protectedIdentity: true, birthDate: '2013-11-27' as never }, 'UNDER_AGE'],
])('[SAF-3] [TRI-8] where the region handles protected identity only the age decides: %j', (over, refusal) => {
  expect(patientLogin({ ...patient, ...over }, today, { ...rules, protectedIdentity: { handled: true } })).toMatchObject({ refusal });
});

test('[DIR-2] staff log in with the commissions that hold: none of who has left, and none without a unit', () => {
  const staff = { id: 's', regionId: 'r', active: true, commissions: [nurse, { ...nurse, id: 'c2', unitIds: [] }] };
  expect(staffLogin(staff)).toMatchObject({ refusal: null, commissions: [nurse] });
  expect(staffLogin({ ...staff, active: false })).toMatchObject({ refusal: 'NO_COMMISSION', commissions: [] });
});
