import type { Database } from '@vardgraf/service-kit/postgres';
import type { Disclosure } from '../domain/care-figures';
import type { ComparisonRule } from '../domain/triage-comparison';
import { settingInForce } from '../storage/setting-store';
import { type SettingKey, settingSchemas } from './setting-schemas';

/** How the region keeps small numbers from telling of persons, as of now (MET-2). @throws Error when it was never published: the seed has not run */
export async function disclosureOf(db: Database, regionId: string): Promise<Disclosure> {
  return settingSchemas.disclosure.parse(await published(db, regionId, 'disclosure'));
}

/** When the comparison of triage with staff rings in the region (BEY-6). @throws Error when it was never published */
export async function comparisonRuleOf(db: Database, regionId: string): Promise<ComparisonRule> {
  return settingSchemas['triage-comparison'].parse(await published(db, regionId, 'triage-comparison'));
}

async function published(db: Database, regionId: string, key: SettingKey): Promise<unknown> {
  const value = await settingInForce(db, regionId, key);
  if (value === undefined) throw new Error(`oversight: region ${regionId} has no ${key} in force; seed it from config/regions/${regionId}/oversight.yaml`);
  return value;
}
