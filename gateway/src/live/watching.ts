import { inTrace } from '@vardgraf/service-kit/tracing';
import type { GatewayMetrics } from '../metrics';
import type { LiveGroups, Membership } from './groups';
import type { LiveSocket } from './live-socket';
import type { LiveMeasures } from './live-metrics';
import { type PreparedSubscription, sharingOf } from './prepare';
import { Viewer } from './viewer';
import type { Viewings } from './viewings';

export interface WatchingParts {
  groups: LiveGroups;
  viewings: Viewings;
  metrics: GatewayMetrics;
}

/**
 * One running subscription, to graphql-ws an async generator that yields nothing and ends with the subscription: frames are made once for a whole
 * group and go straight to the socket, past graphql-ws's own serialisation.
 */
export class Watching implements AsyncGenerator<never, void, void> {
  private readonly viewer: Viewer;
  private readonly measures: LiveMeasures;
  private readonly over: Promise<IteratorResult<never, void>>;
  private finish!: () => void;
  private fail!: (error: unknown) => void;
  private begun = false;
  private recorded = false;
  private membership: Membership | undefined;

  constructor(private readonly parts: WatchingParts, private readonly subscription: PreparedSubscription, socket: LiveSocket, operationId: string) {
    this.measures = parts.metrics.live(subscription.plan.root.name.value, sharingOf(subscription));
    this.viewer = new Viewer(socket, operationId, this.measures, (error) => void this.throw(error).catch(() => undefined));
    this.over = new Promise((resolve, reject) => {
      this.finish = () => resolve({ done: true, value: undefined });
      this.fail = reject;
    });
    this.over.catch(() => undefined); // seen by whoever iterates
  }

  /** Begins with the first call, when graphql-ws has written down that the subscription runs. */
  next(): Promise<IteratorResult<never, void>> {
    if (!this.begun) {
      this.begun = true;
      this.measures.viewers.inc();
      inTrace({ name: 'live subscription', kind: 'server', attributes: { 'graphql.operation.type': 'subscription' } }, undefined, () => this.begin()).catch((error: unknown) => {
        this.end();
        this.fail(error);
      });
    }
    return this.over;
  }

  async return(): Promise<IteratorResult<never, void>> {
    this.end();
    this.finish();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<never, void>> {
    this.end();
    this.fail(error);
    return this.over;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  get [Symbol.toStringTag](): string {
    return 'AsyncGenerator';
  }

  private async begin(): Promise<void> {
    const membership = await this.parts.groups.enter(this.subscription);
    if (this.viewer.ended) return membership.leave();
    this.membership = membership;
    await membership.group.join(this.viewer, this.subscription.after, async (seq) => {
      const who = watcherOf(this.subscription);
      if (!who) return; // what is read with the viewer's own token is logged where it is read
      await this.parts.viewings.began(who.scope, { ...who.as, fromSeq: seq });
      this.recorded = true;
      if (this.viewer.ended) this.recordEnd();
    });
  }

  private end(): void {
    if (this.viewer.ended) return;
    this.viewer.end();
    if (this.begun) this.measures.viewers.dec();
    this.membership?.group.viewers.delete(this.viewer);
    this.membership?.leave();
    this.recordEnd();
  }

  private recordEnd(): void {
    const who = watcherOf(this.subscription);
    if (!this.recorded || !who) return;
    this.recorded = false;
    this.parts.viewings.ended(who.scope, { ...who.as, fromSeq: this.viewer.firstSeq ?? 0, toSeq: this.viewer.seq ?? 0 });
  }
}

/** Who watches a unit's queue, or a case, for the log (AUD-1). */
function watcherOf({ plan, view }: PreparedSubscription) {
  const logged = plan.field.logged?.(view);
  if (!logged || view.actor.kind !== 'STAFF') return undefined;
  const { scope, caseId } = logged;
  return { scope, as: { staffId: view.actor.personId, commissionId: view.actor.commission.id, ...(caseId !== undefined && { caseId }) } };
}
