import { canReceive, everywhere, mayTransfer } from './transfer-rule';

const now = new Date('2026-11-25T12:00:00Z');
const hours = (from: string, to: string) => [{ from: new Date(`2026-11-25T${from}:00Z`), to: new Date(`2026-11-25T${to}:00Z`) }];
const unit = { active: true, staffedRoles: ['NURSE', 'DOCTOR'] as const, hours: hours('08:00', '17:00') };

describe('[EXP-5] to whom a unit may give a case', () => {
  it('[EXP-5] is every unit where nothing else is chosen, else the listed ones and the unit itself', () => {
    expect(mayTransfer(everywhere, 'bollnas', 'soderhamn', false)).toBe(true);
    const listed = { to: ['soderhamn'], fallback: null };
    expect(['soderhamn', 'bollnas', 'ljusdal'].map((to) => mayTransfer(listed, 'bollnas', to, false))).toEqual([true, true, false]);
  });

  it('[EXP-5] [SAF-1] never keeps a patient at risk of suicide from who may assess it', () => {
    expect(mayTransfer({ to: [], fallback: null }, 'bollnas', 'ljusdal', true)).toBe(true);
  });

  it('[EXP-5] a unit receives while it is open and has the role; unknown hours are not closed', () => {
    expect(canReceive(unit, 'DOCTOR', now)).toBe(true);
    expect(canReceive(unit, null, now)).toBe(true);
    expect(canReceive(unit, 'PSYCHOLOGIST', now)).toBe(false);
    expect(canReceive({ ...unit, hours: hours('13:00', '17:00') }, 'DOCTOR', now)).toBe(false);
    expect(canReceive({ ...unit, hours: [] }, 'DOCTOR', now)).toBe(true);
    expect([canReceive({ ...unit, active: false }, null, now), canReceive(undefined, null, now)]).toEqual([false, false]);
  });
});
