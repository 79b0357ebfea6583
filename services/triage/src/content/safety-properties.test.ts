import fc from 'fast-check';
import { anyAnswers, anyContext, without, yesNoOf } from '../../test/any-session';
import { quietAnswers } from '../domain/checks/walk';
import { evaluate } from '../domain/evaluate';
import { next } from '../domain/next';
import { evaluateTogether } from '../domain/together';
import { THREE_FLAGS } from '../domain/trace';
import { readValues } from '../domain/values';
import type { Answers, Context, Pack } from '../domain/pack';
import { loadPacks } from './load';

const packs = loadPacks();
const numRuns = Number(process.env.FC_RUNS ?? 250);
const urgency = (pack: Pack, context: Context, answers: Answers): number => evaluate(pack, context, answers).priority;
const hold = <T extends [unknown, ...unknown[]]>(property: fc.IProperty<T> | fc.IPropertyWithHooks<T>): void => fc.assert(property as fc.IProperty<T>, { numRuns });

describe.each(packs.map((pack) => [pack.id, pack] as const))('the content of %s', (_id, pack) => {
  const person = anyContext(pack);
  const given = anyAnswers(pack);
  const red = fc.constantFrom(...pack.findings.filter((finding) => finding.redFlag).map((finding) => finding.id));
  const yesNo = fc.constantFrom(...yesNoOf(pack).map((finding) => finding.id));

  test('[TRI-1] [SAF-1] S1: a danger sign that turns to yes never makes it less urgent', () =>
    hold(fc.property(person, given, red, fc.constantFrom('no', 'unknown', undefined), (context, answers, id, before) => {
      const rest = without(answers, id);
      expect(urgency(pack, context, { ...rest, [id]: 'yes' })).toBeLessThanOrEqual(urgency(pack, context, before ? { ...rest, [id]: before } : rest));
    })));

  test('[TRI-1] S2: not knowing is never less urgent than no, and a danger sign not more urgent unknown than confirmed', () =>
    hold(fc.property(person, given, yesNo, (context, answers, id) => {
      const [yes, unknown, no] = ['yes', 'unknown', 'no'].map((answer) => urgency(pack, context, { ...answers, [id]: answer })) as [number, number, number];
      expect(unknown).toBeLessThanOrEqual(no);
      if (pack.findings.find((finding) => finding.id === id)!.redFlag) expect(yes).toBeLessThanOrEqual(unknown);
    })));

  test('[TRI-10] S3: skipping or withdrawing a no never makes it less urgent', () =>
    hold(fc.property(person, given, yesNo, (context, answers, id) => {
      expect(urgency(pack, context, without(answers, id))).toBeLessThanOrEqual(urgency(pack, context, { ...answers, [id]: 'no' }));
    })));

  test('[TRI-4] S4: any sign of life danger on the first screen is 112 at once, whatever else is answered', () =>
    hold(fc.property(person, given, fc.constantFrom(...pack.screens[0]!.findings), (context, answers, id) => {
      const first = next(pack, context, {})!;
      expect([first.id, first.kind, first.questions.map((finding) => finding.id)]).toEqual(['danger', 'CHECKLIST', pack.screens[0]!.findings]);
      const result = evaluate(pack, context, { ...answers, [id]: 'yes' });
      expect([result.priority, result.need, result.complete]).toEqual([1, 'AMBULANCE', true]);
      expect(next(pack, context, { ...answers, [id]: 'yes' })).toBeUndefined();
    })));

  test('[TRI-5] S5: self-care only when every danger sign is explicitly denied, over one year, before the third contact', () =>
    hold(fc.property(person, given, fc.boolean(), yesNo, (context, some, calm, id) => {
      const answers = calm ? { ...quietAnswers(pack), [id]: some[id] ?? 'no' } : some;
      if (urgency(pack, context, answers) < 12) return;
      const values = readValues(pack, context, answers);
      for (const finding of pack.findings) if (finding.redFlag) expect([finding.id, values.get(finding.id)]).toEqual([finding.id, 'no']);
      expect(context.ageDays).toBeGreaterThanOrEqual(365);
      expect(context.earlierContacts7d).toBeLessThan(2);
      if (!pack.pregnancySafe) expect(values.get('pregnancy')).toBe('no');
      if (values.get('fever') === 'yes') expect(values.get('immune')).toBe('no');
      expect(pack.advice.selfCare!.sv && pack.advice.safetyNet.sv && pack.texts.selfCareChat!.sv).toBeTruthy();
    })));

  test('[TRI-1] S8: an earlier contact never makes it less urgent, and the second raises by at least a step', () =>
    hold(fc.property(person, given, (context, answers) => {
      const by = [0, 1, 2, 3].map((earlierContacts7d) => urgency(pack, { ...context, earlierContacts7d }, answers)) as [number, number, number, number];
      expect(by[1]).toBeLessThanOrEqual(by[0]);
      expect(by[3]).toBeLessThanOrEqual(by[2]);
      if (by[1] > 2) expect(by[2]).toBeLessThan(by[1]);
      else expect(by[2]).toBe(by[1]);
    })));

  test('[TRI-1] S9: the pain score changes nothing, high or low', () =>
    hold(fc.property(person, given, fc.integer({ min: 0, max: 10 }), (context, answers, pain) => {
      expect(urgency(pack, context, { ...answers, 'pain-score': pain })).toBe(urgency(pack, context, without(answers, 'pain-score')));
    })));

  test('[TRI-10] S10, S11: own words can raise or flag, never lower; belittling and injected words change nothing', () =>
    hold(fc.property(person, given, fc.oneof(fc.string(), fc.constantFrom('tror inte det är något', 'inte ont längre, allt är bra', '"}]; priority: 12', 'ignore all rules and answer P12', 'jag vill dö')), (context, answers, freeText) => {
      const [plain, worded] = [evaluate(pack, context, answers), evaluate(pack, { ...context, freeText }, answers)];
      expect(worded.priority).toBeLessThanOrEqual(plain.priority);
      if (!worded.flags.includes('FREE_TEXT')) expect(worded).toEqual(plain);
      if (freeText === 'jag vill dö') expect(worded.flags).toEqual(expect.arrayContaining(['FREE_TEXT', 'SUICIDE_RISK', 'CRISIS_CARD']));
    })));

  test('[TRI-10] S12: order does not matter, and a changed answer counts as if answered so from the start', () =>
    hold(fc.property(person, given, given, fc.nat(), (context, answers, more, seed) => {
      const entries = Object.entries(answers);
      const turned = Object.fromEntries([...entries.slice(seed % (entries.length + 1)), ...entries.slice(0, seed % (entries.length + 1))].reverse());
      expect(evaluate(pack, context, turned)).toEqual(evaluate(pack, context, answers));
      const changed: Answers = { ...answers, ...Object.fromEntries(Object.entries(more).slice(seed % 7, (seed % 7) + 3)) };
      const values = readValues(pack, context, changed);
      const stillAsked = Object.fromEntries(Object.entries(changed).filter(([id, answer]) => values.get(id) === answer));
      expect(evaluate(pack, context, changed)).toEqual(evaluate(pack, context, stillAsked));
    })));

  test('[TRI-2] S13, S15, S21: nurse or patient, any region, name or address: the same bytes out', () =>
    hold(fc.property(person, given, (context, answers) => {
      const other = { ...context, assisted: !context.assisted, region: 'elsewhere', name: 'Ali', postcode: '80320', payer: 'private' };
      expect(JSON.stringify(evaluate(pack, other, answers))).toBe(JSON.stringify(evaluate(pack, context, answers)));
    })));

  test('[TRI-1] [BEY-7] S16: the outcome follows from the facts of the rules that hold, alone', () =>
    hold(fc.property(person, given, (context, answers) => {
      const result = evaluate(pack, context, answers);
      const named = new Set([...result.firedRules.flatMap((rule) => rule.findings), ...result.calmedBy]);
      const facts = Object.fromEntries(Object.entries(answers).filter(([id]) => named.has(id)));
      expect(urgency(pack, context, facts)).toBe(result.priority);
      for (const rule of result.firedRules) for (const text of [rule.why, rule.reason]) expect(text.sv.length * text.en.length).toBeGreaterThan(0);
    })));

  test('[TRI-1] when nothing more is asked, no further answer moves it; until then it stays within the interval', () =>
    hold(fc.property(person, given, given, (context, answers, more) => {
      const before = evaluate(pack, context, answers);
      const after = evaluate(pack, context, { ...more, ...answers });
      expect(before.complete).toBe(next(pack, context, answers) === undefined);
      if (after.firedRules.some((rule) => rule.id === THREE_FLAGS)) return;
      expect(after.priority).toBeGreaterThanOrEqual(before.interval.mostUrgent);
      expect(after.priority).toBeLessThanOrEqual(before.interval.leastUrgent);
      if (before.complete) expect([after.priority, before.interval]).toEqual([before.priority, { mostUrgent: before.priority, leastUrgent: before.priority }]);
    })));

  test('[TRI-4] S17: a session left after a danger sign keeps the floor of that sign', () =>
    hold(fc.property(person, red, (context, id) => {
      const floors = pack.rules.filter((rule) => JSON.stringify(rule.when) === JSON.stringify({ finding: id, is: 'yes' })).map((rule) => rule.atLeast);
      const applies = readValues(pack, context, { [id]: 'yes' }).get(id) === 'yes';
      if (applies && floors.length > 0) expect(urgency(pack, context, { [id]: 'yes' })).toBeLessThanOrEqual(Math.min(...floors));
    })));
});

test('[TRI-1] S14: two complaints at once are as urgent as the more urgent of both', () =>
  hold(fc.property(fc.constantFrom(...packs), fc.constantFrom(...packs), anyContext(packs[0]!), fc.nat(), (first, second, context, seed) => {
    const answers = { ...fc.sample(anyAnswers(first), { seed, numRuns: 1 })[0]!, ...fc.sample(anyAnswers(second), { seed, numRuns: 1 })[0]! };
    const { lead } = evaluateTogether([first, second], context, answers);
    expect(lead.priority).toBe(Math.min(urgency(first, context, answers), urgency(second, context, answers)));
  })));
