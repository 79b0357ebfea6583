import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentManifest, manifestOf, manifestSchema } from './document-manifest';

const ownFolder = join(__dirname, '..', '..', 'documents');

/** The operations of our own front ends as `gateway/documents` has them now; what `npm run generated` writes. */
export function ownDocuments(folder = ownFolder): DocumentManifest {
  return manifestOf(graphqlFiles(folder));
}

/** The operations a gateway trusts: the written list of our own, and those of each further file or folder (`*.graphql`, or lists in Apollo's form, `*.json`). */
export function trustedOperations(further: string[]): DocumentManifest['operations'] {
  return [readManifest(join(ownFolder, 'manifest.json')), ...further.flatMap(manifestsAt)].flatMap(({ operations }) => operations);
}

function manifestsAt(path: string): DocumentManifest[] {
  if (!statSync(path).isDirectory()) return [path.endsWith('.json') ? readManifest(path) : manifestOf([{ path, text: readFileSync(path, 'utf8') }])];
  const lists = readdirSync(path).filter((name) => name.endsWith('.json')).sort().map((name) => readManifest(join(path, name)));
  return [...lists, manifestOf(graphqlFiles(path))];
}

function graphqlFiles(folder: string): { path: string; text: string }[] {
  return readdirSync(folder).filter((name) => name.endsWith('.graphql')).sort().map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** @throws Error naming the file when it is no such list */
function readManifest(path: string): DocumentManifest {
  const read = manifestSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  throw new Error(`${path} is no list of operations: ${read.error.issues[0]!.path.join('.')} ${read.error.issues[0]!.message}`);
}
