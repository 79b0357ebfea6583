import { type Database, read } from '@vardgraf/service-kit/postgres';

/** What is in force in the region at the clock's now; undefined when nothing was ever published. */
export async function settingInForce(db: Database, regionId: string, key: string): Promise<unknown> {
  const [row] = await read<{ value: unknown }>(
    db,
    `SELECT value FROM region_setting WHERE region = $1 AND unit IS NULL AND key = $2 AND effective_from <= vardgraf.now() ORDER BY effective_from DESC, version DESC LIMIT 1`,
    [regionId, key]);
  return row?.value;
}
