import type { Database } from '@vardgraf/service-kit/postgres';
import { isChecked } from '../content/checked';
import { loadPacks } from '../content/load';
import { asSignatures, filedSignatures } from '../content/signature-file';
import { checkPack } from '../domain/check-pack';
import { publishPacks, type PublishRules } from './publish-packs';

/** Publishes the content on the disk of this process; of what is not published yet, only what is not noted as checked is checked first. */
export async function publishContent(db: Database): Promise<void> {
  const check: PublishRules['check'] = (packs, today) => packs.filter((pack) => !isChecked([pack])).flatMap((pack) => checkPack(pack, today));
  await publishPacks(db, loadPacks(), { signatures: asSignatures(filedSignatures()), check });
}
