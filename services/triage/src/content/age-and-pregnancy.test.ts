import { quietAnswers } from '../domain/checks/walk';
import { evaluate } from '../domain/evaluate';
import { next } from '../domain/next';
import { daysOf } from '../domain/age';
import { readValues } from '../domain/values';
import { OTHER, offered } from '../domain/offered';
import type { Answers, Context, Pack, Sex } from '../domain/pack';
import { loadPacks } from './load';

const packs = loadPacks();
const pack = (id: string): Pack => packs.find((one) => one.id === id)!;
const person = (ageDays: number, sex: Sex = 'FEMALE'): Context => ({ ageDays, sex, region: 'halland', earlierContacts7d: 0, assisted: false });
const withSmallChildren = packs.filter((one) => one.findings.some((finding) => finding.id === 'infant-fever'));
const feverish: Answers = { 'fever': 'yes', 'fever-days': 'under-two-days' };
const outcome = (one: Pack, ageDays: number, says: Answers): string => {
  const { priority, need } = evaluate(one, person(ageDays), { ...quietAnswers(one), 'fever-days': 'under-two-days', ...says });
  return `P${priority} ${need}`;
};

describe.each(withSmallChildren.map((one) => [one.id, one] as const))('[TRI-1] S6 in %s', (_id, one) => {
  test.each([0, 27, 28, 89])('a feverish child of %i days is P1 to the emergency department, measured or only hot', (age) => {
    expect(outcome(one, age, { 'infant-fever': 'yes' })).toBe('P1 EMERGENCY_DEPARTMENT');
    expect(outcome(one, age, { 'infant-fever': 'unknown' })).toBe('P1 EMERGENCY_DEPARTMENT');
  });

  test.each([90, 182])('at %i days 39 degrees or an unmeasured fever is at least P3 in person, 38.9 at least P5', (age) => {
    expect(outcome(one, age, { ...feverish, 'child-temperature': 39 })).toBe('P3 PHYSICAL');
    expect(outcome(one, age, { ...feverish, 'child-temperature': 'unknown' })).toBe('P3 PHYSICAL');
    expect(['P4 PHYSICAL', 'P5 PHYSICAL']).toContain(outcome(one, age, { ...feverish, 'child-temperature': 38.9 }));
  });

  test('any red sign is P1 and any amber sign at least P3 in person below 183 days, and P4 from then to five years', () => {
    const red = one.rules.find((rule) => rule.id === 'child-red-sign')!;
    const amber = one.rules.find((rule) => rule.id === 'child-amber-sign')!;
    const named = (when: unknown): string[] => (when as { any: { finding: string }[] }).any.map((atom) => atom.finding);
    for (const id of named(red.when)) for (const age of [10, 182, 183, 364]) expect([id, age, outcome(one, age, { [id]: 'yes' })]).toEqual([id, age, 'P1 AMBULANCE']);
    for (const id of named(amber.when)) {
      expect([id, outcome(one, 182, { [id]: 'yes' })]).toEqual([id, 'P3 PHYSICAL']);
      expect([id, outcome(one, 183, { [id]: 'yes' })]).toEqual([id, 'P4 PHYSICAL']);
      expect([id, outcome(one, 1_825, { [id]: 'yes' })]).toEqual([id, 'P4 PHYSICAL']);
    }
  });

  test('at 364 days nothing is self-care; at 365 days it may be', () => {
    expect(outcome(one, 364, {})).not.toContain('SELF_CARE');
    if (one.selfCare && !['urinary', 'eye'].includes(one.id)) expect(outcome(one, 365, {})).toBe('P12 SELF_CARE');
  });
});

test('[TRI-1] S6: from five years on nobody is asked the signs of small children', () => {
  for (const one of withSmallChildren) {
    const asked = one.findings.filter((finding) => finding.id.startsWith('child-') && readValues(one, person(1_826), { [finding.id]: 'yes' }).get(finding.id) === 'yes');
    expect(asked.map((finding) => finding.id)).toEqual([]);
  }
});

test.each([['11y', true], ['55y', true], ['10y', false], ['56y', false]] as const)('[TRI-1] S7: a woman of %s is asked about pregnancy where a rule needs it: %s', (age, asked) => {
  const quiet = { ...quietAnswers(pack('urinary')), 'pelvic-one-sided': 'yes' } as Record<string, string>;
  delete quiet.pregnancy;
  const screen = next(pack('urinary'), person(daysOf(parseInt(age, 10), 'y')), quiet);
  expect(screen?.id).toBe(asked ? 'pregnancy' : undefined);
});

test('[TRI-1] S7: a man is never asked, someone whose sex is unknown is', () => {
  const values = (sex: Sex): unknown => readValues(pack('cough'), person(10_000, sex), { pregnancy: 'pregnant' }).get('pregnancy');
  expect([values('MALE'), values('UNKNOWN'), values('FEMALE')]).toEqual(['no', 'pregnant', 'pregnant']);
});

test('[TRI-1] S7: pregnancy unknown counts as pregnant for severe one-sided pain and for breathlessness at rest', () => {
  const urgency = (id: string, says: Answers): number => evaluate(pack(id), person(10_000), { ...quietAnswers(pack(id)), ...says }).priority;
  for (const id of ['urinary', 'other']) expect(urgency(id, { 'pelvic-one-sided': 'yes', 'pregnancy': 'unknown' })).toBe(1);
  for (const id of ['cough', 'other']) expect(urgency(id, { 'breathless-rest': 'yes', 'pregnancy': 'unknown' })).toBe(urgency(id, { 'breathless-rest': 'yes', 'pregnancy': 'pregnant' }));
});

test('[TRI-1] S18: what fits no complaint is taken by a nurse, at least P5, and is always offered last', () => {
  const quiet = quietAnswers(pack(OTHER));
  for (const age of [20, 400, 3_000, 10_000, 33_000]) {
    const result = evaluate(pack(OTHER), person(age), quiet);
    expect([result.priority, result.profession, result.need]).toEqual([5, 'NURSE', 'DIGITAL']);
    for (const language of ['sv', 'en'] as const) expect(offered(packs, person(age), language).at(-1)?.id).toBe(OTHER);
  }
});

test('[TRI-1] the complaint of feverish children is offered below five years only', () => {
  const offers = (age: number): boolean => offered(packs, person(age), 'sv').some((one) => one.id === 'child-fever');
  expect([offers(1_825), offers(1_826)]).toEqual([true, false]);
});
