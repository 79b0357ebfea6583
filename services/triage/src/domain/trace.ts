import { atomsOf, holds, support, type Atom, type Believe, type Condition } from './condition';
import { NEEDS, NO, YES, type Care, type ClinicalRole, type Context, type Flag, type Need, type Pack, type Rule, type Text } from './pack';
import type { Priority } from './priority';
import { believing, type Values } from './values';
import { FLAGS_FOR_NURSE, FLAGS_FOR_NURSE_FLOOR, redFlagsNotDenied, wordSignsIn, WORLDS, type Weighed } from './weigh';

export type FiredKind = 'RULE' | 'IF_UNKNOWN' | 'THREE_FLAGS' | 'WORDS' | 'RAISE' | 'NARROW' | 'SELF_CARE' | 'BASE';

/** A rule that holds, with the findings that make it hold. */
export interface Fired {
  id: string;
  kind: FiredKind;
  /** The floor it gives, or for NARROW, SELF_CARE and BASE the outcome without floors. */
  priority?: Priority;
  steps?: number;
  flags: Flag[];
  why: Text;
  reason: Text;
  findings: string[];
}

interface Lead { priority: Priority; need: Need; care: Care; profession: ClinicalRole; why: Text }
interface Trace { fired: Fired[]; lead: Lead; calmedBy: string[] }

export const THREE_FLAGS = 'three-signs';
const THREE_FLAGS_WHY: Text = {
  sv: 'Flera av svaren behöver en sköterska titta på.',
  en: 'A nurse needs to look at several of the answers.',
};
const THREE_FLAGS_REASON: Text = {
  sv: 'Minst tre varningstecken bekräftade eller okända',
  en: 'Three or more warning signs confirmed or unknown',
};

/** Everything that holds now, the one that decides, and the comforts that kept rules from holding (BEY-7). */
export function trace(pack: Pack, context: Context, values: Values, now: Weighed): Trace {
  const found: { fired: Fired; lead?: Lead }[] = [];
  const calmed = new Set<string>();
  for (const [index, rule] of pack.rules.entries()) {
    const floor = now.floors[index];
    if (floor !== undefined) found.push(firedRule(pack, rule, floor, values));
    for (const id of comforts(rule, floor, values)) calmed.add(id);
  }
  const flags = redFlagsNotDenied(pack, values);
  if (flags.length >= FLAGS_FOR_NURSE) found.push(threeFlags(pack, flags));
  for (const sign of wordSignsIn(pack, context)) {
    const lead: Lead = { priority: sign.atLeast, need: 'DIGITAL', care: 'PRIMARY', profession: 'NURSE', why: sign.why };
    found.push({ fired: { id: sign.id, kind: 'WORDS', priority: sign.atLeast, flags: sign.flags, why: sign.why, reason: sign.reason, findings: [] }, lead });
  }
  found.push(withoutFloors(pack, values, now));
  for (const raise of pack.raises) {
    const believe = believing(values, WORLDS.NOW.ifUnknown);
    if (!holds(raise.when, believe)) continue;
    found.push({ fired: { id: raise.id, kind: 'RAISE', steps: raise.steps, flags: [], why: raise.why, reason: raise.reason, findings: facts(pack, support(raise.when, believe)) } });
  }
  found.sort((a, b) => rankOf(a.lead) - rankOf(b.lead));
  return { fired: found.map((item) => item.fired), lead: found[0]!.lead!, calmedBy: [...calmed] };
}

/** More urgent first, then the more demanding kind of care, then the order of the content (the sort is stable). */
function rankOf(lead: Lead | undefined): number {
  return lead ? lead.priority * NEEDS.length + NEEDS.indexOf(lead.need) : Number.MAX_SAFE_INTEGER;
}

