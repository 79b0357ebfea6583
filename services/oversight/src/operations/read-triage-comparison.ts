import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import { type Compared, comparisonFault, type ComparisonRule, rings, summed, underShare } from '../domain/triage-comparison';
import { comparisonRuleOf } from '../settings/region-settings';
import { comparedRegions, comparisons } from '../storage/comparison-store';
import { countedUntil } from '../storage/figure-store';

/** Whose events are compared. */
const comparedSources = ['triage', 'cases'] as const;

export type ComparisonRow = Compared & { packId: string | null; semver: string | null; underShare: number | null; alarm: boolean };

export interface TriageComparison {
  rule: ComparisonRule;
  versions: ComparisonRow[];
  all: ComparisonRow;
  asOf: Date;
}

/**
 * Triage compared with staff in the caller's region, for each version of content (BEY-6): figures of the region as a whole, without a person in them.
 * @throws Fault BAD_INPUT with the path of what is wrong in the period
 */
export async function readTriageComparison(db: Database, actor: StaffActor, period: { from: string; to: string }): Promise<TriageComparison> {
  const fault = comparisonFault(period);
  if (fault) throw badInput(fault.path, fault.expected);
  const rule = await comparisonRuleOf(db, actor.regionId);
  const versions = await comparisons(readingOf(db), { ...period, regionId: actor.regionId, underBy: rule.underBy });
  const asOf = (await countedUntil(db, comparedSources)) ?? (await read<{ now: Date }>(db, 'SELECT vardgraf.now() AS now'))[0]!.now;
  const row = (c: Compared, packId: string | null, semver: string | null): ComparisonRow => ({ ...c, packId, semver, underShare: underShare(c), alarm: rings(c, rule) });
  return { rule, versions: versions.map((version) => row(version, version.packId, version.semver)), all: row(summed(versions), null, null), asOf };
}

/** Versions of content whose under-triage has passed what their region bears, of all that was ever stated. */
export async function underTriageAlarms(db: Database): Promise<{ regionId: string; packId: string; semver: string }[]> {
  const found = [];
  for (const regionId of await comparedRegions(readingOf(db))) {
    const rule = await comparisonRuleOf(db, regionId);
    const versions = await comparisons(readingOf(db), { regionId, underBy: rule.underBy });
    found.push(...versions.filter((version) => rings(version, rule)).map(({ packId, semver }) => ({ regionId, packId, semver })));
  }
  return found;
}

const readingOf = (db: Database) => ({ query: <T>(sql: string, params?: unknown[]) => read<T>(db, sql, params) });
