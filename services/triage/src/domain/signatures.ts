import type { Pack } from './pack';

/** Who answers for a content: the one who wrote it, and a physician. */
export const SIGNER_ROLES = ['AUTHOR', 'PHYSICIAN'] as const;
export type SignerRole = (typeof SIGNER_ROLES)[number];

export interface Signature {
  /** The content that was signed; another word in it, and this signs nothing. */
  sha256: string;
  as: SignerRole;
  /** The person's id. */
  by: string;
  /** Made by the platform for content that says itself that it is a demonstration. Never enough for any other. */
  demonstration: boolean;
}

/** What is missing before a content may be published: both signatures, over exactly this content, of two persons. (TRI-3) */
export function signatureFaults(pack: Pick<Pack, 'id' | 'sha256' | 'demonstration'>, signatures: readonly Signature[]): string[] {
  const valid = signatures.filter((one) => one.sha256 === pack.sha256 && (pack.demonstration || !one.demonstration));
  const missing = SIGNER_ROLES.filter((role) => !valid.some((one) => one.as === role));
  const faults = missing.map((role) => `${pack.id}: not signed by ${role === 'AUTHOR' ? 'its author' : 'a physician'}`);
  const [author, physician] = SIGNER_ROLES.map((role) => valid.find((one) => one.as === role)?.by);
  if (author !== undefined && author === physician) faults.push(`${pack.id}: signed twice by the same person`);
  return faults;
}

/** The marked signatures that demonstration content is published with. */
export function demonstrationSignatures(packs: readonly Pack[]): Signature[] {
  return packs.filter((pack) => pack.demonstration).flatMap(({ sha256 }) => SIGNER_ROLES.map((as) => ({ sha256, as, by: `demonstration-${as.toLowerCase()}`, demonstration: true })));
}

/** Content editors sign as authors, doctors as physicians. */
export const maySignAs = (as: SignerRole, role: string): boolean => role === (as === 'AUTHOR' ? 'CONTENT_EDITOR' : 'DOCTOR');