function firedRule(pack: Pack, rule: Rule, floor: Priority, values: Values): { fired: Fired; lead: Lead } {
  const certain = holds(rule.when, believing(values, WORLDS.NOW.certain));
  const believe = believing(values, certain ? WORLDS.NOW.certain : WORLDS.NOW.ifUnknown);
  return {
    fired: {
      id: rule.id,
      kind: certain ? 'RULE' : 'IF_UNKNOWN',
      priority: floor,
      flags: certain ? rule.flags : rule.flags.filter((flag) => flag !== 'SUICIDAL_NOW'),
      why: rule.why,
      reason: rule.reason,
      findings: facts(pack, support(rule.when, believe)),
    },
    lead: { priority: floor, need: needAt(rule.need, floor), care: rule.care, profession: rule.profession, why: rule.why },
  };
}

/** A danger that is not certain is talked over at once; only a certain one is an ambulance. */
export const needAt = (need: Need, floor: Priority): Need => (floor > 1 && (need === 'AMBULANCE' || need === 'EMERGENCY_DEPARTMENT') ? 'DIGITAL' : need);

function threeFlags(pack: Pack, flags: string[]): { fired: Fired; lead: Lead } {
  const text = { why: THREE_FLAGS_WHY, reason: THREE_FLAGS_REASON };
  const priority = FLAGS_FOR_NURSE_FLOOR;
  return {
    fired: { id: THREE_FLAGS, kind: 'THREE_FLAGS', priority, flags: [], ...text, findings: withPrerequisites(pack, flags) },
    lead: { priority, need: 'DIGITAL', care: 'PRIMARY', profession: 'NURSE', why: text.why },
  };
}

function withoutFloors(pack: Pack, values: Values, now: Weighed): { fired: Fired; lead: Lead } {
  const { base, selfCare } = pack;
  const believe = believing(values, WORLDS.NOW.explicit);
  if (selfCare && now.gateOpen) {
    const findings = [...new Set([...withPrerequisites(pack, selfCare.no), ...facts(pack, support(selfCare.when, believe))])];
    return {
      fired: { id: selfCare.id, kind: 'SELF_CARE', priority: 12, flags: [], why: selfCare.why, reason: selfCare.reason, findings },
      lead: { priority: 12, need: 'SELF_CARE', care: 'PRIMARY', profession: 'NURSE', why: selfCare.why },
    };
  }
  const narrow = [...now.narrows].sort((a, b) => b.to - a.to)[0];
  if (narrow) {
    return {
      fired: { id: narrow.id, kind: 'NARROW', priority: narrow.to, flags: [], why: narrow.why, reason: narrow.reason, findings: facts(pack, support(narrow.when, believe)) },
      lead: { priority: narrow.to, need: narrow.need, care: base.care, profession: narrow.profession, why: narrow.why },
    };
  }
  return {
    fired: { id: base.id, kind: 'BASE', priority: base.priority, flags: [], why: base.why, reason: base.reason, findings: [] },
    lead: { priority: base.priority, need: base.need, care: base.care, profession: base.profession, why: base.why },
  };
}

const asksForNo = (atom: Atom): boolean => 'is' in atom && atom.is === NO;

/** Comforts whose yes made this rule give a milder floor, or none. */
function comforts(rule: Rule, floor: Priority | undefined, values: Values): string[] {
  if (floor === rule.atLeast || !atomsOf(rule.when).some(asksForNo)) return [];
  const world = floor === undefined ? WORLDS.NOW.ifUnknown : WORLDS.NOW.certain;
  const unsoothed: Believe = (atom) => asksForNo(atom) || believing(values, world)(atom);
  return support(rule.when, unsoothed).filter((atom) => asksForNo(atom) && values.get(atom.finding) === YES).map((atom) => atom.finding);
}

const facts = (pack: Pack, atoms: Atom[]): string[] => withPrerequisites(pack, atoms.map((atom) => atom.finding));

/** The findings with those that decide whether they apply; without them the explanation would not stand alone. */
function withPrerequisites(pack: Pack, ids: readonly string[]): string[] {
  const all = new Set<string>();
  const add = (id: string): void => {
    if (all.has(id)) return;
    all.add(id);
    const condition: Condition | undefined = pack.findings.find((finding) => finding.id === id)?.onlyIf;
    if (condition) atomsOf(condition).forEach((atom) => add(atom.finding));
  };
  ids.forEach(add);
  return [...all];
}
