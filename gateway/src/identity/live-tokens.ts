import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { audience, liveIssuer } from '@vardgraf/service-kit/tokens';
import type { Language } from '@vardgraf/service-kit/actor';
import type { StaffRole } from '@vardgraf/schema/events/codes';

/** Whom a shared live answer is for: everybody who watches this unit in this role and language. */
export interface LiveScope {
  regionId: string;
  unitId: string;
  role: StaffRole;
  language: Language;
}

const lifetimeSeconds = 300;
/** A token is used for less than its lifetime, so that none expires on the way. */
const renewAfterMs = 200_000;

/**
 * Signs the gateway's own short tokens of kind LIVE. Subgraphs accept them for shared types only and read the key at /live-jwks.json.
 * The key lives as long as the process; gateways behind one address are given a common one.
 */
export class LiveTokens {
  private readonly tokens = new Map<string, { token: Promise<string>; until: number }>();

  private constructor(private readonly key: CryptoKey, private readonly jwk: JWK) {}

  /** @param given a private ES256 key as JWK */
  static async create(given?: JWK): Promise<LiveTokens> {
    const privateKey = given ? ((await importJWK(given, 'ES256')) as CryptoKey) : (await generateKeyPair('ES256', { extractable: true })).privateKey;
    const { kty, crv, x, y } = given ?? (await exportJWK(privateKey));
    const jwk: JWK = { kty, crv, x, y };
    return new LiveTokens(privateKey, { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' });
  }

  /** The public key, as /live-jwks.json serves it. */
  keySet(): { keys: JWK[] } {
    return { keys: [this.jwk] };
  }

  /** The Authorization value for a scope; the same one for some minutes, so that equal fetches stay equal. */
  async authorization(scope: LiveScope): Promise<string> {
    const key = JSON.stringify([scope.regionId, scope.unitId, scope.role, scope.language]);
    const now = Date.now();
    let kept = this.tokens.get(key);
    if (!kept || kept.until <= now) {
      for (const [old, { until }] of this.tokens) if (until <= now) this.tokens.delete(old);
      kept = { token: this.sign(scope), until: now + renewAfterMs };
      this.tokens.set(key, kept);
    }
    return `Bearer ${await kept.token}`;
  }

  private sign({ regionId, unitId, role, language }: LiveScope): Promise<string> {
    return new SignJWT({ kind: 'LIVE', region: regionId, unit: unitId, role, locale: language })
      .setProtectedHeader({ alg: 'ES256', typ: 'live+jwt', kid: this.jwk.kid! })
      .setIssuer(liveIssuer)
      .setAudience(audience)
      .setSubject(`live:${unitId}:${role}`)
      .setIssuedAt()
      .setExpirationTime(`${lifetimeSeconds}s`)
      .sign(this.key);
  }
}
