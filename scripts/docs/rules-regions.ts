import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { table, words } from './markdown';
import { span } from './rules-triage';

interface Setting {
  key: string;
  unit?: string;
  version: number;
  effectiveFrom: string;
  value: unknown;
}

/** What each region has chosen, as its files say it. */
export function regionRules(root: string): string[] {
  const folder = join(root, 'config/regions');
  const regions = readdirSync(folder).sort();
  const rows = regions.flatMap((region) =>
    readdirSync(join(folder, region)).sort().flatMap((file) => {
      const { settings } = parse(readFileSync(join(folder, region, file), 'utf8')) as { settings: Setting[] };
      return settings.map((setting) => ({ region, service: file.replace(/\.yaml$/, ''), ...setting }));
    }),
  );
  const keys = [...new Set(rows.map((row) => `${row.service}: ${row.key}`))].sort();
  const cellOf = (region: string, key: string): string =>
    rows.filter((row) => row.region === region && `${row.service}: ${row.key}` === key)
      .map((row) => `${said(row.value)}${row.unit ? ` (unit ${row.unit})` : ''}${row.version > 1 ? ` (version ${row.version} from ${row.effectiveFrom.slice(0, 10)})` : ''}`)
      .join('; ');
  const closed = rows.filter((row) => row.key === 'closed-unit');
  return [
    '## What each region has chosen',
    table(['setting', ...regions], keys.filter((key) => key !== 'triage: closed-unit').map((key) => [key, ...regions.map((region) => cellOf(region, key))])),
    '### When the unit is not open',
    ...closed.flatMap((row) => closedUnit(row.region, row.value as ClosedUnit)),
  ];
}

interface ClosedUnit {
  acceptAnyway: string[];
  referrals: { openings: string[]; priorities: [number, number]; needs?: string[]; to: string }[];
}

function closedUnit(region: string, policy: ClosedUnit): string[] {
  return [
    `#### ${region}`,
    table(['unit', 'priorities', 'need', 'referred to'], policy.referrals.map((r) => [
      r.openings.map(words).join(', '), span(r.priorities), (r.needs ?? ['ANY']).map(words).join(', '), r.to === 'NONE' ? 'nobody: it is handled' : words(r.to),
    ])),
    policy.acceptAnyway.length ? `May send anyway, handled the next working day: to ${policy.acceptAnyway.map(words).join(', ')}.` : 'Nobody may send anyway.',
  ];
}

function said(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.length ? value.map(said).join(', ') : 'none';
  if ('from' in (value as object) && 'to' in (value as object)) return `${(value as { from: string }).from}–${(value as { to: string }).to}`;
  return Object.entries(value as object).map(([key, inner]) => `${key} ${typeof inner === 'object' && inner !== null ? `{ ${said(inner)} }` : said(inner)}`).join(', ');
}
