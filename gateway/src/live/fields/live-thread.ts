import { z } from 'zod';
import { isSubjectToken, type LiveField, reference } from '../live-field';
import { ThreadActivity } from '../thread-activity';

const hint = z.object({ seq: z.number().int(), messageId: z.string().min(1) });

/** A conversation, for who takes part in it; messaging decides who that is (MSG-1, LIV-2). */
export const liveThread: LiveField = {
  subject: ({ args }) => `live.thread.${String(args['threadId'])}`,
  authorize: (actor, args) => (actor.kind === 'PATIENT' || actor.kind === 'STAFF') && isSubjectToken(args['threadId']),
  refusal: ['threadId', 'not a conversation that you take part in'],
  scope: () => undefined,
  snapshot: (reads, view) => reads.threadKeys(view, String(view.args['threadId'])),
  hint(message) {
    const parsed = hint.safeParse(message);
    return parsed.success ? { seq: parsed.data.seq, id: parsed.data.messageId, visible: true } : undefined;
  },
  snapshotEvent: ({ seq, ids }) => ({ liveThread: { __typename: 'ThreadSnapshot', seq, messages: ids.map(reference('Message')) } }),
  changeEvent: ({ seq, previousSeq, kind, id }) => ({
    liveThread: { __typename: 'ThreadChange', seq, previousSeq, kind, messageId: id, message: kind === 'REMOVED' ? null : reference('Message')(id) },
  }),
  lists: [{ type: 'ThreadSnapshot', field: 'messages' }],
  items: [{ type: 'ThreadChange', field: 'message' }],
  beside: {
    type: 'ThreadActivity',
    subject: ({ args }) => `live.activity.${String(args['threadId'])}`,
    begin: ({ actor }, heard) => new ThreadActivity(actor.kind === 'PATIENT' || actor.kind === 'STAFF' ? actor.personId : '', heard),
  },
  sharedTypes: new Set(),
  resumeArgument: 'after',
};
