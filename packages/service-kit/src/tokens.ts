import { staffRoles } from '@vardgraf/schema/events/codes';
import { createRemoteJWKSet, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Actor } from './actor';
import { Fault } from './fault';

export const audience = 'vardgraf';
export const liveIssuer = 'vardgraf-gateway';
/** Where the log-in service says on core NATS that a log-in has ended: {session}. */
export const loginRevokedSubject = 'identity.login-revoked';

/** What an installation is for; people and tokens of one never work in another (DIR-4). */
export const environments = ['production', 'education', 'development'] as const;
export type Environment = (typeof environments)[number];

const language = z.enum(['sv', 'en']).catch('sv').default('sv');
const role = z.enum(staffRoles);

/** Beside who it is: where the token is good, and the log-in it belongs to. A token that does not say where is a developer's. */
const circumstances = z.object({ environment: z.enum(environments).default('development'), sid: z.string().min(1).optional() });

const claims = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('PATIENT'), sub: z.string().min(1), region: z.string().min(1), locale: language }),
  z.object({
    kind: z.literal('STAFF'),
    sub: z.string().min(1),
    region: z.string().min(1),
    commission: z.object({ id: z.string().min(1), unitIds: z.array(z.string().min(1)).min(1), role }),
    locale: language,
  }),
  z.object({ kind: z.literal('PARTNER'), sub: z.string().min(1), region: z.string().min(1), scope: z.string().default(''), locale: language }),
  z.object({ kind: z.literal('SERVICE'), sub: z.string().min(1), scope: z.string().default('') }),
]);

const liveClaims = z.object({ kind: z.literal('LIVE'), region: z.string().min(1), unit: z.string().min(1), role, locale: language });

/** Turns a token into an actor; see {@link tokenVerifier}. */
export type VerifyToken = (token: string) => Promise<VerifiedToken>;

export interface VerifiedToken {
  actor: Actor;
  /** When the token stops being good. */
  expiresAt: Date;
  /** The log-in it was given under, which may be ended before; machines and test persons have none. */
  session?: string;
}

export interface TokenVerifierOptions {
  issuer: string;
  jwksUrl: string;
  liveJwksUrl?: string;
  /** What this installation is for; development when left out. */
  environment?: Environment;
}

/**
 * Verifies access tokens (RFC 9068 at+jwt) of the issuer and `live` tokens of the gateway: ES256, audience, expiry (5 s of skew), claims (DIR-2),
 * and the environment, so that an education token opens nothing in production (DIR-4). Keys are fetched when first needed, every ten minutes, and again
 * when an unknown key id comes, at most once a second: keys change without a restart.
 * @throws Fault UNAUTHENTICATED for a bad token, INTERNAL when the keys cannot be had
 */
export function tokenVerifier(config: TokenVerifierOptions): VerifyToken {
  const keys = createRemoteJWKSet(new URL(config.jwksUrl), { cooldownDuration: 1_000, timeoutDuration: 2_000 });
  const liveKeys = config.liveJwksUrl ? createRemoteJWKSet(new URL(config.liveJwksUrl), { cooldownDuration: 1_000, timeoutDuration: 2_000 }) : undefined;
  const common = { audience, algorithms: ['ES256'], clockTolerance: 5, requiredClaims: ['exp', 'sub'] };
  return async (token) => {
    try {
      const live = decodeProtectedHeader(token).typ === 'live+jwt';
      if (live) {
        if (!liveKeys) throw new Fault('UNAUTHENTICATED', 'This token is not accepted here.');
        const { payload } = await jwtVerify(token, liveKeys, { ...common, issuer: liveIssuer, typ: 'live+jwt' });
        const c = liveClaims.parse(payload);
        return { actor: { kind: 'LIVE', regionId: c.region, unitId: c.unit, role: c.role, language: c.locale }, expiresAt: new Date(payload.exp! * 1000) };
      }
      const { payload } = await jwtVerify(token, keys, { ...common, issuer: config.issuer, typ: 'at+jwt' });
      const { environment, sid } = circumstances.parse(payload);
      if (environment !== (config.environment ?? 'development')) throw new Fault('UNAUTHENTICATED', 'The token is of another environment.');
      return { actor: toActor(claims.parse(payload)), expiresAt: new Date(payload.exp! * 1000), session: sid };
    } catch (error) {
      if (error instanceof Fault) throw error;
      if (keysUnreachable(error)) throw new Fault('INTERNAL', 'The keys of the identity provider cannot be read.', { cause: error });
      throw new Fault('UNAUTHENTICATED', 'The token is malformed, expired, or not meant for this service.');
    }
  };
}

/** Told apart from a bad token: nobody is logged out because the provider is away. */
function keysUnreachable(error: unknown): boolean {
  if (error instanceof errors.JOSEError) return ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code);
  return (error as Error).name === 'TypeError' && (error as Error).message === 'fetch failed';
}

function toActor(c: z.infer<typeof claims>): Actor {
  switch (c.kind) {
    case 'PATIENT':
      return { kind: 'PATIENT', personId: c.sub, regionId: c.region, language: c.locale };
    case 'STAFF':
      return { kind: 'STAFF', personId: c.sub, regionId: c.region, commission: c.commission, language: c.locale };
    case 'PARTNER':
      return { kind: 'PARTNER', clientId: c.sub, regionId: c.region, scopes: scopesOf(c.scope), language: c.locale };
    case 'SERVICE':
      return { kind: 'SYSTEM', service: c.sub, scopes: scopesOf(c.scope) };
  }
}

function scopesOf(scope: string): string[] {
  return scope.split(' ').filter(Boolean);
}

/** The token of an Authorization header; undefined without one. */
export function bearer(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const match = /^Bearer ([^\s]+)$/i.exec(header);
  if (!match) throw new Fault('UNAUTHENTICATED', 'The Authorization header is not a bearer token.');
  return match[1];
}
