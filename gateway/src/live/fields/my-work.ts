import type { Actor } from '@vardgraf/service-kit/actor';
import { z } from 'zod';
import { isSubjectToken, type LiveField, reference } from '../live-field';

const hint = z.object({ seq: z.number().int(), noticeId: z.string().min(1) });

/** What a staff member is told, and with it what waits for them (NOT-5, QUE-13): a change of what waits comes with the notice that tells of it. */
export const myWork: LiveField = {
  subject: ({ actor }) => `live.staff.${staffIdOf(actor)}`,
  authorize: (actor) => isSubjectToken(staffIdOf(actor)),
  refusal: ['myWork', 'for staff'],
  scope: () => undefined,
  snapshot: (reads, view) => reads.noticeKeys(view),
  hint(message) {
    const parsed = hint.safeParse(message);
    return parsed.success ? { seq: parsed.data.seq, id: parsed.data.noticeId, visible: true } : undefined;
  },
  snapshotEvent: ({ seq, ids }, { actor }) => ({ myWork: { __typename: 'WorkSnapshot', seq, notices: ids.map(reference('StaffNotice')), work: reference('MyWork')(staffIdOf(actor)) } }),
  changeEvent: ({ seq, previousSeq, kind, id }, { actor }) => ({
    myWork: { __typename: 'WorkChange', seq, previousSeq, kind, noticeId: id, notice: kind === 'REMOVED' ? null : reference('StaffNotice')(id), work: reference('MyWork')(staffIdOf(actor)) },
  }),
  lists: [{ type: 'WorkSnapshot', field: 'notices' }],
  items: [{ type: 'WorkChange', field: 'notice' }],
  sharedTypes: new Set(),
  resumeArgument: 'after',
};

function staffIdOf(actor: Actor): string {
  return actor.kind === 'STAFF' ? actor.personId : '';
}
