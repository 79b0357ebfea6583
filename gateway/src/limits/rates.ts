import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '@vardgraf/service-kit/fault';
import type { GatewayEnv } from '../env';

/** A refusal that says when to come back. */
export class TooMany extends Fault {
  constructor(readonly retryAfterSeconds: number) {
    super('TOO_MANY', `Too many operations. Try again in ${retryAfterSeconds} s.`);
  }
}

/** Counts operations by caller over a minute: people and partners by id, everybody without a good token by address. In this process only. */
export class Rates {
  private readonly known: RateLimiterMemory;
  private readonly anonymous: RateLimiterMemory;

  constructor(env: Pick<GatewayEnv, 'RATE_PER_MINUTE' | 'RATE_PER_MINUTE_ANONYMOUS'>) {
    this.known = new RateLimiterMemory({ points: env.RATE_PER_MINUTE, duration: 60 });
    this.anonymous = new RateLimiterMemory({ points: env.RATE_PER_MINUTE_ANONYMOUS, duration: 60 });
  }

  /** @throws TooMany */
  async count(caller: string | undefined, address: string): Promise<void> {
    try {
      await (caller === undefined ? this.anonymous.consume(address) : this.known.consume(caller));
    } catch (error) {
      if (error instanceof RateLimiterRes) throw new TooMany(Math.max(1, Math.ceil(error.msBeforeNext / 1_000)));
      throw error;
    }
  }
}
