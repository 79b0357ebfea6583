import { writeFileSync } from 'node:fs';
import { CHECKED_FILE, listOf } from '../content/checked';
import { loadPacks } from '../content/load';
import { CONTENT_DIR } from '../content/read-library';
import { checkPacks } from '../domain/check-pack';
import type { Terminal } from './terminal';

/** Every static check on all content, or on the complaints named; the faults with their paths. The whole content without a fault is noted, so that a start need not check it again. */
export function check({ args, folder, print }: Terminal, today: string): number {
  const all = loadPacks(folder);
  const faults = args.length === 0 ? checkPacks(all, today) : all.filter((pack) => args.includes(pack.id)).flatMap((pack) => checkPacks([pack], today).filter((fault) => !fault.startsWith('modules.')));
  faults.forEach(print);
  if (faults.length > 0) return 1;
  if (args.length === 0 && folder === CONTENT_DIR) writeFileSync(CHECKED_FILE, `${JSON.stringify(listOf(all), null, 2)}\n`);
  print(`${args.length || all.length} complaints without a fault.`);
  return 0;
}
