import type { Log } from '@vardgraf/service-kit/log';
import type { NatsLink } from '@vardgraf/service-kit/nats';
import { reasonOf } from '@vardgraf/service-kit/postgres-errors';
import { loginRevokedSubject } from '@vardgraf/service-kit/tokens';
import type { Provider } from 'oidc-provider/lib/provider.js';
import type { LoginStore } from './login-store';

/** As long as a token given before the end may be good, and the skew that verifiers allow. */
const listedSeconds = 310;

/**
 * Tells of log-ins that end: by log-out, by another person or commission in the same browser, by a refresh token used twice, or because a front end gives
 * its token back (DIR-2). Said on core NATS, which is heard within moments or lost, and written down for the list that gateways read.
 */
export class EndedLogins {
  private readonly writing = new Set<Promise<void>>();

  constructor(private readonly store: LoginStore, private readonly nats: NatsLink, private readonly log: Log) {}

  listenTo(provider: Provider): void {
    provider.on('grant.revoked', (_ctx: unknown, session: string) => {
      const done = this.tell(session).finally(() => this.writing.delete(done));
      this.writing.add(done);
    });
  }

  /** The log-ins that ended lately, those too that are still being written down: who has been answered that a log-in is over finds it here. */
  async list(): Promise<string[]> {
    await this.settled();
    return (await this.store.all<{ session: string }>('Ended')).map(({ session }) => session);
  }

  async settled(): Promise<void> {
    await Promise.all(this.writing);
  }

  private async tell(session: string): Promise<void> {
    this.nats.publishHint(loginRevokedSubject, { session });
    await this.store.put('Ended', session, { session }, listedSeconds).catch((error: unknown) => this.log.error({ reason: reasonOf(error) }, 'the end of a log-in could not be written down'));
  }
}
