import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../domain/pack';
import { CONTENT_DIR } from './read-library';

/** Hash by 'pack semver' of the contents that passed every check; written by `check-content.ts`. */
export const CHECKED_FILE = join(CONTENT_DIR, 'checked.json');

export const listOf = (packs: readonly Pack[]): Record<string, string> => Object.fromEntries(packs.map((pack) => [`${pack.id} ${pack.semver}`, pack.sha256]));

/** Whether exactly this content has passed the checks before: they take seconds, and a start must not. */
export function isChecked(packs: readonly Pack[], file: string = CHECKED_FILE): boolean {
  const checked = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return Object.entries(listOf(packs)).every(([name, sha256]) => checked[name] === sha256);
}
