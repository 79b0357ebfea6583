import { z } from 'zod';
import { isSubjectToken, type LiveField, reference } from '../live-field';

const hint = z.object({ seq: z.number().int(), staffId: z.string().min(1), onShift: z.boolean() });

/** Who is on shift at a unit, for all staff of its region: the list is equal for everybody, and has a number of its own beside the queue's (LIV-2, QUE-10). */
export const liveColleaguesOnShift: LiveField = {
  subject: ({ args }) => `live.shift.${String(args['unitId'])}`,
  authorize: (actor, args) => actor.kind === 'STAFF' && isSubjectToken(args['unitId']),
  refusal: ['unitId', 'for staff of the unit’s region'],
  scope: (actor, args) => (actor.kind === 'STAFF' ? { regionId: actor.regionId, unitId: String(args['unitId']), role: actor.commission.role } : undefined),
  countedByItself: true,
  snapshot: async (reads, { scope }) => {
    const { seq, staffIds } = await reads.shiftKeys(scope!);
    return { seq, ids: staffIds.map((staffId) => colleague(scope!.unitId, staffId)) };
  },
  hint(message, { args }) {
    const parsed = hint.safeParse(message);
    return parsed.success ? { seq: parsed.data.seq, id: colleague(String(args['unitId']), parsed.data.staffId), visible: parsed.data.onShift } : undefined;
  },
  snapshotEvent: ({ seq, ids }) => ({ liveColleaguesOnShift: { __typename: 'ColleaguesSnapshot', seq, colleagues: ids.map(reference('ColleagueOnShift')) } }),
  changeEvent: ({ seq, previousSeq, kind, id }) => ({
    liveColleaguesOnShift: { __typename: 'ColleaguesChange', seq, previousSeq, kind, colleagueId: id, colleague: kind === 'REMOVED' ? null : reference('ColleagueOnShift')(id) },
  }),
  lists: [{ type: 'ColleaguesSnapshot', field: 'colleagues' }],
  items: [{ type: 'ColleaguesChange', field: 'colleague' }],
  sharedTypes: new Set(['LiveColleaguesEvent', 'ColleaguesSnapshot', 'ColleaguesChange', 'ColleagueOnShift', 'Unit', 'StaffMember', 'Region']),
  resumeArgument: 'after',
};

/** The id of a colleague on shift, as cases makes it. */
function colleague(unitId: string, staffId: string): string {
  return `${unitId}/${staffId}`;
}
