import { join } from 'node:path';
import { asSignatures, fileSignature, filedSignatures } from '../content/signature-file';
import { checkPack } from '../domain/check-pack';
import { signatureFaults } from '../domain/signatures';
import { CommandFault, namedPack, option, type Terminal } from './terminal';

/** `sign cough --as author|physician --by <person>`: signs the content as it is on the disk, if it has no fault and the other signature is another person's. */
export function sign(terminal: Terminal, today: string): number {
  const pack = namedPack(terminal);
  const as = { author: 'AUTHOR', physician: 'PHYSICIAN' }[option(terminal, 'as').toLowerCase()] as 'AUTHOR' | 'PHYSICIAN' | undefined;
  if (!as) throw new CommandFault('--as author or --as physician');
  const faults = checkPack(pack, today);
  if (faults.length > 0) throw new CommandFault(faults.join('\n'));
  const file = join(terminal.folder, 'signatures.yaml');
  const mine = { pack: pack.id, semver: pack.semver, sha256: pack.sha256, as, by: option(terminal, 'by'), at: today };
  const others = filedSignatures(file).filter((one) => !(one.sha256 === pack.sha256 && one.as === as));
  const twice = signatureFaults(pack, asSignatures([...others, mine])).filter((fault) => fault.includes('twice'));
  if (twice.length > 0) throw new CommandFault(twice.join('\n'));
  fileSignature(mine, file);
  terminal.print(`${pack.id} ${pack.semver} (${pack.sha256.slice(0, 12)}) is signed as ${as.toLowerCase()} by ${mine.by}.`);
  for (const missing of signatureFaults(pack, asSignatures([...others, mine]))) terminal.print(missing);
  return 0;
}
