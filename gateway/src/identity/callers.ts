import { Fault } from '@vardgraf/service-kit/fault';
import type { Actor } from '@vardgraf/service-kit/actor';
import { tokenVerifier, type TokenVerifierOptions } from '@vardgraf/service-kit/tokens';
import type { Revocations } from './revocations';

/** A verified caller with the token that goes on to the subgraphs. */
export interface Caller {
  actor: Actor;
  token: string;
  expiresAt: Date;
  /** The log-in behind the token; machines have none. */
  session?: string;
}

/** Verifications kept; a person's token is the same for up to five minutes. */
const maxKept = 10_000;

/**
 * Verifies access tokens at the door (DIR-2); every subgraph does it again. A verified token is remembered until it expires.
 * What was revoked meanwhile is refused all the same. `live` tokens are the gateway's own and never accepted from outside.
 */
export class Callers {
  private readonly kept = new Map<string, Caller>();
  private readonly verify: ReturnType<typeof tokenVerifier>;

  constructor(private readonly config: Omit<TokenVerifierOptions, 'liveJwksUrl'>, private readonly revocations: Revocations) {
    this.verify = tokenVerifier(config);
  }

  /** @throws Fault UNAUTHENTICATED for a bad or revoked token, INTERNAL when the issuer's keys cannot be had */
  async identify(token: string): Promise<Caller> {
    const caller = await this.verified(token);
    this.assertNotRevoked(caller);
    return caller;
  }

  /** For who has waited since the caller was identified. @throws Fault UNAUTHENTICATED */
  assertNotRevoked(caller: Caller): void {
    if (this.revocations.refuses(caller)) throw new Fault('UNAUTHENTICATED', 'This log-in has ended, or the commission has changed.');
  }

  private async verified(token: string): Promise<Caller> {
    const known = this.kept.get(token);
    if (known && known.expiresAt.getTime() > Date.now()) return known;
    this.kept.delete(token);
    if (token.length > 8_192) throw new Fault('UNAUTHENTICATED', 'The token is too long.');
    const caller: Caller = { ...(await this.verify(token)), token };
    if (this.kept.size >= maxKept) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(token, caller);
    return caller;
  }

  /** Whether the issuer's keys can be read now. */
  async issuerAnswers(): Promise<boolean> {
    try {
      const response = await fetch(this.config.jwksUrl, { signal: AbortSignal.timeout(1_000) });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
}

/** The id a caller is counted and logged by. */
export function callerId(actor: Actor): string {
  switch (actor.kind) {
    case 'PATIENT':
    case 'STAFF':
      return actor.personId;
    case 'PARTNER':
      return actor.clientId;
    case 'LIVE':
    case 'SYSTEM':
      return actor.kind;
  }
}
