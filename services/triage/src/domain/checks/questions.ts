import { clausesOf, personsFor, witnesses } from './clauses';
import { conditionsOf } from './references';
import { decision } from './rules';
import { quietAnswers, repeatable, walk } from './walk';
import { NO, UNKNOWN, YES, type Answer, type Context, type Finding, type Pack } from '../pack';
import { next } from '../next';
import { atomsOf } from '../condition';
import { person } from './clauses';

/** The screen of life danger: always first, whole, and the same for everyone. */
export const MODULE_0 = 'danger';

/** Danger comes first; every question is asked in some walk and can change the outcome; walks end and repeat nothing. */
export function checkQuestions(pack: Pack): string[] {
  return [...checkFirstScreen(pack), ...checkWalks(pack), ...pack.findings.flatMap((finding) => checkMatters(pack, finding))];
}

function checkFirstScreen(pack: Pack): string[] {
  const [first] = pack.screens;
  if (first?.id !== MODULE_0) return [`screens: the first is ${first?.id}, not ${MODULE_0}`];
  const shown = next(pack, person(13_000, 'FEMALE'), {});
  const missing = first.findings.filter((id) => !shown?.questions.some((finding) => finding.id === id));
  const faults = missing.map((id) => `screens.${MODULE_0}: ${id} is not on the first screen shown`);
  for (const id of first.findings) {
    if (decision(pack, person(13_000, 'MALE'), { [id]: YES }).split(' ')[0] !== '1') faults.push(`screens.${MODULE_0}: ${id} does not lead to 112`);
  }
  if (pack.codes.icpc2.some((code) => code.startsWith('P')) && !pack.screens.some((screen) => screen.id === 'suicide')) faults.push('screens: a mental-health complaint without the suicide module');
  return faults;
}

function checkWalks(pack: Pack): string[] {
  const faults = new Set<string>();
  const asked = new Set<string>();
  const quiet = quietAnswers(pack);
  const go = (context: Context, answer: (finding: Finding) => Answer): void => {
    const { screens, fault, result } = walk(pack, context, answer);
    if (fault) faults.add(`order: ${fault}`);
    if (!fault && !result.complete) faults.add('order: the questions end before the outcome is settled');
    screens.forEach((screen) => screen.questions.forEach((id) => asked.add(id)));
  };
  for (const { condition } of conditionsOf(pack)) {
    for (const way of witnesses(pack, condition)) {
      for (const context of personsFor(pack, way).slice(0, 4)) go(context, (finding) => way.answers[finding.id] ?? quiet[finding.id]!);
    }
  }
  const random = repeatable(7);
  for (let round = 0; round < 200; round += 1) {
    const context = person(Math.floor(random() * 30_000), random() < 0.5 ? 'FEMALE' : 'MALE', Math.floor(random() * 4));
    go(context, (finding) => (random() < 0.1 ? eventful(finding, random()) : random() < 0.05 ? UNKNOWN : quiet[finding.id]!));
  }
  for (const id of ownQuestions(pack)) if (!asked.has(id)) faults.add(`screens: ${id} is never asked`);
  return [...faults];
}

/** The questions the complaint itself puts, besides those for the anamnesis. */
function ownQuestions(pack: Pack): string[] {
  const placed = new Set(pack.screens.filter((screen) => !screen.module).flatMap((screen) => screen.findings));
  return pack.findings.filter((finding) => placed.has(finding.id) && !finding.anamnesis).map((finding) => finding.id);
}

function eventful(finding: Finding, share: number): Answer {
  if (finding.type === 'YES_NO') return YES;
  if (finding.type === 'CHOICE') return finding.options[Math.floor(share * finding.options.length)]!.id;
  return (finding.min ?? 0) + share * ((finding.max ?? 0) - (finding.min ?? 0));
}

/** Some answer to it changes the outcome in some situation; else it belongs to the anamnesis. */
function checkMatters(pack: Pack, finding: Finding): string[] {
  if (!ownQuestions(pack).includes(finding.id)) return [];
  const quiet = quietAnswers(pack);
  const names = conditionsOf(pack).filter(({ condition }) => atomsOf(condition).some((atom) => atom.finding === finding.id));
  for (const { condition } of names) {
    for (const clause of clausesOf(condition)) {
      if (!clause.some((atom) => atom.finding === finding.id)) continue;
      for (const way of witnesses(pack, { all: clause })) for (const context of personsFor(pack, way)) {
        const { [finding.id]: own, ...rest } = way.answers;
        if (own !== undefined && decision(pack, context, way.answers) !== decision(pack, context, rest)) return [];
        if (decision(pack, context, { ...quiet, ...way.answers }) !== decision(pack, context, { ...quiet, ...rest, [finding.id]: quiet[finding.id] === own ? NO : quiet[finding.id]! })) return [];
      }
    }
  }
  const gate = pack.selfCare && witnesses(pack, pack.selfCare.when)[0];
  if (gate && pack.selfCare?.no.includes(finding.id)) {
    const answers = { ...quiet, ...gate.answers };
    const other = finding.type === 'YES_NO' ? YES : UNKNOWN;
    if (personsFor(pack, gate).some((context) => decision(pack, context, answers) !== decision(pack, context, { ...answers, [finding.id]: other }))) return [];
  }
  return [`findings.${finding.id}: no answer changes the outcome, and it is not marked anamnesis`];
}
