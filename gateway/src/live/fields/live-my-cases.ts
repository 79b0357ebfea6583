import { z } from 'zod';
import { isSubjectToken, type LiveField, reference } from '../live-field';

const hint = z.object({ seq: z.number().int(), caseId: z.string().min(1), visible: z.boolean() });

/** A patient's own cases and those of children under the limit, on a stream of that person's own (LIV-2, QUE-8). */
export const liveMyCases: LiveField = {
  subject: ({ actor }) => `live.patient.${actor.kind === 'PATIENT' ? actor.personId : ''}`,
  authorize: (actor) => actor.kind === 'PATIENT' && isSubjectToken(actor.personId),
  refusal: ['liveMyCases', 'for patients, and who acts for a child'],
  scope: () => undefined,
  snapshot: (reads, view) => reads.myCaseKeys(view),
  hint(message) {
    const parsed = hint.safeParse(message);
    return parsed.success ? { seq: parsed.data.seq, id: parsed.data.caseId, visible: parsed.data.visible } : undefined;
  },
  byTheClock: true,
  snapshotEvent: ({ seq, ids }) => ({ liveMyCases: { __typename: 'MyCasesSnapshot', seq, cases: ids.map(reference('MyCase')) } }),
  changeEvent: ({ seq, previousSeq, kind, id }) => ({
    liveMyCases: { __typename: 'MyCasesChange', seq, previousSeq, kind, caseId: id, case: kind === 'REMOVED' ? null : reference('MyCase')(id) },
  }),
  lists: [{ type: 'MyCasesSnapshot', field: 'cases' }],
  items: [{ type: 'MyCasesChange', field: 'case' }],
  sharedTypes: new Set(),
  resumeArgument: 'after',
};
