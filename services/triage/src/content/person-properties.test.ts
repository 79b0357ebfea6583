import fc from 'fast-check';
import { anyAnswers, anyContext, daysAroundEdges, without } from '../../test/any-session';
import { hold } from '../../test/hold';
import { plainAnswer, plainly } from '../../test/plain-reading';
import { daysOf } from '../domain/age';
import { quietAnswers } from '../domain/checks/walk';
import { atomsOf, holds } from '../domain/condition';
import { evaluate, urgency } from '../domain/evaluate';
import { next } from '../domain/next';
import { readValues } from '../domain/values';
import { NO, UNKNOWN, YES, type Answers, type Pack } from '../domain/pack';
import { loadPacks } from './load';

const packs = loadPacks();
const each = (some: Pack[]) => describe.each(some.map((pack) => [pack.id, pack] as const));
const known = (answers: Answers): Answers => Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== UNKNOWN));

each(packs)('[TRI-1] S6: the day before and the day of every edge of age, in %s', (_id, pack) => {
  const quiet = quietAnswers(pack);
  const around = anyContext(pack, fc.constantFrom(...daysAroundEdges(pack)));

  test('exactly the rules hold that hold when they are read as they are written', () =>
    hold(fc.property(around, anyAnswers(pack), (anybody, some) => {
      const answers = { ...quiet, ...known(some) };
      const context = { ...anybody, sex: anybody.sex === 'UNKNOWN' ? ('FEMALE' as const) : anybody.sex };
      const written = pack.rules.filter((rule) => holds(rule.when, plainly(pack, context, answers))).map((rule) => rule.id);
      const held = evaluate(pack, context, answers).firedRules.filter((rule) => rule.kind === 'RULE').map((rule) => rule.id);
      expect(held.sort()).toEqual(written.sort());
    })));

  test('exactly those are asked whom the question concerns', () =>
    hold(fc.property(around, anyAnswers(pack), (anybody, some) => {
      const answers = { ...quiet, ...known(some) };
      const context = { ...anybody, sex: anybody.sex === 'UNKNOWN' ? ('MALE' as const) : anybody.sex };
      const values = readValues(pack, context, answers);
      for (const { id } of pack.findings) if (values.get(id) !== plainAnswer(pack, context, answers, id)) throw new Error(`${id}: ${values.get(id)} at ${context.ageDays} days`);
    })));
});

const forInfants = packs.filter((pack) => (pack.concerns.age?.[0] ?? 0) < 183);

test('[TRI-1] S6: every complaint that an infant can have asks for the fever and the signs of small children', () => {
  for (const pack of forInfants) for (const id of ['infant-fever', 'child-colour', 'child-no-response']) expect([pack.id, id, pack.findings.some((finding) => finding.id === id)]).toEqual([pack.id, id, true]);
});

each(forInfants)('[TRI-1] S6: infants in %s, whatever else is answered', (_id, pack) => {
  const given = anyAnswers(pack);
  const aged = (from: number, to: number) => anyContext(pack, fc.oneof(fc.constantFrom(from, to), fc.integer({ min: from, max: to })));
  const named = (rule: string): string[] => atomsOf(pack.rules.find((one) => one.id === rule)!.when).map((atom) => atom.finding).filter((id) => pack.findings.some((finding) => finding.id === id));

  test('fever below three months, measured or only hot, is P1', () =>
    hold(fc.property(aged(0, 89), given, fc.constantFrom(YES, UNKNOWN), (context, answers, fever) => {
      expect(urgency(pack, context, { ...answers, 'infant-fever': fever })).toBe(1);
    })));

  test('39 degrees or an unmeasured fever from three to six months is at least P3', () =>
    hold(fc.property(aged(90, 182), given, fc.constantFrom<number | string>(39, 40.5, UNKNOWN), (context, answers, temperature) => {
      expect(urgency(pack, context, { ...answers, fever: YES, 'child-temperature': temperature })).toBeLessThanOrEqual(3);
    })));

  test('any red or amber sign below six months is at least P3 in person or at once', () =>
    hold(fc.property(aged(0, 182), given, fc.constantFrom(...named('child-red-sign'), ...named('child-amber-sign')), (context, answers, id) => {
      const { priority, need } = evaluate(pack, context, { ...answers, [id]: YES });
      expect(priority).toBeLessThanOrEqual(3);
      if (priority === 3) expect(need).toBe('PHYSICAL');
    })));
});

each(packs.filter((pack) => pack.findings.some((finding) => finding.id === 'pregnancy')))('[TRI-1] S7: pregnancy in %s', (_id, pack) => {
  const given = anyAnswers(pack);
  const [from, below] = [daysOf(11, 'y'), daysOf(56, 'y')];
  const woman = anyContext(pack, fc.constantFrom(from, from + 1, below - 1, 10_000)).map((context) => ({ ...context, sex: 'FEMALE' as const }));
  const others = anyContext(pack, fc.constantFrom(from - 1, from, below - 1, below, 10_000)).map((context) => ({ ...context, sex: context.ageDays < from || context.ageDays >= below ? ('FEMALE' as const) : ('MALE' as const) }));

  test('a woman of 11–55 is asked wherever her answer can move the outcome', () =>
    hold(fc.property(woman, given, (context, some) => {
      const answers = without(some, 'pregnancy');
      if (next(pack, context, answers)) return;
      for (const answer of ['pregnant', 'postpartum', NO]) expect(urgency(pack, context, { ...answers, pregnancy: answer })).toBe(urgency(pack, context, answers));
    })));

  test('nobody else is asked, and an answer left from before counts as no', () =>
    hold(fc.property(others, given, (context, answers) => {
      expect(urgency(pack, context, { ...answers, pregnancy: 'pregnant' })).toBe(urgency(pack, context, { ...answers, pregnancy: NO }));
    })));

  test('not knowing is never calmer than no, nor more than two steps from being pregnant', () =>
    hold(fc.property(woman, given, (context, some) => {
      const answers = known(some);
      const [unknown, pregnant, no] = [UNKNOWN, 'pregnant', NO].map((answer) => urgency(pack, context, { ...answers, pregnancy: answer })) as [number, number, number];
      expect(unknown).toBeLessThanOrEqual(Math.min(no, pregnant + 2));
    })));
});

/** What S7 names: pain of the belly, breathlessness, severe headache, a swollen leg, bleeding. */
const AS_IF_PREGNANT = ['belly-ectopic', 'gyn-ectopic', 'other-ectopic', 'urinary-ectopic', 'genital-ectopic', 'breath-pregnant', 'cough-breathless-pregnant', 'other-breathless-pregnant', 'fatigue-breathless-pregnant', 'head-pregnant-severe', 'leg-clot-pregnant', 'leg-pregnant', 'gyn-pregnant-bleeding', 'gyn-bleeding-heavy-pregnant', 'gyn-pelvic-infection', 'belly-appendix-pregnant'];

test.each(AS_IF_PREGNANT)('[TRI-1] S7: who does not know counts as pregnant: %s', (id) => {
  const rules = packs.flatMap((pack) => pack.rules.filter((rule) => rule.id === id));
  expect(rules.map((rule) => rule.ifUnknown)).toEqual([rules[0]!.atLeast]);
});
