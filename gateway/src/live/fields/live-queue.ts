import { z } from 'zod';
import { type Arguments, type LiveField, type LiveView, reference, type Refusal } from '../live-field';
import type { QueueFilter } from '../reads';

const hint = z.object({ seq: z.number().int(), caseId: z.string().min(1), rolesBefore: z.array(z.string()), rolesAfter: z.array(z.string()) });
const instant = z.iso.datetime({ offset: true });

/** A unit's queue: the same for everybody in one role there (LIV-1), and for one person where 'mine' is asked for (QUE-4). */
export const liveQueue: LiveField = {
  subject: ({ args }) => `live.unit.${String(args['unitId'])}`,
  authorize: (actor, args) => actor.kind === 'STAFF' && actor.commission.unitIds.includes(String(args['unitId'])),
  refusal: ['unitId', 'not a unit of this commission'],
  wrong: (args) => wrongInstant(filterOf(args)),
  scope: (actor, args) => (actor.kind === 'STAFF' ? { regionId: actor.regionId, unitId: String(args['unitId']), role: actor.commission.role } : undefined),
  owner: (actor, args) => (actor.kind === 'STAFF' && filterOf(args)?.['mine'] ? actor.personId : undefined),
  snapshot: (reads, view) => reads.queueKeys(view.scope!, asked(view)),
  hint(message, { scope }) {
    const parsed = hint.safeParse(message);
    return parsed.success ? { seq: parsed.data.seq, id: parsed.data.caseId, visible: parsed.data.rolesAfter.includes(scope!.role) } : undefined;
  },
  // Whether a card fits a filter is decided where the query `queue` decides it; the hint knows roles only.
  showing: (reads, view) => (filterOf(view.args) ? async (ids) => new Set((await reads.queueKeys(view.scope!, { ...asked(view), among: ids })).ids) : undefined),
  logged: ({ scope }) => scope && { scope },
  snapshotEvent: ({ seq, ids }) => ({ liveQueue: { __typename: 'QueueSnapshot', seq, cards: ids.map(reference('CaseCard')) } }),
  changeEvent: ({ seq, previousSeq, kind, id }) => ({
    liveQueue: { __typename: 'QueueChange', seq, previousSeq, kind, caseId: id, card: kind === 'REMOVED' ? null : reference('CaseCard')(id) },
  }),
  lists: [{ type: 'QueueSnapshot', field: 'cards' }],
  items: [{ type: 'QueueChange', field: 'card' }],
  sharedTypes: new Set(['LiveQueueEvent', 'QueueSnapshot', 'QueueChange', 'CaseCard', 'HandoverCard', 'Unit', 'StaffMember', 'Region', 'Complaint']),
  resumeArgument: 'after',
};

function filterOf(args: Arguments): QueueFilter | undefined {
  const filter = (args['filter'] ?? undefined) as QueueFilter | undefined;
  return filter && Object.values(filter).some((value) => value !== null && value !== undefined) ? filter : undefined;
}

function asked({ args, actor }: LiveView): { filter?: QueueFilter; viewerId?: string } {
  const filter = filterOf(args);
  return filter ? { filter, ...(actor.kind === 'STAFF' && filter['mine'] ? { viewerId: actor.personId } : {}) } : {};
}

/** The gateway's own schema does not know what an instant looks like. */
function wrongInstant(filter: QueueFilter | undefined): Refusal | undefined {
  const bad = ['createdFrom', 'createdTo'].find((name) => filter?.[name] !== null && filter?.[name] !== undefined && !instant.safeParse(filter[name]).success);
  return bad === undefined ? undefined : [`filter.${bad}`, 'an instant, ISO 8601 with a zone'];
}
