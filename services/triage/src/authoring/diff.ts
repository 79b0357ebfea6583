import { loadPacks } from '../content/load';
import { diffPacks } from '../domain/diff-packs';
import type { Pack } from '../domain/pack';
import { publishedPack } from '../operations/published-pack';
import { readingOf } from '../operations/read-session';
import { CommandFault, namedPack, onPlatform, type Terminal } from './terminal';

const SIGN = { ADDED: '+', REMOVED: '-', CHANGED: '~' } as const;

/** What differs: `diff cough` from the current version to the disk, `diff cough 1.0.0 [1.1.0]` from a version on, `--from <folder>` from another content. */
export async function diff(terminal: Terminal): Promise<number> {
  const { args: [id, from, to], options, print } = terminal;
  const before = options['from'] ? loadPacks(options['from']).find((pack) => pack.id === id) : await version(terminal, from);
  if (!before) throw new CommandFault(`${id} ${from ?? ''} is published nowhere`);
  const after = to ? await version(terminal, to) : namedPack(terminal);
  if (!after) throw new CommandFault(`${id} ${to} is not published`);
  const changes = diffPacks(before, after);
  print(`${before.id} ${before.semver} (${before.sha256.slice(0, 12)}) → ${after.semver} (${after.sha256.slice(0, 12)}): ${changes.length} changes`);
  for (const { path, kind, details } of changes) {
    print(`${SIGN[kind]} ${path}`);
    details.forEach((detail) => print(`    ${detail}`));
  }
  return 0;
}

const version = (terminal: Terminal, semver?: string): Promise<Pack | undefined> => onPlatform(terminal, (db) => publishedPack(readingOf(db), terminal.args[0]!, semver));
