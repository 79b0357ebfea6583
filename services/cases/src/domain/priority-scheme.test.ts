import { alertsFor, escalatesFor, levelOf, type PriorityLevel, schemeFaults } from './priority-scheme';
import { oneToFive, oneToTwelve, prioritySchemes } from './priority-scheme-tables';

const codesWhere = (levels: readonly PriorityLevel[], holds: (level: PriorityLevel) => boolean): string[] => levels.filter(holds).map((level) => level.code);
const valid = levelOf(oneToTwelve, '4')!;

describe('priority schemes', () => {
  it.each(Object.keys(prioritySchemes))('[RDG-1] the scheme %s may be published', (name) => {
    expect(schemeFaults(prioritySchemes[name as keyof typeof prioritySchemes])).toEqual([]);
  });

  it('[QUE-2, RDG-2] of 1–12, levels 2–5 alert and escalate, 6–11 are booked, and all but 1 make cases', () => {
    expect(codesWhere(oneToTwelve.levels, (level) => level.alerts && level.escalates)).toEqual(['2', '3', '4', '5']);
    expect(codesWhere(oneToTwelve.levels, (level) => level.alerts !== level.escalates)).toEqual([]);
    expect(codesWhere(oneToTwelve.levels, (level) => level.bookable)).toEqual(['6', '7', '8', '9', '10', '11']);
    expect(codesWhere(oneToTwelve.levels, (level) => !level.makesCase)).toEqual(['1']);
  });

  it('[RDG-1] of 1–5, all numbered levels make cases, 1–4 alert and escalate, and an emergency makes none', () => {
    expect(['1', '2', '3', '4', '5'].map((code) => levelOf(oneToFive, code)?.handlingMinutes)).toEqual([10, 30, 120, 480, 1_440]);
    expect(codesWhere(oneToFive.levels, (level) => level.alerts && level.escalates)).toEqual(['1', '2', '3', '4']);
    expect(codesWhere(oneToFive.levels, (level) => !level.makesCase)).toEqual(['EMERGENCY']);
    expect(codesWhere(oneToFive.levels, (level) => level.bookable)).toEqual(['BOOKABLE']);
  });

  it('[RDG-1] the same handling time has the same urgency rank in both schemes', () => {
    for (const level of oneToFive.levels.filter((l) => l.escalates)) {
      expect(oneToTwelve.levels.find((other) => other.urgencyRank === level.urgencyRank)?.handlingMinutes).toBe(level.handlingMinutes);
    }
  });

  it('[RDG-2, QUE-3] help to find a time neither alerts nor escalates, whatever its priority', () => {
    for (const level of oneToTwelve.levels) {
      expect(alertsFor(level, ['ADMIN'])).toBe(false);
      expect(escalatesFor(level, ['ADMIN'])).toBe(false);
      expect(escalatesFor(level, ['OUT_OF_REGION'])).toBe(level.escalates);
    }
  });

  it.each<[string, Partial<PriorityLevel>, string]>([
    ['a case without a deadline', { clock: 'NONE', handlingMinutes: null }, 'a case always has a live deadline'],
    ['wall time without minutes', { handlingMinutes: null }, 'WALL and OPEN need minutes above 0'],
    ['minutes of a clock that does not use them', { clock: 'SAME_OPENING_DAY' }, 'SAME_OPENING_DAY and NONE have no minutes'],
    ['an alert in open hours', { clock: 'OPEN' }, 'what alerts has wall time'],
    ['escalation without alerts', { alerts: false }, 'what escalates also alerts'],
    ['alerts without a case', { makesCase: false }, 'what makes no case neither alerts, escalates nor is bookable'],
    ['a booked level that escalates', { bookable: true }, 'what is bookable does not escalate'],
    ['a rank off the scale', { urgencyRank: 13 }, 'an urgency rank is a whole number from 1 to 12'],
    ['an empty label', { label: { sv: 'Inom 2 timmar', en: ' ' } }, 'a label is not empty in either language'],
  ])('[RDG-1] %s is not published', (_, change, sentence) => {
    expect(schemeFaults({ levels: [{ ...valid, ...change }] })).toContain(`level 4: ${sentence}`);
  });

  it('[RDG-1] a code that stands twice, times against the ranks, and a scheme without cases are not published', () => {
    expect(schemeFaults({ levels: [valid, { ...valid, urgencyRank: 7 }] })).toEqual(['level 4: the code stands twice']);
    expect(schemeFaults({ levels: [valid, { ...valid, code: '5', urgencyRank: 5, handlingMinutes: 10 }] })).toEqual(['level 5: a less urgent level has a shorter handling time']);
    expect(schemeFaults({ levels: [levelOf(oneToTwelve, '1')!] })).toEqual(['no level makes a case']);
  });
});
