import { loadPacks } from '@vardgraf/triage/content/load';
import { reportOn, reportRows } from '@vardgraf/triage/authoring/report';
import { generated, page, table } from './markdown';

/** docs/triage-report.md: how long the ways through each complaint are, where they end, and how much of each is proved. */
export function triageReport(): string {
  const reports = reportOn(loadPacks());
  const [head, ...rows] = reportRows(reports) as [string[], ...string[][]];
  const faults = reports.flatMap((report) => report.faults);
  return page(
    generated, '# The ways through triage',
    'One way is walked for each way that a rule can hold, all else being denied. A question is a screen; danger signs share one. Goals: median at most 10 questions, at most 22, P1 within two screens in at least 95 % of its ways. The columns P1–P12 count where the ways end.',
    'A part (a floor, a raise, a narrowing, a step of the self-care gate) is proved monotone by trying every situation it can tell apart, where these are at most 2^20; the others are by their grammar: danger signs appear as yes alone.',
    table(head, rows),
    faults.length ? `## Goals that are missed\n\n${faults.map((fault) => `- ${fault}`).join('\n')}` : 'Every complaint keeps the goals.',
  );
}
