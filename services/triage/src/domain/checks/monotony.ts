import { atomsOf, type Atom } from '../condition';
import { YES, type Pack } from '../pack';
import { conditionsOf } from './references';

/**
 * What makes the evaluator monotone by construction: red flags appear only as yes; what relaxes never looks at a red flag,
 * nor at a finding that applies only because of one; 'I don't know' is never more urgent than yes.
 */
export function checkMonotony(pack: Pack): string[] {
  const faults: string[] = [];
  const red = new Set(pack.findings.filter((finding) => finding.redFlag).map((finding) => finding.id));
  const asksYes = (atom: Atom): boolean => 'is' in atom && atom.is === YES;
  for (const { path, condition } of conditionsOf(pack)) {
    for (const atom of atomsOf(condition)) {
      if (red.has(atom.finding) && !asksYes(atom)) faults.push(`${path}: the red flag ${atom.finding} may only appear as yes`);
      if (path.startsWith('findings.') && 'is' in atom && atom.is === 'no') faults.push(`${path}: onlyIf may not ask for no`);
      const relaxes = path.startsWith('narrows.') || path === 'selfCare.when';
      if (relaxes && dependsOnRed(pack, atom.finding, red)) faults.push(`${path}: ${atom.finding} is or depends on a red flag`);
      if (relaxes && atom.finding === 'earlier-contacts') faults.push(`${path}: earlier contacts may not relax`);
    }
  }
  for (const rule of pack.rules) {
    if (rule.atLeast > 11) faults.push(`rules.${rule.id}.atLeast: a floor is P1–P11`);
    if (rule.ifUnknown < rule.atLeast) faults.push(`rules.${rule.id}.ifUnknown: more urgent than yes`);
    for (const atom of atomsOf(rule.when)) if (rule.atLeast === 1 && 'is' in atom && atom.is === 'no') faults.push(`rules.${rule.id}.when: at P1 nothing may calm, and ${atom.finding} does`);
    if (rule.ifUnknown > 11) faults.push(`rules.${rule.id}.ifUnknown: never self-care`);
  }
  if (pack.base.priority < 5 || pack.base.priority > 11) faults.push('base.outcome: lies outside P5–P11');
  for (const narrow of pack.narrows) {
    if (narrow.to < 6 || narrow.to > 11) faults.push(`narrows.${narrow.id}.narrowTo: lies outside P6–P11`);
    if (narrow.to <= pack.base.priority) faults.push(`narrows.${narrow.id}.narrowTo: not less urgent than the base`);
  }
  return faults;
}

function dependsOnRed(pack: Pack, id: string, red: ReadonlySet<string>): boolean {
  if (red.has(id)) return true;
  const onlyIf = pack.findings.find((finding) => finding.id === id)?.onlyIf;
  return !!onlyIf && atomsOf(onlyIf).some((atom) => dependsOnRed(pack, atom.finding, red));
}

/** A pain score alone never gives more than P6: it takes onset, function or a danger sign as well. (S9) */
export function checkPainScores(pack: Pack): string[] {
  const isScore = (atom: Atom): boolean => pack.findings.find((finding) => finding.id === atom.finding)?.unit === 'NRS';
  return pack.rules
    .filter((rule) => rule.atLeast < 6 && atomsOf(rule.when).some(isScore))
    .map((rule) => `rules.${rule.id}: a pain score in a rule more urgent than P6`);
}
