import { candidates, unknownsThatMatter } from './candidates';
import { FLAGS, UNKNOWN, type Answer, type Answers, type Care, type ClinicalRole, type Context, type Flag, type Need, type Pack, type Text } from './pack';
import type { Priority } from './priority';
import { trace, type Fired } from './trace';
import { readValues } from './values';
import { weigh } from './weigh';

export interface Result {
  /** 1 most urgent … 12 self-care: with everything still open counted as no, but never self-care on silence. */
  priority: Priority;
  /** Nothing left to ask can move it. */
  complete: boolean;
  /** What it may still become when the open questions are answered. */
  interval: { mostUrgent: Priority; leastUrgent: Priority };
  need: Need;
  care: Care;
  profession: ClinicalRole;
  flags: Flag[];
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
  const now = weigh(pack, context, values, 'NOW');
  const most = weigh(pack, context, values, 'MOST');
  const least = weigh(pack, context, values, 'LEAST');
  const interval = { now, most, least };
  const { fired, lead, calmedBy } = trace(pack, context, values, now);
  const moving = candidates(pack, values, interval);
  const answered: Result['answered'] = [];
  for (const { id } of pack.findings) {
    const answer = answers[id];
    if (answer !== undefined && values.get(id) === answer) answered.push({ finding: id, answer });
  }
  return {
    priority: now.priority,
    complete: moving.length === 0,
    interval: { mostUrgent: most.priority, leastUrgent: least.priority },
    need: lead.need,
    care: lead.care,
    profession: lead.profession,
    flags: FLAGS.filter((flag) => pack.flags.includes(flag) || fired.some((rule) => rule.flags.includes(flag))),
    why: lead.why,
    firedRules: fired,
    calmedBy,
    answered,
    unknown: answered.filter((item) => item.answer === UNKNOWN).map((item) => item.finding),
    wouldChange: [...moving, ...unknownsThatMatter(pack, values, interval)].map(({ finding, could }) => ({ finding, to: could })),
    packId: pack.id,
    semver: pack.semver,
    sha256: pack.sha256,
  };
}
