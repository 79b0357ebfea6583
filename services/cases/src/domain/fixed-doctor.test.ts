import { type FixedDoctorQuestion, firstRefusal, fixedDoctorRules, isReservedFrom, keepsReservation } from './fixed-doctor';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 2, 9, minutes));
/** Priority 4 by default: two hours from nine. */
const ask = (given: Partial<FixedDoctorQuestion> = {}) =>
  firstRefusal({ rule: fixedDoctorRules.DEFAULT, doctorId: 'dora', present: true, shiftEndsAt: null, urgencyRank: 4, suicideRiskOpen: false, waitingSince: at(0), dueAt: at(120), ...given });
const dora = (way: string, reservedUntil: Date | null = null) => ({ way, fixedDoctorId: 'dora', reservedUntil });

describe('[RDG-5] the fixed doctor first', () => {
  it('[RDG-5] by default alone until 25 % of the handling time, or until the shift ends where that is sooner', () => {
    expect(ask()).toEqual(dora('fixed-doctor/alone', at(30)));
    expect(ask({ shiftEndsAt: at(20) })).toEqual(dora('fixed-doctor/alone', at(20)));
    expect(ask({ shiftEndsAt: at(90) })).toEqual(dora('fixed-doctor/alone', at(30)));
  });

  it('[RDG-5] by default priorities 2 and 3 are the role’s at once, and the doctor is told', () => {
    for (const urgencyRank of [2, 3]) expect(ask({ urgencyRank })).toEqual(dora('fixed-doctor/told'));
  });

  it('[RDG-5] literally the doctor is first whatever the priority, without a time, and keeps nobody from it', () => {
    for (const urgencyRank of [2, 3, 4, 5, 12]) expect(ask({ rule: fixedDoctorRules.LITERALLY, urgencyRank })).toEqual(dora('fixed-doctor/first'));
  });

  it('[RDG-5] an absent doctor falls back to the role at once', () => {
    for (const rule of Object.values(fixedDoctorRules)) expect(ask({ rule, present: false })).toEqual({ way: 'fixed-doctor/absent', fixedDoctorId: null, reservedUntil: null });
  });

  it('[RDG-5] [SAF-1] a patient at risk of suicide, a case without a clock, and one that comes when the shift is over wait for nobody', () => {
    expect(ask({ suicideRiskOpen: true })).toEqual(dora('fixed-doctor/told'));
    expect(ask({ dueAt: null })).toEqual(dora('fixed-doctor/told'));
    expect(ask({ shiftEndsAt: at(0) })).toEqual(dora('fixed-doctor/told'));
  });

  it('[RDG-5] others wait until the instant and not a moment longer; the doctor never does', () => {
    const c = { fixedDoctorId: 'dora', reservedUntil: at(30) };
    expect([isReservedFrom(c, 'nina', at(29)), isReservedFrom(c, 'nina', at(30)), isReservedFrom(c, 'dora', at(0))]).toEqual([true, false, false]);
    expect(isReservedFrom({ ...c, reservedUntil: null }, 'nina', at(0))).toBe(false);
  });

  it('[RDG-5] [QUE-6] [SAF-1] taking, escalation and suicide risk end it before its time', () => {
    const waiting = { status: 'REQUESTED', escalationStep: 0 };
    expect([keepsReservation(waiting, false), keepsReservation({ ...waiting, status: 'ACCEPTED' }, false), keepsReservation({ ...waiting, escalationStep: 1 }, false), keepsReservation(waiting, true)])
      .toEqual([true, false, false, false]);
  });
});
