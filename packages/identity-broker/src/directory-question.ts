import { randomUUID } from 'node:crypto';
import { staffRole } from '@vardgraf/schema/events/codes';
import type { SigningKeys } from '@vardgraf/service-kit/signing-keys';
import { audience, type Environment } from '@vardgraf/service-kit/tokens';
import { traceHeaders } from '@vardgraf/service-kit/tracing';
import { importJWK, SignJWT } from 'jose';
import { z } from 'zod';

const fields = 'kind personId regionId regionName language refusal otherWays { sv en } commissions { id role unitIds unitNames unitHsaIds }';
const login = z.object({
  kind: z.enum(['PATIENT', 'STAFF']), personId: z.string(), regionId: z.string(), regionName: z.string(), language: z.enum(['sv', 'en']).catch('sv'),
  refusal: z.enum(['PROTECTED_IDENTITY', 'UNDER_AGE', 'NO_COMMISSION']).nullable(), otherWays: z.object({ sv: z.string(), en: z.string() }),
  commissions: z.array(z.object({ id: z.string(), role: staffRole, unitIds: z.array(z.string()), unitNames: z.array(z.string()), unitHsaIds: z.array(z.string()) })),
});
/** What the directory knows of a person who wants in. */
export type DirectoryLogin = z.infer<typeof login>;

const answers = { logins: z.object({ logins: z.array(login) }), login: z.object({ login: login.nullable() }) };
const patienceMs = 3_000;

/** The directory's answers about people who log in, asked with the log-in service's own token. */
export class DirectoryQuestion {
  constructor(private readonly o: { url: string; issuer: string; environment: Environment; keys: () => SigningKeys }) {}

  /** The profiles of whom the number or HSA-id names. @throws Error without a word of the person when there is no good answer */
  async find(kind: DirectoryLogin['kind'], identifier: string): Promise<DirectoryLogin[]> {
    return (await this.ask('logins', `query Logins($kind: LoginKind!, $identifier: String!) { logins(kind: $kind, identifier: $identifier) { ${fields} } }`, { kind, identifier })).logins;
  }

  /** What holds now. @throws as find */
  async again(regionId: string, personId: string): Promise<DirectoryLogin | undefined> {
    return (await this.ask('login', `query Login($regionId: ID!, $personId: ID!) { login(regionId: $regionId, personId: $personId) { ${fields} } }`, { regionId, personId })).login ?? undefined;
  }

  private async ask<K extends keyof typeof answers>(which: K, query: string, variables: Record<string, string>): Promise<z.infer<(typeof answers)[K]>> {
    const response = await fetch(this.o.url, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.ownToken()}`, ...traceHeaders() },
      body: JSON.stringify({ query, variables }), signal: AbortSignal.timeout(patienceMs),
    });
    const body = (await response.json()) as { data?: unknown; errors?: { extensions?: { code?: string } }[] };
    const unknownForm = body.errors?.some(({ extensions }) => extensions?.code === 'BAD_INPUT');
    const parsed = answers[which].safeParse(unknownForm ? { logins: [], login: null } : body.data);
    if (!parsed.success) throw new Error(`directory gave no answer to ${which}: status ${response.status}`);
    return parsed.data as z.infer<(typeof answers)[K]>;
  }

  /** The keys are its own: it needs nobody to give it a token. */
  private async ownToken(): Promise<string> {
    const key = this.o.keys().jwks.keys[0]!;
    return new SignJWT({ kind: 'SERVICE', scope: 'logins:read', environment: this.o.environment })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid! }).setIssuer(this.o.issuer).setAudience(audience).setSubject('identity-broker')
      .setJti(randomUUID()).setIssuedAt().setExpirationTime('1m').sign(await importJWK(key, 'ES256'));
  }
}
