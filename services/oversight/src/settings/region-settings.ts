import type { Database } from '@vardgraf/service-kit/postgres';
import type { Disclosure } from '../domain/care-figures';
import { settingInForce } from '../storage/setting-store';
import { settingSchemas } from './setting-schemas';

/** How the region keeps small numbers from telling of persons, as of now (MET-2). @throws Error when it was never published: the seed has not run */
export async function disclosureOf(db: Database, regionId: string): Promise<Disclosure> {
  const value = await settingInForce(db, regionId, 'disclosure');
  if (value === undefined) throw new Error(`oversight: region ${regionId} has no disclosure in force; seed it from config/regions/${regionId}/oversight.yaml`);
  return settingSchemas.disclosure.parse(value);
}
