import { atomsOf, CONTEXT_FACTS, type Atom, type Condition } from '../condition';
import { NO, type Pack } from '../pack';

/** Everything with a condition, with the path to it. */
export function conditionsOf(pack: Pack): { path: string; condition: Condition }[] {
  return [
    ...pack.rules.map((rule) => ({ path: `rules.${rule.id}.when`, condition: rule.when })),
    ...pack.raises.map((raise) => ({ path: `raises.${raise.id}.when`, condition: raise.when })),
    ...pack.narrows.map((narrow) => ({ path: `narrows.${narrow.id}.when`, condition: narrow.when })),
    ...(pack.selfCare ? [{ path: 'selfCare.when', condition: pack.selfCare.when }] : []),
    ...pack.findings.flatMap((finding) => (finding.onlyIf ? [{ path: `findings.${finding.id}.onlyIf`, condition: finding.onlyIf }] : [])),
  ];
}

/** Names have to be there, fit their type, and be used once. */
export function checkReferences(pack: Pack): string[] {
  const faults = conditionsOf(pack).flatMap(({ path, condition }) => atomsOf(condition).flatMap((atom) => checkAtom(pack, atom).map((fault) => `${path}: ${fault}`)));
  const order = new Map(pack.findings.map((finding, index) => [finding.id, index]));
  pack.findings.forEach((finding, index) => {
    for (const atom of finding.onlyIf ? atomsOf(finding.onlyIf) : []) {
      if ((order.get(atom.finding) ?? -1) >= index) faults.push(`findings.${finding.id}.onlyIf: ${atom.finding} comes later`);
    }
  });
  for (const id of pack.selfCare?.no ?? []) {
    const finding = pack.findings.find((one) => one.id === id);
    if (!finding) faults.push(`selfCare.no: ${id} is on no screen`);
    else if (finding.type === 'NUMBER' || (finding.type === 'CHOICE' && !finding.options.some((option) => option.id === NO))) faults.push(`selfCare.no: ${id} cannot be answered no`);
  }
  faults.push(...twice(pack.screens.flatMap((screen) => screen.findings)).map((id) => `screens: ${id} is on more than one screen`));
  faults.push(...twice(pack.screens.map((screen) => screen.id)).map((id) => `screens: ${id} is there twice`));
  faults.push(...twice([...pack.rules, ...pack.raises, ...pack.narrows, pack.base].map((rule) => rule.id)).map((id) => `rules: ${id} is there twice`));
  faults.push(...pack.findings.filter((finding) => finding.redFlag && finding.type !== 'YES_NO').map((finding) => `findings.${finding.id}: a red flag is a yes/no`));
  return faults;
}

function checkAtom(pack: Pack, atom: Atom): string[] {
  if ((CONTEXT_FACTS as readonly string[]).includes(atom.finding)) {
    const fits = atom.finding === 'sex' ? 'is' in atom && (atom.is === 'FEMALE' || atom.is === 'MALE') : 'between' in atom;
    return fits ? [] : [`${atom.finding} is not asked for so`];
  }
  const finding = pack.findings.find((one) => one.id === atom.finding);
  if (!finding) return [`no finding '${atom.finding}' on any screen`];
  if (finding.anamnesis) return [`${finding.id} is marked anamnesis`];
  if ('between' in atom) {
    if (finding.type !== 'NUMBER') return [`${finding.id} is no number`];
    return atom.between[0] < atom.between[1] ? [] : [`${finding.id}: nothing lies between ${atom.between.join(' and ')}`];
  }
  const allowed = finding.type === 'YES_NO' ? ['yes', 'no'] : finding.options.map((option) => option.id);
  return ('is' in atom ? [atom.is] : atom.in).filter((value) => !allowed.includes(value)).map((value) => `${finding.id} has no answer '${value}'`);
}

const twice = (ids: string[]): string[] => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
