import { loadPacks } from '../content/load';
import { planOfProof } from '../domain/checks/proof';
import type { Pack } from '../domain/pack';
import { pathFaults, pathStatistics, type PathStatistics } from '../domain/path-statistics';
import { PRIORITIES } from '../domain/priority';
import type { Terminal } from './terminal';

/** What the ways through one complaint come to, and what of it misses the goals. */
export interface ComplaintReport {
  pack: Pack;
  statistics: PathStatistics;
  redFlags: number;
  proved: number;
  parts: number;
  faults: string[];
}

/** One row a complaint, by its id. */
export function reportOn(packs: readonly Pack[]): ComplaintReport[] {
  return [...packs].sort((a, b) => (a.id < b.id ? -1 : 1)).map((pack) => {
    const statistics = pathStatistics(pack);
    const plan = planOfProof(pack);
    return {
      pack, statistics, redFlags: pack.findings.filter((finding) => finding.redFlag).length,
      proved: plan.filter((part) => part.how === 'ENUMERATED').length, parts: plan.length, faults: pathFaults(statistics).map((fault) => `${pack.id}: ${fault}`),
    };
  });
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** The same as rows of a table: head first. */
export function reportRows(reports: readonly ComplaintReport[]): string[][] {
  return [
    ['complaint', 'version', 'paths', 'questions median', 'most', 'P1 paths', 'P1 within two screens', 'red flags', 'parts proved by trying all', ...PRIORITIES.map((priority) => `P${priority}`)],
    ...reports.map(({ pack, statistics: s, redFlags, proved, parts }) => [
      pack.id, pack.semver, String(s.paths), String(s.medianScreens), String(s.maxScreens), String(s.p1Paths), percent(s.p1WithinTwoScreens), String(redFlags), `${proved} of ${parts}`,
      ...PRIORITIES.map((priority) => String(s.outcomes[priority] ?? '')),
    ]),
  ];
}

/** Prints the figures of all complaints, or of those named; 1 when any misses a goal. */
export function report({ args, folder, print }: Terminal): number {
  const reports = reportOn(loadPacks(folder).filter((pack) => args.length === 0 || args.includes(pack.id)));
  const rows = reportRows(reports);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) print(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ').trimEnd());
  const faults = reports.flatMap((one) => one.faults);
  faults.forEach(print);
  return faults.length > 0 ? 1 : 0;
}
