import { candidates, unknownsThatMatter, type Urgencies } from './candidates';
import type { Lead } from './need';
import { FLAGS, UNKNOWN, type Answer, type Answers, type Care, type ClinicalRole, type Context, type Flag, type Need, type Pack, type Text } from './pack';
import type { Priority } from './priority';
import { comforts, holdings, tell, type Fired, type Holding } from './trace';
import { readValues, type Values } from './values';
import { weigh } from './weigh';

/** What is decided; the rest of a result explains it. */
export interface Decision {
  /** 1 most urgent … 12 self-care: with everything still open counted as no, but never self-care on silence. */
  priority: Priority;
  need: Need;
  care: Care;
  profession: ClinicalRole;
  flags: Flag[];
}

export interface Result extends Decision {
  /** Nothing left to ask can move it. */
  complete: boolean;
  /** What it may still become when the open questions are answered. */
  interval: { mostUrgent: Priority; leastUrgent: Priority };
  /** The words to the patient for why, from the rule that decides. */
  why: Text;
  /** Every rule that holds, most urgent first. The priority follows from their facts alone. */
  firedRules: Fired[];
  /** Comforts (a finding asked for as 'no', answered yes) that kept a rule from holding. */
  calmedBy: string[];
  answered: { finding: string; answer: Answer }[];
  unknown: string[];
  /** Open or 'I don't know', with the most urgent outcome that a yes to each could give. */
  wouldChange: { finding: string; to: Priority }[];
  packId: string;
  semver: string;
  sha256: string;
}

/**
 * The outcome of these answers: pure, deterministic, and monotone – no answer that confirms a danger sign, and no silence,
 * makes it less urgent. Answers that do not concern the person are left out of account. (TRI-1)
 */
export function evaluate(pack: Pack, context: Context, answers: Answers): Result {
  const values = readValues(pack, context, answers);
  const weighing = weigh(pack, context, values);
  const holding = holdings(pack, weighing);
  const moving = named(values, candidates(pack, weighing));
  const answered = answeredOf(values, answers);
  // Here and in weigh.ts objects are written out: spreading them took half of the time.
  const { priority, need, care, profession, flags } = decisionOf(pack, weighing.now.priority, holding);
  return {
    priority, need, care, profession, flags,
    complete: moving.length === 0,
    interval: { mostUrgent: weighing.most.priority, leastUrgent: weighing.least.priority },
    why: leadOf(holding).why,
    firedRules: holding.map((one) => tell(values, one)),
    calmedBy: comforts(weighing),
    answered,
    unknown: answered.filter((item) => item.answer === UNKNOWN).map((item) => item.finding),
    wouldChange: moving.concat(named(values, unknownsThatMatter(weighing))),
    packId: pack.id,
    semver: pack.semver,
    sha256: pack.sha256,
  };
}

/** The outcome alone, as `evaluate` gives it, where nobody asks for the reasons. */
export function decide(pack: Pack, context: Context, answers: Answers): Decision {
  const weighing = weigh(pack, context, readValues(pack, context, answers));
  return decisionOf(pack, weighing.now.priority, holdings(pack, weighing));
}

/** The priority alone. */
export function urgency(pack: Pack, context: Context, answers: Answers): Priority {
  return weigh(pack, context, readValues(pack, context, answers)).now.priority;
}

/** Whether no further answer can take 112 or the emergency department away. */
export function isCertain112(pack: Pack, context: Context, answers: Answers): boolean {
  return weigh(pack, context, readValues(pack, context, answers)).least.priority === 1;
}

const leadOf = (holding: readonly Holding[]): Lead => holding[0]!.lead!;

function decisionOf(pack: Pack, priority: Priority, holding: readonly Holding[]): Decision {
  const { need, care, profession } = leadOf(holding);
  return { priority, need, care, profession, flags: FLAGS.filter((flag) => pack.flags.includes(flag) || holding.some((one) => one.flags.includes(flag))) };
}

/** The answers that count, in the order of the content. */
function answeredOf({ program, at }: Values, answers: Answers): Result['answered'] {
  const answered: Result['answered'] = [];
  for (let place = 0; place < at.length; place += 1) {
    const { id } = program.findings[place]!;
    const answer = answers[id];
    if (answer !== undefined && at[place] === answer) answered.push({ finding: id, answer });
  }
  return answered;
}

function named({ program }: Values, urgencies: Urgencies): Result['wouldChange'] {
  const found: Result['wouldChange'] = [];
  for (let place = 0; place < urgencies.length; place += 1) {
    if (urgencies[place] !== 0) found.push({ finding: program.findings[place]!.id, to: urgencies[place] as Priority });
  }
  return found;
}
