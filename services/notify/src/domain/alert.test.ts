import fc from 'fast-check';
import { alarmPause, type Alert, alertMoves, type AlertStatus, alertText, errandOf, mayMoveAlert, openAlertStatuses, unanswered } from './alert';
import { type AlertUnit, escalatedTo, groupOf, nextUnits } from './destination';

const alert = (given: Partial<Alert> = {}) => ({ status: 'RAISED', groupId: 'G', externalId: null, maybeThere: false, reason: null, urgencyRank: 3, toldRank: null, toldCleared: false, ...given }) as Alert;
const unit = (id: string, given: Partial<AlertUnit> = {}): AlertUnit => ({ id, kind: 'HEALTH_CENTRE', cooperatingUnitIds: [], alarmGroupId: `phones-${id}`, active: true, ...given });

describe('what the alarm system has still to be told', () => {
  test('[NOT-3] an alert is raised until it is there, then its urgency and its end are told', () => {
    expect(errandOf(alert())).toBe('RAISE');
    expect(errandOf(alert({ externalId: 'x', toldRank: 3 }))).toBeUndefined();
    expect(errandOf(alert({ externalId: 'x', toldRank: 4 }))).toBe('UPDATE');
    expect(errandOf(alert({ status: 'CLEARED', externalId: 'x' }))).toBe('CLEAR');
    expect(errandOf(alert({ status: 'CLEARED', externalId: 'x', toldCleared: true }))).toBeUndefined();
  });
  test('[NOT-3] silence does not end the raising: the case still waits', () => {
    expect(errandOf(alert({ status: 'FAILED', reason: 'NOT_REACHED' }))).toBe('RAISE');
    expect(errandOf(alert({ status: 'FAILED', reason: 'REFUSED' }))).toBeUndefined();
  });
  test('[BEY-4] what was never raised need not be cleared; what may have been is', () => {
    expect(errandOf(alert({ status: 'CLEARED' }))).toBeUndefined();
    expect(errandOf(alert({ status: 'CLEARED', maybeThere: true }))).toBe('CLEAR');
  });
  test('[NOT-3] without phones there is nobody to tell', () => expect(errandOf(alert({ groupId: null }))).toBeUndefined());
  test('[NOT-3] the text is neutral', () => expect(alertText).toBe('Ett ärende måste tas emot.'));
  test('tries are at most a minute apart', () => expect([1, 2, 3, 4, 5, 6, 500].map(alarmPause)).toEqual([1, 2, 5, 10, 30, 60, 60]));
});

describe('where an alert may go', () => {
  test('[T18] only forwards, whatever comes in whatever order', () => {
    const rank: Record<AlertStatus, number> = { RAISED: 0, DELIVERED: 1, FAILED: 2, SILENT: 2, ACKNOWLEDGED: 3, CLEARED: 4 };
    fc.assert(fc.property(fc.array(fc.constantFrom(...(Object.keys(alertMoves) as AlertStatus[])), { maxLength: 20 }), (asked) => {
      let status: AlertStatus = 'RAISED';
      for (const to of asked) {
        if (!mayMoveAlert(status, to)) continue;
        expect(rank[to]).toBeGreaterThan(rank[status]);
        status = to;
      }
    }));
    expect(openAlertStatuses).not.toContain('CLEARED');
  });
  test('[BEY-4] in time unanswered: silent on the phones, failed when it never got there, nothing when answered', () => {
    expect(unanswered({ status: 'DELIVERED', externalId: 'x' })).toBe('SILENT');
    expect(unanswered({ status: 'RAISED', externalId: 'x' })).toBe('SILENT');
    expect(unanswered({ status: 'RAISED', externalId: null })).toBe('FAILED');
    for (const status of ['ACKNOWLEDGED', 'CLEARED', 'SILENT', 'FAILED'] as const) expect(unanswered({ status, externalId: 'x' })).toBeUndefined();
  });
});

describe('where alerts go', () => {
  test('[BEY-4] after silence: cooperating units, then hubs, each once, none without phones', () => {
    const home = unit('home', { cooperatingUnitIds: ['mute', 'far', 'near'] });
    const others = [home, unit('far'), unit('hub', { kind: 'DROP_IN_HUB' }), unit('mute', { alarmGroupId: null }), unit('near'), unit('gone', { active: false, kind: 'DROP_IN_HUB' })];
    expect(nextUnits(home, others, ['COOPERATING', 'HUB']).map((u) => u.id)).toEqual(['far', 'near', 'hub']);
    expect(nextUnits(home, others, ['HUB']).map((u) => u.id)).toEqual(['hub']);
    expect(nextUnits(unit('hub', { kind: 'DROP_IN_HUB' }), others, ['HUB'])).toEqual([]);
  });
  test('[RDG-7] quiet hours change nothing but for a unit with its own on-call phones', () => {
    expect(groupOf(unit('a'), null, true)).toBe('phones-a');
    expect(groupOf(unit('a'), 'on-call', true)).toBe('on-call');
    expect(groupOf(unit('a'), 'on-call', false)).toBe('phones-a');
  });
  test('[QUE-6] a step alerts the units it adds, and the first one when it adds roles there', () => {
    expect(escalatedTo('a', ['DOCTOR'], [])).toEqual(['a']);
    expect(escalatedTo('a', [], ['b', 'c'])).toEqual(['b', 'c']);
    expect(escalatedTo('a', ['DOCTOR'], ['a', 'b'])).toEqual(['a', 'b']);
  });
});
