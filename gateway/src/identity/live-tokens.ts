import { calculateJwkThumbprint, importJWK, type JWK, SignJWT } from 'jose';
import type { Log } from '@vardgraf/service-kit/log';
import { publicKeys, type SigningKeyOptions, SigningKeyRing } from '@vardgraf/service-kit/signing-keys';
import { audience, liveIssuer } from '@vardgraf/service-kit/tokens';
import type { Language } from '@vardgraf/service-kit/actor';
import { startWatch, type Watch } from '@vardgraf/service-kit/watch';
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

const refreshMs = 30_000;

/**
 * Signs the gateway's own short tokens of kind LIVE. Subgraphs accept them for shared types only and read the keys at /live-jwks.json. Keys change while
 * the process runs; gateways behind one address share a file of them, or are given one key that never changes.
 */
export class LiveTokens {
  private readonly tokens = new Map<string, { token: Promise<string>; until: number }>();

  private constructor(private readonly keys: () => JWK[], private readonly watch: Watch | undefined, /** When the key that signs was made; undefined for a given one. */ readonly madeAt: () => Date | undefined) {}

  /** @param o.given one private ES256 key as JWK, good for ever; @param o.file the common file, goes before it */
  static async create(o: { given?: JWK; log: Log } & SigningKeyOptions & { refreshMs?: number }): Promise<LiveTokens> {
    if (o.given && o.file === undefined) {
      const { kty, crv, x, y } = o.given;
      const key: JWK = { ...o.given, kid: await calculateJwkThumbprint({ kty, crv, x, y } as JWK), alg: 'ES256', use: 'sig' };
      return new LiveTokens(() => [key], undefined, () => undefined);
    }
    const ring = await SigningKeyRing.open(o);
    const look = async () => {
      await ring.refresh();
      return [];
    };
    return new LiveTokens(() => ring.current.jwks.keys, startWatch({ log: o.log, everyMs: o.refreshMs ?? refreshMs, look, failed: 'the keys of live tokens could not be read' }), () => ring.madeAt);
  }

  /** The public keys, as /live-jwks.json serves them. */
  keySet(): { keys: JWK[] } {
    return publicKeys(this.keys());
  }

  async close(): Promise<void> {
    await this.watch?.stop();
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

  private async sign({ regionId, unitId, role, language }: LiveScope): Promise<string> {
    const key = this.keys()[0]!;
    return new SignJWT({ kind: 'LIVE', region: regionId, unit: unitId, role, locale: language })
      .setProtectedHeader({ alg: 'ES256', typ: 'live+jwt', kid: key.kid! })
      .setIssuer(liveIssuer)
      .setAudience(audience)
      .setSubject(`live:${unitId}:${role}`)
      .setIssuedAt()
      .setExpirationTime(`${lifetimeSeconds}s`)
      .sign(await importJWK(key, 'ES256'));
  }
}
