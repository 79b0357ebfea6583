import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { shiftClock } from '@vardgraf/service-kit/clock';
import type { StaffRole } from '@vardgraf/schema/events/codes';
import { type FreshDatabase, freshDatabase, natsUrl } from '@vardgraf/test/infrastructure';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Client } from 'pg';
import { type DirectoryEnv, directoryEnv } from '../src/env';
import { seed } from '../src/seed';
import { migrationsDir, startDirectory } from '../src/start';
import type { KnownPatient, KnownStaff } from '../src/seed/known';

export const issuer = 'http://issuer.test';
export const casesMigrations = join(__dirname, '..', '..', 'cases', 'src', 'storage', 'migrations');

export interface Answer {
  // Test code reads answers freely.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; paths?: string[] } }[];
}

export interface World {
  database: FreshDatabase;
  env: DirectoryEnv;
  url: string;
  /** One operation; the token is left out when undefined. */
  ask(token: string | undefined, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Rows of directory's schema, as the administrator. */
  rows<T = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<T[]>;
  /** Publishes that Gävleborg handles people with protected identity, or no longer does; a published version stays as it is. */
  handlesProtected(handled: boolean): Promise<unknown>;
  /** Sets the platform's clock to an instant. */
  clockAt(instant: string): Promise<void>;
  staffToken(person: KnownStaff, commission?: number): Promise<string>;
  patientToken(person: KnownPatient): Promise<string>;
  token(claims: Record<string, unknown>, over?: { typ?: string; audience?: string; expires?: string; issuer?: string; live?: boolean }): Promise<string>;
  stop(): Promise<void>;
}

/** A seeded directory of its own with everything running, and tokens its verifier accepts. */
export async function directoryWorld(over: Partial<DirectoryEnv> = {}): Promise<World> {
  const database = await freshDatabase([{ name: 'directory', migrationsDir }, { name: 'cases', migrationsDir: casesMigrations }]);
  const keys = await generateKeyPair('ES256');
  const liveKeys = await generateKeyPair('ES256');
  const jwks = await serve({ '/jwks': { keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'ES256', kid: 'a' }] }, '/live': { keys: [{ ...(await exportJWK(liveKeys.publicKey)), alg: 'ES256', kid: 'l' }] } });
  const env = directoryEnv.parse({
    NODE_ENV: 'test', LOG_LEVEL: 'silent', PORT: '0', DATABASE_URL: database.url('directory'), NATS_URL: natsUrl(), ISSUER: issuer,
    JWKS_URL: `${jwks.url}/jwks`, LIVE_JWKS_URL: `${jwks.url}/live`, ...over,
  });
  await seed(env);
  const running = await startDirectory(env);
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query('SET search_path = directory, vardgraf');

  const token: World['token'] = (claims, o = {}) =>
    new SignJWT({ kind: 'PATIENT', ...claims }).setProtectedHeader({ alg: 'ES256', typ: o.typ ?? (o.live ? 'live+jwt' : 'at+jwt'), kid: o.live ? 'l' : 'a' })
      .setIssuer(o.issuer ?? (o.live ? 'vardgraf-gateway' : issuer)).setAudience(o.audience ?? 'vardgraf').setIssuedAt().setExpirationTime(o.expires ?? '5m').sign(o.live ? liveKeys.privateKey : keys.privateKey);

  return {
    database, env, url: running.url, token,
    async ask(bearer, query, variables) {
      const response = await fetch(`${running.url}/graphql`, {
        method: 'POST', headers: { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) }, body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    rows: async (sql, params) => (await admin.query(sql, params)).rows,
    handlesProtected: (handled) => admin.query(
      `INSERT INTO region_setting (region, key, version, effective_from, value)
       SELECT region, key, max(version) + 1, max(effective_from), jsonb_build_object('handled', $1::boolean) FROM region_setting WHERE region = 'gavleborg' AND key = 'protected-identity' GROUP BY 1, 2`, [handled]),
    clockAt: (instant) => shiftClock(database.adminUrl, `${Date.parse(instant) - Date.now()} milliseconds`),
    staffToken: (person, commission = 0) => token({ kind: 'STAFF', sub: person.id, region: person.regionId, commission: person.commissions[commission] }),
    patientToken: (person) => token({ kind: 'PATIENT', sub: person.id, region: person.regionId }),
    async stop() {
      await running.stop();
      await admin.end();
      await jwks.stop();
      await database.drop();
    },
  };
}

/** A staff member of Gävle health centre in any role, for what only the role decides. */
export function inRole(person: KnownStaff, role: StaffRole): KnownStaff {
  const commission = { ...person.commission, role };
  return { ...person, commission, commissions: [commission] };
}

/** An HTTP server that answers paths with fixed JSON. */
async function serve(answers: Record<string, unknown>): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[request.url!])));
  return listen(server);
}

export async function listen(server: Server): Promise<{ url: string; stop(): Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

/** Patients by reference, as the gateway asks for them. */
export const patientsByReference = `query($ids: [_Any!]!) { _entities(representations: $ids) { ... on Patient {
  id name personalNumber birthDate ageYears sex language mobile email protectedIdentity listedUnit { name } fixedDoctor { name } homeRegion { id }
  guardians { primary patient { id name mobile } } } } }`;

export function references(...ids: string[]): { ids: { __typename: string; id: string }[] } {
  return { ids: ids.map((id) => ({ __typename: 'Patient', id })) };
}
