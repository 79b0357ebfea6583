import type { StaffActor } from '@vardgraf/service-kit/actor';
import { Revocations } from './revocations';

const nurse: StaffActor = { kind: 'STAFF', personId: 'p', regionId: 'r', language: 'sv', commission: { id: 'c', role: 'NURSE', unitIds: ['u'] } };
const patient = { kind: 'PATIENT', personId: 'e', regionId: 'r', language: 'sv' } as const;
let time = 0;
const revocations = () => new Revocations(() => time);
beforeEach(() => { time = 1_000_000; });

test('[DIR-2] the tokens of a log-in that has ended are refused until the last of them has expired, those of other log-ins are not', () => {
  const known = revocations();
  known.endSession('s1');
  expect(known.refuses({ actor: patient, session: 's1' })).toBe(true);
  expect(known.refuses({ actor: patient, session: 's2' })).toBe(false);
  expect(known.refuses({ actor: patient })).toBe(false);
  time += 309_000;
  expect(known.refuses({ actor: patient, session: 's1' })).toBe(true);
  time += 2_000;
  expect(known.refuses({ actor: patient, session: 's1' })).toBe(false);
});

test.each<[string, Parameters<Revocations['setCommissions']>[1], boolean]>([
  ['is as before', [{ id: 'c', role: 'NURSE', unitIds: ['u'] }], false],
  ['has a unit more', [{ id: 'c', role: 'NURSE', unitIds: ['u', 'v'] }], false],
  ['has another role', [{ id: 'c', role: 'DOCTOR', unitIds: ['u'] }], true],
  ['has lost a unit', [{ id: 'c', role: 'NURSE', unitIds: ['v'] }], true],
  ['is gone', [{ id: 'd', role: 'NURSE', unitIds: ['u'] }], true],
  ['ended with the employment', [], true],
])('[DIR-2] a staff member whose commission %s', (_, commissions, refused) => {
  const known = revocations();
  known.setCommissions('p', commissions);
  expect(known.refuses({ actor: nurse })).toBe(refused);
  expect(known.refuses({ actor: { ...nurse, personId: 'other' } })).toBe(false);
});

test('[DIR-2] the list is bounded: the eldest gives way, and what has expired takes no room', () => {
  const known = revocations();
  for (let n = 0; n < 100_001; n += 1) known.endSession(`s${n}`);
  expect(known.refuses({ actor: patient, session: 's0' })).toBe(false);
  expect(known.refuses({ actor: patient, session: 's1' })).toBe(true);
  expect(known.refuses({ actor: patient, session: 's100000' })).toBe(true);
});
