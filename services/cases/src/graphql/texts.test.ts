import { caseStatuses } from '../domain/codes';
import { duration, expectationText, refusalTexts, statusTexts, withdrawalRefused } from './texts';

describe('texts', () => {
  it('[QUE-8] a time is said as people say it, and never shorter than it is', () => {
    expect([1, 90, 119, 120, 121, 2880, 2881, 14400].map((m) => duration(m, 'sv'))).toEqual(
      ['1 minut', '90 minuter', '119 minuter', '2 timmar', '3 timmar', '48 timmar', '3 dagar', '10 dagar']);
    expect([1, 120, 2881].map((m) => duration(m, 'en'))).toEqual(['1 minute', '2 hours', '3 days']);
    expect(expectationText({ next: 'WITHIN', minutes: 25 }, 'sv')).toBe('Vi räknar med att börja inom 25 minuter. Du behöver inte göra något mer nu.');
  });

  it('[MSG-4] no text to patients has an exclamation mark or a word in capitals, and none names suicide', () => {
    const said = [...caseStatuses.map((status) => statusTexts[status]), withdrawalRefused,
      ...(['IN_TURN', 'LATE', 'SOON', 'NOW', 'IN_WRITING', 'OVER', 'WITHDRAWN', 'CLOSED_AS_WRONG'] as const).map((next) => ({ sv: expectationText({ next }, 'sv'), en: expectationText({ next }, 'en') }))];
    for (const text of said.flatMap(({ sv, en }) => [sv, en])) {
      expect(text).toMatch(/^\p{Lu}.*\.$/u);
      expect(text).not.toMatch(/!|\p{Lu}{2}|[Ss]uicid|\{/u);
    }
    for (const { sv, en } of Object.values(refusalTexts)) expect([sv, en]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  });
});
