import { publishSetting, type SettingVersion } from '@vardgraf/service-kit/region-setting';
import type { Tx } from '@vardgraf/service-kit/transaction';

/**
 * Publishes what is not yet published and answers how many were.
 * @throws Error when a published version has another content: what was said could no longer be explained
 */
export async function publishSettings(tx: Tx, versions: SettingVersion[]): Promise<number> {
  let published = 0;
  for (const version of versions) {
    const answer = await publishSetting(tx, version);
    if (answer === 'DIFFERENT') throw new Error(`${version.region}: ${version.key} version ${version.version} is published with another content; give the new one a new version`);
    if (answer === 'PUBLISHED') published += 1;
  }
  return published;
}
