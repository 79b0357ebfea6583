import { z } from 'zod';
import { isSubjectToken, type LiveField, reference } from '../live-field';

const hint = z.object({ seq: z.number().int(), submissionId: z.string().min(1) });

/** What a partner has handed over, for that partner (CON-2, BEY-2). */
export const partnerSubmissions: LiveField = {
  subject: ({ actor }) => `live.partner.${actor.kind === 'PARTNER' ? actor.clientId : ''}`,
  authorize: (actor) => actor.kind === 'PARTNER' && isSubjectToken(actor.clientId) && actor.scopes.includes('consultations:submit'),
  refusal: ['partnerSubmissions', 'for partners that submit consultations'],
  scope: () => undefined,
  snapshot: (reads, view) => reads.submissionKeys(view),
  hint(message) {
    const parsed = hint.safeParse(message);
    return parsed.success ? { seq: parsed.data.seq, id: parsed.data.submissionId, visible: true } : undefined;
  },
  snapshotEvent: ({ seq, ids }) => ({ partnerSubmissions: { __typename: 'SubmissionSnapshot', seq, submissions: ids.map(reference('Submission')) } }),
  changeEvent: ({ seq, previousSeq, kind, id }) => ({
    partnerSubmissions: { __typename: 'SubmissionChange', seq, previousSeq, kind, submissionId: id, submission: kind === 'REMOVED' ? null : reference('Submission')(id) },
  }),
  lists: [{ type: 'SubmissionSnapshot', field: 'submissions' }],
  items: [{ type: 'SubmissionChange', field: 'submission' }],
  sharedTypes: new Set(),
  resumeArgument: 'after',
};
