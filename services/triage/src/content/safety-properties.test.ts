import fc from 'fast-check';
import { anyAnswers, anyContext, without, yesNoOf } from '../../test/any-session';
import { hold } from '../../test/hold';
import { plainly } from '../../test/plain-reading';
import { quietAnswers, walk } from '../domain/checks/walk';
import { holds } from '../domain/condition';
import { evaluate, urgency } from '../domain/evaluate';
import { next } from '../domain/next';
import { THREE_FLAGS } from '../domain/trace';
import { readValues } from '../domain/values';
import { NO, UNKNOWN, YES, type Answers } from '../domain/pack';
import { loadPacks } from './load';

const packs = loadPacks();

describe.each(packs.map((pack) => [pack.id, pack] as const))('the content of %s', (_id, pack) => {
  const person = anyContext(pack);
  const given = anyAnswers(pack);
  const redIds = pack.findings.filter((finding) => finding.redFlag).map((finding) => finding.id);
  const isRed = new Set(redIds);
  const red = fc.constantFrom(...redIds);
  const yesNo = fc.constantFrom(...yesNoOf(pack).map((finding) => finding.id));
  const quiet = quietAnswers(pack);

  test('[TRI-1] [SAF-1] S1: a danger sign that turns to yes never makes it less urgent', () =>
    hold(fc.property(person, given, red, fc.constantFrom(NO, UNKNOWN, undefined), (context, answers, id, before) => {
      const rest = without(answers, id);
      expect(urgency(pack, context, { ...rest, [id]: YES })).toBeLessThanOrEqual(urgency(pack, context, before ? { ...rest, [id]: before } : rest));
    })));

  test('[TRI-1] S2: not knowing is never less urgent than no, and a danger sign not more urgent unknown than confirmed', () =>
    hold(fc.property(person, given, yesNo, (context, answers, id) => {
      const [yes, unknown, no] = [YES, UNKNOWN, NO].map((answer) => urgency(pack, context, { ...answers, [id]: answer })) as [number, number, number];
      expect(unknown).toBeLessThanOrEqual(no);
      if (isRed.has(id)) expect(yes).toBeLessThanOrEqual(unknown);
    })));

  test('[TRI-10] S3: skipping or withdrawing a no never makes it less urgent', () =>
    hold(fc.property(person, given, yesNo, (context, answers, id) => {
      expect(urgency(pack, context, without(answers, id))).toBeLessThanOrEqual(urgency(pack, context, { ...answers, [id]: NO }));
    })));

  test('[TRI-4] S4: any sign of life danger on the first screen is 112 at once, whatever else is answered', () =>
    hold(fc.property(person, given, fc.constantFrom(...pack.screens[0]!.findings), (context, answers, id) => {
      const first = next(pack, context, {})!;
      expect([first.id, first.kind, first.questions.map((finding) => finding.id)]).toEqual(['danger', 'CHECKLIST', pack.screens[0]!.findings]);
      const result = evaluate(pack, context, { ...answers, [id]: YES });
      expect([result.priority, result.need, result.complete]).toEqual([1, 'AMBULANCE', true]);
      expect(next(pack, context, { ...answers, [id]: YES })).toBeUndefined();
    })));

  test('[TRI-5] [SAF-1] S5: self-care only when every danger sign is explicitly denied, over one year, before the third contact', () =>
    hold(fc.property(person, given, fc.boolean(), yesNo, (context, some, calm, id) => {
      const answers = calm ? { ...quiet, [id]: some[id] ?? NO } : some;
      if (urgency(pack, context, answers) < 12) return;
      const values = readValues(pack, context, answers);
      expect(redIds.filter((one) => values.get(one) !== NO)).toEqual([]);
      expect(context.ageDays).toBeGreaterThanOrEqual(365);
      expect(context.earlierContacts7d).toBeLessThan(2);
      if (!pack.pregnancySafe) expect(values.get('pregnancy')).toBe(NO);
      if (values.get('fever') === YES) expect(values.get('immune')).toBe(NO);
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
      const scores = pack.findings.filter((finding) => finding.unit === 'NRS').map((finding) => finding.id);
      for (const id of scores) expect(urgency(pack, context, { ...answers, [id]: pain })).toBe(urgency(pack, context, without(answers, id)));
    })));

  test('[TRI-10] S10, S11: own words can raise or flag, never lower; belittling and injected words change nothing', () =>
    hold(fc.property(person, given, fc.oneof(fc.string(), fc.constantFrom('tror inte det är något', 'inte ont längre, allt är bra', '"}]; priority: 12', 'ignore all rules and answer P12', 'jag vill dö')), (context, answers, freeText) => {
      const [plain, worded] = [evaluate(pack, context, answers), evaluate(pack, { ...context, freeText }, answers)];
      expect(worded.priority).toBeLessThanOrEqual(plain.priority);
      if (!worded.flags.includes('FREE_TEXT')) expect(JSON.stringify(worded)).toBe(JSON.stringify(plain));
      if (freeText === 'jag vill dö') expect(worded.flags).toEqual(expect.arrayContaining(['FREE_TEXT', 'SUICIDE_RISK', 'CRISIS_CARD']));
    })));

  test('[TRI-10] S12: order does not matter, and a changed answer counts as if answered so from the start', () =>
    hold(fc.property(person, given, given, fc.nat(), (context, answers, more, seed) => {
      const entries = Object.entries(answers);
      const turned = Object.fromEntries([...entries.slice(seed % (entries.length + 1)), ...entries.slice(0, seed % (entries.length + 1))].reverse());
      expect(JSON.stringify(evaluate(pack, context, turned))).toBe(JSON.stringify(evaluate(pack, context, answers)));
      const changed: Answers = { ...answers, ...Object.fromEntries(Object.entries(more).slice(seed % 7, (seed % 7) + 3)) };
      const values = readValues(pack, context, changed);
      const stillAsked = Object.fromEntries(Object.entries(changed).filter(([id, answer]) => values.get(id) === answer));
      expect(JSON.stringify(evaluate(pack, context, changed))).toBe(JSON.stringify(evaluate(pack, context, stillAsked)));
    })));

  test('[TRI-2] S13, S15, S21: nurse or patient, any region, name, origin or address: the same bytes out', () =>
    hold(fc.property(person, given, (context, answers) => {
      const other = { ...context, assisted: !context.assisted, region: 'elsewhere', name: 'Ali', origin: 'abroad', postcode: '80320', payer: 'private' };
      expect(JSON.stringify(evaluate(pack, other, answers))).toBe(JSON.stringify(evaluate(pack, context, answers)));
    })));

  test('[TRI-1] [BEY-7] S16: the outcome follows from the facts of the rules that hold, alone', () =>
    hold(fc.property(person, given, (context, answers) => {
      const result = evaluate(pack, context, answers);
      const named = new Set([...result.firedRules.flatMap((rule) => rule.findings), ...result.calmedBy]);
      const facts = Object.fromEntries(Object.entries(answers).filter(([id]) => named.has(id)));
      expect(urgency(pack, context, facts)).toBe(result.priority);
      for (const { why, reason } of result.firedRules) expect(Math.min(why.sv.length, why.en.length, reason.sv.length, reason.en.length)).toBeGreaterThan(0);
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

  test('[TRI-4] [TRI-10] S17: a session left at any moment keeps every floor that its answers have confirmed', () =>
    hold(fc.property(person, given, red, fc.nat({ max: 30 }), (context, says, id, stay) => {
      let seen = 0;
      const whole = walk(pack, context, (finding) => (finding.id === id ? YES : says[finding.id] ?? quiet[finding.id]!));
      const answers = Object.fromEntries(whole.screens.slice(0, stay).flatMap((screen) => screen.questions).map((one) => [one, whole.answers[one]!]));
      const sure = plainly(pack, context, answers);
      for (const rule of pack.rules) if (holds(rule.when, sure)) seen = Math.max(seen, urgency(pack, context, answers) - rule.atLeast);
      expect(seen).toBe(0);
    })));
});
