import { holdsShift, rolesOnDuty, shiftEndsAt, type ShiftRule } from './shift';

const at = (clock: string): Date => new Date(`2026-11-02T${clock}:00Z`);
const rule: ShiftRule = { used: true, atEnd: 'WARN', longestHours: 12 };
const hours = (from: string, to: string, onCall = false) => ({ from: at(from), to: at(to), onCall });

describe('[QUE-10] shifts', () => {
  it('[QUE-10] a shift that nobody ends ends with the opening time that runs, or with the on-call time where that lasts longer', () => {
    expect(shiftEndsAt(at('08:10'), rule, [hours('07:00', '16:00'), hours('18:00', '20:00')])).toEqual(at('16:00'));
    expect(shiftEndsAt(at('15:00'), rule, [hours('07:00', '16:00'), hours('14:00', '20:00', true)])).toEqual(at('20:00'));
  });

  it('[QUE-10] a unit that is closed, whose hours are unknown, or that never closes, ends a shift after the longest hours', () => {
    expect(shiftEndsAt(at('05:00'), rule, [hours('07:00', '16:00')])).toEqual(at('17:00'));
    expect(shiftEndsAt(at('05:00'), rule, [])).toEqual(at('17:00'));
    expect(shiftEndsAt(at('05:00'), { ...rule, longestHours: 8 }, [hours('00:00', '23:59')])).toEqual(at('13:00'));
    expect(shiftEndsAt(at('16:00'), rule, [hours('07:00', '16:00')])).toEqual(new Date('2026-11-03T04:00:00Z'));
  });

  it('[QUE-10] visits in hand warn or refuse; without any nothing holds', () => {
    const refuses: ShiftRule = { ...rule, atEnd: 'REFUSE' };
    expect([holdsShift(rule, 1, false), holdsShift(rule, 1, true), holdsShift(rule, 0, false)]).toEqual([true, false, false]);
    expect([holdsShift(refuses, 1, false), holdsShift(refuses, 1, true), holdsShift(refuses, 0, false)]).toEqual([true, true, false]);
  });

  it('[QUE-7] shifts decide who is on duty only where they are used, and only while the unit is attended', () => {
    const roles = { onShift: ['NURSE'], staffed: ['NURSE', 'DOCTOR'] } as const;
    expect(rolesOnDuty(rule, true, roles)).toEqual(['NURSE']);
    expect(rolesOnDuty(rule, false, roles)).toEqual(['NURSE', 'DOCTOR']);
    expect(rolesOnDuty({ ...rule, used: false }, true, roles)).toEqual(['NURSE', 'DOCTOR']);
  });
});
