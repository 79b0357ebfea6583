import { validate } from 'graphql';
import type { Log } from '@vardgraf/service-kit/log';
import { badInput, Fault } from '@vardgraf/service-kit/fault';
import { publicError } from '@vardgraf/service-kit/public-errors';
import type { Federation } from '../graph/federation';
import type { LiveScope, LiveTokens } from '../identity/live-tokens';
import type { GatewayMetrics } from '../metrics';
import { type FetchAs, FrameMaker } from './frame-maker';
import { LiveGroup } from './group';
import type { Hints } from './hints';
import type { LiveField, LiveView } from './live-field';
import type { LiveMeasures } from './live-metrics';
import { type LivePlan, livePlan } from './plans';
import { type PreparedSubscription, sharingOf } from './prepare';
import type { LiveReads } from './reads';

/** How long a group outlives its last viewer: a viewer whose token expired is back within seconds and finds everything kept. */
const lingerMs = 30_000;
/** Hints on their way when the counters are read get this long to arrive. */
const graceMs = 500;

interface Entry {
  group: LiveGroup;
  users: number;
  frames: FrameMaker;
  plan: LivePlan;
  measures: LiveMeasures;
  stopListening: (() => void) | undefined;
  ready: Promise<void>;
  closing: NodeJS.Timeout | undefined;
}

/** A place in a group; leaving it twice does nothing. */
export interface Membership {
  group: LiveGroup;
  leave(): void;
}

/** All groups of this process: who shares with whom, and the comparison with the counters that finds lost hints. */
export class LiveGroups {
  private readonly entries = new Map<string, Entry>();
  private readonly timer: NodeJS.Timeout;
  private ownCount = 0;

  constructor(
    private readonly parts: { federation: Federation; tokens: LiveTokens; reads: LiveReads; hints: Hints; metrics: GatewayMetrics; log: Log; reconcileMs: number },
  ) {
    parts.hints.onReconnect(() => this.all().forEach((group) => void group.startAnew('NATS reconnect')));
    this.timer = setInterval(() => void this.reconcile(), parts.reconcileMs);
    this.timer.unref();
  }

  /** Asks the owner of a stream that is not everybody's in a scope whether it shows it to this caller. @throws Fault BAD_INPUT when it does not */
  async admit(view: LiveView, field: LiveField): Promise<void> {
    if (!view.scope && !(await field.snapshot(this.parts.reads, view))) throw badInput(...field.refusal);
  }

