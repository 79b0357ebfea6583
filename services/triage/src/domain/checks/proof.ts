import { OLDEST_DAYS } from '../age';
import { compilePack, factsFor } from '../compile-pack';
import { atomsOf, CONTEXT_FACTS, isAtom, type Atom, type Condition } from '../condition';
import { NO, UNKNOWN, YES, type Answer, type Context, type Finding, type Pack, type Sex } from '../pack';
import { readValues } from '../values';
import { weigh } from '../weigh';
import { person } from './clauses';

/** A part of a pack is proved by trying every one of its situations up to so many; beyond, by the grammar alone (monotony.ts). */
export const MOST_STATES = 2 ** 20;
/** The checks before publication stop earlier, since someone waits for them; the tests go all the way. */
export const MOST_STATES_OF_A_CHECK = 2 ** 14;

/** What of a pack is proved, and how. */
export interface Proof {
  path: string;
  how: 'ENUMERATED' | 'GRAMMAR';
  /** How many situations there are, after what cannot matter is left out. */
  states: number;
  faults: string[];
}

/** One thing that varies, with every answer that can make a difference. */
interface Dimension {
  name: string;
  values: readonly (Answer | undefined)[];
  /** Pairs of places in `values`: the first is never less urgent than the second. */
  order: readonly (readonly [number, number])[];
}

/** A part alone, and how urgent it makes each situation; lower is more urgent. */
interface Part {
  path: string;
  pack: Pack;
  condition: Condition;
  urgency(context: Context, answers: Record<string, Answer>): number;
}

/**
 * Proves part by part that confirming, not knowing or skipping a danger sign never makes it less urgent, nor skipping or not knowing any 'no'
 * (S1, S2, S3). The outcome is the most urgent of the floors, so what holds for each part holds for the pack.
 */
export function prove(pack: Pack, most: number = MOST_STATES): Proof[] {
  return partsOf(pack).map((part) => {
    const dimensions = dimensionsOf(part);
    const states = product(dimensions);
    if (states > most) return { path: part.path, how: 'GRAMMAR', states, faults: [] };
    return { path: part.path, how: 'ENUMERATED', states, faults: enumerate(part, dimensions, states) };
  });
}

/** How each part is proved, without doing it. */
export function planOfProof(pack: Pack): Pick<Proof, 'path' | 'how' | 'states'>[] {
  return partsOf(pack).map((part) => {
    const states = product(dimensionsOf(part));
    return { path: part.path, how: states > MOST_STATES ? 'GRAMMAR' : 'ENUMERATED', states };
  });
}

const product = (dimensions: readonly Dimension[]): number => dimensions.reduce((states, dimension) => states * dimension.values.length, 1);

function partsOf(pack: Pack): Part[] {
  const alone = (condition: Condition, part: Partial<Pack>): { condition: Condition; pack: Pack } => {
    const names = factsFor(pack, atomsOf(condition).map((atom) => atom.finding));
    const { selfCare: _gate, ...rest } = pack;
    return { condition, pack: compilePack({ ...rest, findings: pack.findings.filter((finding) => names.includes(finding.id)), rules: [], raises: [], narrows: [], wordSigns: [], screens: [], ...part }) };
  };
  const weighed = (one: Pack, context: Context, answers: Record<string, Answer>) => weigh(one, context, readValues(one, context, answers)).now;
  const { selfCare } = pack;
  return [
    ...pack.rules.map((rule): Part => {
      const when = collapse(pack, rule.when);
      const part = alone(when, { rules: [{ ...rule, when }] });
      return { path: `rules.${rule.id}`, ...part, urgency: (context, answers) => weighed(part.pack, context, answers).floors[0] || 13 };
    }),
    ...pack.raises.map((raise): Part => {
      const when = collapse(pack, raise.when);
      const part = alone(when, { raises: [{ ...raise, when }] });
      return { path: `raises.${raise.id}`, ...part, urgency: (context, answers) => -weighed(part.pack, context, answers).steps };
    }),
    ...pack.narrows.map((narrow): Part => {
      const when = collapse(pack, narrow.when);
      const part = alone(when, { narrows: [{ ...narrow, when }] });
      return { path: `narrows.${narrow.id}`, ...part, urgency: (context, answers) => weighed(part.pack, context, answers).rest };
    }),
    // The gate is open when every one of its parts lets through, so each is proved alone.
    ...(selfCare ? [...selfCare.no.map((id) => [id]), []].map((no): Part => {
      const when = no.length ? ANYBODY : collapse(pack, selfCare.when);
      const part = alone({ all: [when, ...no.map((finding) => ({ finding, is: NO }))] }, { selfCare: { ...selfCare, no, when } });
      return { path: `selfCare.${no[0] ?? 'when'}`, ...part, urgency: (context, answers) => (weighed(part.pack, context, answers).gateOpen ? 1 : 0) };
    }) : []),
  ];
}

const ANYBODY: Condition = { finding: 'age', between: [0, OLDEST_DAYS] };

/**
 * The same condition with fewer findings: of plain yes/no findings that stand side by side and nowhere else, two say all that many can;
 * where n of them are counted, n and one more.
 */
