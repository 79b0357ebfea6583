import { holdsIn, programOf, type Program } from './compile-pack';
import { CONTEXT_FACTS } from './condition';
import { NO, UNKNOWN, YES, type Answer, type Answers, type Concerns, type Context, type Pack } from './pack';
import { ALL_WORLDS, DOES_APPLY, MAY_APPLY, worldsOf } from './worlds';

type Fact = (typeof CONTEXT_FACTS)[number];

/** What is known about each finding: an answer, 'unknown', 'no' where it does not apply, undefined while open. */
export class Values {
  /** By the finding's place in the pack. */
  readonly at: (Answer | undefined)[];
  /** Open, and it is not yet settled whether it applies. */
  readonly undecided: Uint8Array;
  /** The worlds in which each atom holds. */
  readonly worlds: Uint8Array;
  /** How many danger signs are answered yes or 'I don't know'. */
  redFlags = 0;

  constructor(readonly program: Program, private readonly about: Record<Fact, Answer>) {
    this.at = new Array<Answer | undefined>(program.findings.length);
    this.undecided = new Uint8Array(program.findings.length);
    this.worlds = program.unanswered.slice();
  }

  /** By id; also of what is known about the person. */
  get(finding: string): Answer | undefined {
    const place = this.program.placeOf.get(finding);
    return place === undefined ? this.about[finding as Fact] : this.at[place];
  }
}

/** Whether something with these limits concerns this person. */
export function concerns(limits: Concerns, context: Pick<Context, 'ageDays' | 'sex'>): boolean {
  if (limits.age && (context.ageDays < limits.age[0] || context.ageDays >= limits.age[1])) return false;
  return !limits.sex || context.sex === 'UNKNOWN' || context.sex === limits.sex;
}

/**
 * Reads the answers. A finding that does not concern the person, or whose `onlyIf` cannot hold, is 'no' whatever was
 * answered before; while its `onlyIf` is unsettled it is open. So going back and changing an answer equals answering so from the start.
 */
export function readValues(pack: Pack, context: Context, answers: Answers): Values {
  const program = programOf(pack);
  const about = { age: context.ageDays, sex: context.sex === 'UNKNOWN' ? UNKNOWN : context.sex, 'earlier-contacts': context.earlierContacts7d };
  const values = new Values(program, about);
  const { at, undecided, worlds } = values;
  for (const fact of CONTEXT_FACTS) for (const atom of program.about[fact]) worlds[atom] = worldsOf(program.atoms[atom]!, about[fact]);
  // The pack lists a finding after those its onlyIf names (a check of the pack), so one pass settles all.
  for (let place = 0; place < at.length; place += 1) {
    const { id, redFlag, age, sex, onlyIf, atoms } = program.findings[place]!;
    const applies = !concerns({ age, sex }, context) ? 0 : onlyIf ? holdsIn(onlyIf.test, worlds) : ALL_WORLDS;
    const value = (applies & MAY_APPLY) === 0 ? NO : (applies & DOES_APPLY) === 0 ? undefined : answers[id];
    at[place] = value;
    if (value === undefined) {
      if ((applies & DOES_APPLY) === 0) undecided[place] = 1;
      continue;
    }
    for (const atom of atoms) worlds[atom] = worldsOf(program.atoms[atom]!, value);
    if (redFlag && (value === YES || value === UNKNOWN)) values.redFlags += 1;
  }
  return values;
}

/** Danger signs answered yes or 'I don't know'. */
export function redFlagsNotDenied({ program, at }: Values): string[] {
  const ids: string[] = [];
  for (let place = 0; place < at.length; place += 1) if (program.findings[place]!.redFlag && (at[place] === YES || at[place] === UNKNOWN)) ids.push(program.findings[place]!.id);
  return ids;
}
