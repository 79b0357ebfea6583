import type { Text } from './pack';
import { PRIORITIES, type Priority } from './priority';
import type { CareLevel } from './routing';

/** What the region calls a priority, and what it makes of it. (RDG-1) */
export interface SchemeLevel {
  priority: Priority;
  /** The region's own code, as the cases know it; the handling time behind it is theirs. Bookable levels may share one. */
  code: string;
  /** The place on the scale on which regions compare: 1 most urgent … 12. */
  rank: number;
  label: Text;
  disposition: 'EMERGENCY' | 'DROP_IN' | 'BOOKABLE' | 'SELF_CARE';
}

/** CONSULTATION: telephone triage hands over who cannot be met digitally, as an assignment (CON-2). */
export type Disposition = SchemeLevel['disposition'] | 'PHYSICAL' | 'CONSULTATION';

/** The region's level for a priority. */
export function levelOf(scheme: readonly SchemeLevel[], priority: Priority): SchemeLevel {
  const level = scheme.find((row) => row.priority === priority);
  if (!level) throw new Error(`the scheme has no level for P${priority}`);
  return level;
}

const PHYSICAL_LEVELS: readonly CareLevel[] = ['PHYSICAL_PRIMARY', 'PHYSICAL_SPECIALIST', 'DENTAL'];

/** What accepting the outcome makes: a drop-in, a ticket, an instruction for a physical visit, or advice. (TRI-5) */
export function dispositionOf(level: SchemeLevel, careLevel: CareLevel): Disposition {
  if (level.disposition === 'EMERGENCY' || careLevel === 'EMERGENCY_112' || careLevel === 'EMERGENCY_DEPARTMENT') return 'EMERGENCY';
  if (level.disposition === 'SELF_CARE') return 'SELF_CARE';
  return PHYSICAL_LEVELS.includes(careLevel) ? 'PHYSICAL' : level.disposition;
}

const ORDER = ['EMERGENCY', 'DROP_IN', 'BOOKABLE', 'SELF_CARE'];

/** Every fault of a scheme as a sentence: each priority once, codes, ranks and dispositions that never turn back. */
export function checkScheme(scheme: readonly SchemeLevel[]): string[] {
  const faults: string[] = [];
  for (const priority of PRIORITIES) {
    const rows = scheme.filter((row) => row.priority === priority);
    if (rows.length !== 1) faults.push(`scheme.P${priority}: ${rows.length} levels instead of one`);
  }
  const sorted = [...scheme].sort((a, b) => a.priority - b.priority);
  sorted.forEach((row, index) => {
    const before = sorted[index - 1];
    const shared = scheme.find((other) => other !== row && other.code === row.code);
    if (shared && (shared.disposition !== 'BOOKABLE' || row.disposition !== 'BOOKABLE')) faults.push(`scheme.P${row.priority}: the code '${row.code}' stands for more than one level`);
    if (before && row.rank <= before.rank) faults.push(`scheme.P${row.priority}: rank ${row.rank} is not below P${before.priority}'s ${before.rank}`);
    if (before && ORDER.indexOf(row.disposition) < ORDER.indexOf(before.disposition)) faults.push(`scheme.P${row.priority}: ${row.disposition} after ${before.disposition}`);
    if ((row.priority === 1) !== (row.disposition === 'EMERGENCY')) faults.push(`scheme.P${row.priority}: only P1 is EMERGENCY`);
    if ((row.priority === 12) !== (row.disposition === 'SELF_CARE')) faults.push(`scheme.P${row.priority}: only P12 is SELF_CARE`);
  });
  return faults;
}
