import { z } from 'zod';
import type { Actor, Language } from '@vardgraf/service-kit/actor';
import type { LiveScope } from '../identity/live-tokens';
import type { LiveReads, Keys } from './reads';

export type ChangeKind = 'ADDED' | 'CHANGED' | 'REMOVED';

/** That something happened on a subject; what it is to a view. */
export interface Hint {
  seq: number;
  /** The entity. */
  id: string;
  /** Whether the view shows it from now on. */
  visible: boolean;
}

export type Arguments = Record<string, unknown>;

/** One live field as one caller asked for it. */
export interface LiveView {
  actor: Actor;
  args: Arguments;
  language: Language;
  /** The caller's own, as an Authorization value. */
  authorization: string;
  /** Viewers of one scope get the same answers; undefined where everybody's are their own. */
  scope: LiveScope | undefined;
}

/** One row of the table of live fields. Everything else about live data is the same for all of them. */
export interface LiveField {
  /** Where hints of this subscription come in. */
  subject(view: LiveView): string;
  /** Who may subscribe, as far as the token says; deny by default. */
  authorize(actor: Actor, args: Arguments): boolean;
  /** What a refused caller is told: the argument, and what is wrong with it. */
  refusal: readonly [path: string, problem: string];
  scope(actor: Actor, args: Arguments): Omit<LiveScope, 'language'> | undefined;
  /** Number and visible entities in one reading; undefined when the owner does not show them to this caller. */
  snapshot(reads: LiveReads, view: LiveView): Promise<Keys | undefined>;
  /** Reads a message; undefined when it is not one. */
  hint(message: unknown, view: LiveView): Hint | undefined;
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
const messageHint = z.object({ seq: z.number().int(), messageId: z.string().min(1) });
const submissionHint = z.object({ seq: z.number().int(), submissionId: z.string().min(1) });

/** A unit's queue: the same for everybody in one role there (LIV-1). */
const liveQueue: LiveField = {
  subject: ({ args }) => `live.unit.${String(args['unitId'])}`,
  authorize: (actor, args) => actor.kind === 'STAFF' && actor.commission.unitIds.includes(String(args['unitId'])),
  refusal: ['unitId', 'not a unit of this commission'],
  scope: (actor, args) => (actor.kind === 'STAFF' ? { regionId: actor.regionId, unitId: String(args['unitId']), role: actor.commission.role } : undefined),
  snapshot: (reads, { scope }) => reads.queueKeys(scope!),
  hint(message, { scope }) {
    const parsed = queueHint.safeParse(message);
    return parsed.success ? { seq: parsed.data.seq, id: parsed.data.caseId, visible: parsed.data.rolesAfter.includes(scope!.role) } : undefined;
  },
  snapshotEvent: ({ seq, ids }) => ({ liveQueue: { __typename: 'QueueSnapshot', seq, cards: ids.map(reference('CaseCard')) } }),
  changeEvent: ({ seq, previousSeq, kind, id }) => ({
    liveQueue: { __typename: 'QueueChange', seq, previousSeq, kind, caseId: id, card: kind === 'REMOVED' ? null : reference('CaseCard')(id) },
  }),
  list: { type: 'QueueSnapshot', field: 'cards' },
  item: { type: 'QueueChange', field: 'card' },
  sharedTypes: new Set(['LiveQueueEvent', 'QueueSnapshot', 'QueueChange', 'CaseCard', 'HandoverCard', 'Unit', 'StaffMember', 'Region', 'Complaint']),
  resumeArgument: 'after',
};

/** A conversation, for who takes part in it; messaging decides who that is (MSG-1, LIV-2). */
const liveThread: LiveField = {
  subject: ({ args }) => `live.thread.${String(args['threadId'])}`,
  authorize: (actor, args) => (actor.kind === 'PATIENT' || actor.kind === 'STAFF') && isSubjectToken(args['threadId']),
  refusal: ['threadId', 'not a conversation that you take part in'],
  scope: () => undefined,
  snapshot: (reads, view) => reads.threadKeys(view, String(view.args['threadId'])),
  hint(message) {
    const parsed = messageHint.safeParse(message);
    return parsed.success ? { seq: parsed.data.seq, id: parsed.data.messageId, visible: true } : undefined;
  },
  snapshotEvent: ({ seq, ids }) => ({ liveThread: { __typename: 'ThreadSnapshot', seq, messages: ids.map(reference('Message')) } }),
  changeEvent: ({ seq, previousSeq, kind, id }) => ({
    liveThread: { __typename: 'ThreadChange', seq, previousSeq, kind, messageId: id, message: kind === 'REMOVED' ? null : reference('Message')(id) },
  }),
  list: { type: 'ThreadSnapshot', field: 'messages' },
  item: { type: 'ThreadChange', field: 'message' },
  sharedTypes: new Set(),
  resumeArgument: 'after',
};

/** What a partner has handed over, for that partner (CON-2, BEY-2). */
const partnerSubmissions: LiveField = {
  subject: ({ actor }) => `live.partner.${actor.kind === 'PARTNER' ? actor.clientId : ''}`,
  authorize: (actor) => actor.kind === 'PARTNER' && isSubjectToken(actor.clientId) && actor.scopes.includes('consultations:submit'),
  refusal: ['partnerSubmissions', 'for partners that submit consultations'],
  scope: () => undefined,
  snapshot: (reads, view) => reads.submissionKeys(view),
  hint(message) {
    const parsed = submissionHint.safeParse(message);
    return parsed.success ? { seq: parsed.data.seq, id: parsed.data.submissionId, visible: true } : undefined;
  },
  snapshotEvent: ({ seq, ids }) => ({ partnerSubmissions: { __typename: 'SubmissionSnapshot', seq, submissions: ids.map(reference('Submission')) } }),
  changeEvent: ({ seq, previousSeq, kind, id }) => ({
    partnerSubmissions: { __typename: 'SubmissionChange', seq, previousSeq, kind, submissionId: id, submission: kind === 'REMOVED' ? null : reference('Submission')(id) },
  }),
  list: { type: 'SubmissionSnapshot', field: 'submissions' },
  item: { type: 'SubmissionChange', field: 'submission' },
  sharedTypes: new Set(),
  resumeArgument: 'after',
};

function reference(type: string): (id: string) => { __typename: string; id: string } {
  return (id) => ({ __typename: type, id });
}

/** An argument becomes part of a NATS subject, where dots and stars mean something. */
function isSubjectToken(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{1,80}$/.test(value);
}

/** Field of `Subscription` → its row. A field without a row does not exist. */
export const liveFields: Record<string, LiveField> = { liveQueue, liveThread, partnerSubmissions };
