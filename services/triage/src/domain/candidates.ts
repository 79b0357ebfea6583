import { UNKNOWN, type Pack } from './pack';
import { demandOf, needAt } from './need';
import { raised, type Priority } from './priority';
import type { Values } from './values';
import { stepsIn, type Weighing } from './weigh';
import { LEAST, MOST, NOW } from './worlds';

/** By the finding's place in the pack, the most urgent outcome that its answer could give; 0 where none can move it. */
export type Urgencies = Uint8Array;

/**
 * The open findings that can still move the outcome. All 0 means that nothing more needs asking.
 * A finding that waits for another to settle whether it applies is represented by that other.
 */
export function candidates(pack: Pack, weighing: Weighing): Urgencies {
  const { values, least } = weighing;
  const found = new Uint8Array(values.at.length);
  if (least.unraised === 1) return found;
  offerFloors(pack, weighing, found);
  if (least.unraised > 2) offerRaises(pack, weighing, found);
  if (least.unraised > pack.base.priority) offerRelaxing(pack, weighing, found);
  return found;
}

function offer(values: Values, names: readonly number[], could: Priority, found: Urgencies): void {
  for (const place of names) {
    if (values.at[place] !== undefined) continue;
    if (values.undecided[place]) offer(values, values.program.findings[place]!.onlyIf?.names ?? [], could, found);
    else if (found[place] === 0 || could < found[place]!) found[place] = could;
  }
}

/** Rules that may yet hold and would then be more urgent, or as urgent and more demanding. */
function offerFloors(pack: Pack, weighing: Weighing, found: Urgencies): void {
  const { program, values, most, least } = weighing;
  const lead = leadingDemand(pack, weighing);
  for (let place = 0; place < program.rules.length; place += 1) {
    const could = most.floors[place] as Priority | 0;
    if (could === 0 || could > least.unraised || could === least.floors[place]) continue;
    const { rule, names } = program.rules[place]!;
    if (could < least.unraised || demandOf(needAt(rule.need, could)) < lead) offer(values, names, could, found);
  }
}

/** The most demanding kind of care among what decides at least. */
function leadingDemand(pack: Pack, weighing: Weighing): number {
  const { program, least } = weighing;
  let lead = demandOf(pack.base.need);
  for (let place = 0; place < program.rules.length; place += 1) {
    if (least.floors[place] === least.unraised) lead = Math.min(lead, demandOf(needAt(program.rules[place]!.rule.need, least.unraised)));
  }
  return lead;
}

function offerRaises(pack: Pack, weighing: Weighing, found: Urgencies): void {
  const { program, values, least } = weighing;
  for (const group of program.groups) {
    if (stepsIn(weighing, group, MOST) <= stepsIn(weighing, group, LEAST)) continue;
    for (const place of group) {
      const { raise, names } = program.raises[place]!;
      offer(values, names, raised(Math.min(least.unraised, pack.base.priority) as Priority, raise.steps), found);
    }
  }
}

/** What self-care and the narrow rules still need to hear, when they may yet hold. */
function offerRelaxing(pack: Pack, weighing: Weighing, found: Urgencies): void {
  const { program, values, now, least } = weighing;
  const could = pack.base.priority;
  if (program.gate && least.gateOpen) {
    if (now.gateOpen) return;
    offer(values, program.gate.no, could, found);
    if ((weighing.gate & NOW.explicit) === 0) offer(values, program.gate.names, could, found);
    return;
  }
  for (let place = 0; place < program.narrows.length; place += 1) {
    const { narrow, names } = program.narrows[place]!;
    if (weighing.narrows[place]! & LEAST.explicit && narrow.to > now.rest) offer(values, names, could, found);
  }
}

/** Answered 'I don't know', where a yes would be more urgent than the outcome now. */
export function unknownsThatMatter({ program, values, now, rules }: Weighing): Urgencies {
  const found = new Uint8Array(values.at.length);
  for (let place = 0; place < program.rules.length; place += 1) {
    const { atLeast, names } = program.rules[place]!;
    if (atLeast >= now.priority || (rules[place]! & MOST.ifUnknown) === 0) continue;
    for (const name of names) if (values.at[name] === UNKNOWN && (found[name] === 0 || atLeast < found[name]!)) found[name] = atLeast;
  }
  return found;
}
