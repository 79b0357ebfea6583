import type { ComplaintView, SessionView } from '../operations/session-view';
import type { InLanguage } from './in-language';

/** An entity that another subgraph owns. */
export interface Reference {
  id: string;
}

/** A session and a complaint in the reader's language: every field is there, so none needs a resolver. */
export type Session = InLanguage<SessionView>;
export type Complaint = InLanguage<ComplaintView>;

/** A photo without its bytes. */
export type Photo = Session['photos'][number];
