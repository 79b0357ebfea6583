import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { greetingIn } from '../operations/read-messages';
import type { MessageResolvers } from './generated/resolvers';
import { participantOf } from './callers';
import { visibleMessage } from './loaders';
import { lineTexts } from './texts';

const isStaff = (senderKind: string): boolean => senderKind === 'STAFF' || senderKind === 'ASKER';

/** A message in the reader's language; what people wrote stands as they wrote it. */
export const Message: MessageResolvers = {
  staffMember: ({ senderKind, senderId, staffId }) => {
    const id = isStaff(senderKind) ? senderId : staffId;
    return id === null ? null : { id };
  },
  fromMe: ({ senderKind, senderId }, _args, context) => {
    const { kind, personId } = participantOf(context);
    return senderId === personId && isStaff(senderKind) === (kind === 'STAFF');
  },
  text: ({ text, event, greeting }, _args, { language }) => (greeting ? greetingIn(greeting, language) : event ? lineTexts[event][language] : text!),
  __resolveReference: (reference: { id: string }, context: GraphContext) => visibleMessage(reference.id, context),
};
