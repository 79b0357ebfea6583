import { join } from 'node:path';
import { loadPacks } from '../content/load';
import { asSignatures, filedSignatures } from '../content/signature-file';
import { publishPacks } from '../operations/publish-packs';
import { onPlatform, type Terminal } from './terminal';

/** Publishes all content on the disk to the running platform: checked, signed, and never to change. */
export async function publish(terminal: Terminal): Promise<number> {
  const packs = loadPacks(terminal.folder);
  await onPlatform(terminal, (db) => publishPacks(db, packs, { signatures: asSignatures(filedSignatures(join(terminal.folder, 'signatures.yaml'))) }));
  terminal.print(`${packs.length} complaints are published; new sessions get them from now on.`);
  return 0;
}
