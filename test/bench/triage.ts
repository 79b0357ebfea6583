import { loadPacks } from '@vardgraf/triage/content/load';
import { person } from '@vardgraf/triage/domain/checks/clauses';
import { quietAnswers, repeatable } from '@vardgraf/triage/domain/checks/walk';
import { evaluate } from '@vardgraf/triage/domain/evaluate';
import { next } from '@vardgraf/triage/domain/next';
import { type Answer, type Answers, type Context, type Pack, UNKNOWN, YES } from '@vardgraf/triage/domain/pack';
import { holdTo } from './bars';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const STATES = 500;
/** What one core has to reach on the largest content. */
const GOAL_PER_SECOND = 20_000;

interface Speed {
  pack: string;
  findings: number;
  rules: number;
  evaluations: number;
  nexts: number;
}

/** Prints how many outcomes and next questions one core works out in a second, for each complaint. `[ms]` for each figure, 300 when not said. */
export function benchTriage(args: string[] = []): void {
  const speeds = loadPacks().map((pack) => speedOf(pack, Number(args[0] ?? 300))).sort((a, b) => a.evaluations - b.evaluations);
  say(`Triage on one core, over ${STATES} sessions of each complaint, most of them unfinished`);
  say(`  ${'complaint'.padEnd(26)}${'findings'.padStart(9)}${'rules'.padStart(7)}${'evaluate/s'.padStart(12)}${'next/s'.padStart(12)}`);
  for (const { pack, findings, rules, evaluations, nexts } of speeds) {
    say(`  ${pack.padEnd(26)}${String(findings).padStart(9)}${String(rules).padStart(7)}${evaluations.toFixed(0).padStart(12)}${nexts.toFixed(0).padStart(12)}`);
  }
  const slow = speeds.filter((speed) => Math.min(speed.evaluations, speed.nexts) < GOAL_PER_SECOND);
  holdTo(`${GOAL_PER_SECOND} a second`, slow.length ? `too slow: ${slow.map((speed) => speed.pack).join(', ')}` : 'all are fast enough', slow.length === 0);
}

function speedOf(pack: Pack, ms: number): Speed {
  const states = statesOf(pack);
  return {
    pack: pack.id, findings: pack.findings.length, rules: pack.rules.length,
    evaluations: perSecond(states, ms, ([context, answers]) => evaluate(pack, context, answers).priority),
    nexts: perSecond(states, ms, ([context, answers]) => (next(pack, context, answers) ? 1 : 0)),
  };
}

type State = readonly [Context, Answers];

/** Sessions as they come: most answers no, some yes or unknown, cut off at any screen. The same every time. */
function statesOf(pack: Pack): State[] {
  const random = repeatable(23);
  const quiet = quietAnswers(pack);
  const [from, below] = pack.concerns.age ?? [0, 33_000];
  return Array.from({ length: STATES }, (): State => {
    const shown = Math.floor(random() * (pack.screens.length + 1));
    const answers: Record<string, Answer> = {};
    for (const id of pack.screens.slice(0, shown).flatMap((screen) => screen.findings)) {
      const chance = random();
      const yesNo = pack.findings.find((one) => one.id === id)?.type === 'YES_NO';
      answers[id] = yesNo && chance < 0.06 ? YES : yesNo && chance < 0.09 ? UNKNOWN : quiet[id]!;
    }
    return [person(Math.floor(from + random() * (Math.min(below, 33_000) - from)), random() < 0.5 ? 'FEMALE' : 'MALE', Math.floor(random() * 3)), answers];
  });
}

/** Of the processor's time, not the clock's: what else the machine does is no measure of us. */
function perSecond(states: readonly State[], ms: number, work: (state: State) => number): number {
  const run = (): number => {
    const began = process.cpuUsage().user;
    let done = 0;
    let sum = 0;
    while (process.cpuUsage().user - began < ms * 1_000) {
      for (const state of states) sum += work(state);
      done += states.length;
    }
    if (sum < 0) throw new Error('no outcome');
    return (done * 1_000_000) / (process.cpuUsage().user - began);
  };
  run();
  return run();
}
