import type { Database } from '@vardgraf/service-kit/postgres';
import { photoById, type StoredPhoto } from '../storage/photo-store';
import { sessionById } from '../storage/session-store';
import { type Asker, askerId } from './own-session';
import { readingOf, visible } from './read-session';

/** A photo with its bytes, and whose look at it the log shall tell of. */
export interface SeenPhoto extends StoredPhoto {
  content: Buffer;
  patientId: string;
  caseId: string | null;
  /** False when the patient looks at their own. */
  disclosed: boolean;
}

/** A photo of a session that the caller may see; undefined for any other. */
export async function readPhoto(db: Database, actor: Asker, id: string): Promise<SeenPhoto | undefined> {
  const reading = readingOf(db);
  const photo = await photoById(reading, id);
  const session = photo && (await sessionById(reading, actor.regionId, photo.sessionId));
  if (!session || !(await visible(reading, actor, session))) return undefined;
  return { ...photo, patientId: session.patientId, caseId: session.caseId, disclosed: session.patientId !== askerId(actor) };
}