function collapse(pack: Pack, condition: Condition): Condition {
  const names = atomsOf(condition).map((atom) => atom.finding);
  const needed = new Set(pack.findings.flatMap((finding) => (finding.onlyIf ? atomsOf(finding.onlyIf).map((atom) => atom.finding) : [])));
  const kindOf = (part: Condition): string | undefined => {
    if (!isAtom(part) || !('is' in part) || part.is !== YES) return undefined;
    const finding = pack.findings.find((one) => one.id === part.finding);
    if (!finding || finding.type !== 'YES_NO' || finding.onlyIf || needed.has(finding.id) || names.filter((name) => name === finding.id).length > 1) return undefined;
    return JSON.stringify([finding.redFlag, finding.concerns]);
  };
  const fewer = (parts: Condition[], most = 2): Condition[] => {
    const seen = new Map<string, number>();
    return parts.filter((part) => {
      const kind = kindOf(part);
      if (kind === undefined) return true;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      return seen.get(kind)! <= most;
    });
  };
  const walk = (part: Condition): Condition => {
    if ('all' in part) return { all: fewer(part.all.map(walk)) };
    if ('any' in part) return { any: fewer(part.any.map(walk)) };
    if ('of' in part) return { ...part, of: fewer(part.of.map(walk), part.atLeastN + 1) };
    return part;
  };
  return walk(condition);
}

function dimensionsOf({ pack, condition }: Part): Dimension[] {
  const atoms = [...atomsOf(condition), ...pack.findings.flatMap((finding) => (finding.onlyIf ? atomsOf(finding.onlyIf) : []))];
  const cuts = (name: string): number[] => atoms.filter((atom) => atom.finding === name).flatMap((atom) => ('between' in atom ? [...atom.between] : []));
  const ages = [...new Set([0, ...cuts('age'), ...pack.findings.flatMap((finding) => [...(finding.concerns.age ?? [])])])];
  const bySex = atoms.some((atom) => atom.finding === 'sex') || pack.findings.some((finding) => finding.concerns.sex);
  return [
    { name: 'age', values: ages, order: [] },
    { name: 'sex', values: bySex ? ['FEMALE', 'MALE', 'UNKNOWN'] : ['FEMALE'], order: [] },
    { name: 'earlier-contacts', values: [...new Set([0, ...cuts('earlier-contacts')])], order: [] },
    ...pack.findings.map((finding) => ({ name: finding.id, ...valuesOf(finding, atoms) })),
  ];
}

const OPEN = undefined;

function valuesOf(finding: Finding, atoms: readonly Atom[]): Pick<Dimension, 'values' | 'order'> {
  if (finding.type === 'CHOICE') return { values: [...finding.options.map((option) => option.id), UNKNOWN, OPEN], order: [] };
  if (finding.type === 'NUMBER') {
    const cuts = atoms.flatMap((atom) => (atom.finding === finding.id && 'between' in atom ? [...atom.between] : []));
    return { values: [...new Set([finding.min ?? 0, ...cuts]), UNKNOWN, OPEN], order: [] };
  }
  const [yes, unknown, no, open] = [0, 1, 2, 3];
  return {
    values: [YES, UNKNOWN, NO, OPEN],
    order: finding.redFlag ? [[yes, unknown], [unknown, no], [yes, open], [open, no]] : [[unknown, no], [open, no]],
  } as Pick<Dimension, 'values' | 'order'>;
}

const FACTS: readonly string[] = CONTEXT_FACTS;

/** Weighs every situation once, then compares each with its neighbours. */
function enumerate(part: Part, dimensions: readonly Dimension[], states: number): string[] {
  const urgencies = new Int8Array(states);
  const places = dimensions.map(() => 0);
  const answers: Record<string, Answer> = {};
  const about: Record<string, Answer> = {};
  const set = (d: number): void => {
    const { name, values } = dimensions[d]!;
    const value = values[places[d]!];
    if (FACTS.includes(name)) about[name] = value!;
    else if (value === OPEN) delete answers[name];
    else answers[name] = value;
  };
  dimensions.forEach((_, d) => set(d));
  for (let state = 0; state < states; state += 1) {
    urgencies[state] = part.urgency(person(about['age'] as number, about['sex'] as Sex, about['earlier-contacts'] as number), answers);
    for (let d = 0; d < dimensions.length; d += 1) {
      places[d] = (places[d]! + 1) % dimensions[d]!.values.length;
      set(d);
      if (places[d] !== 0) break;
    }
  }
  const faults: string[] = [];
  let stride = 1;
  for (const { name, values, order } of dimensions) {
    for (const [first, second] of order) {
      for (let state = 0; state < states; state += 1) {
        if (Math.floor(state / stride) % values.length !== second) continue;
        if (urgencies[state + (first - second) * stride]! > urgencies[state]!) {
          faults.push(`${part.path}: ${name} ${values[first] ?? 'open'} is less urgent than ${values[second] ?? 'open'}`);
          break;
        }
      }
    }
    stride *= values.length;
  }
  return faults;
}
