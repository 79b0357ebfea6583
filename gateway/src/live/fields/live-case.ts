import { z } from 'zod';
import { isSubjectToken, type LiveField, reference } from '../live-field';

const hint = z.object({ seq: z.number().int(), caseId: z.string().min(1) });

/** An opened case, for who has opened or taken it; cases decides who that is, and logs each look (LIV-2, DIR-3). */
export const liveCase: LiveField = {
  subject: ({ args }) => `live.case.${String(args['caseId'])}`,
  authorize: (actor, args) => actor.kind === 'STAFF' && isSubjectToken(args['caseId']),
  refusal: ['caseId', 'not a case that you have opened or taken'],
  scope: () => undefined,
  snapshot: (reads, view) => reads.caseKeys(view, String(view.args['caseId'])),
  hint(message) {
    const parsed = hint.safeParse(message);
    return parsed.success ? { seq: parsed.data.seq, id: parsed.data.caseId, visible: true } : undefined;
  },
  byTheClock: true,
  logged: ({ actor, args, language }) => (actor.kind === 'STAFF'
    ? { scope: { regionId: actor.regionId, unitId: actor.commission.unitIds[0]!, role: actor.commission.role, language }, caseId: String(args['caseId']) }
    : undefined),
  snapshotEvent: ({ seq, ids }) => ({ liveCase: { __typename: 'CaseSnapshot', seq, case: ids[0] === undefined ? null : reference('Case')(ids[0]) } }),
  changeEvent: ({ seq, previousSeq, kind, id }) => ({ liveCase: { __typename: 'CaseChange', seq, previousSeq, kind, case: kind === 'REMOVED' ? null : reference('Case')(id) } }),
  lists: [{ type: 'CaseSnapshot', field: 'case' }],
  items: [{ type: 'CaseChange', field: 'case' }],
  sharedTypes: new Set(),
  resumeArgument: 'after',
};
