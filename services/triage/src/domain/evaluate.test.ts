import { rule, is, finding, toyPack } from '../../test/toy-pack';
import { person } from './checks/clauses';
import { evaluate } from './evaluate';
import type { Answers, Pack } from './pack';

const grown = person(13_000, 'FEMALE');
const outcome = (answers: Answers, context = grown, pack: Pack = toyPack): string => {
  const { priority, need, profession, complete } = evaluate(pack, context, answers);
  return `P${priority} ${need} ${profession}${complete ? '' : ' so far'}`;
};
const allNo = { danger: 'no', amber: 'no', fever: 'no' };

describe('[TRI-1] floors', () => {
  test('the most urgent rule that holds decides', () => {
    expect(outcome({ danger: 'no', amber: 'yes', fever: 'yes', days: 'many' })).toBe('P4 PHYSICAL DOCTOR');
    expect(outcome({ danger: 'yes', amber: 'yes' })).toBe('P1 AMBULANCE NURSE');
  });

  test("'I don't know' about a danger sign gives the floor below, and a talk at once instead of an ambulance", () => {
    expect(outcome({ ...allNo, danger: 'unknown' })).toBe('P2 DIGITAL NURSE');
    expect(outcome({ ...allNo, amber: 'unknown', comfort: 'yes' })).toBe('P5 PHYSICAL DOCTOR');
  });

  test('without answers it is the base outcome, never self-care', () => {
    expect(evaluate(toyPack, grown, {}).priority).toBe(9);
    expect(evaluate(toyPack, grown, {}).interval).toEqual({ mostUrgent: 1, leastUrgent: 12 });
  });

  test('an unmeasured temperature of a feverish baby counts as high', () => {
    expect(outcome({ ...allNo, fever: 'yes', temperature: 'unknown' }, person(100, 'MALE'))).toBe('P3 PHYSICAL DOCTOR');
    expect(outcome({ ...allNo, fever: 'yes', temperature: 38.9, days: 'few', comfort: 'no' }, person(100, 'MALE'))).toBe('P9 DIGITAL NURSE');
  });

  test('a comfort counts only when it is said: silence and not knowing do not calm', () => {
    const long = { danger: 'no', amber: 'no', fever: 'yes', days: 'many' };
    expect(outcome({ ...long, comfort: 'no' })).toBe('P6 DIGITAL NURSE');
    expect(outcome({ ...long, comfort: 'unknown' })).toBe('P6 DIGITAL NURSE');
    expect(outcome(long)).toBe('P6 DIGITAL NURSE so far');
    expect(outcome({ ...long, comfort: 'yes' })).toBe('P10 DIGITAL NURSE');
  });

  test('three danger signs confirmed or unknown are at least P5 with a nurse', () => {
    const mild: Pack = { ...toyPack, findings: [...toyPack.findings, ...['a', 'b', 'c'].map((id) => finding(id, { redFlag: true }))], rules: ['a', 'b', 'c'].map((id) => rule(id, { when: is(id), atLeast: 8 })) };
    expect(evaluate(mild, grown, { a: 'yes', b: 'unknown' }).priority).toBe(8);
    expect(evaluate(mild, grown, { a: 'yes', b: 'unknown', c: 'unknown' }).priority).toBe(5);
    expect(evaluate(mild, grown, { a: 'yes', b: 'yes', c: 'yes' })).toMatchObject({ priority: 5, profession: 'NURSE' });
  });
});

describe('[TRI-5] what relaxes', () => {
  test('the gate opens only on explicit answers, all of them', () => {
    expect(outcome({ ...allNo, comfort: 'yes' })).toBe('P12 SELF_CARE NURSE');
    expect(outcome({ ...allNo, fever: 'unknown', comfort: 'yes' })).toBe('P10 DIGITAL NURSE');
    expect(evaluate(toyPack, grown, { ...allNo, comfort: 'unknown' }).priority).toBe(9);
  });

  test('a repeated contact closes the gate and raises by a step, never into 112', () => {
    const again = { ...grown, earlierContacts7d: 2 };
    expect(outcome({ ...allNo, comfort: 'no' }, again)).toBe('P8 DIGITAL NURSE');
    expect(evaluate(toyPack, again, { ...allNo, comfort: 'yes' }).priority).toBe(9);
    const p2: Pack = { ...toyPack, rules: [rule('soon', { when: is('amber'), atLeast: 2 })] };
    expect(evaluate(p2, again, { amber: 'yes' }).priority).toBe(2);
  });
});

describe('[BEY-7] the trace', () => {
  test('names the rules with their facts, the decider first', () => {
    const { firedRules, why } = evaluate(toyPack, grown, { amber: 'yes', fever: 'yes', days: 'many', comfort: 'no' });
    expect(firedRules.map((fired) => [fired.kind, fired.id, fired.priority, fired.findings])).toEqual([
      ['RULE', 'amber-sign', 4, ['amber']],
      ['RULE', 'long-fever', 6, ['fever', 'days', 'comfort']],
      ['BASE', 'base', 9, []],
    ]);
    expect(why.sv).toBe('why amber-sign sv');
  });

  test('names the comfort that kept a rule from holding', () => {
    const result = evaluate(toyPack, grown, { ...allNo, fever: 'yes', days: 'many', comfort: 'yes' });
    expect(result.calmedBy).toEqual(['comfort']);
    expect(result.firedRules.map((fired) => fired.id)).toEqual(['mild']);
  });

  test('tells what is unknown and what a yes to it would give', () => {
    const result = evaluate(toyPack, grown, { ...allNo, danger: 'unknown', comfort: 'yes' });
    expect(result.unknown).toEqual(['danger']);
    expect(result.wouldChange).toEqual(expect.arrayContaining([{ finding: 'danger', to: 1 }]));
  });

  test('carries the version it was made with', () => {
    expect(evaluate(toyPack, grown, {})).toMatchObject({ packId: 'toy', semver: '1.2.3', sha256: 'f'.repeat(64) });
  });
});

describe('[TRI-10] answers that no longer apply', () => {
  test('an answer left from before a changed answer is left out of account', () => {
    const stale = { ...allNo, fever: 'no', days: 'many', comfort: 'yes' };
    expect(outcome(stale)).toBe('P12 SELF_CARE NURSE');
    expect(evaluate(toyPack, grown, stale).answered.map((item) => item.finding)).not.toContain('days');
  });

  test('an answer for another age is left out of account', () => {
    expect(outcome({ ...allNo, fever: 'yes', days: 'few', comfort: 'yes', temperature: 40 })).toBe('P10 DIGITAL NURSE');
  });

  test('someone whose sex is not known is asked everything, and not reassured by it', () => {
    const pack: Pack = { ...toyPack, rules: [rule('man', { when: is('sex', 'MALE'), atLeast: 6 })] };
    expect(['MALE', 'UNKNOWN', 'FEMALE'].map((sex) => evaluate(pack, { ...grown, sex: sex as 'MALE' }, {}).priority)).toEqual([6, 7, 9]);
  });
});

test('[TRI-10] own words raise and flag as whole words only', () => {
  const wordy = (freeText: string): unknown[] => {
    const { priority, flags } = evaluate(toyPack, { ...grown, freeText }, { ...allNo, comfort: 'yes' });
    return [priority, flags];
  };
  expect(wordy('Please HELP  me!')).toEqual([5, ['FREE_TEXT']]);
  expect(wordy('help meat')).toEqual([12, []]);
});
