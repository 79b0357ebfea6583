import { is, rule, toyPack } from '../../test/toy-pack';
import { person } from './checks/clauses';
import { walk } from './checks/walk';
import { anamnesisScreens, next } from './next';
import { nextTogether } from './together';
import type { Answer, Pack } from './pack';

const grown = person(13_000, 'FEMALE');
const asked = (says: Record<string, Answer>, context = grown, pack: Pack = toyPack): string[] => walk(pack, context, (finding) => says[finding.id] ?? 'no').screens.map((screen) => screen.id);

test('[TRI-4] danger is asked first, and nothing after it is confirmed', () => {
  expect(asked({ danger: 'yes' })).toEqual(['danger']);
});

test('[TRI-1] only what can still move the outcome is asked', () => {
  expect(asked({ amber: 'yes' })).toEqual(['danger', 'signs']);
  expect(asked({})).toEqual(['danger', 'signs', 'fever', 'comfort']);
});

test('[TRI-1] a question waits for the one that decides whether it applies', () => {
  expect(asked({ fever: 'yes', days: 'many' })).toEqual(['danger', 'signs', 'fever', 'days', 'comfort']);
  expect(asked({ fever: 'yes', days: 'few' })).toEqual(['danger', 'signs', 'fever', 'days', 'comfort']);
  expect(asked({ fever: 'yes', days: 'many', temperature: 39.5 }, person(100, 'MALE'))).toEqual(['danger', 'fever', 'temperature']);
});

test("[TRI-1] not knowing whether there is fever still asks for its days", () => {
  expect(asked({ fever: 'unknown', days: 'unknown', comfort: 'unknown' })).toEqual(['danger', 'signs', 'fever', 'days', 'comfort']);
});

test('[TRI-1] a sign answered unknown is not asked again', () => {
  expect(asked({ danger: 'unknown' })).toEqual(['danger']);
});

test('[TRI-1] danger signs come grouped, other questions one at a time', () => {
  const pack: Pack = { ...toyPack, screens: [{ ...toyPack.screens[0]!, findings: ['danger', 'amber'] }, ...toyPack.screens.slice(2)] };
  expect(next(pack, grown, {})).toMatchObject({ id: 'danger', kind: 'CHECKLIST', questions: [{ id: 'danger' }, { id: 'amber' }] });
  expect(next(pack, grown, { danger: 'no', amber: 'no' })).toMatchObject({ id: 'fever', kind: 'QUESTION', questions: [{ id: 'fever' }] });
});

test('[TRI-10] after a correction only what has become open is asked', () => {
  expect(next(toyPack, grown, { danger: 'no', amber: 'no', fever: 'yes', comfort: 'no' })?.id).toBe('days');
});

test('[TRI-9] the anamnesis asks the rest, and repeats nothing', () => {
  expect(anamnesisScreens(toyPack, grown, {}).map((screen) => screen.id)).toEqual(['words']);
  expect(anamnesisScreens(toyPack, grown, { words: 'yes' })).toEqual([]);
});

test('[TRI-1] S14: two complaints ask what they share once, and stop when either is 112', () => {
  const second: Pack = { ...toyPack, id: 'second', rules: [...toyPack.rules, rule('second-sign', { when: is('words'), atLeast: 5 })] };
  const answers = { danger: 'no', amber: 'no', fever: 'no', comfort: 'no' };
  expect(next(toyPack, grown, answers)).toBeUndefined();
  expect(nextTogether([toyPack, second], grown, answers)?.id).toBe('words');
  expect(nextTogether([toyPack, second], grown, { danger: 'yes' })).toBeUndefined();
});
