import type { Log } from '@vardgraf/service-kit/log';
import { inTrace } from '@vardgraf/service-kit/tracing';
import type { Federation } from '../graph/federation';
import type { FetchContext } from '../graph/fetch-context';
import { Frame, previousSeqMark } from './frame';
import type { ChangeKind, LiveView } from './live-field';
import type { LiveMeasures } from './live-metrics';
import type { LivePlan } from './plans';
import type { Keys } from './reads';
import { resolveEvent } from './resolve';

export type FetchAs = () => Promise<Omit<FetchContext, 'requestId'>>;

/** A list as of `seq`, ready to send. */
export interface SnapshotFrame {
  frame: Frame;
  /** The entities that are in it. */
  shown: string[];
  /** Something failed: nulls may be more than absence. */
  trouble: boolean;
}

/** A change ready to send; without a frame when its entity is not there (any more). */
export interface ChangeFrame {
  frame: Frame | undefined;
  trouble: boolean;
}

/** Makes frames of one plan with one set of variables, in the name of one scope or viewer. */
export class FrameMaker {
  constructor(
    private readonly federation: Federation,
    private plan: LivePlan,
    private readonly view: LiveView,
    private readonly variables: Record<string, unknown>,
    private readonly fetchAs: FetchAs,
    private readonly measures: LiveMeasures,
    private readonly log: Log,
  ) {}

  /** Entities that left between the reading of the keys and of themselves are taken out. @throws Error when a part of the graph hid entities by failing */
  async snapshot(keys: Keys): Promise<SnapshotFrame> {
    const { data, errors, trouble, fetches } = await this.resolve('snapshot', this.plan.field.snapshotEvent(keys, this.view));
    const envelope = this.envelopeOf(data);
    const there = new Set(keys.ids);
    for (const key of this.plan.lists) {
      const value = envelope?.[key];
      const entities: unknown[] = Array.isArray(value) ? value : value === undefined ? keys.ids : [value];
      entities.forEach((entity, place) => entity === null && there.delete(keys.ids[place]!));
      if (Array.isArray(value)) envelope![key] = value.filter((entity) => entity !== null);
    }
    if (!envelope || (trouble && there.size < keys.ids.length)) throw new Error('a part of the graph did not answer');
    return { frame: new Frame({ data, ...(errors.length && { errors }) }, fetches), shown: keys.ids.filter((id) => there.has(id)), trouble };
  }

  async change(kind: ChangeKind, hint: { seq: number; id: string }): Promise<ChangeFrame> {
    const event = this.plan.field.changeEvent({ seq: hint.seq, previousSeq: previousSeqMark, kind, id: hint.id }, this.view);
    const { data, errors, trouble, fetches } = await this.resolve('change', event);
    const envelope = this.envelopeOf(data);
    const gone = !envelope || (kind !== 'REMOVED' && this.plan.items.some((key) => key in envelope && envelope[key] === null));
    return { frame: gone ? undefined : new Frame({ data, ...(errors.length && { errors }) }, fetches), trouble };
  }

  /** What is beside the list, from its root value; undefined when it could not be had. */
  async beside(event: unknown): Promise<Frame | undefined> {
    const { data, errors, fetches } = await this.resolve('beside', event);
    return this.envelopeOf(data) && new Frame({ data, ...(errors.length && { errors }) }, fetches);
  }

  /** Goes on with a plan of a graph loaded since. */
  replan(plan: LivePlan): void {
    this.plan = plan;
  }

  private async resolve(what: string, event: unknown) {
    this.measures.resolved(what);
    let fetches = 0;
    const asked = () => void (fetches += 1);
    const resolved = await inTrace({ name: `live ${what}` }, undefined, async () => resolveEvent(this.federation, this.plan, this.variables, event, { ...(await this.fetchAs()), asked }, this.log));
    return { ...resolved, fetches };
  }

  private envelopeOf(data: Record<string, Record<string, unknown>> | null): Record<string, unknown> | undefined {
    const { alias, name } = this.plan.root;
    return data?.[(alias ?? name).value] ?? undefined;
  }
}
