import { atomsOf, type Atom, type Condition } from './condition';
import { leadAt, type Lead } from './need';
import type { Concerns, Finding, Narrow, Pack, Raise, Rule, Screen, Span, WordSign } from './pack';
import type { Priority } from './priority';
import { ALL_WORLDS, asksForNo, worldsOf, type Worlds } from './worlds';

/** A condition with its atoms by number. */
export type Test = { is: 'ATOM'; atom: number } | { is: 'ALL'; parts: readonly Test[] } | { is: 'ANY'; parts: readonly Test[] } | { is: 'COUNT'; least: number; parts: readonly Test[] };

/** A condition with the findings it names, by their place in the pack. */
interface Tested {
  test: Test;
  names: readonly number[];
}

export interface ProgramFinding {
  id: string;
  redFlag: boolean;
  finding: Finding;
  /** Half-open, in days. */
  age: Span;
  sex: Concerns['sex'];
  /** The atoms that ask for it. */
  atoms: readonly number[];
  onlyIf: Tested | undefined;
  /** Itself and everything that decides whether it applies, by id; an explanation needs them all. */
  facts: readonly string[];
}
/** `certain` and `unknown`: what it makes of the outcome when it holds for sure, and when 'I don't know' makes it hold. */
export type ProgramRule = Tested & { atLeast: Priority; ifUnknown: Priority; rule: Rule; certain: Lead; unknown: Lead };

/** What evaluating needs to know of a pack, worked out once. */
export interface Program {
  findings: readonly ProgramFinding[];
  placeOf: ReadonlyMap<string, number>;
  atoms: readonly Atom[];
  /** The worlds of each atom as long as nothing is answered. */
  unanswered: Uint8Array;
  /** The atoms about the person. */
  about: Record<'age' | 'sex' | 'earlier-contacts', readonly number[]>;
  rules: readonly ProgramRule[];
  /** The rules that a comfort can keep from holding. */
  calmable: readonly number[];
  raises: readonly (Tested & { raise: Raise })[];
  /** The raises by group, as places in `raises`. */
  groups: readonly (readonly number[])[];
  narrows: readonly (Tested & { narrow: Narrow; lead: Lead })[];
  gate: (Tested & { no: readonly number[]; facts: readonly string[]; lead: Lead }) | undefined;
  base: Lead;
  screens: readonly { screen: Screen; findings: readonly number[] }[];
  wordSigns: readonly { sign: WordSign; words: readonly string[]; lead: Lead }[];
}

/** A pack that is ready to be evaluated fast. Copies of it are plain packs again, so a changed copy is never taken for the original. */
export interface CompiledPack extends Pack {
  readonly program: Program;
}

/** Makes a pack ready; `evaluate` and `next` take any pack, but work out anew each time what this does once. The pack must not be changed afterwards. */
export function compilePack(pack: Pack): CompiledPack {
  if (isCompiled(pack)) return pack;
  return Object.defineProperty({ ...pack }, 'program', { value: programFor(pack) }) as CompiledPack;
}

export const programOf = (pack: Pack): Program => (isCompiled(pack) ? pack.program : programFor(pack));

const isCompiled = (pack: Pack): pack is CompiledPack => 'program' in pack;

const EVERY_AGE: Span = [-Infinity, Infinity];

