import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokerEnv } from '@vardgraf/identity-broker/env';
import { migrationsDir, startIdentityBroker } from '@vardgraf/identity-broker/start';
import { freePort } from '@vardgraf/launcher/ports';
import { repositoryRoot } from '@vardgraf/launcher/paths';
import { systemActor } from '@vardgraf/service-kit/actor';
import { openDatabase } from '@vardgraf/service-kit/postgres';
import type { SigningKeyOptions } from '@vardgraf/service-kit/signing-keys';
import { tokenVerifier } from '@vardgraf/service-kit/tokens';
import { transact } from '@vardgraf/service-kit/transaction';
import { Client } from 'pg';
import { parse, stringify } from 'yaml';
import { announceStaff } from '../../services/directory/src/operations/announce-people';
import { directoryWorld } from '../../services/directory/test/directory-world';
import { freshDatabase, natsUrl } from '../infrastructure';
import { Browser, type Seen } from './browser';
import { clientSecret, type Persona, startFakeIssuer } from './fake-issuer';

const home = 'https://app.test/callback';
type Tokens = { access_token: string; refresh_token: string; id_token: string; error?: string };

/** The log-in service with the repository's own mapping files, an issuer that stands for all of them, and a seeded directory that believes its tokens. */
export async function logInWorld(o: { keys?: SigningKeyOptions } = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'vardgraf-log-in-'));
  const upstream = await startFakeIssuer();
  writeFileSync(join(folder, 'secret'), `${clientSecret}\n`);
  const issuers = join(folder, 'issuers');
  mkdirSync(issuers);
  const shipped = join(repositoryRoot, 'config/issuers');
  for (const file of readdirSync(shipped)) {
    const mapping = parse(readFileSync(join(shipped, file), 'utf8')) as Record<string, unknown>;
    const development = { issuer: upstream.url, clientId: `vardgraf-${file}`, secretFile: join(folder, 'secret') };
    writeFileSync(join(issuers, file), stringify({ ...mapping, environments: { development } }));
  }
  const machine = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const browser = (clientId: string, more: object) => ({ clientId, redirectUris: [home], afterLogOut: ['https://app.test/bye'], ...more });
  writeFileSync(join(folder, 'clients.json'), JSON.stringify({
    browsers: [browser('patients', { kind: 'PATIENT', regionId: 'gavleborg' }), browser('staff', { kind: 'STAFF' })],
    partners: [{ clientId: 'telephone-triage', name: 'x', regionId: 'gavleborg', scopes: ['consultations:submit'], publicKeys: [machine.publicKey.export({ format: 'jwk' })] }],
  }));
  const database = await freshDatabase([{ name: 'identity', migrationsDir }]);
  const env = brokerEnv.parse({
    NODE_ENV: 'test', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent', PORT: String(port), ISSUER: url, DATABASE_URL: database.url('identity'), NATS_URL: natsUrl(), ISSUERS_DIR: issuers,
    CLIENTS_FILE: join(folder, 'clients.json'), KEY_FILE: join(folder, 'keys.json'), KEYS_MS: '50', DIRECTORY_URL: 'http://127.0.0.1:9/graphql',
  });
  const directory = await directoryWorld({ ISSUER: url, JWKS_URL: `${url}/jwks` });
  const withDirectory = { ...env, DIRECTORY_URL: `${directory.url}/graphql` };
  let broker = await startIdentityBroker(withDirectory, o);
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();

  const token = async (form: Record<string, string>) => {
    const response = await fetch(`${url}/token`, { method: 'POST', body: new URLSearchParams(form) });
    return { status: response.status, body: (await response.json()) as Tokens };
  };

  return {
    url, upstream, directory, token, env: withDirectory, folder,
    partnerKey: machine.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    verify: tokenVerifier({ issuer: url, jwksUrl: `${url}/jwks` }),
    browser: (language?: string) => new Browser('https://app.test/', language),
    /** The first page, or the way back when the browser is known. */
    begin(browser: Browser, client: 'patients' | 'staff', more: Record<string, string> = {}): Promise<Seen & { verifier: string }> {
      const verifier = randomBytes(32).toString('base64url');
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const query = new URLSearchParams({ client_id: client, response_type: 'code', redirect_uri: home, scope: 'openid', state: 's', code_challenge: challenge, code_challenge_method: 'S256', ...more });
      return browser.visit(`${url}/auth?${query}`).then((seen) => ({ ...seen, verifier }));
    },
    /** A person comes, chooses an issuer where there are several, and is there whom the persona says. */
    async logIn(client: 'patients' | 'staff', issuer: string, persona: Persona, browser = new Browser('https://app.test/'), more: Record<string, string> = {}) {
      upstream.state.next = persona;
      const { verifier, ...first } = await this.begin(browser, client, more);
      let seen: Seen = first;
      if (seen.url.includes('/interaction/') && seen.text.includes(`/with/${issuer}"`)) seen = await browser.visit(`${seen.url}/with/${issuer}`);
      return { seen, verifier, browser };
    },
    /** The tokens of a log-in that has come home. */
    async tokens(client: string, seen: Seen, verifier: string) {
      const code = new URL(seen.url).searchParams.get('code');
      if (!code) throw new Error(`no code: ${seen.status} ${seen.text}`);
      return (await token({ grant_type: 'authorization_code', client_id: client, redirect_uri: home, code, code_verifier: verifier })).body;
    },
    refresh: (client: string, refreshToken: string) => token({ grant_type: 'refresh_token', client_id: client, refresh_token: refreshToken }),
    async revoked(): Promise<string[]> {
      return ((await (await fetch(`${url}/revoked`)).json()) as { sessions: string[] }).sessions;
    },
    /** Everything the log-in service keeps, as text. */
    async kept(): Promise<string> {
      return JSON.stringify((await admin.query('SELECT * FROM identity.login_record')).rows);
    },
    /** Every browser's log-in lies so many seconds further back. */
    async longAgo(seconds: number): Promise<void> {
      await admin.query("UPDATE identity.login_record SET payload = jsonb_set(payload, '{loginTs}', to_jsonb((payload->>'loginTs')::bigint - $1::bigint)) WHERE model = 'Session' AND payload ? 'loginTs'", [seconds]);
    },
    /** Somebody ends a person's commissions: directory tells of it. */
    async endCommissions(staffId: string): Promise<void> {
      const db = await openDatabase({ url: directory.env.DATABASE_URL, service: 'directory', entities: [] });
      await transact(db, systemActor('test'), async (tx) => {
        await tx.query('UPDATE commission SET active = false WHERE staff_id = $1', [staffId]);
        await announceStaff(tx, 'gavleborg', [staffId]);
      });
      await db.close();
    },
    async restart(): Promise<void> {
      await broker.stop();
      broker = await startIdentityBroker(withDirectory, o);
    },
    async stop() {
      await broker.stop();
      await directory.stop();
      await upstream.stop();
      await admin.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type LogInWorld = Awaited<ReturnType<typeof logInWorld>>;
