import { gatewayEnv } from '@vardgraf/gateway/env';
import { startGateway } from '@vardgraf/gateway/start';
import type { Running } from '@vardgraf/service-kit/http';
import { LiveClient } from '../../gateway/test/live-client';
import { patients, staff } from '../../services/directory/src/seed/known';
import { natsUrl } from '../infrastructure';
import { type LogInWorld, logInWorld } from '../log-in/world';

let world: LogInWorld;
let gateway: Running;
/** Hears no message: what it knows it has from the list. */
let deaf: Running;

beforeAll(async () => {
  world = await logInWorld();
  const env = gatewayEnv.parse({ NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent', ISSUER: world.url, JWKS_URL: `${world.url}/jwks`, NATS_URL: natsUrl(), DIRECTORY_URL: `${world.directory.url}/graphql`, DRAIN_MS: '20' });
  gateway = await startGateway(env);
  deaf = await startGateway({ ...env, NATS_URL: 'nats://127.0.0.1:9', REVOCATIONS_URL: `${world.url}/revoked`, REVOCATIONS_MS: 200 });
}, 120_000);
afterAll(async () => {
  await gateway.stop();
  await deaf.stop();
  await world.stop();
});

async function patient() {
  const [{ number } = { number: '' }] = await world.directory.rows<{ number: string }>('SELECT number FROM patient WHERE id = $1', [patients.tolvan.id]);
  const { seen, verifier } = await world.logIn('patients', 'bankid', { claims: { identityscheme: 'sebankid', ssn: number } });
  return world.tokens('patients', seen, verifier);
}

async function nurse() {
  const [{ hsa } = { hsa: '' }] = await world.directory.rows<{ hsa: string }>('SELECT hsa_id AS hsa FROM staff_member WHERE id = $1', [staff.annaNurse.id]);
  const { seen, verifier } = await world.logIn('staff', 'siths', { claims: { acr: 'http://id.sambi.se/loa/loa3', employeeHsaId: hsa } });
  return world.tokens('staff', seen, verifier);
}

async function closed(client: LiveClient, withinMs: number): Promise<number> {
  const began = Date.now();
  await client.until(() => client.closed !== undefined, withinMs);
  return Date.now() - began;
}

const statusAt = async (running: Running, token: string) =>
  (await fetch(`${running.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: '{"query":"{ __typename }"}' })).status;

test.each<[string, () => Running]>([['by message', () => gateway], ['by the list, where no message comes', () => deaf]])(
  '[DIR-2] when a log-in ends, its sockets close with 4403 within 30 s and its token is refused, %s; other log-ins go on', async (_, at) => {
    const mine = await patient();
    const other = await patient();
    const socket = await LiveClient.open(at().url, mine.access_token);
    const bystander = await LiveClient.open(at().url, other.access_token);
    expect(await statusAt(at(), mine.access_token)).toBe(200);
    await fetch(`${world.url}/token/revocation`, { method: 'POST', body: new URLSearchParams({ client_id: 'patients', token: mine.refresh_token }) });
    expect(await closed(socket, 30_000)).toBeLessThan(30_000);
    expect(socket.closed).toEqual({ code: 4403, reason: 'Logged out' });
    expect(await statusAt(at(), mine.access_token)).toBe(401);
    expect((await LiveClient.open(at().url, mine.access_token)).closed?.code).toBe(4403);
    expect(await statusAt(at(), other.access_token)).toBe(200);
    expect(bystander.closed).toBeUndefined();
    bystander.socket.terminate();
  }, 60_000);

test('[DIR-2] a gateway that starts later refuses what ended before', async () => {
  const mine = await patient();
  await fetch(`${world.url}/token/revocation`, { method: 'POST', body: new URLSearchParams({ client_id: 'patients', token: mine.refresh_token }) });
  expect(await world.revoked()).toContain((await world.verify(mine.access_token)).session);
  const late = await startGateway(gatewayEnv.parse({ NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent', ISSUER: world.url, JWKS_URL: `${world.url}/jwks`, NATS_URL: natsUrl(), REVOCATIONS_URL: `${world.url}/revoked`, DRAIN_MS: '20' }));
  expect(await statusAt(late, mine.access_token)).toBe(401);
  await late.stop();
}, 60_000);

test('[DIR-2] when a commission ends, the directory’s event closes the sockets and ends the tokens that name it', async () => {
  const { access_token: token } = await nurse();
  const socket = await LiveClient.open(gateway.url, token);
  expect(socket.closed).toBeUndefined();
  await world.endCommissions(staff.annaNurse.id);
  await closed(socket, 30_000);
  expect(socket.closed).toEqual({ code: 4403, reason: 'Commission changed' });
  expect(await statusAt(gateway, token)).toBe(401);
}, 60_000);
