import type { AuditEntry } from '../domain/audit-entry';
import type { AuditReview } from '../domain/audit-review';
import type { Page } from '../operations/page';

/** An entity that another subgraph owns. */
export interface Reference {
  id: string;
}

export type EntryPage = Page<AuditEntry>;
export type ReviewPage = Page<AuditReview>;
