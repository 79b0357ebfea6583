import { atomsOf, holds, type Condition } from './condition';
import { NEEDS, UNKNOWN, type Need, type Pack } from './pack';
import { raised, type Priority } from './priority';
import { needAt } from './trace';
import { believing, type Values } from './values';
import { WORLDS, type Weighed } from './weigh';

/** A finding whose answer can still move the outcome, with the most urgent outcome it could give. */
export interface Candidate { finding: string; could: Priority }

export interface Interval { now: Weighed; most: Weighed; least: Weighed }

type Offer = (condition: Condition, could: Priority) => void;

/**
 * The open findings that can still move the outcome. Empty means that nothing more needs asking.
 * A finding that waits for another to settle whether it applies is represented by that other.
 */
export function candidates(pack: Pack, values: Values, { now, most, least }: Interval): Candidate[] {
  const found = new Map<string, Priority>();
  const propose = (id: string, could: Priority): void => {
    if (values.get(id) !== undefined) return;
    if (values.undecided(id)) {
      const waitsFor = pack.findings.find((finding) => finding.id === id)?.onlyIf;
      if (waitsFor) offer(waitsFor, could);
      return;
    }
    const before = found.get(id);
    if (before === undefined || could < before) found.set(id, could);
  };
  const offer: Offer = (condition, could) => {
    for (const atom of atomsOf(condition)) propose(atom.finding, could);
  };

  if (least.unraised === 1) return [];
  offerFloors(pack, most, least, offer);
  if (least.unraised > 2) offerRaises(pack, most, least, offer);
  if (least.unraised > pack.base.priority) offerRelaxing(pack, values, now, least, offer);
  return [...found].map(([finding, could]) => ({ finding, could }));
}

/** Rules that may yet hold and would then be more urgent, or as urgent and more demanding. */
function offerFloors(pack: Pack, most: Weighed, least: Weighed, offer: Offer): void {
  const lead = leadingNeed(pack, least);
  pack.rules.forEach((rule, index) => {
    const could = most.floors[index];
    if (could === undefined || could === least.floors[index]) return;
    const demands = NEEDS.indexOf(needAt(rule.need, could)) < lead;
    if (could < least.unraised || (could === least.unraised && demands)) offer(rule.when, could);
  });
}

function leadingNeed(pack: Pack, least: Weighed): number {
  const needs: Need[] = pack.rules.flatMap((rule, index) => (least.floors[index] === least.unraised ? [needAt(rule.need, least.unraised)] : []));
  return Math.min(...needs.map((need) => NEEDS.indexOf(need)), NEEDS.indexOf(pack.base.need));
}

function offerRaises(pack: Pack, most: Weighed, least: Weighed, offer: Offer): void {
  for (const raise of pack.raises) {
    if ((most.raises.get(raise.group) ?? 0) <= (least.raises.get(raise.group) ?? 0)) continue;
    offer(raise.when, raised(Math.min(least.unraised, pack.base.priority) as Priority, raise.steps));
  }
}

/** What self-care and the narrow rules still need to hear, when they may yet hold. */
function offerRelaxing(pack: Pack, values: Values, now: Weighed, least: Weighed, offer: Offer): void {
  const could = pack.base.priority;
  if (pack.selfCare && least.gateOpen) {
    if (now.gateOpen) return;
    for (const id of pack.selfCare.no) offer({ finding: id, is: 'no' }, could);
    if (!holds(pack.selfCare.when, believing(values, WORLDS.NOW.explicit))) offer(pack.selfCare.when, could);
    return;
  }
  for (const narrow of least.narrows) if (narrow.to > now.rest) offer(narrow.when, could);
}

/** Answered 'I don't know', where a yes would be more urgent than the outcome now. */
export function unknownsThatMatter(pack: Pack, values: Values, { now, most }: Interval): Candidate[] {
  const found = new Map<string, Priority>();
  pack.rules.forEach((rule, index) => {
    if (rule.atLeast >= now.priority || most.floors[index] === undefined) return;
    for (const atom of atomsOf(rule.when)) {
      if (values.get(atom.finding) === UNKNOWN && rule.atLeast < (found.get(atom.finding) ?? now.priority)) found.set(atom.finding, rule.atLeast);
    }
  });
  return [...found].map(([finding, could]) => ({ finding, could }));
}
