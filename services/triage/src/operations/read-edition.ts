import type { Database } from '@vardgraf/service-kit/postgres';
import type { Pack } from '../domain/pack';
import { editionOf } from '../storage/edition-store';
import { pinnedPack } from './packs';
import { readingOf } from './read-session';
import type { Reading } from './surroundings';

/** A published version of content. */
export interface PublishedEdition {
  pack: Pack;
  current: boolean;
  publishedAt: Date;
}

/** The version, or without a semver what new sessions get; undefined when there is none. */
export async function findEdition(tx: Reading, packId: string, semver: string | undefined): Promise<PublishedEdition | undefined> {
  const found = await editionOf(tx, packId, semver);
  return found && { pack: await pinnedPack(tx, found), current: found.current, publishedAt: found.publishedAt };
}

export const readEdition = (db: Database, packId: string, semver: string | undefined): Promise<PublishedEdition | undefined> => findEdition(readingOf(db), packId, semver);
