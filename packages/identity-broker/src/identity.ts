import type { Mapping } from './mapping';

/** Who an issuer says it is: never kept, never logged, never sent on but to the directory. */
export interface UpstreamIdentity {
  kind: Mapping['kind'];
  /** A personal number of twelve digits, or an HSA-id. */
  identifier: string;
  /** The unit of a commission chosen at the issuer. */
  unitHsaId: string | undefined;
}

export type IdentityRefusal = { refused: 'TOO_WEAK' | 'NO_IDENTIFIER' };

/** Reads a verified issuer's claims by its mapping: too weak a log-in, or one that names nobody, is refused (DIR-2). */
export function identityOf(mapping: Pick<Mapping, 'kind' | 'claims' | 'assurance' | 'require'>, claims: Record<string, unknown>): UpstreamIdentity | IdentityRefusal {
  const { assurance, require } = mapping;
  const enough = says(claims[assurance.claim], assurance.accepted) && Object.entries(require).every(([claim, accepted]) => says(claims[claim], accepted));
  if (!enough) return { refused: 'TOO_WEAK' };
  const value = mapping.claims.identifier.map((name) => text(claims[name])).find((found) => found !== undefined);
  const identifier = mapping.kind === 'STAFF' ? value?.toUpperCase() : value?.replace(/[\s-]/g, '');
  if (identifier === undefined || !(mapping.kind === 'STAFF' ? /^SE\d{10}-[0-9A-Z]+$/ : /^\d{12}$/).test(identifier)) return { refused: 'NO_IDENTIFIER' };
  const unit = mapping.claims.unitHsaId;
  return { kind: mapping.kind, identifier, unitHsaId: unit === undefined ? undefined : text(claims[unit])?.toUpperCase() };
}

/** A claim of several values says each of them. */
function says(claim: unknown, accepted: readonly string[]): boolean {
  return (Array.isArray(claim) ? claim : [claim]).some((value) => typeof value === 'string' && accepted.includes(value));
}

function text(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim.trim() !== '' ? claim.trim() : undefined;
}
