import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const rooms = ['gateway', 'packages', 'scripts', 'services', 'test'];
const elsewhere = new Set(['node_modules', 'generated', '.data', '.cache']);

/** Every file of ours under a folder whose path fits, from the root, in one fixed order. */
export function filesOf(root: string, fits: RegExp): string[] {
  return rooms.flatMap((room) => below(root, room)).filter((path) => fits.test(path)).sort();
}

function below(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (elsewhere.has(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? below(root, path) : [path];
  });
}
