import { holdsIn, plain, type Program, type Test } from './compile-pack';
import { NO, type Context, type Pack } from './pack';
import { raised, type Priority } from './priority';
import type { Values } from './values';
import { LEAST, MOST, NOW, type Sight, type Worlds } from './worlds';

/** How many danger signs answered yes or 'I don't know' call for a nurse, however mild each may be. */
export const FLAGS_FOR_NURSE = 3;
export const FLAGS_FOR_NURSE_FLOOR: Priority = 5;

/** The answers weighed in one sight. */
export interface Weighed {
  sight: Sight;
  /** The floor that each rule gives, in the order of the pack; 0 for none. */
  floors: Uint8Array;
  /** The most urgent floor, also of three danger signs and of the patient's own words; 13 when there is none. */
  floor: number;
  /** Steps to raise by: of each group the largest, groups added up. */
  steps: number;
  gateOpen: boolean;
  /** The outcome when no floor is more urgent. */
  rest: Priority;
  /** Before raising. */
  unraised: Priority;
  priority: Priority;
}

/** The answers weighed against every rule, in all three sights. */
export interface Weighing {
  program: Program;
  values: Values;
  /** In which worlds each rule, raise and narrow rule holds, in the order of the pack. */
  rules: Uint8Array;
  raises: Uint8Array;
  narrows: Uint8Array;
  gate: Worlds;
  /** The word signs that occur in the patient's own text. */
  words: Program['wordSigns'];
  now: Weighed;
  most: Weighed;
  least: Weighed;
}

/** Weighs all rules once, and looks at what holds in the three sights. */
export function weigh(pack: Pack, context: Context, values: Values): Weighing {
  const { program, worlds } = values;
  const rules = held(program.rules, worlds);
  const raises = held(program.raises, worlds);
  const narrows = held(program.narrows, worlds);
  const gate = program.gate ? holdsIn(program.gate.test, worlds) : 0;
  const words = wordSignsIn(program, context);
  const parts: Parts = { program, values, rules, raises, narrows, gate, words };
  return { program, values, rules, raises, narrows, gate, words, now: lookAt(pack, parts, NOW), most: lookAt(pack, parts, MOST), least: lookAt(pack, parts, LEAST) };
}

type Parts = Omit<Weighing, 'now' | 'most' | 'least'>;

function held(tested: readonly { test: Test }[], worlds: Uint8Array): Uint8Array {
  const all = new Uint8Array(tested.length);
  for (let place = 0; place < all.length; place += 1) all[place] = holdsIn(tested[place]!.test, worlds);
  return all;
}

function lookAt(pack: Pack, parts: Parts, sight: Sight): Weighed {
  const { program, values, rules, narrows } = parts;
  const floors = new Uint8Array(rules.length);
  let floor = 13;
  for (let place = 0; place < floors.length; place += 1) {
    const held = rules[place]!;
    if (held === 0) continue;
    const { atLeast, ifUnknown } = program.rules[place]!;
    const given = held & sight.certain ? atLeast : held & sight.ifUnknown ? ifUnknown : 0;
    floors[place] = given;
    if (given !== 0 && given < floor) floor = given;
  }
  if (values.redFlags >= FLAGS_FOR_NURSE) floor = Math.min(floor, FLAGS_FOR_NURSE_FLOOR);
  for (const { sign } of parts.words) floor = Math.min(floor, sign.atLeast);

  let steps = 0;
  for (const group of program.groups) steps += stepsIn(parts, group, sight);

  const gateOpen = steps === 0 && (parts.gate & sight.explicit) !== 0 && isDenied(parts, sight);
  let rest: Priority = gateOpen ? 12 : pack.base.priority;
  if (!gateOpen) for (let place = 0; place < narrows.length; place += 1) {
    const { to } = program.narrows[place]!.narrow;
    if (narrows[place]! & sight.explicit && to > rest) rest = to;
  }
  const unraised = Math.min(floor, rest) as Priority;
  return { sight, floors, floor, steps, gateOpen, rest, unraised, priority: raised(unraised, steps) };
}

/** The steps of a group of raises in a sight. */
export function stepsIn({ program, raises }: Pick<Parts, 'program' | 'raises'>, group: readonly number[], sight: Sight): number {
  let steps = 0;
  for (const place of group) if (raises[place]! & sight.ifUnknown) steps = Math.max(steps, program.raises[place]!.raise.steps);
  return steps;
}

/** Every finding that the self-care gate lists is explicitly denied, or in LEAST may yet be. */
function isDenied({ program, values }: Parts, sight: Sight): boolean {
  if (!program.gate) return false;
  for (const place of program.gate.no) {
    const value = values.at[place];
    if (value === undefined ? !sight.mayDeny : value !== NO) return false;
  }
  return true;
}

/** The word signs that occur, as whole words, in the patient's own text. */
function wordSignsIn(program: Program, context: Context): Program['wordSigns'] {
  if (!context.freeText) return [];
  const text = plain(context.freeText);
  return program.wordSigns.filter(({ words }) => words.some((word) => text.includes(word)));
}
