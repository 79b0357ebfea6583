import { programOf } from '../compile-pack';
import { evaluate } from '../evaluate';
import { UNKNOWN, YES, type Answer, type Answers, type Context, type Finding, type Pack } from '../pack';
import { needsAt } from '../check-routing';
import { PRIORITIES } from '../priority';
import { ageCuts, person } from './clauses';
import { quietAnswers, repeatable } from './walk';

const SAMPLES = 500;

/**
 * Complete answers have exactly one settled outcome, with a kind of care that fits it: every lead fits, and nothing stays open for any single
 * and any pair of yes, nor for a repeatable sample of everything else.
 */
export function checkTotality(pack: Pack): string[] {
  const faults = new Set<string>(leadFaults(pack));
  const quiet = quietAnswers(pack);
  const yesNo = pack.findings.filter((finding) => finding.type === 'YES_NO').map((finding) => finding.id);
  const grown = person(13_000, 'FEMALE');
  yesNo.forEach((first, index) => {
    const context = pack.concerns.age && pack.concerns.age[1] < 13_000 ? person(500, 'FEMALE') : grown;
    for (const second of yesNo.slice(index)) check(pack, context, { ...quiet, [first]: YES, [second]: YES }, faults);
  });
  const random = repeatable(11);
  const cuts = ageCuts(pack);
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const age = Math.max(0, cuts[Math.floor(random() * cuts.length)]! - (random() < 0.5 ? 1 : 0));
    const context = person(age, (['FEMALE', 'MALE', 'UNKNOWN'] as const)[Math.floor(random() * 3)]!, Math.floor(random() * 4));
    const answers: Record<string, Answer> = {};
    for (const finding of pack.findings) answers[finding.id] = random() < 0.8 ? quiet[finding.id]! : anyAnswer(finding, random());
    check(pack, context, answers, faults);
  }
  return [...faults];
}

/** Whatever decides an outcome is one of these leads, and each has to fit: its priority on the scale, its kind of care to the priority. All are tried. */
export function leadFaults(pack: Pack): string[] {
  const program = programOf(pack);
  const { base, gate, rules, narrows, wordSigns } = program;
  const leads = [base, ...(gate ? [gate.lead] : []), ...rules.flatMap(({ certain, unknown }) => [certain, unknown]), ...[...narrows, ...wordSigns].map(({ lead }) => lead)];
  return [...new Set(leads.filter(({ priority, need }) => !PRIORITIES.includes(priority) || !needsAt(priority).includes(need)).map(({ priority, need }) => `outcome: P${priority} with ${need}`))];
}

function check(pack: Pack, context: Context, answers: Answers, faults: Set<string>): void {
  const { priority, need, complete, interval } = evaluate(pack, context, answers);
  const yes = Object.keys(answers).filter((id) => answers[id] === YES).join(', ');
  if (!complete || interval.mostUrgent !== priority || interval.leastUrgent !== priority) faults.add(`outcome: not settled by complete answers (${yes})`);
  if (!Number.isInteger(priority) || priority < 1 || priority > 12 || !needsAt(priority).includes(need)) faults.add(`outcome: P${priority} with ${need} (${yes})`);
}

function anyAnswer(finding: Finding, share: number): Answer {
  const answers: Answer[] = finding.type === 'YES_NO' ? [YES, UNKNOWN] : finding.type === 'CHOICE' ? [...finding.options.map((option) => option.id), UNKNOWN] : [finding.min ?? 0, finding.max ?? 0, UNKNOWN];
  return answers[Math.floor(share * answers.length)]!;
}
