import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LiveTokens } from '@vardgraf/gateway/identity/live-tokens';
import { createLog } from '@vardgraf/service-kit/log';
import { tokenVerifier } from '@vardgraf/service-kit/tokens';
import { decodeProtectedHeader } from 'jose';
import { patients } from '../../services/directory/src/seed/known';
import { logInWorld } from '../log-in/world';

/** 30 days and five minutes in a hurry; still longer than the second for which a verifier does not ask again. */
const hurried = { rotateAfterMs: 4_000, publishFirstMs: 2_000 };
const giveUpAfterMs = 60_000;

test('[DIR-2] the log-in service changes its signing keys twice under traffic, without a restart and without a token refused', async () => {
  const world = await logInWorld({ keys: hurried });
  try {
    const [{ number } = { number: '' }] = await world.directory.rows<{ number: string }>('SELECT number FROM patient WHERE id = $1', [patients.tolvan.id]);
    const { seen, verifier } = await world.logIn('patients', 'bankid', { claims: { identityscheme: 'sebankid', ssn: number } });
    let { access_token: token, refresh_token: renewal } = await world.tokens('patients', seen, verifier);
    const signers = new Map<string, string>();
    let asked = 0;
    for (const deadline = Date.now() + giveUpAfterMs; signers.size < 3 && Date.now() < deadline; asked += 1) {
      signers.set(decodeProtectedHeader(token).kid!, token);
      expect((await world.verify(token)).actor).toMatchObject({ personId: patients.tolvan.id });
      expect((await world.directory.ask(token, '{ me { personId } }')).data.me).toEqual({ personId: patients.tolvan.id });
      const renewed = await world.refresh('patients', renewal);
      expect(renewed.status).toBe(200);
      ({ access_token: token, refresh_token: renewal } = renewed.body);
    }
    expect(signers.size).toBe(3);
    expect(asked).toBeGreaterThanOrEqual(5); // on a machine with nothing else to do: hundreds
    const [, before] = [...signers.values()];
    await expect(world.verify(before!)).resolves.toMatchObject({ actor: { personId: patients.tolvan.id } });
  } finally {
    await world.stop();
  }
}, 180_000);

test('[DIR-2] [LIV-1] the gateway’s own key for shared answers changes too, and no subgraph refuses', async () => {
  const tokens = await LiveTokens.create({ log: createLog('gateway', 'silent'), refreshMs: 50, ...hurried });
  const server = createServer((_, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(tokens.keySet())));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const verify = tokenVerifier({ issuer: url, jwksUrl: url, liveJwksUrl: url });
  const signers = new Set<string>();
  let asked = 0;
  for (const deadline = Date.now() + giveUpAfterMs; signers.size < 3 && Date.now() < deadline; asked += 1) {
    const token = (await tokens.authorization({ regionId: 'gavleborg', unitId: `unit-${asked}`, role: 'NURSE', language: 'sv' })).slice('Bearer '.length);
    signers.add(decodeProtectedHeader(token).kid!);
    expect((await verify(token)).actor).toMatchObject({ kind: 'LIVE', unitId: `unit-${asked}` });
    await new Promise((done) => setTimeout(done, 10));
  }
  expect(signers.size).toBe(3);
  expect(JSON.stringify(tokens.keySet())).not.toContain('"d"');
  await tokens.close();
  await new Promise((done) => { server.close(done); server.closeAllConnections(); });
}, 120_000);
