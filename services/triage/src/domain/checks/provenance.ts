import type { Pack, Provenance } from '../pack';

const MOST_MONTHS = 24;

/** Source, author, reviewer, and a review of the last 24 months. `today` as 2026-11-01. */
export function checkProvenance(pack: Pack, today: string): string[] {
  const parts: [string, Provenance][] = [
    ...pack.rules.map((rule): [string, Provenance] => [`rules.${rule.id}`, rule]),
    ...pack.raises.map((raise): [string, Provenance] => [`raises.${raise.id}`, raise]),
    ...pack.narrows.map((narrow): [string, Provenance] => [`narrows.${narrow.id}`, narrow]),
    ...pack.wordSigns.map((sign): [string, Provenance] => [`wordSigns.${sign.id}`, sign]),
    ['base', pack.base],
    ...(pack.selfCare ? [['selfCare', pack.selfCare] as [string, Provenance]] : []),
  ];
  return parts.flatMap(([path, part]) => {
    const faults: string[] = [];
    if (part.sources.length === 0) faults.push(`${path}.source: empty`);
    for (const id of part.sources) if (!pack.sources[id]) faults.push(`${path}.source: '${id}' is not in the list of sources`);
    if (!part.author.trim()) faults.push(`${path}.author: empty`);
    if (!part.reviewer.trim()) faults.push(`${path}.reviewer: empty`);
    if (part.reviewed > today) faults.push(`${path}.reviewed: ${part.reviewed} lies ahead`);
    else if (tooOld(part.reviewed, today)) faults.push(`${path}.reviewed: ${part.reviewed} is more than ${MOST_MONTHS} months ago`);
    return faults;
  });
}

function tooOld(reviewed: string, today: string): boolean {
  const months = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const between = months(today) - months(reviewed);
  return between > MOST_MONTHS || (between === MOST_MONTHS && today.slice(8) > reviewed.slice(8));
}
