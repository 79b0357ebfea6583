import { matches, type Atom } from './condition';
import { NO, UNKNOWN, type Answer } from './pack';

/**
 * A set of worlds, a bit each. A world is one way to take what is open and what is answered 'I don't know'; with all of them
 * in one number, a single pass over a condition tells in which worlds it holds.
 */
export type Worlds = number;

/**
 * One of three ways to look at unfinished answers. NOW: what is open counts as no, and comforts nobody. MOST: the most urgent
 * they may become. LEAST: the least urgent. When nothing open can move the outcome, all three agree.
 * Floors err towards danger: `certain` takes 'I don't know' as no, `ifUnknown` as yes. What relaxes believes `explicit` answers only.
 */
export interface Sight {
  certain: Worlds;
  ifUnknown: Worlds;
  explicit: Worlds;
  /** Whether an open question may yet be denied for the self-care gate. */
  mayDeny: boolean;
}

export const NOW: Sight = { certain: 1, ifUnknown: 2, explicit: 4, mayDeny: false };
/** What is open is not explicit, so NOW and MOST share that world. */
export const MOST: Sight = { certain: 8, ifUnknown: 16, explicit: NOW.explicit, mayDeny: false };
export const LEAST: Sight = { certain: 32, ifUnknown: 64, explicit: 128, mayDeny: true };
export const ALL_WORLDS: Worlds = 255;

/** Whether a finding may yet apply, and whether it surely does, is asked of its `onlyIf` in these. */
export const MAY_APPLY: Worlds = MOST.ifUnknown;
export const DOES_APPLY: Worlds = LEAST.ifUnknown;

const OPEN_HOLDS: Worlds = MOST.certain | MOST.ifUnknown | LEAST.explicit;
/** Here an open yes/no counts as no, so that silence about a comfort never comforts. */
const OPEN_IS_NO: Worlds = NOW.certain | NOW.ifUnknown;
const UNKNOWN_HOLDS: Worlds = NOW.ifUnknown | MOST.ifUnknown | LEAST.ifUnknown;
/** 'I don't know' about a comfort comforts nobody either. */
const UNKNOWN_IS_NO: Worlds = UNKNOWN_HOLDS | NOW.certain | MOST.certain | LEAST.certain;

/** A comfort: its yes calms, so the condition asks for no. */
export const asksForNo = (atom: Atom): boolean => 'is' in atom && atom.is === NO;

/** The worlds in which the atom holds, given the answer to its finding; undefined while it is open. */
export function worldsOf(atom: Atom, value: Answer | undefined): Worlds {
  if (value === undefined) return asksForNo(atom) ? OPEN_HOLDS | OPEN_IS_NO : OPEN_HOLDS;
  if (value === UNKNOWN) return asksForNo(atom) ? UNKNOWN_IS_NO : UNKNOWN_HOLDS;
  return matches(atom, value) ? ALL_WORLDS : 0;
}
