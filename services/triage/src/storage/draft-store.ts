import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Pack } from '../domain/pack';
import type { Signature, SignerRole } from '../domain/signatures';

/** A content that somebody wrote and nobody has published. */
export interface Draft {
  id: string;
  draftedBy: string;
  clientId: string;
  content: Pack;
  faults: string[];
  draftedAt: Date;
}

export type StoredSignature = Signature & { signedAt: Date };

const columns = 'id, drafted_by AS "draftedBy", client_id AS "clientId", content, faults, drafted_at AS "draftedAt"';

/** Stores a draft; false when the person has used the client id before. */
export async function insertDraft(tx: Tx, d: Omit<Draft, 'draftedAt'>): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO pack_draft (id, drafted_by, client_id, pack_id, semver, sha256, content, faults) VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
     ON CONFLICT ON CONSTRAINT draft_once DO NOTHING RETURNING id`,
    [d.id, d.draftedBy, d.clientId, d.content.id, d.content.semver, d.content.sha256, JSON.stringify(d.content), d.faults]);
  return rows.length === 1;
}

export async function draftById(tx: Pick<Tx, 'query'>, id: string): Promise<Draft | undefined> {
  return (await tx.query<Draft>(`SELECT ${columns} FROM pack_draft WHERE id = $1`, [id]))[0];
}

export async function draftOfClient(tx: Pick<Tx, 'query'>, draftedBy: string, clientId: string): Promise<Draft | undefined> {
  return (await tx.query<Draft>(`SELECT ${columns} FROM pack_draft WHERE drafted_by = $1 AND client_id = $2`, [draftedBy, clientId]))[0];
}

/** Drafts whose content is not published, the newest first, so many of each complaint. */
export async function openDrafts(tx: Pick<Tx, 'query'>, packId: string | undefined, most: number): Promise<Draft[]> {
  return tx.query<Draft>(
    `SELECT ${columns} FROM (SELECT *, row_number() OVER (PARTITION BY pack_id ORDER BY drafted_at DESC) AS place FROM pack_draft) AS draft
      WHERE place <= $2 AND ($1::text IS NULL OR pack_id = $1) AND NOT EXISTS (SELECT 1 FROM pack WHERE pack.sha256 = draft.sha256) ORDER BY drafted_at DESC`, [packId ?? null, most]);
}

/** Signs once in each role, and each person once; what is signed already stays as it is. */
export async function insertSignatures(tx: Tx, signatures: readonly Signature[]): Promise<void> {
  for (const { sha256, as, by, demonstration } of signatures) {
    await tx.query('INSERT INTO pack_signature (sha256, signed_as, signed_by, demonstration) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [sha256, as, by, demonstration]);
  }
}

export async function signaturesOf(tx: Pick<Tx, 'query'>, hashes: readonly string[]): Promise<StoredSignature[]> {
  return tx.query<StoredSignature & { as: SignerRole }>(
    'SELECT sha256, signed_as AS "as", signed_by AS "by", demonstration, signed_at AS "signedAt" FROM pack_signature WHERE sha256 = ANY($1) ORDER BY signed_as', [hashes]);
}
