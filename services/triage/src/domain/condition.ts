/** The closed grammar. There is no 'not': danger can only be recognised, never argued away. */
export type Condition = AllOf | AnyOf | AtLeastN | Atom;
export interface AllOf { all: Condition[] }
export interface AnyOf { any: Condition[] }
export interface AtLeastN { atLeastN: number; of: Condition[] }
export type Atom = IsAtom | InAtom | BetweenAtom;
export interface IsAtom { finding: string; is: string }
export interface InAtom { finding: string; in: string[] }
/** Half-open: from the first value, below the second. */
export interface BetweenAtom { finding: string; between: readonly [number, number] }

export type Believe = (atom: Atom) => boolean;

/** Facts about the person that a condition may name like findings: days, FEMALE/MALE, a count. */
export const CONTEXT_FACTS = ['age', 'sex', 'earlier-contacts'] as const;

export const isAtom = (condition: Condition): condition is Atom => 'finding' in condition;

/** Whether the condition holds, given what is believed about each atom. */
export function holds(condition: Condition, believe: Believe): boolean {
  if ('all' in condition) {
    for (const part of condition.all) if (!holds(part, believe)) return false;
    return true;
  }
  if ('any' in condition) {
    for (const part of condition.any) if (holds(part, believe)) return true;
    return false;
  }
  if ('of' in condition) {
    let count = 0;
    for (const part of condition.of) if (holds(part, believe) && ++count >= condition.atLeastN) return true;
    return condition.atLeastN <= 0;
  }
  return believe(condition);
}

/** Every atom in it, in order. */
export function atomsOf(condition: Condition): Atom[] {
  if (isAtom(condition)) return [condition];
  return ('all' in condition ? condition.all : 'any' in condition ? condition.any : condition.of).flatMap(atomsOf);
}

/** The atoms that carry a condition that holds: what an explanation has to name. */
export function support(condition: Condition, believe: Believe): Atom[] {
  const atoms: Atom[] = [];
  addSupport(condition, believe, atoms);
  return atoms;
}

function addSupport(condition: Condition, believe: Believe, atoms: Atom[]): void {
  if (!holds(condition, believe)) return;
  if ('finding' in condition) atoms.push(condition);
  else for (const part of 'all' in condition ? condition.all : 'any' in condition ? condition.any : condition.of) addSupport(part, believe, atoms);
}

/** Whether an answered value is what the atom asks for. */
export function matches(atom: Atom, value: string | number): boolean {
  if ('is' in atom) return value === atom.is;
  if ('in' in atom) return typeof value === 'string' && atom.in.includes(value);
  return typeof value === 'number' && value >= atom.between[0] && value < atom.between[1];
}
