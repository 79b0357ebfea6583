import fc from 'fast-check';
import { decidedPriority, type Override, overrideRefused, wantedLevel } from './override';
import type { Priority } from './priority';
import { schemes } from './scheme-tables';

const priority = fc.integer({ min: 1, max: 12 }) as fc.Arbitrary<Priority>;
const said = (engine: Priority, to: Priority): Override => ({ at: '2026-11-25T12:00:00.000Z', byId: 'sara', role: 'NURSE', engine, to, reason: 'ASSESSED', note: null });

describe('[TRI-12] what staff decide', () => {
  test('a raise holds whatever is answered later, unless that is more urgent still', () =>
    fc.assert(fc.property(priority, priority, priority, (then, to, now) => {
      fc.pre(to <= then);
      expect(decidedPriority(now, said(then, to))).toBe(Math.min(to, now));
    })));

  test('S1: a lowering never hides an engine that has become more urgent than what was judged', () =>
    fc.assert(fc.property(priority, priority, priority, (then, to, now) => {
      fc.pre(to > then && now < then);
      expect(decidedPriority(now, said(then, to))).toBe(now);
    })));

  test('without it the engine’s own counts, and a lowering counts while the engine stays', () => {
    expect(decidedPriority(5, undefined)).toBe(5);
    expect(decidedPriority(3, said(3, 8))).toBe(8);
  });

  test('down needs a reason; with suicide risk also somebody who may assess it; up needs nothing', () => {
    const to = (p: Priority, more: object = {}) => ({ to: p, reason: undefined, mayAssess: false, ...more });
    expect(overrideRefused(5, true, to(2))).toBeUndefined();
    expect(overrideRefused(5, false, to(6))).toEqual({ is: 'REASON_NEEDED' });
    expect(overrideRefused(5, false, to(6, { reason: 'ASSESSED' }))).toBeUndefined();
    expect(overrideRefused(5, true, to(6, { reason: 'ASSESSED' }))).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(overrideRefused(5, true, to(6, { reason: 'ASSESSED', mayAssess: true }))).toBeUndefined();
  });

  test('[RDG-1] a code that several levels share means the nearest of them', () => {
    expect(wantedLevel(schemes.ONE_TO_FIVE, 'BOOKABLE', 12)?.priority).toBe(11);
    expect(wantedLevel(schemes.ONE_TO_FIVE, 'BOOKABLE', 3)?.priority).toBe(7);
    expect(wantedLevel(schemes.ONE_TO_TWELVE, '13', 3)).toBeUndefined();
  });
});
