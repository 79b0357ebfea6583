import type { Pack } from '../domain/pack';
import { packsByHash, publishedVersions } from '../storage/pack-store';
import type { Reading } from './surroundings';

/** A published version of a complaint, or the one that new sessions get; undefined when there is none. */
export async function publishedPack(tx: Reading, complaintCode: string, semver?: string): Promise<Pack | undefined> {
  const version = (await publishedVersions(tx, complaintCode)).find((one) => (semver ? one.semver === semver : one.current));
  return version && (await packsByHash(tx, [version.sha256]))[0];
}
