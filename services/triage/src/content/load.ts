import type { CompiledPack } from '../domain/compile-pack';
import { compile } from './compile';
import { CONTENT_DIR, readLibrary } from './read-library';

/** Reads all complaints as packs; throws ContentFault when a file cannot be read or refers to what is not there. (TRI-3) */
export function loadPacks(folder: string = CONTENT_DIR): CompiledPack[] {
  const library = readLibrary(folder);
  return library.complaints.map((complaint) => compile(library, complaint));
}
