import type { Tx } from './transaction';

/** One published version of one setting; a null unit speaks for the whole region. */
export interface SettingVersion<K extends string = string> {
  region: string;
  unit: string | null;
  key: K;
  version: number;
  effectiveFrom: Date;
  value: unknown;
}

/** Publishes a version once. A published one never changes: 'DIFFERENT' when the same version stands there with another content or day. */
export async function publishSetting(tx: Tx, s: SettingVersion): Promise<'PUBLISHED' | 'KNOWN' | 'DIFFERENT'> {
  const content = [s.region, s.unit, s.key, s.version, s.effectiveFrom, JSON.stringify(s.value)];
  const inserted = await tx.query(
    `INSERT INTO region_setting (region, unit, key, version, effective_from, value) VALUES ($1, $2, $3, $4, $5, $6::jsonb)
     ON CONFLICT ON CONSTRAINT region_setting_unique DO NOTHING RETURNING version`,
    content,
  );
  if (inserted.length > 0) return 'PUBLISHED';
  const same = await tx.query(
    `SELECT 1 FROM region_setting
      WHERE region = $1 AND unit IS NOT DISTINCT FROM $2 AND key = $3 AND version = $4 AND effective_from = $5 AND value = $6::jsonb`,
    content,
  );
  return same.length > 0 ? 'KNOWN' : 'DIFFERENT';
}

/**
 * Publishes what is not yet published and answers how many were.
 * @throws Error when a published version has another content: what was decided by it could no longer be explained
 */
export async function publishSettings(tx: Tx, versions: readonly SettingVersion[]): Promise<number> {
  let published = 0;
  for (const version of versions) {
    const answer = await publishSetting(tx, version);
    if (answer === 'DIFFERENT') throw new Error(`${version.region}: ${version.key} version ${version.version} is published with another content; give the new one a new version`);
    if (answer === 'PUBLISHED') published += 1;
  }
  return published;
}
