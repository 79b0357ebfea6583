import type { Database } from '@vardgraf/service-kit/postgres';
import { isChecked } from '../content/checked';
import { loadPacks } from '../content/load';
import { publishPacks } from './publish-packs';

/** Publishes the content on the disk of this process; what is not noted as checked is checked first. */
export async function publishContent(db: Database): Promise<void> {
  const packs = loadPacks();
  await publishPacks(db, packs, isChecked(packs) ? () => [] : undefined);
}
