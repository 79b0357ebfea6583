import { toldOf } from './staff-notice';

const there = [
  { staffId: 'nina', role: 'NURSE' }, { staffId: 'david', role: 'DOCTOR' }, { staffId: 'elin', role: 'DOCTOR' }, { staffId: 'elin', role: 'UNIT_MANAGER' }, { staffId: 'adam', role: 'ADMINISTRATOR' },
];

describe('who is told', () => {
  test('[NOT-5] everybody in one of the roles, each once, and nobody else', () => {
    expect(toldOf({ unitId: 'bollnas', roles: ['DOCTOR', 'UNIT_MANAGER'], staffId: null }, there, null)).toEqual(['david', 'elin']);
  });

  test('[NOT-5] the one person who is asked, whatever the others’ roles', () => {
    expect(toldOf({ unitId: 'bollnas', roles: ['DOCTOR'], staffId: 'david' }, there, 'nina')).toEqual(['david']);
  });

  test('[NOT-5] nobody is told of their own doing', () => {
    expect(toldOf({ unitId: 'bollnas', roles: ['DOCTOR'], staffId: null }, there, 'david')).toEqual(['elin']);
  });
});
