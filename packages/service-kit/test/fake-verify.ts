import type { Actor } from '../src/actor';
import { Fault } from '../src/fault';

/** In tests of a service the token is the actor itself; real tokens are the business of the kit's own tests and of the journeys. */
export async function fakeVerify(token: string): Promise<{ actor: Actor; expiresAt: Date }> {
  try {
    return { actor: JSON.parse(Buffer.from(token, 'base64url').toString()) as Actor, expiresAt: new Date(Date.now() + 60_000) };
  } catch {
    throw new Fault('UNAUTHENTICATED', 'no such actor');
  }
}

/** What every service's environment says when nobody but its own tests calls it. */
export const silentEnv = {
  NODE_ENV: 'test', HOST: '127.0.0.1', PORT: 0, LOG_LEVEL: 'silent', ISSUER: 'http://localhost:1', JWKS_URL: 'http://localhost:1/jwks', LIVE_JWKS_URL: 'http://localhost:1/live',
} as const;
