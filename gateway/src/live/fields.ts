import { z } from 'zod';
import type { Actor, StaffActor } from '@vardgraf/service-kit/actor';
import type { LiveScope } from '../identity/live-tokens';
import type { LiveReads, Keys } from './reads';

export type ChangeKind = 'ADDED' | 'CHANGED' | 'REMOVED';

/** That something happened on a subject; what it is to a scope. */
export interface Hint {
  seq: number;
  /** The entity. */
  id: string;
  /** Whether the scope sees it from now on. */
  visible: boolean;
}

export type Arguments = Record<string, unknown>;

/** One row of the table of live fields. Everything else about live data is the same for all of them. */
export interface LiveField {
  /** Where hints of this subscription come in. */
  subject(args: Arguments): string;
  /** Who may subscribe; deny by default. */
  authorize(actor: Actor, args: Arguments): actor is StaffActor;
  /** Viewers of one scope get the same answers. */
  scope(actor: StaffActor, args: Arguments): LiveScope;
  /** Number and visible entities in one reading. */
  snapshot(reads: LiveReads, scope: LiveScope): Promise<Keys>;
  /** Reads a message; undefined when it is not one. */
  hint(message: unknown, scope: LiveScope): Hint | undefined;
  /** The root value that the virtual subgraph answers from. */
  snapshotEvent(keys: Keys): unknown;
  changeEvent(change: { seq: number; previousSeq: number; kind: ChangeKind; id: string }): unknown;
  /** Type and field of the snapshot's list of entities, and of the change's entity. */
  list: { type: string; field: string };
  item: { type: string; field: string };
  /** Types whose fields are equal for everybody in a scope: documents that stay inside share one resolution. */
  sharedTypes: ReadonlySet<string>;
  /** The argument with which a client resumes; it does not tell viewers apart. */
  resumeArgument: string;
}

const queueHint = z.object({ seq: z.number().int(), caseId: z.string().min(1), rolesBefore: z.array(z.string()), rolesAfter: z.array(z.string()) });

const liveQueue: LiveField = {
  subject: (args) => `live.unit.${String(args['unitId'])}`,
  authorize: (actor, args): actor is StaffActor => actor.kind === 'STAFF' && actor.commission.unitIds.includes(String(args['unitId'])),
  scope: (actor, args) => ({ regionId: actor.regionId, unitId: String(args['unitId']), role: actor.commission.role, language: actor.language }),
  snapshot: (reads, scope) => reads.queueKeys(scope),
  hint(message, scope) {
    const parsed = queueHint.safeParse(message);
    return parsed.success ? { seq: parsed.data.seq, id: parsed.data.caseId, visible: parsed.data.rolesAfter.includes(scope.role) } : undefined;
  },
  snapshotEvent: ({ seq, ids }) => ({ liveQueue: { __typename: 'QueueSnapshot', seq, cards: ids.map(card) } }),
  changeEvent: ({ seq, previousSeq, kind, id }) => ({
    liveQueue: { __typename: 'QueueChange', seq, previousSeq, kind, caseId: id, card: kind === 'REMOVED' ? null : card(id) },
  }),
  list: { type: 'QueueSnapshot', field: 'cards' },
  item: { type: 'QueueChange', field: 'card' },
  sharedTypes: new Set(['LiveQueueEvent', 'QueueSnapshot', 'QueueChange', 'CaseCard', 'Unit', 'StaffMember', 'Region', 'Complaint']),
  resumeArgument: 'after',
};

function card(id: string): { __typename: string; id: string } {
  return { __typename: 'CaseCard', id };
}

/** Field of `Subscription` → its row. A field without a row does not exist. */
export const liveFields: Record<string, LiveField> = { liveQueue };
