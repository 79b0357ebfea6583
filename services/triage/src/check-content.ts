import { writeFileSync } from 'node:fs';
import { CHECKED_FILE, listOf } from './content/checked';
import { loadPacks } from './content/load';
import { checkPacks } from './domain/check-pack';

/** Checks the content and, when it is without fault, notes its hashes, so that a start need not check it again. */
function main(): void {
  const packs = loadPacks();
  const faults = checkPacks(packs, new Date().toISOString().slice(0, 10));
  if (faults.length === 0) return writeFileSync(CHECKED_FILE, `${JSON.stringify(listOf(packs), null, 2)}\n`);
  process.stderr.write(`${faults.join('\n')}\n`);
  process.exitCode = 1;
}

main();
