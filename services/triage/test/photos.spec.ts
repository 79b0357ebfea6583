import type { Actor, PatientActor } from '@vardgraf/service-kit/actor';
import { v4 } from 'uuid';
import { simplePack } from './simple-pack';
import { staffMember, tokenOf, type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
let anna: PatientActor;
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

beforeAll(async () => {
  world = await triageWorld();
  await world.publish([simplePack('drop-in', { priority: 4, need: 'DIGITAL', profession: 'NURSE' })]);
  await world.unit('bollnas');
  anna = await world.person();
});
afterAll(() => world.end());

const send = (method: string, path: string, actor?: Actor, body?: Buffer) =>
  fetch(`${world.url}${path}`, { method, headers: { ...(actor && { authorization: `Bearer ${tokenOf(actor)}` }), 'content-type': 'text/html', 'accept-language': 'en' }, ...(body && { body: new Uint8Array(body) }) });
const put = (sessionId: string, id: string = v4(), actor: Actor | undefined = anna, body = PNG) => send('PUT', `/photos/${sessionId}/${id}`, actor, body);
const begin = async (): Promise<string> => (await world.start(anna, 'drop-in'))['id'] as string;

describe('[TRI-10] photos', () => {
  it('are kept with the session, found in it and shown again as what their bytes are', async () => {
    const [sessionId, id] = [await begin(), v4()];
    const kept = await put(sessionId, id);
    expect([kept.status, await kept.json()]).toEqual([200, { id, mediaType: 'image/png', bytes: PNG.length, metadataRemoved: true, addedAt: expect.any(String) }]);
    expect((await put(sessionId, id)).status).toBe(200);
    const { session } = await world.mutate(anna, 'answerTriage', { sessionId, answers: [], freeText: 'Se bilden.' });
    expect(session.photos).toEqual([{ id, mediaType: 'image/png', bytes: PNG.length, metadataRemoved: true, path: `/photos/${id}` }]);
    const shown = await send('GET', `/photos/${id}`, anna);
    expect([shown.status, shown.headers.get('content-type'), shown.headers.get('x-content-type-options'), shown.headers.get('cache-control')]).toEqual([200, 'image/png', 'nosniff', 'no-store']);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG);
    expect(await world.audits('keepPhoto', anna.personId)).toMatchObject([{ actor_id: anna.personId, what: 'session.photo-kept' }]);
  });

  it('[DIR-3] [AUD-1] are for the patient’s side and who has the case in hand, each look of theirs logged', async () => {
    const [sessionId, id] = [await begin(), v4()];
    await put(sessionId, id);
    const { session } = await world.answerAll(anna, (await world.mutate(anna, 'answerTriage', { sessionId, answers: [], freeText: 'x' }))['session']).then((s) => world.mutate(anna, 'finishTriage', { sessionId: s['id'] }));
    const nina = staffMember('nina');
    const statuses = async () => Promise.all([nina, staffMember('nils'), await world.person(), undefined].map(async (actor) => (await send('GET', `/photos/${id}`, actor)).status));
    expect(await statuses()).toEqual([404, 404, 404, 401]);
    await world.hear('case.access-changed', { caseId: session.outcome.caseId, patientId: anna.personId, open: true, units: [{ unitId: 'bollnas', roles: ['NURSE'] }], responsibleUnitId: 'bollnas', takenBy: 'nina', participants: [] });
    expect(await statuses()).toEqual([200, 404, 404, 401]);
    expect(await world.audits('readPhoto', anna.personId)).toMatchObject([{ actor_id: 'nina', case_id: session.outcome.caseId }]);
    const query = 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on Case { photos { path } } } }';
    expect((await world.ask(nina, query, { r: [{ __typename: 'Case', id: session.outcome.caseId }] })).data!['_entities']).toEqual([{ photos: [{ path: `/photos/${id}` }] }]);
    expect((await put(session.id)).status).toBe(409);
  });

  it('are refused in words when they are none, too large, too many, or not of one’s own session', async () => {
    const sessionId = await begin();
    const answers = async (response: Response) => [response.status, ((await response.json()) as { code: string; message: string }).code];
    expect(await answers(await put(sessionId, v4(), anna, Buffer.from('<svg onload="x"/>')))).toEqual([415, 'NOT_A_PHOTO']);
    expect(await answers(await put(sessionId, v4(), anna, Buffer.concat([PNG, Buffer.alloc(20 * 1024 * 1024)])))).toEqual([413, 'TOO_LARGE']);
    expect(await answers(await put(sessionId, v4(), await world.person()))).toEqual([404, 'NOT_FOUND']);
    expect(await answers(await put(sessionId, v4(), staffMember('nina')))).toEqual([403, 'NOT_PERMITTED']);
    expect(await answers(await put(sessionId, 'nonsense'))).toEqual([404, 'NOT_FOUND']);
    expect(await answers(await send('GET', '/photos/', anna))).toEqual([404, undefined]);
    for (let i = 0; i < 5; i += 1) expect((await put(sessionId)).status).toBe(200);
    expect(await answers(await put(sessionId))).toEqual([409, 'TOO_MANY_PHOTOS']);
  });

  it('are taken away again while the session is open', async () => {
    const [sessionId, photoId] = [await begin(), v4()];
    await put(sessionId, photoId);
    expect(await world.mutate(anna, 'removeTriagePhoto', { sessionId, photoId })).toMatchObject({ __typename: 'RemoveTriagePhotoOk', session: { photos: [] } });
    expect((await send('GET', `/photos/${photoId}`, anna)).status).toBe(404);
    expect(await world.mutate(anna, 'removeTriagePhoto', { sessionId, photoId })).toMatchObject({ __typename: 'NotFound' });
  });
});
