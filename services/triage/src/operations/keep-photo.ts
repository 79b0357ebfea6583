import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { cleanPhoto, MOST_BYTES, MOST_PHOTOS } from '../domain/photo';
import { insertPhoto, photosOf, type StoredPhoto } from '../storage/photo-store';
import { type Asker, lockOwn } from './own-session';

/** So large a photo may be, in bytes. */
export const mostPhotoBytes = MOST_BYTES;

export type KeepPhotoOutcome = Done<StoredPhoto> | typeof notFound | Extract<Refused, { is: 'SESSION_NOT_OPEN' }> | { is: 'NOT_A_PHOTO' | 'TOO_MANY_PHOTOS' };

/**
 * Keeps a photo with an open session, without place, time and camera where the format allows it (TRI-10). What the bytes are is found in them. The same id
 * again is the same photo.
 */
export async function keepPhoto(db: Database, actor: Asker, photo: { id: string; sessionId: string; bytes: Uint8Array }, requestId?: string): Promise<KeepPhotoOutcome> {
  const clean = cleanPhoto(photo.bytes);
  return transact(db, actor, async (tx): Promise<KeepPhotoOutcome> => {
    const session = await lockOwn(tx, actor, photo.sessionId);
    if (!session) return notFound;
    if (session.status !== 'OPEN') return { is: 'SESSION_NOT_OPEN', status: session.status };
    if (!clean) return { is: 'NOT_A_PHOTO' };
    const kept = await photosOf(tx, session.id);
    const same = kept.find((one) => one.id === photo.id);
    if (same) return { is: 'DONE', it: same };
    if (kept.length >= MOST_PHOTOS) return { is: 'TOO_MANY_PHOTOS' };
    const { mediaType, metadataRemoved } = clean;
    const stored = { id: photo.id, mediaType, metadataRemoved, addedAt: await tx.now() };
    if (!(await insertPhoto(tx, { ...stored, sessionId: session.id, content: Buffer.from(clean.content) }))) return notFound;
    tx.audit({ action: 'keepPhoto', what: 'session.photo-kept', patientId: session.patientId, requestId });
    return { is: 'DONE', it: { ...stored, bytes: clean.content.length } };
  });
}
