import { evaluate, type Result } from '../evaluate';
import { next } from '../next';
import { NO, type Answer, type Answers, type Context, type Finding, type Pack } from '../pack';
import { witnesses } from './clauses';

export interface Walk {
  screens: { id: string; questions: string[] }[];
  answers: Answers;
  result: Result;
  /** Set when a question came back or the questions did not end. */
  fault?: string;
}

const LONGEST = 200;

/** Answers the questions as they come until none is left. */
export function walk(pack: Pack, context: Context, answer: (finding: Finding) => Answer): Walk {
  const answers: Record<string, Answer> = {};
  const screens: Walk['screens'] = [];
  const end = (fault?: string): Walk => ({ screens, answers, result: evaluate(pack, context, answers), ...(fault ? { fault } : {}) });
  for (;;) {
    const screen = next(pack, context, answers);
    if (!screen) return end();
    if (screens.length >= LONGEST) return end('the questions do not end');
    if (screen.questions.length === 0) return end(`the screen ${screen.id} is empty`);
    screens.push({ id: screen.id, questions: screen.questions.map((finding) => finding.id) });
    for (const finding of screen.questions) {
      if (answers[finding.id] !== undefined) return end(`${finding.id} is asked twice`);
      answers[finding.id] = answer(finding);
    }
  }
}

/** The answers that lead to self-care where the pack has it, else 'no' to everything. */
export function quietAnswers(pack: Pack): Answers {
  const quiet: Record<string, Answer> = {};
  for (const finding of pack.findings) quiet[finding.id] = quietAnswer(finding);
  const gate = pack.selfCare && witnesses(pack, pack.selfCare.when)[0];
  return gate ? { ...quiet, ...gate.answers } : quiet;
}

function quietAnswer(finding: Finding): Answer {
  if (finding.type === 'YES_NO') return NO;
  if (finding.type === 'NUMBER') return finding.min ?? 0;
  return (finding.options.find((option) => option.id === NO) ?? finding.options[0])!.id;
}

/** A small generator of repeatable numbers in 0..1, for checks that sample; the same seed gives the same checks. */
export function repeatable(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
