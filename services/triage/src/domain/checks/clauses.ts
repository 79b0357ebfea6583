import { OLDEST_DAYS } from '../age';
import { atomsOf, isAtom, matches, type Atom, type Condition } from '../condition';
import type { Answer, Answers, Context, Finding, Pack, Sex } from '../pack';

/** The ways a condition can hold: each clause is a list of atoms that hold together. */
export function clausesOf(condition: Condition): Atom[][] {
  if (isAtom(condition)) return [[condition]];
  if ('all' in condition) return cross(condition.all.map(clausesOf));
  if ('any' in condition) return condition.any.flatMap(clausesOf);
  return choose(condition.of, condition.atLeastN).flatMap((parts) => cross(parts.map(clausesOf)));
}

const cross = (parts: Atom[][][]): Atom[][] => parts.reduce<Atom[][]>((all, part) => all.flatMap((head) => part.map((tail) => [...head, ...tail])), [[]]);

function choose<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, index) => choose(items.slice(index + 1), count - 1).map((rest) => [item, ...rest]));
}

/** Answers and persons that make a clause hold, and no more than that. */
export interface Witness { answers: Answers; ages: readonly [number, number]; sexes: Sex[]; contacts: number }

/** One witness for each way the condition can hold; a clause that cannot hold gives none. */
export function witnesses(pack: Pack, condition: Condition): Witness[] {
  return clausesOf(condition).flatMap((clause) => withPrerequisites(pack, clause)).flatMap((clause) => witnessOf(pack, clause) ?? []);
}

/** A finding can only be answered where its onlyIf holds; so those atoms belong to the clause. */
function withPrerequisites(pack: Pack, clause: Atom[], seen: ReadonlySet<string> = new Set()): Atom[][] {
  const next = clause.map((atom) => findingOf(pack, atom)).find((finding) => finding?.onlyIf && !seen.has(finding.id));
  if (!next?.onlyIf) return [clause];
  return clausesOf(next.onlyIf).flatMap((more) => withPrerequisites(pack, [...clause, ...more], new Set([...seen, next.id])));
}

const findingOf = (pack: Pack, atom: Atom): Finding | undefined => pack.findings.find((finding) => finding.id === atom.finding);

function witnessOf(pack: Pack, clause: Atom[]): Witness | undefined {
  let ages: readonly [number, number] = [0, OLDEST_DAYS];
  let sexes: Sex[] = ['FEMALE', 'MALE'];
  let contacts: readonly [number, number] = [0, 1000];
  const narrowAges = (span: readonly [number, number]): void => void (ages = [Math.max(ages[0], span[0]), Math.min(ages[1], span[1])]);
  const answers: Record<string, Answer> = {};
  for (const atom of clause) {
    if (atom.finding === 'age' && 'between' in atom) narrowAges(atom.between);
    else if (atom.finding === 'earlier-contacts' && 'between' in atom) contacts = atom.between;
    else if (atom.finding === 'sex') sexes = sexes.filter((sex) => matches(atom, sex));
    else {
      const finding = findingOf(pack, atom);
      if (!finding) return undefined;
      if (finding.concerns.age) narrowAges(finding.concerns.age);
      if (finding.concerns.sex) sexes = sexes.filter((sex) => sex === finding.concerns.sex);
      const together = clause.filter((other) => other.finding === atom.finding);
      const value = candidateValues(finding, together).find((one) => together.every((other) => matches(other, one)));
      if (value === undefined) return undefined;
      answers[finding.id] = value;
    }
  }
  if (pack.concerns.age) narrowAges(pack.concerns.age);
  if (ages[0] >= ages[1] || sexes.length === 0) return undefined;
  return { answers, ages, sexes, contacts: contacts[0] };
}

function candidateValues(finding: Finding, atoms: Atom[]): Answer[] {
  if (finding.type === 'YES_NO') return ['yes', 'no'];
  if (finding.type === 'CHOICE') return finding.options.map((option) => option.id);
  const edges = atoms.flatMap((atom) => ('between' in atom ? [atom.between[0], atom.between[1]] : []));
  return [finding.min ?? 0, ...edges, finding.max ?? 0].filter((value) => value >= (finding.min ?? -Infinity) && value <= (finding.max ?? Infinity));
}

/** Everything that decides, and what decides whether a question applies. */
export function everyCondition(pack: Pack): Condition[] {
  const parts = [...pack.rules, ...pack.raises, ...pack.narrows, ...(pack.selfCare ? [pack.selfCare] : [])].map((part) => part.when);
  return [...parts, ...pack.findings.flatMap((finding) => finding.onlyIf ?? [])];
}

/** Every age at which any rule or finding of the pack begins or ends to concern someone. */
export function ageCuts(pack: Pack): number[] {
  const cuts = new Set<number>([0, OLDEST_DAYS - 1]);
  const add = (span?: readonly [number, number]): void => span?.forEach((edge) => (edge < OLDEST_DAYS ? cuts.add(edge) : 0));
  pack.findings.forEach((finding) => add(finding.concerns.age));
  for (const atom of everyCondition(pack).flatMap(atomsOf)) if (atom.finding === 'age' && 'between' in atom) add(atom.between);
  return [...cuts].sort((a, b) => a - b);
}

const GROWN_UP = 13_000;

/** Persons for a witness: a grown-up where one will do, then each age at which something begins. */
export function personsFor(pack: Pack, witness: Witness): Context[] {
  const [from, below] = witness.ages;
  const ages = [GROWN_UP, from, below - 1, ...ageCuts(pack)].filter((age) => age >= from && age < below);
  return [...new Set(ages)].flatMap((ageDays) => witness.sexes.map((sex) => person(ageDays, sex, witness.contacts)));
}

/** A person about whom nothing else is known. */
export const person = (ageDays: number, sex: Sex, earlierContacts7d = 0): Context => ({ ageDays, sex, region: 'any', earlierContacts7d, assisted: false });
