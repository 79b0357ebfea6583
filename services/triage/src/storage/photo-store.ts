import type { Tx } from '@vardgraf/service-kit/transaction';
import type { PhotoType } from '../domain/photo';

/** A photo kept with a session, without its bytes. */
export interface StoredPhoto {
  id: string;
  mediaType: PhotoType;
  bytes: number;
  /** Whether place and camera were taken out of it. */
  metadataRemoved: boolean;
  addedAt: Date;
}

const columns = 'id, media_type AS "mediaType", octet_length(content) AS bytes, metadata_removed AS "metadataRemoved", added_at AS "addedAt"';

/** Stores a photo once; false when the same id is there. */
export async function insertPhoto(tx: Tx, p: Omit<StoredPhoto, 'bytes'> & { sessionId: string; content: Buffer }): Promise<boolean> {
  const rows = await tx.query(
    'INSERT INTO session_photo (id, session_id, media_type, content, metadata_removed, added_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id',
    [p.id, p.sessionId, p.mediaType, p.content, p.metadataRemoved, p.addedAt]);
  return rows.length === 1;
}

/** The photos of a session, the first added first. */
export async function photosOf(tx: Pick<Tx, 'query'>, sessionId: string): Promise<StoredPhoto[]> {
  return tx.query<StoredPhoto>(`SELECT ${columns} FROM session_photo WHERE session_id = $1 ORDER BY added_at, id`, [sessionId]);
}

/** A photo with the session that it belongs to. */
export async function photoById(tx: Pick<Tx, 'query'>, id: string): Promise<(StoredPhoto & { sessionId: string; content: Buffer }) | undefined> {
  return (await tx.query<StoredPhoto & { sessionId: string; content: Buffer }>(`SELECT ${columns}, session_id AS "sessionId", content FROM session_photo WHERE id = $1`, [id]))[0];
}

export async function deletePhoto(tx: Tx, sessionId: string, id: string): Promise<boolean> {
  return (await tx.query('DELETE FROM session_photo WHERE session_id = $1 AND id = $2 RETURNING id', [sessionId, id])).length === 1;
}
