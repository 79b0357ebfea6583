import { holds, matches, type Atom, type Believe } from './condition';
import { NO, UNKNOWN, type Answer, type Answers, type Concerns, type Context, type Finding, type Pack } from './pack';

/** What an atom counts as when its finding is open, or answered 'I don't know'. */
export interface World {
  /** AS_NO: an open yes/no counts as no, so that silence about a comfort never comforts. */
  open: boolean | 'AS_NO';
  unknown: boolean;
  /** Whether 'I don't know' counts as no where a condition asks for no. */
  unknownIsNo: boolean;
}

/** What is known about each finding: an answer, 'unknown', 'no' where it does not apply, undefined while open. */
export interface Values {
  get(finding: string): Answer | undefined;
  /** Open, and it is not yet settled whether it applies. */
  undecided(finding: string): boolean;
  /** Whether anything is 'unknown' at all. */
  anyUnknown: boolean;
}

/** Whether something with these limits concerns this person. */
export function concerns(limits: Concerns, context: Pick<Context, 'ageDays' | 'sex'>): boolean {
  if (limits.age && (context.ageDays < limits.age[0] || context.ageDays >= limits.age[1])) return false;
  return !limits.sex || context.sex === 'UNKNOWN' || context.sex === limits.sex;
}

/** What is believed about atoms in a world. */
export function believing(values: Values, world: World): Believe {
  return (atom: Atom) => {
    const value = values.get(atom.finding);
    const asksForNo = 'is' in atom && atom.is === NO;
    if (value === undefined) return world.open === 'AS_NO' ? asksForNo : world.open;
    if (value === UNKNOWN) return world.unknown || (asksForNo && world.unknownIsNo);
    return matches(atom, value);
  };
}

const MAY_APPLY: World = { open: true, unknown: true, unknownIsNo: true };
const DOES_APPLY: World = { open: false, unknown: true, unknownIsNo: true };

/**
 * Reads the answers. A finding that does not concern the person, or whose `onlyIf` cannot hold, is 'no' whatever was
 * answered before; while its `onlyIf` is unsettled it is open. So going back and changing an answer equals answering so from the start.
 */
export function readValues(pack: Pack, context: Context, answers: Answers): Values {
  const known = new Map<string, Answer | undefined>([
    ['age', context.ageDays],
    ['sex', context.sex === 'UNKNOWN' ? UNKNOWN : context.sex],
    ['earlier-contacts', context.earlierContacts7d],
  ]);
  const unsettled = new Set<string>();
  const values: Values = { get: (id) => known.get(id), undecided: (id) => unsettled.has(id), anyUnknown: context.sex === 'UNKNOWN' };
  const may = believing(values, MAY_APPLY);
  const does = believing(values, DOES_APPLY);
  const read = (finding: Finding): Answer | undefined => {
    if (!concerns(finding.concerns, context)) return NO;
    if (!finding.onlyIf) return answers[finding.id];
    if (!holds(finding.onlyIf, may)) return NO;
    if (holds(finding.onlyIf, does)) return answers[finding.id];
    unsettled.add(finding.id);
    return undefined;
  };
  // The pack lists a finding after those its onlyIf names (a check of the pack), so one pass settles all.
  for (const finding of pack.findings) {
    const value = read(finding);
    known.set(finding.id, value);
    if (value === UNKNOWN) values.anyUnknown = true;
  }
  return values;
}
