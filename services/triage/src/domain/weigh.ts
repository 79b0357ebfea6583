import { holds, type Believe } from './condition';
import { NO, UNKNOWN, YES, type Context, type Narrow, type Pack, type Rule, type WordSign } from './pack';
import { raised, type Priority } from './priority';
import { believing, type Values, type World } from './values';

/**
 * The three ways to look at unfinished answers. NOW: what is open counts as no. MOST: the most urgent they may become.
 * LEAST: the least urgent. When nothing open can move the outcome, all three agree.
 */
export type Sight = 'NOW' | 'MOST' | 'LEAST';

const floors = (open: World['open']): { certain: World; ifUnknown: World } => ({
  certain: { open, unknown: false, unknownIsNo: true },
  ifUnknown: { open, unknown: true, unknownIsNo: true },
});
const explicit = (open: boolean): { explicit: World } => ({ explicit: { open, unknown: false, unknownIsNo: false } });

/** Floors err towards danger, self-care and narrow rules believe explicit answers only. */
export const WORLDS: Record<Sight, { certain: World; ifUnknown: World; explicit: World }> = {
  NOW: { ...floors('AS_NO'), ...explicit(false) },
  MOST: { ...floors(true), ...explicit(false) },
  LEAST: { ...floors(false), ...explicit(true) },
};

/** How many danger signs answered yes or 'I don't know' call for a nurse, however mild each may be. */
export const FLAGS_FOR_NURSE = 3;
export const FLAGS_FOR_NURSE_FLOOR: Priority = 5;

/** The answers weighed in one sight. */
export interface Weighed {
  sight: Sight;
  /** The floor of each rule, in the order of the pack. */
  floors: (Priority | undefined)[];
  /** The most urgent floor, also of three danger signs and of the patient's own words; 13 when there is none. */
  floor: number;
  /** Steps to raise by group; groups add up. */
  raises: Map<string, number>;
  steps: number;
  gateOpen: boolean;
  narrows: Narrow[];
  /** The outcome when no floor is more urgent. */
  rest: Priority;
  /** Before raising. */
  unraised: Priority;
  priority: Priority;
}

/** Weighs all rules in one sight. */
export function weigh(pack: Pack, context: Context, values: Values, sight: Sight): Weighed {
  const certain = believing(values, WORLDS[sight].certain);
  const ifUnknown = values.anyUnknown ? believing(values, WORLDS[sight].ifUnknown) : undefined;
  const given = pack.rules.map((rule) => floorOf(rule, certain, ifUnknown));
  let floor = 13;
  for (const one of given) if (one !== undefined && one < floor) floor = one;
  if (floor > FLAGS_FOR_NURSE_FLOOR && redFlagsNotDenied(pack, values).length >= FLAGS_FOR_NURSE) floor = FLAGS_FOR_NURSE_FLOOR;
  for (const sign of wordSignsIn(pack, context)) floor = Math.min(floor, sign.atLeast);

  const raises = raisesIn(pack, values, sight);
  let steps = 0;
  for (const more of raises.values()) steps += more;

  const open = steps === 0 && gateOpen(pack, values, sight);
  const believe = believing(values, WORLDS[sight].explicit);
  const narrows = pack.narrows.filter((narrow) => holds(narrow.when, believe));
  const rest = open ? 12 : narrows.reduce<Priority>((least, narrow) => (narrow.to > least ? narrow.to : least), pack.base.priority);
  const unraised = Math.min(floor, rest) as Priority;
  return { sight, floors: given, floor, raises, steps, gateOpen: open, narrows, rest, unraised, priority: raised(unraised, steps) };
}

/** The floor a rule gives, if any. */
function floorOf(rule: Rule, certain: Believe, ifUnknown: Believe | undefined): Priority | undefined {
  if (holds(rule.when, certain)) return rule.atLeast;
  return ifUnknown && holds(rule.when, ifUnknown) ? rule.ifUnknown : undefined;
}

function raisesIn(pack: Pack, values: Values, sight: Sight): Map<string, number> {
  const groups = new Map<string, number>();
  const believe = believing(values, WORLDS[sight].ifUnknown);
  for (const raise of pack.raises) {
    if (holds(raise.when, believe)) groups.set(raise.group, Math.max(groups.get(raise.group) ?? 0, raise.steps));
  }
  return groups;
}

/** Every finding listed is explicitly denied (in LEAST: may yet be), and the gate's condition holds. */
function gateOpen(pack: Pack, values: Values, sight: Sight): boolean {
  if (!pack.selfCare) return false;
  for (const id of pack.selfCare.no) {
    const value = values.get(id);
    if (value === undefined ? sight !== 'LEAST' : value !== NO) return false;
  }
  return holds(pack.selfCare.when, believing(values, WORLDS[sight].explicit));
}

/** Danger signs answered yes or 'I don't know'. */
export function redFlagsNotDenied(pack: Pack, values: Values): string[] {
  const ids: string[] = [];
  for (const finding of pack.findings) {
    if (!finding.redFlag) continue;
    const value = values.get(finding.id);
    if (value === YES || value === UNKNOWN) ids.push(finding.id);
  }
  return ids;
}

/** The word signs that occur, as whole words, in the patient's own text. */
export function wordSignsIn(pack: Pack, context: Context): WordSign[] {
  if (!context.freeText) return [];
  const text = plain(context.freeText);
  return pack.wordSigns.filter((sign) => sign.words.some((word) => text.includes(plain(word))));
}

const plain = (text: string): string => ` ${text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
