import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { directoryQuestion } from '../src/directory-question';

describe('[CON-2] the question to directory', () => {
  let server: Server;
  let respond: (body: string) => string | undefined;
  const asked: { authorization: string | undefined; body: string }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString())).on('end', () => {
        asked.push({ authorization: request.headers.authorization, body });
        const answer = respond(body);
        if (answer !== undefined) response.end(answer);
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  afterAll(() => new Promise<void>((closed) => { server.close(() => closed()); server.closeAllConnections(); }));
  const ask = (token: string | undefined) => directoryQuestion(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)(token)('nora');
  /** 300 ms may be too short on a busy machine; a partner would repeat as well. */
  const insistently = async (token: string) => {
    for (let tries = 0; tries < 20; tries += 1) {
      const known = await ask(token);
      if (known) return known;
    }
    return undefined;
  };
  const facts = { birthDate: '1999-02-28', sex: 'FEMALE', protectedIdentity: false };

  it('[CON-2] goes with the partner’s own token, and its answer is checked', async () => {
    respond = () => JSON.stringify({ data: { patientFacts: facts } });
    expect(await insistently('the-partners')).toEqual(facts);
    expect(asked.at(-1)).toMatchObject({ authorization: 'Bearer the-partners', body: expect.stringContaining('"id":"nora"') });
    respond = () => JSON.stringify({ data: { patientFacts: { ...facts, sex: 'ANY' } } });
    expect(await ask('the-partners')).toBeUndefined();
  });

  it('[CON-2] fails closed: no token, no address, nobody known, no JSON, no answer in time', async () => {
    respond = () => JSON.stringify({ data: { patientFacts: null } });
    expect(await ask('the-partners')).toBeUndefined();
    expect(await ask(undefined)).toBeUndefined();
    expect(await directoryQuestion(undefined)('the-partners')('nora')).toBeUndefined();
    respond = () => 'away';
    expect(await ask('the-partners')).toBeUndefined();
    respond = () => undefined;
    expect(await ask('the-partners')).toBeUndefined();
  });
});
