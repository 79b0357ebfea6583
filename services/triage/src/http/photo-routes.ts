import type { Language } from '@vardgraf/service-kit/actor';
import { type Handler, readBytes, sendJson } from '@vardgraf/service-kit/http';
import { idInput } from '@vardgraf/service-kit/input';
import { keepPhoto, type KeepPhotoOutcome, mostPhotoBytes } from '../operations/keep-photo';
import { readPhoto } from '../operations/read-photo';
import { type Asked, door, type HttpDeps, mayAsk, plainFault } from './http-door';

type No = Exclude<KeepPhotoOutcome, { is: 'DONE' }>['is'] | 'NOT_PERMITTED';

const refusals: Record<No, { status: number } & Record<Language, string>> = {
  NOT_FOUND: { status: 404, sv: 'Det finns inte.', en: 'There is no such thing.' },
  NOT_PERMITTED: { status: 403, sv: 'Du får inte göra det.', en: 'You may not do that.' },
  SESSION_NOT_OPEN: { status: 409, sv: 'Frågorna är redan avslutade.', en: 'These questions are already closed.' },
  NOT_A_PHOTO: { status: 415, sv: 'Bilden måste vara JPEG, PNG eller HEIC och vara hel.', en: 'The photo must be a whole JPEG, PNG or HEIC.' },
  TOO_MANY_PHOTOS: { status: 409, sv: 'Det får vara högst fem bilder.', en: 'There may be at most five photos.' },
};

/**
 * Photos of a session (TRI-10): `PUT` or `POST /photos/{sessionId}/{photoId}` keeps one under an id that the client chooses, `GET /photos/{photoId}` gives it to who
 * may see the session, each look at another's logged. At most 20 MB.
 */
export function photoRoutes(deps: HttpDeps): Record<string, Handler> {
  return { '/photos/*': door(deps, plainFault, (asked) => (asked.request.method === 'PUT' || asked.request.method === 'POST' ? keep(asked) : show(asked))) };
}

async function keep(asked: Asked): Promise<void> {
  const [sessionId, id, ...more] = idsOf(asked);
  if (!sessionId || !id || more.length > 0) return refuse(asked, 'NOT_FOUND');
  if (!(await mayAsk(asked))) return refuse(asked, 'NOT_PERMITTED');
  const bytes = await readBytes(asked.request, mostPhotoBytes);
  const kept = await keepPhoto(asked.db, asked.asker, { id, sessionId, bytes }, asked.requestId);
  if (kept.is !== 'DONE') return refuse(asked, kept.is);
  sendJson(asked.response, 200, kept.it);
}

async function show(asked: Asked): Promise<void> {
  const [id, ...more] = idsOf(asked);
  const photo = asked.request.method === 'GET' && id && more.length === 0 ? await readPhoto(asked.db, asked.asker, id) : undefined;
  if (!photo) return refuse(asked, 'NOT_FOUND');
  if (photo.disclosed) await asked.disclose({ action: 'readPhoto', what: 'session.photo', patientId: photo.patientId, ...(photo.caseId ? { caseId: photo.caseId } : {}) });
  asked.response.writeHead(200, {
    'content-type': photo.mediaType, 'content-length': photo.content.length, 'x-content-type-options': 'nosniff', 'content-disposition': 'inline', 'content-security-policy': "default-src 'none'; sandbox",
  }).end(photo.content);
}

/** The ids in the path; an empty list when one of them is none. */
function idsOf({ request }: Asked): string[] {
  const parts = (request.url ?? '').split('?', 1)[0]!.split('/').slice(2).map((part) => idInput.safeParse(part));
  return parts.every((part) => part.success) ? parts.map((part) => part.data!) : [];
}

function refuse({ response, language }: Asked, is: No): void {
  const { status, ...says } = refusals[is];
  plainFault(response, status, is, says[language]);
}
