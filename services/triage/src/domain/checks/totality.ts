import { evaluate } from '../evaluate';
import { UNKNOWN, YES, type Answer, type Answers, type Context, type Finding, type Pack } from '../pack';
import { needsAt } from '../check-routing';
import { ageCuts, person } from './clauses';
import { quietAnswers, repeatable } from './walk';

const SAMPLES = 1_500;

/**
 * Complete answers have exactly one settled outcome, with a kind of care that fits it. Every single and every pair of yes
 * is tried, and a repeatable sample of everything else; all combinations are too many to enumerate.
 */
export function checkTotality(pack: Pack): string[] {
  const faults = new Set<string>();
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
