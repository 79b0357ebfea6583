import { lines } from '../domain/codes';
import { answerText, lineTexts, refusalTexts, said } from './texts';

const text = { sv: 'sv', en: 'en' };
const answerNotice = { open: { sv: 'nu till {closesAt}', en: 'until {closesAt}' }, closed: { sv: 'från {opensAt}', en: 'from {opensAt}' }, unknown: text, ended: { sv: 'slut', en: 'over' } };
const at = new Date('2026-11-26T07:00:00Z');
const opening = { unitId: 'bollnas', closesAt: null, opensAt: null };

test('[MSG-5] a time is said as people in the region say it, in winter and summer', () => {
  expect([said(at, 'sv'), said(at, 'en')]).toEqual(['torsdag 26 november klockan 08.00', 'Thursday 26 November at 08:00']);
  expect(said(new Date('2026-07-01T15:30:00Z'), 'sv')).toBe('onsdag 1 juli klockan 17.30');
});

test('[MSG-5] the notice says when the answer comes: now, from opening, in opening hours, or that it is over', () => {
  const say = (given: Partial<typeof opening> | null, ended = false) => answerText({ answerNotice, emergencyNotice: text, opening: given && { ...opening, ...given } as never }, ended, 'sv');
  expect([say({ closesAt: at } as never), say({ opensAt: at } as never), say({}), say(null), say({ closesAt: at } as never, true)]).toEqual([
    'nu till torsdag 26 november klockan 08.00', 'från torsdag 26 november klockan 08.00', 'sv', 'sv', 'slut']);
});

test('[MSG-4] no text to patients has an exclamation mark, and every line is a sentence in both languages', () => {
  for (const line of lines) for (const one of Object.values(lineTexts[line])) expect(one).toMatch(/^\p{Lu}[^!]*\.$/u);
  for (const one of Object.values(refusalTexts.THREAD_CLOSED)) expect(one).toMatch(/^\p{Lu}[^!]*112\.$/u);
});