function programFor(pack: Pack): Program {
  const placeOf = new Map(pack.findings.map((finding, place) => [finding.id, place]));
  const atoms: Atom[] = [];
  const numbers = new Map<string, number>();
  const askers = new Map<string, number[]>();
  const numberOf = (atom: Atom): number => {
    const key = JSON.stringify(atom);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = atoms.push(atom) - 1;
    numbers.set(key, number);
    askers.set(atom.finding, [...(askers.get(atom.finding) ?? []), number]);
    return number;
  };
  const places = (ids: readonly string[]): number[] => [...new Set(ids.flatMap((id) => placeOf.get(id) ?? []))];
  const tested = (condition: Condition): Tested => ({ test: testOf(condition, numberOf), names: places(atomsOf(condition).map((atom) => atom.finding)) });

  const onlyIfs = pack.findings.map((finding) => finding.onlyIf && tested(finding.onlyIf));
  const rules = pack.rules.map((rule): ProgramRule => ({
    ...tested(rule.when), atLeast: rule.atLeast, ifUnknown: rule.ifUnknown, rule, certain: leadAt(rule.atLeast, rule), unknown: leadAt(rule.ifUnknown, rule),
  }));
  const raises = pack.raises.map((raise) => ({ raise, ...tested(raise.when) }));
  const { base, selfCare } = pack;
  const narrows = pack.narrows.map((narrow) => ({ narrow, ...tested(explicitly(pack, narrow.when)), lead: leadAt(narrow.to, { ...narrow, care: base.care }) }));
  const gate = selfCare && {
    ...tested(selfCare.when), no: places(selfCare.no), facts: factsFor(pack, selfCare.no),
    lead: leadAt(12, { need: 'SELF_CARE', care: 'PRIMARY', profession: 'NURSE', why: selfCare.why }),
  };
  return {
    findings: pack.findings.map((finding, place) => ({
      id: finding.id, redFlag: finding.redFlag, finding, age: finding.concerns.age ?? EVERY_AGE, sex: finding.concerns.sex,
      atoms: askers.get(finding.id) ?? [], onlyIf: onlyIfs[place], facts: factsFor(pack, [finding.id]),
    })),
    placeOf, atoms, unanswered: Uint8Array.from(atoms, (atom) => worldsOf(atom, undefined)),
    about: { age: askers.get('age') ?? [], sex: askers.get('sex') ?? [], 'earlier-contacts': askers.get('earlier-contacts') ?? [] },
    rules, calmable: pack.rules.flatMap((rule, place) => (atomsOf(rule.when).some(asksForNo) ? [place] : [])), raises,
    groups: [...new Set(pack.raises.map((raise) => raise.group))].map((group) => raises.flatMap(({ raise }, place) => (raise.group === group ? [place] : []))),
    narrows, gate, base: leadAt(base.priority, base),
    screens: pack.screens.map((screen) => ({ screen, findings: places(screen.findings) })),
    wordSigns: pack.wordSigns.map((sign) => ({ sign, words: sign.words.map(plain), lead: leadAt(sign.atLeast, { need: 'DIGITAL', care: 'PRIMARY', profession: 'NURSE', why: sign.why }) })),
  };
}

/** The condition, with each finding's `onlyIf`: what relaxes may not rest on an answer that applies only because something is not known. */
function explicitly(pack: Pack, condition: Condition): Condition {
  const parts = (conditions: Condition[]): Condition[] => conditions.map((part) => explicitly(pack, part));
  if ('all' in condition) return { all: parts(condition.all) };
  if ('any' in condition) return { any: parts(condition.any) };
  if ('of' in condition) return { ...condition, of: parts(condition.of) };
  const onlyIf = pack.findings.find((finding) => finding.id === condition.finding)?.onlyIf;
  return onlyIf ? { all: [condition, explicitly(pack, onlyIf)] } : condition;
}

function testOf(condition: Condition, numberOf: (atom: Atom) => number): Test {
  const parts = (conditions: Condition[]): Test[] => conditions.map((part) => testOf(part, numberOf));
  if ('all' in condition) return { is: 'ALL', parts: parts(condition.all) };
  if ('any' in condition) return { is: 'ANY', parts: parts(condition.any) };
  if ('of' in condition) return { is: 'COUNT', least: condition.atLeastN, parts: parts(condition.of) };
  return { is: 'ATOM', atom: numberOf(condition) };
}

/** The worlds in which the condition holds, given those of each atom. */
export function holdsIn(test: Test, worlds: Uint8Array): Worlds {
  if (test.is === 'ATOM') return worlds[test.atom]!;
  if (test.is === 'ANY') {
    let some = 0;
    for (const part of test.parts) if ((some |= holdsIn(part, worlds)) === ALL_WORLDS) return some;
    return some;
  }
  if (test.is === 'ALL') {
    let every = ALL_WORLDS;
    for (const part of test.parts) if ((every &= holdsIn(part, worlds)) === 0) return 0;
    return every;
  }
  // In which worlds at least one holds, at least two, …: each part moves its worlds one step up.
  const atLeast = [ALL_WORLDS, ...Array<Worlds>(test.least).fill(0)];
  for (const part of test.parts) {
    const here = holdsIn(part, worlds);
    for (let n = test.least; n > 0; n -= 1) atLeast[n]! |= atLeast[n - 1]! & here;
  }
  return atLeast[test.least]!;
}

/** The findings with those that decide whether they apply, in that order. */
export function factsFor(pack: Pack, ids: readonly string[]): string[] {
  const all = new Set<string>();
  const add = (id: string): void => {
    if (all.has(id)) return;
    all.add(id);
    const onlyIf = pack.findings.find((finding) => finding.id === id)?.onlyIf;
    if (onlyIf) atomsOf(onlyIf).forEach((atom) => add(atom.finding));
  };
  ids.forEach(add);
  return [...all];
}

/** A text as words alone, so that words are found whole. */
export const plain = (text: string): string => ` ${text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
