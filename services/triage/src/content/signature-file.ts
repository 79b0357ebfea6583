import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { type Signature, SIGNER_ROLES } from '../domain/signatures';
import { CONTENT_DIR } from './read-library';

const signature = z.strictObject({ pack: z.string().min(1), semver: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/), as: z.enum(SIGNER_ROLES), by: z.string().trim().min(1), at: z.iso.date() });
export type FiledSignature = z.infer<typeof signature>;

/** Signatures of the content on the disk, kept with it in git. */
export const SIGNATURE_FILE = join(CONTENT_DIR, 'signatures.yaml');

const head = '# Who answers for which content. Written by `npm run triage -- sign`; a signature counts for exactly the hash it names.\n';

export function filedSignatures(file: string = SIGNATURE_FILE): FiledSignature[] {
  return existsSync(file) ? z.array(signature).parse(parse(readFileSync(file, 'utf8')) ?? []) : [];
}

export function fileSignature(added: FiledSignature, file: string = SIGNATURE_FILE): void {
  const others = filedSignatures(file).filter((one) => !(one.sha256 === added.sha256 && one.as === added.as));
  writeFileSync(file, head + stringify([...others, signature.parse(added)]));
}

export const asSignatures = (filed: readonly FiledSignature[]): Signature[] => filed.map(({ sha256, as, by }) => ({ sha256, as, by, demonstration: false }));
