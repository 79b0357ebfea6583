import { support, type Atom, type Believe, type Condition } from './condition';
import { leadAt, type Lead } from './need';
import { YES, type Flag, type Pack, type Text } from './pack';
import type { Priority } from './priority';
import { redFlagsNotDenied, type Values } from './values';
import { FLAGS_FOR_NURSE, FLAGS_FOR_NURSE_FLOOR, type Weighing } from './weigh';
import { asksForNo, NOW, worldsOf, type Worlds } from './worlds';

export type FiredKind = 'RULE' | 'IF_UNKNOWN' | 'THREE_FLAGS' | 'WORDS' | 'RAISE' | 'NARROW' | 'SELF_CARE' | 'BASE';

/** A rule that holds, with the findings that make it hold. */
export interface Fired {
  id: string;
  kind: FiredKind;
  /** The floor it gives, or for NARROW, SELF_CARE and BASE the outcome without floors. */
  priority?: Priority;
  steps?: number | undefined;
  flags: Flag[];
  why: Text;
  reason: Text;
  findings: string[];
}

/** Something that holds, before it is told. A raise has no lead: it never decides alone. */
export interface Holding {
  kind: FiredKind;
  said: { id: string; why: Text; reason: Text };
  lead?: Lead;
  flags: readonly Flag[];
  /** Why it holds, and in which world; what holds without a condition names its findings itself. */
  because?: { when: Condition; world: Worlds };
  steps?: number;
}

export const THREE_FLAGS = 'three-signs';
const THREE_FLAGS_SAID = {
  id: THREE_FLAGS,
  why: { sv: 'Flera av svaren behöver en sköterska titta på.', en: 'A nurse needs to look at several of the answers.' },
  reason: { sv: 'Minst tre varningstecken bekräftade eller okända', en: 'Three or more warning signs confirmed or unknown' },
};
const THREE_FLAGS_LEAD = leadAt(FLAGS_FOR_NURSE_FLOOR, { need: 'DIGITAL', care: 'PRIMARY', profession: 'NURSE', why: THREE_FLAGS_SAID.why });
const NO_FLAGS: readonly Flag[] = [];

/** Everything that holds now, most urgent first; the first decides. What ranks alike keeps the order of the content. */
export function holdings(pack: Pack, weighing: Weighing): Holding[] {
  const { program, values, now } = weighing;
  const found: Holding[] = [];
  for (let place = 0; place < now.floors.length; place += 1) if (now.floors[place] !== 0) found.push(ruleThatHolds(weighing, place));
  if (values.redFlags >= FLAGS_FOR_NURSE) found.push({ kind: 'THREE_FLAGS', said: THREE_FLAGS_SAID, lead: THREE_FLAGS_LEAD, flags: NO_FLAGS });
  for (const { sign, lead } of weighing.words) found.push({ kind: 'WORDS', said: sign, lead, flags: sign.flags });
  found.push(withoutFloors(pack, weighing));
  for (let place = 0; place < program.raises.length; place += 1) {
    if ((weighing.raises[place]! & NOW.ifUnknown) === 0) continue;
    const { raise } = program.raises[place]!;
    found.push({ kind: 'RAISE', said: raise, flags: NO_FLAGS, because: { when: raise.when, world: NOW.ifUnknown }, steps: raise.steps });
  }
  return found.sort(byRank);
}

const byRank = (a: Holding, b: Holding): number => rankOf(a) - rankOf(b);
const rankOf = ({ lead }: Holding): number => (lead ? lead.rank : Number.MAX_SAFE_INTEGER);

function ruleThatHolds({ program, rules }: Weighing, place: number): Holding {
  const { rule, certain, unknown } = program.rules[place]!;
  if (rules[place]! & NOW.certain) return { kind: 'RULE', said: rule, lead: certain, flags: rule.flags, because: { when: rule.when, world: NOW.certain } };
  return { kind: 'IF_UNKNOWN', said: rule, lead: unknown, flags: rule.flags.filter((flag) => flag !== 'SUICIDAL_NOW'), because: { when: rule.when, world: NOW.ifUnknown } };
}

/** Self-care, else the mildest narrow rule, else the base outcome. */
function withoutFloors({ base, selfCare }: Pack, { program, narrows, now }: Weighing): Holding {
  if (selfCare && program.gate && now.gateOpen) return { kind: 'SELF_CARE', said: selfCare, lead: program.gate.lead, flags: NO_FLAGS, because: { when: selfCare.when, world: NOW.explicit } };
  let mildest: Holding | undefined;
  for (let place = 0; place < narrows.length; place += 1) {
    const { narrow, lead } = program.narrows[place]!;
    if (narrows[place]! & NOW.explicit && narrow.to > (mildest?.lead?.priority ?? 0)) mildest = { kind: 'NARROW', said: narrow, lead, flags: NO_FLAGS, because: { when: narrow.when, world: NOW.explicit } };
  }
  return mildest ?? { kind: 'BASE', said: base, lead: program.base, flags: NO_FLAGS };
}

/** What holds, with its words and the findings that carry it. */
export function tell(values: Values, { kind, said, lead, flags, because, steps }: Holding): Fired {
  const findings: string[] = [];
  if (kind === 'THREE_FLAGS') addFacts(values, redFlagsNotDenied(values), findings);
  if (kind === 'SELF_CARE') findings.push(...values.program.gate!.facts);
  if (because) addFacts(values, carrying(values, because.when, because.world), findings);
  const { id, why, reason } = said;
  return lead ? { id, kind, priority: lead.priority, flags: flags.slice(), why, reason, findings } : { id, kind, steps, flags: [], why, reason, findings };
}

/** Comforts whose yes made a rule give a milder floor, or none. */
export function comforts({ program, values, now }: Weighing): string[] {
  const calmed = new Set<string>();
  for (const place of program.calmable) {
    const { rule } = program.rules[place]!;
    const floor = now.floors[place];
    if (floor === rule.atLeast) continue;
    const believe = believing(values, floor === 0 ? NOW.ifUnknown : NOW.certain);
    const unsoothed: Believe = (atom) => asksForNo(atom) || believe(atom);
    for (const atom of support(rule.when, unsoothed)) if (asksForNo(atom) && values.get(atom.finding) === YES) calmed.add(atom.finding);
  }
  return [...calmed];
}

const believing = (values: Values, world: Worlds): Believe => (atom: Atom) => (worldsOf(atom, values.get(atom.finding)) & world) !== 0;

/** The findings that make a condition hold in a world. */
const carrying = (values: Values, condition: Condition, world: Worlds): string[] => support(condition, believing(values, world)).map((atom) => atom.finding);

/** Adds findings with those that decide whether they apply; without them the explanation would not stand alone. */
function addFacts({ program }: Values, ids: readonly string[], to: string[]): void {
  for (const id of ids) {
    const place = program.placeOf.get(id);
    for (const fact of place === undefined ? [id] : program.findings[place]!.facts) if (!to.includes(fact)) to.push(fact);
  }
}