  /** The group of a subscription, listening. Documents outside the shared types get one of their own, with the viewer's token. */
  async enter(subscription: PreparedSubscription): Promise<Membership> {
    const { plan, view, telling } = subscription;
    const scope = plan.shared ? view.scope : undefined;
    const key = JSON.stringify([plan.key, telling, scope ?? (this.ownCount += 1), plan.field.owner?.(view.actor, view.args)]);
    let entry = this.entries.get(key);
    if (!entry || entry.group.ended) {
      const fetchAs: FetchAs = scope
        ? async () => ({ authorization: await this.parts.tokens.authorization(scope), actor: undefined, language: scope.language })
        : async () => ({ authorization: view.authorization, actor: view.actor, language: view.language });
      entry = this.open(key, subscription, fetchAs);
    }
    clearTimeout(entry.closing);
    entry.users += 1;
    const used = entry;
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      used.users -= 1;
      if (used.users > 0) return;
      if (scope) used.closing = setTimeout(() => this.close(key, used), lingerMs).unref();
      else this.close(key, used);
    };
    await used.ready;
    return { group: used.group, leave };
  }

  /** Compares every watched stream's counter with what its groups know: a lost last hint makes no gap. Units take one query a region, other streams one each. */
  async reconcile(): Promise<void> {
    await Promise.all([this.reconcileUnits(this.all().filter((group) => !countsAlone(group))), ...this.all().filter(countsAlone).map((group) => this.reconcileOne(group))]);
  }

  private async reconcileUnits(groups: readonly LiveGroup[]): Promise<void> {
    const byRegion = new Map<string, { scope: LiveScope; units: Set<string> }>();
    for (const { view: { scope } } of groups) {
      if (!scope) continue;
      const region = byRegion.get(scope.regionId) ?? { scope, units: new Set<string>() };
      region.units.add(scope.unitId);
      byRegion.set(scope.regionId, region);
    }
    await Promise.all([...byRegion.values()].map(async ({ scope, units }) => {
      try {
        const counted = await this.parts.reads.unitSeqs(scope, [...units]);
        const differs = (group: LiveGroup) => group.view.scope?.regionId === scope.regionId && group.seq !== undefined && this.isBehind(group, counted);
        if (!groups.some(differs)) return;
        await new Promise((done) => setTimeout(done, graceMs).unref());
        await Promise.all(groups.filter((group) => !group.ended && differs(group)).map((group) => group.startAnew('lost hint')));
      } catch (error) {
        this.parts.log.warn({ err: error }, 'the counters of watched units could not be read');
      }
    }));
  }

  private async reconcileOne(group: LiveGroup): Promise<void> {
    try {
      const keys = await group.readKeys();
      if (!keys || !group.differsFrom(keys)) return;
      await new Promise((done) => setTimeout(done, graceMs).unref());
      if (group.differsFrom(keys)) await group.startAnew('lost hint');
    } catch (error) {
      this.parts.log.warn({ err: error }, 'the counter of a watched stream could not be read');
    }
  }

  /**
   * Another graph has been loaded: every group goes on with a plan of it, on the same sockets. A subscription that the new graph does not know any more
   * ends with BAD_INPUT, and one that cannot be shared as before with CONFLICT_RETRY: its client subscribes anew.
   */
  replan(): void {
    const graph = this.parts.federation.loaded;
    for (const entry of this.entries.values()) {
      const { plan, group, frames } = entry;
      try {
        const [invalid] = validate(graph.api, plan.document);
        if (invalid) throw badInput('subscription', 'is not served any more');
        const next = livePlan(graph, plan.text, plan.document, plan.operation);
        if (next.shared !== plan.shared) throw new Fault('CONFLICT_RETRY', 'The graph has changed: subscribe again.');
        frames.replan(next);
        entry.plan = next;
      } catch (error) {
        this.parts.log.warn({ err: error }, 'a live subscription does not go on in the new graph');
        group.refuse(error);
      }
    }
  }

  close(key?: string, entry?: Entry): void {
    if (key === undefined || !entry) {
      clearInterval(this.timer);
      for (const [each, other] of this.entries) this.close(each, other);
      return;
    }
    clearTimeout(entry.closing);
    entry.group.close();
    entry.stopListening?.();
    entry.stopListening = undefined;
    if (this.entries.get(key) !== entry) return;
    this.entries.delete(key);
    entry.measures.groups.dec();
  }

  private open(key: string, subscription: PreparedSubscription, fetchAs: FetchAs): Entry {
    const { federation, reads, hints, metrics } = this.parts;
    const { plan, view, variables } = subscription;
    const log = this.parts.log.child({ live: plan.root.name.value, ...(view.scope && { unitId: view.scope.unitId }) });
    const trouble = new Fault('INTERNAL', 'live data could not be read');
    const measures = metrics.live(plan.root.name.value, sharingOf(subscription));
    const frames = new FrameMaker(federation, plan, view, variables, fetchAs, measures, log);
    const group = new LiveGroup({
      field: plan.field, view, reads, measures, log, frames, asksBeside: plan.asksBeside,
      troublePayload: () => JSON.stringify({ data: null, errors: [publicError({ message: 'trouble' }, trouble, log)] }),
    });
    const entry: Entry = { group, frames, plan, measures, users: 0, stopListening: undefined, closing: undefined, ready: Promise.resolve() };
    const heard = [hints.listen(plan.field.subject(view), (message) => group.receive(message))];
    if (plan.field.beside && plan.asksBeside) heard.push(hints.listen(plan.field.beside.subject(view), (message) => group.receiveBeside(message)));
    entry.ready = Promise.all(heard).then((stops) => {
      const stop = () => stops.forEach((each) => each());
      if (group.ended) stop();
      else entry.stopListening = stop;
    });
    this.entries.set(key, entry);
    measures.groups.inc();
    return entry;
  }

  private isBehind(group: LiveGroup, counted: Map<string, number>): boolean {
    const now = counted.get(group.view.scope!.unitId);
    return now !== undefined && group.seq! < now;
  }

  private all(): LiveGroup[] {
    return [...this.entries.values()].map(({ group }) => group);
  }
}

/** Whether the list has a number of its own, which no unit's counter tells. */
function countsAlone({ view, field }: LiveGroup): boolean {
  return !view.scope || field.countedByItself === true;
}
