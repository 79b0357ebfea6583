import { createServer, type IncomingHttpHeaders, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Stack, startStack } from './stack';

interface Came {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

describe('paths that a service answers itself', () => {
  const came: Came[] = [];
  let service: Server;
  let stack: Stack;
  let nurse: string;
  beforeAll(async () => {
    service = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      came.push({ method: request.method, path: request.url, headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(201, { 'content-type': 'image/jpeg', 'cache-control': 'private', 'x-inside': 'triage-3' }).end(Buffer.from([0xff, 0xd8, 0x00]));
    });
    await new Promise<void>((done) => service.listen(0, '127.0.0.1', done));
    stack = await startStack({ TRIAGE_URL: `http://127.0.0.1:${(service.address() as AddressInfo).port}/graphql`, RATE_PER_MINUTE_ANONYMOUS: '5' });
    nurse = await stack.issuer.nurse();
  });
  beforeEach(() => void came.splice(0));
  afterAll(async () => {
    await stack.stop();
    service.close();
  });

  it('[TRI-10] bytes go there and come back as they are, with the caller’s token and language; nothing else of either side does', async () => {
    const body = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x0a]);
    const headers = { authorization: `Bearer ${nurse}`, 'content-type': 'image/jpeg', 'accept-language': 'en', 'x-request-id': 'request-12345', cookie: 'a=b', 'x-forwarded-host': 'evil.example' };
    const answer = await fetch(`${stack.url}/photos/session/photo?size=2`, { method: 'PUT', headers, body });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control'), answer.headers.get('x-inside')]).toEqual([201, 'image/jpeg', 'private', null]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([0xff, 0xd8, 0x00]));
    expect(came).toMatchObject([{ method: 'PUT', path: '/photos/session/photo?size=2', headers: { authorization: `Bearer ${nurse}`, 'content-type': 'image/jpeg', 'accept-language': 'en', 'x-request-id': 'request-12345' }, body }]);
    for (const name of ['cookie', 'x-forwarded-host']) expect(came[0]!.headers).not.toHaveProperty(name);
  });

  it.each(['/photos/../graphql', '/photos/%2e%2e/health/ready', '/fhir/a/../../metrics'])('[API-1] %s is no way to anything else of the service', async (path) => {
    const { hostname, port } = new URL(stack.url);
    const status = await new Promise<number | undefined>((done, fail) => {
      ask({ hostname, port, path, headers: { authorization: `Bearer ${nurse}` } }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      }).on('error', fail).end();
    });
    expect([status, came]).toEqual([400, []]);
  });

  it('[DIR-2] [API-1] a bad token, a page of a foreign host and who is over the rate never reach the service', async () => {
    const get = (headers: Record<string, string>) => fetch(`${stack.url}/photos/photo`, { headers });
    expect((await get({ authorization: 'Bearer a.b.c' })).status).toBe(401);
    expect((await get({ authorization: `Bearer ${nurse}`, origin: 'https://evil.example' })).status).toBe(400);
    expect(came).toEqual([]);
    for (let n = 0; n < 4; n += 1) expect((await get({})).status).toBe(201); // the bad token was the first of five
    expect([(await get({})).status, came.length]).toEqual([429, 4]);
  });

  it('[API-1] a service that is away is an INTERNAL fault that names no address', async () => {
    await new Promise((done) => service.close(done).closeAllConnections());
    const answer = await fetch(`${stack.url}/fhir/Task`, { headers: { authorization: `Bearer ${nurse}` } });
    const said = await answer.text();
    expect(answer.status).toBe(500);
    expect(JSON.parse(said)).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL', id: expect.any(String) } }] });
    expect(said).not.toMatch(/127\.0\.0\.1|ECONN|triage|fetch failed/);
  });
});
