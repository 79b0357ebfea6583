import type { TriagePhotoResolvers } from './generated/resolvers';

/** Where its bytes are: at the triage service, for who may see the session. */
export const TriagePhoto: TriagePhotoResolvers = { path: ({ id }) => `/photos/${id}` };
