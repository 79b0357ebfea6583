import { randomUUID } from 'node:crypto';
import { type CryptoKey, importJWK, importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';
import { Fault } from './fault';

/** Where a service or a partner gets its own tokens, and who it is there. */
export interface ServiceTokenOptions {
  /** The provider's token endpoint. */
  tokenUrl: string;
  /** The provider's name, which the signed assertion is addressed to. */
  issuer: string;
  clientId: string;
  /** The private ES256 key as its file holds it: PKCS#8 PEM, or a JWK. */
  privateKey: string;
  scopes: readonly string[];
}

const answered = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const earlyMs = 30_000;
const patienceMs = 2_000;

/**
 * A process's own access token: client_credentials with private_key_jwt. Kept until 30 seconds before it expires; whoever asks meanwhile
 * shares one request. `get` throws Fault INTERNAL when the provider is away or refuses, and asks again the next time.
 */
export function serviceTokens(options: ServiceTokenOptions): { get(): Promise<string> } {
  let kept: { token: string; until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const { access_token: token, expires_in: seconds } = await requestToken(options);
    kept = { token, until: Date.now() + seconds * 1_000 - earlyMs };
    return token;
  }

  return {
    async get() {
      if (kept && Date.now() < kept.until) return kept.token;
      asking ??= ask().finally(() => { asking = undefined; });
      return asking;
    },
  };
}

async function requestToken(options: ServiceTokenOptions): Promise<z.infer<typeof answered>> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials', client_id: options.clientId, scope: options.scopes.join(' '),
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await assertion(options),
  });
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(options.tokenUrl, { method: 'POST', body: form, signal: AbortSignal.timeout(patienceMs) });
    body = await response.json();
  } catch (cause) {
    throw new Fault('INTERNAL', `The identity provider gave ${options.clientId} no token: it does not answer.`, { cause });
  }
  const given = answered.safeParse(body);
  if (response.ok && given.success) return given.data;
  const { error } = (body ?? {}) as { error?: unknown };
  throw new Fault('INTERNAL', `The identity provider refused ${options.clientId} a token: ${typeof error === 'string' ? error : `status ${response.status}`}.`);
}

/** Proof of who asks, good for one minute and one use. */
async function assertion({ clientId, issuer, privateKey }: ServiceTokenOptions): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' }).setIssuer(clientId).setSubject(clientId).setAudience(issuer).setJti(randomUUID()).setIssuedAt().setExpirationTime('1m')
    .sign(await readKey(clientId, privateKey));
}

async function readKey(clientId: string, text: string): Promise<CryptoKey> {
  try {
    if (!text.trimStart().startsWith('{')) return await importPKCS8(text, 'ES256');
    return (await importJWK(JSON.parse(text), 'ES256')) as CryptoKey;
  } catch {
    // The parser's own words may quote the key.
    throw new Fault('INTERNAL', `The key of ${clientId} is neither a PKCS#8 PEM nor a JWK for ES256.`);
  }
}
