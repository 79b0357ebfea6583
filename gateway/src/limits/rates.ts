import { RateLimiterCluster, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '@vardgraf/service-kit/fault';
import type { GatewayEnv } from '../env';

/** A refusal that says when to come back. */
export class TooMany extends Fault {
  constructor(readonly retryAfterSeconds: number) {
    super('TOO_MANY', `Too many operations. Try again in ${retryAfterSeconds} s.`);
  }
}

/** A supervisor that has not counted by then is not waited for. */
const countedWithinMs = 500;

/** One limit over a minute. */
class Minute {
  private readonly alone: RateLimiterMemory;
  private readonly together: RateLimiterCluster | undefined;

  constructor(keyPrefix: string, points: number, overWorkers: boolean) {
    const limit = { keyPrefix, points, duration: 60 };
    this.alone = new RateLimiterMemory(limit);
    this.together = overWorkers ? new RateLimiterCluster({ ...limit, timeoutMs: countedWithinMs }) : undefined;
  }

  /** Rejects with RateLimiterRes. Without the supervisor's answer this process counts for itself: the limit is wider then, and nobody is kept out by it. */
  async consume(key: string): Promise<void> {
    if (!this.together) return void (await this.alone.consume(key));
    try {
      await this.together.consume(key);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw error;
      await this.alone.consume(key);
    }
  }
}

/** Counts operations by caller over a minute: people and partners by id, everybody without a good token by address. Over all workers of this gateway. */
export class Rates {
  private readonly known: Minute;
  private readonly anonymous: Minute;

  constructor(env: Pick<GatewayEnv, 'RATE_PER_MINUTE' | 'RATE_PER_MINUTE_ANONYMOUS' | 'GATEWAY_WORKER'>) {
    const overWorkers = env.GATEWAY_WORKER !== undefined;
    this.known = new Minute('known', env.RATE_PER_MINUTE, overWorkers);
    this.anonymous = new Minute('anonymous', env.RATE_PER_MINUTE_ANONYMOUS, overWorkers);
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
