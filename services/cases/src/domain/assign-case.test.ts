import fc from 'fast-check';
import { aCase, takenCase } from '../../test/a-case';
import { type AssignmentQuestion, assignCase, assigneeOf, type OnShift } from './assign-case';
import { settled } from './next-action';
import { returnUntouchedCase, takeTimeouts } from './take-timeout';

const now = aCase().waitingSince;
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const nurse = (staffId: string, inHand = 0, given: Partial<OnShift> = {}): OnShift => ({ staffId, role: 'NURSE', since: later(-60), inHand, ...given });
const ask = (given: Partial<AssignmentQuestion> = {}, at = now) => assigneeOf({
  case: aCase(), visibility: [{ unitId: 'bollnas', roles: ['NURSE', 'DOCTOR'], addedByStep: 0 }], onShift: [nurse('nina', 2), nurse('nils', 1)], tried: [], capacity: { casesInHand: 2, exceptUpToRank: 2 },
  takeTimeout: takeTimeouts.ONE_TO_TWELVE, nextStepAt: later(30), ...given,
}, at)?.staffId;

describe('[EXP-4] to whom a waiting case is given', () => {
  it('[EXP-4] to who has the fewest in hand, then who has been there longest, then by id: always the same', () => {
    expect(ask()).toBe('nils');
    expect(ask({ onShift: [nurse('a', 1), nurse('b', 1, { since: later(-90) })] })).toBe('b');
    expect(ask({ onShift: [nurse('b', 1), nurse('a', 1)] })).toBe('a');
  });

  it('[EXP-4] to nobody who is full, was given it before, let it go, does not see it, or gives no care', () => {
    expect(ask({ onShift: [nurse('nina', 2)] })).toBeUndefined();
    expect(ask({ tried: ['nils'] })).toBeUndefined();
    expect(ask({ case: aCase({ releasedBy: 'nils' }) })).toBeUndefined();
    for (const role of ['PSYCHOLOGIST', 'UNIT_MANAGER', 'ADMINISTRATOR'] as const) expect(ask({ onShift: [nurse('x', 0, { role })], visibility: [{ unitId: 'bollnas', roles: ['NURSE', 'UNIT_MANAGER'], addedByStep: 0 }] })).toBeUndefined();
    expect(ask({ visibility: [{ unitId: 'soderhamn', roles: ['NURSE'], addedByStep: 1 }] })).toBeUndefined();
  });

  it('[EXP-4] [SAF-1] the most urgent goes to who is full, too; at risk of suicide only doctor or psychologist is given it', () => {
    expect(ask({ case: aCase({ priority: '2', urgencyRank: 2 }), onShift: [nurse('nina', 9)], nextStepAt: later(10) })).toBe('nina');
    const atRisk = aCase({ tags: ['SUICIDE_RISK_FLAGGED'], riskState: 'FLAGGED' });
    expect(ask({ case: atRisk })).toBeUndefined();
    expect(ask({ case: atRisk, onShift: [nurse('nils'), nurse('dora', 7, { role: 'DOCTOR' })] })).toBe('dora');
  });

  it('[EXP-4] [QUE-6] never where the time to start would reach beyond the next escalation', () => {
    expect([ask({}, later(20)), ask({}, later(21)), ask({ nextStepAt: null }, later(500))]).toEqual(['nils', undefined, 'nils']);
  });

  it('[EXP-4] not a booked visit, a colleague’s question, a level without a time to start, one that waits for opening, or one that somebody has', () => {
    for (const c of [aCase({ kind: 'SCHEDULED' }), aCase({ kind: 'CONSULTATION' }), aCase({ priority: '9' }), aCase({ waitingSince: later(5) }), takenCase()]) expect(ask({ case: c })).toBeUndefined();
  });

  it('[EXP-4] [RDG-5] what waits for a fixed doctor is given to nobody else', () => {
    const reserved = aCase({ fixedDoctorId: 'dora', reservedUntil: later(5) });
    expect(ask({ case: reserved })).toBeUndefined();
    expect(ask({ case: reserved, onShift: [nurse('nils'), nurse('dora', 1, { role: 'DOCTOR' })] })).toBe('dora');
    expect(ask({ case: reserved }, later(5))).toBe('nils');
  });

  it('[EXP-4] [BEY-1] in any history of giving and not starting nobody is above the limit but by what is urgent, nobody is given it twice, and it ends in the queue with its clock', () => {
    const person = fc.record({ inHand: fc.nat(4), shift: fc.nat(120), role: fc.constantFrom('NURSE' as const, 'DOCTOR' as const, 'ADMINISTRATOR' as const) });
    fc.assert(fc.property(fc.array(person, { maxLength: 6 }), fc.constantFrom('2', '3', '4', '5'), fc.integer({ min: 1, max: 4 }), (people, priority, most) => {
      const onShift = people.map(({ inHand, shift, role }, i) => nurse(`p${i}`, inHand, { since: later(-shift), role }));
      let c = aCase({ priority, urgencyRank: Number(priority), dueAt: later(480) });
      let at = now;
      const given: string[] = [];
      for (let i = 0; i < 10; i += 1) {
        const q = { case: c, onShift, tried: given, visibility: [{ unitId: 'bollnas', roles: ['NURSE' as const, 'DOCTOR' as const], addedByStep: 0 }], capacity: { casesInHand: most, exceptUpToRank: 2 }, takeTimeout: takeTimeouts.ONE_TO_TWELVE, nextStepAt: later(480) };
        const to = assigneeOf(q, at);
        if (!to) break;
        expect(to.inHand < most || Number(priority) <= 2).toBe(true);
        given.push(to.staffId);
        const taken = settled(assignCase(c, to, at));
        expect([taken.status, taken.takenBy, taken.dueAt]).toEqual(['ACCEPTED', to.staffId, c.dueAt]);
        at = new Date(at.getTime() + takeTimeouts.ONE_TO_TWELVE[priority as '2'] * 60_000);
        expect(at <= later(480)).toBe(true);
        c = settled(returnUntouchedCase(taken, takeTimeouts.ONE_TO_TWELVE, at)!.after);
        expect([c.status, c.takenBy, c.waitingSince]).toEqual(['REQUESTED', null, now]);
      }
      expect(new Set(given).size).toBe(given.length);
    }));
  });
});
