import { join } from 'node:path';
import fc from 'fast-check';
import { anyAnswers, anyContext } from '../../test/any-session';
import { hold } from '../../test/hold';
import { ageBandOf } from '../domain/age';
import { textsOf } from '../domain/checks/words';
import { quietAnswers } from '../domain/checks/walk';
import { evaluate, urgency } from '../domain/evaluate';
import { offered, OTHER } from '../domain/offered';
import { OPENINGS, routeOutcome, rowsFor } from '../domain/routing';
import { evaluateTogether, nextTogether } from '../domain/together';
import type { Answer, Pack } from '../domain/pack';
import { settingsFrom, settingsOfAllRegions } from '../settings/settings-file';
import { loadPacks } from './load';

const packs = loadPacks();
const other = packs.find((pack) => pack.id === OTHER)!;
const each = describe.each(packs.map((pack) => [pack.id, pack] as const));
const answersTo = new Map(packs.map((pack) => [pack.id, { given: anyAnswers(pack), quiet: quietAnswers(pack) }]));
/** Another complaint, with answers to it. */
const second = (pack: Pack) => fc.constantFrom(...packs.filter((one) => one.id !== pack.id)).chain((more) => fc.tuple(fc.constant(more), answersTo.get(more.id)!.given));

each('[TRI-1] S14: %s with a second complaint at once', (_id, pack) => {
  const { given, quiet } = answersTo.get(pack.id)!;

  test('is as urgent as the more urgent of both', () =>
    hold(fc.property(second(pack), anyContext(pack), given, ([more, also], context, some) => {
      const answers = { ...some, ...also };
      const { lead } = evaluateTogether([pack, more], context, answers);
      expect(lead.priority).toBe(Math.min(urgency(pack, context, answers), urgency(more, context, answers)));
    })));

  test('asks what they share once, ends, and leaves nothing open in either that could be more urgent', () =>
    hold(fc.property(second(pack), anyContext(pack), given, ([more, also], context, some) => {
      const says = { ...also, ...some };
      const calm: Record<string, Answer> = { ...answersTo.get(more.id)!.quiet, ...quiet };
      const answers: Record<string, Answer> = {};
      for (let screen = nextTogether([pack, more], context, answers); screen; screen = nextTogether([pack, more], context, answers)) {
        for (const { id } of screen.questions) {
          if (answers[id] !== undefined) throw new Error(`${id} is asked twice`);
          answers[id] = says[id] ?? calm[id]!;
        }
      }
      const { lead, results } = evaluateTogether([pack, more], context, answers);
      if (lead.interval.leastUrgent > 1) for (const result of results) expect(result.complete).toBe(true);
    })));
});

test('[TRI-1] S18: what fits no complaint is taken by a nurse or someone more, at least P5, whatever is answered', () =>
  hold(fc.property(anyContext(other), anyAnswers(other), (context, answers) => {
    const { priority, need } = evaluate(other, context, answers);
    expect(priority).toBeLessThanOrEqual(5);
    expect(need).not.toBe('SELF_CARE');
  })));

test('[TRI-1] S18: whoever it is, there is always something to choose, and "something else" is last', () =>
  hold(fc.property(anyContext(other), fc.constantFrom('sv' as const, 'en' as const), (context, language) => {
    expect(offered(packs, context, language).at(-1)?.id).toBe(OTHER);
  })));

each('[TRI-1] S20: the words of %s', (_id, pack) => {
  test('are there in both languages, every text and every key, and nothing besides', () => {
    for (const { path, text } of textsOf(pack)) expect([path, Object.keys(text).sort().join(), text.sv.trim() !== '', text.en.trim() !== '']).toEqual([path, 'en,sv', true, true]);
    expect(pack.searchWords.sv.length).toBeGreaterThan(0);
    expect(pack.searchWords.en.length).toBeGreaterThan(0);
  });
});

test('[TRI-1] S20: a threshold is stored once: no question has a number of its own in two complaints', () => {
  const thresholds = new Map<string, string>();
  for (const pack of packs) for (const finding of pack.findings) {
    const said = JSON.stringify([finding.min, finding.max, finding.unit, finding.concerns, finding.onlyIf, finding.options.map((option) => option.id)]);
    expect([finding.id, thresholds.get(finding.id) ?? said]).toEqual([finding.id, said]);
    thresholds.set(finding.id, said);
  }
});

const regions = settingsOfAllRegions(join(__dirname, '../../../../config/regions'));
const tables = [...new Set(regions.map((version) => version.region))].map((region) => {
  const { routes, closedUnit } = settingsFrom((key) => regions.filter((version) => version.region === region && version.key === key).at(-1)!.value);
  return { routes, closed: closedUnit };
});

each('[TRI-6] [TRI-7] S22: every outcome of %s', (_id, pack) => {
  test('goes to exactly one place in every region at every hour, and P2–P5 that nobody takes now is referred', () =>
    hold(fc.property(fc.constantFrom(...tables), fc.constantFrom(...OPENINGS), fc.boolean(), anyContext(pack), answersTo.get(pack.id)!.given, (table, opening, fromOtherRegion, context, answers) => {
      const { priority, need, care, profession } = evaluate(pack, context, answers);
      const outcome = { priority, need, care, profession, complaint: pack.id, age: ageBandOf(context.ageDays), opening, fromOtherRegion };
      expect(rowsFor(table, outcome).length).toBe(1);
      const route = routeOutcome(table, outcome);
      if (route.destination === 'NONE') expect(priority === 1 || priority === 12 || route.level === 'EMERGENCY_DEPARTMENT').toBe(true);
      else if (opening === 'CLOSED' && priority <= 5) expect(route.closed && route.closed.referTo !== 'NONE').toBe(true);
    })));
});
