import type { Log } from '@vardgraf/service-kit/log';
import { inTrace } from '@vardgraf/service-kit/tracing';
import type { Federation } from '../graph/federation';
import type { FetchContext } from '../graph/fetch-context';
import type { GatewayMetrics } from '../metrics';
import type { ChangeKind } from './fields';
import { Frame, previousSeqMark } from './frame';
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
    private readonly plan: LivePlan,
    private readonly variables: Record<string, unknown>,
    private readonly fetchAs: FetchAs,
    private readonly metrics: GatewayMetrics,
    private readonly log: Log,
  ) {}

  /** Entities that left between the reading of the keys and of themselves are taken out. @throws Error when a part of the graph hid entities by failing */
  async snapshot(keys: Keys): Promise<SnapshotFrame> {
    const { data, errors } = await this.resolve('snapshot', this.plan.field.snapshotEvent(keys));
    const trouble = errors.length > 0;
    const envelope = this.envelopeOf(data);
    const there = new Set(keys.ids.map((_, place) => place));
    for (const key of this.plan.listKeys) {
      const list = envelope?.[key];
      if (!Array.isArray(list)) continue;
      list.forEach((entity, place) => entity === null && there.delete(place));
      envelope![key] = list.filter((entity) => entity !== null);
    }
    if (!envelope || (trouble && there.size < keys.ids.length)) throw new Error('a part of the graph did not answer');
    return { frame: new Frame({ data, ...(errors.length && { errors }) }), shown: keys.ids.filter((_, place) => there.has(place)), trouble };
  }

  async change(kind: ChangeKind, hint: { seq: number; id: string }): Promise<ChangeFrame> {
    const event = this.plan.field.changeEvent({ seq: hint.seq, previousSeq: previousSeqMark, kind, id: hint.id });
    const { data, errors } = await this.resolve('change', event);
    const envelope = this.envelopeOf(data);
    const gone = !envelope || (kind !== 'REMOVED' && this.plan.itemKeys.some((key) => key in envelope && envelope[key] === null));
    return { frame: gone ? undefined : new Frame({ data, ...(errors.length && { errors }) }), trouble: errors.length > 0 };
  }

  private async resolve(what: string, event: unknown) {
    this.metrics.resolutions.inc({ what });
    return inTrace({ name: `live ${what}` }, undefined, async () => resolveEvent(this.federation, this.plan, this.variables, event, await this.fetchAs(), this.log));
  }

  private envelopeOf(data: Record<string, Record<string, unknown>> | null): Record<string, unknown> | undefined {
    const { alias, name } = this.plan.root;
    return data?.[(alias ?? name).value] ?? undefined;
  }
}
