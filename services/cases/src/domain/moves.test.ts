import { aCase, startedCase, takenCase } from '../../test/a-case';
import type { Visibility } from './case';
import { endCase } from './end-case';
import type { ActingStaff } from './may-move';
import { releaseCase } from './release-case';
import { reprioritiseCase } from './reprioritise-case';
import { startCase, waited } from './start-case';
import { takeCase, takingUnit } from './take-case';
import { withdrawCase } from './withdraw-case';

const now = new Date('2026-11-02T09:10:00Z');
const nina: ActingStaff = { personId: 'nina', role: 'NURSE', unitIds: ['bollnas'] };
const nils: ActingStaff = { ...nina, personId: 'nils' };
const seen: Visibility[] = [
  { unitId: 'bollnas', roles: ['NURSE'], addedByStep: 0 }, { unitId: 'soderhamn', roles: ['NURSE'], addedByStep: 2 }, { unitId: 'navet', roles: ['NURSE', 'DOCTOR'], addedByStep: 3 },
];

describe('takeCase', () => {
  it('[QUE-5] a waiting case becomes the taker’s; a taken one says who has it; the taker’s own is the same yes', () => {
    expect(takeCase(aCase({ releasedBy: 'nils' }), nina, seen, now)).toMatchObject({ is: 'CHANGED', case: { status: 'ACCEPTED', takenBy: 'nina', takenByRole: 'NURSE', takenAt: now, releasedBy: null } });
    expect(takeCase(takenCase(), nils, seen, now)).toEqual({ is: 'CASE_ALREADY_TAKEN', takenBy: 'nina', takenAt: takenCase().takenAt });
    expect(takeCase(startedCase(), nina, seen, now)).toMatchObject({ is: 'SAME' });
    expect(takeCase(startedCase({ status: 'COMPLETED' }), nina, seen, now)).toEqual({ is: 'CASE_NOT_OPEN', status: 'COMPLETED' });
  });

  it('[RDG-3] the taker’s unit is accountable: the accountable one if it is theirs, else the one that saw it first in their role', () => {
    const takes = (unitIds: string[], role: ActingStaff['role'] = 'NURSE') => takingUnit(aCase(), { personId: 'x', role, unitIds }, seen);
    expect([takes(['navet', 'bollnas']), takes(['navet', 'soderhamn']), takes(['navet', 'soderhamn'], 'DOCTOR')]).toEqual(['bollnas', 'soderhamn', 'navet']);
  });
});

it('[RDG-4] a release keeps the clock and the first start, and is the same yes to the one who released', () => {
  const released = releaseCase(startedCase(), nina);
  expect(released).toMatchObject({ is: 'CHANGED', case: { status: 'REQUESTED', takenBy: null, startedAt: null, firstStartedAt: startedCase().firstStartedAt, dueAt: aCase().dueAt } });
  if (released.is !== 'CHANGED') throw new Error('released');
  expect(releaseCase(released.case, nina)).toMatchObject({ is: 'SAME' });
  expect(releaseCase(released.case, nils)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: null });
});

it('[QUE-2] the wait ends with the first start; in time means not after the due instant itself', () => {
  const start = (at: string) => {
    const decided = startCase(takenCase(), nina, 15, new Date(at));
    return decided.is === 'CHANGED' ? waited(decided.case) : decided;
  };
  expect(start('2026-11-02T09:30:00.000Z')).toEqual({ waitedSeconds: 1800, withinHandlingTime: true });
  expect(start('2026-11-02T09:30:00.001Z')).toEqual({ waitedSeconds: 1800, withinHandlingTime: false });
  expect(waited(startedCase({ dueAt: null }))).toEqual({ waitedSeconds: 0, withinHandlingTime: null });
  expect(startCase(startedCase(), nina, 15, now)).toMatchObject({ is: 'SAME' });
  expect(startCase(startedCase(), nils, 15, now)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
});

it('[SAF-1] the end of a flagged case is refused to everybody before it is assessed, after the question whose it is', () => {
  const flagged = startedCase({ tags: ['SUICIDE_RISK_FLAGGED'] });
  expect(endCase(flagged, nina, { reason: 'CARE_GIVEN', days: 0 }, now)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
  expect(endCase(flagged, nils, { reason: 'CARE_GIVEN', days: 0 }, now)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
  expect(endCase(flagged, { ...nina, role: 'DOCTOR' }, { reason: 'CARE_GIVEN', days: 0 }, now)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
  for (const role of ['NURSE', 'DOCTOR'] as const) {
    expect(endCase({ ...flagged, riskState: 'ONLINE_CARE' }, { ...nina, role }, { reason: 'CARE_GIVEN', days: 0 }, now)).toMatchObject({
      is: 'CHANGED', case: { status: 'COMPLETED', endedAt: now, endReason: 'CARE_GIVEN', takenBy: 'nina' },
    });
  }
  expect(endCase(takenCase(), nina, { reason: 'CARE_GIVEN', days: 0 }, now)).toEqual({ is: 'CASE_NOT_OPEN', status: 'ACCEPTED' });
});

it('[RDG-6] raising needs no reason, lowering does, the same level is the same yes; the first priority stays', () => {
  const waitingSince = aCase().waitingSince;
  const to = (urgencyRank: number) => ({ code: String(urgencyRank), urgencyRank, waitingSince, dueAt: null });
  expect(reprioritiseCase(aCase(), nina, to(2), undefined)).toMatchObject({ is: 'CHANGED', case: { priority: '2', firstPriority: '3', dueAt: null } });
  expect(reprioritiseCase(aCase(), nina, to(4), undefined)).toEqual({ is: 'REASON_NEEDED' });
  expect(reprioritiseCase(aCase(), nina, to(4), 'ASSESSED')).toMatchObject({ is: 'CHANGED' });
  expect(reprioritiseCase(aCase(), nina, to(3), undefined)).toMatchObject({ is: 'SAME' });
});

it('[RDG-6] who has begun to wait goes on waiting when lowered; a clock that was to start at opening starts earlier when raised', () => {
  const earlier = new Date(aCase().waitingSince.getTime() - 3_600_000);
  const later = new Date(aCase().waitingSince.getTime() + 3_600_000);
  expect(reprioritiseCase(aCase(), nina, { code: '6', urgencyRank: 6, waitingSince: later, dueAt: null }, 'ASSESSED')).toMatchObject({ case: { waitingSince: aCase().waitingSince } });
  expect(reprioritiseCase(aCase(), nina, { code: '2', urgencyRank: 2, waitingSince: earlier, dueAt: null }, undefined)).toMatchObject({ case: { waitingSince: earlier } });
});

it('[QUE-8] a withdrawal frees the case from its holder; a second one is the same yes', () => {
  expect(withdrawCase(takenCase(), now)).toMatchObject({ is: 'CHANGED', case: { status: 'CANCELLED', takenBy: null, endedAt: now } });
  expect(withdrawCase(aCase({ status: 'CANCELLED' }), now)).toMatchObject({ is: 'SAME' });
  expect(withdrawCase(aCase({ status: 'COMPLETED' }), now)).toEqual({ is: 'CASE_NOT_OPEN', status: 'COMPLETED' });
});
