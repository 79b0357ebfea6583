import type { CompiledPack } from '../domain/compile-pack';
import { compile } from './compile';
import { CONTENT_DIR, ContentFault, parseYaml, readLibrary } from './read-library';
import { complaintFile, findingsFile } from './source-schema';

/** A complaint as an editor sends it, with the questions of its own that it adds or words anew; modules and texts are those on the disk. */
export interface DraftSource {
  complaint: string;
  findings?: string | undefined;
}

/** The pack that a draft makes, or every fault with its path when it cannot be read. (TRI-3) */
export function draftPack({ complaint, findings }: DraftSource, folder: string = CONTENT_DIR): { pack: CompiledPack } | { faults: string[] } {
  try {
    const library = readLibrary(folder);
    const own = findings === undefined ? {} : parseYaml(findings, findingsFile, 'findings');
    return { pack: compile({ ...library, findings: { ...library.findings, ...own } }, parseYaml(complaint, complaintFile, 'complaint')) };
  } catch (error) {
    if (error instanceof ContentFault) return { faults: error.faults };
    if (error instanceof ReferenceError) return { faults: ['complaint: too many aliases'] };
    throw error;
  }
}
