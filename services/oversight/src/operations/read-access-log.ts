import type { PatientActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { AuditEntry } from '../domain/audit-entry';
import { accessTo } from '../storage/entry-store';
import { type Page, type PageQuestion, pageOf } from './page';

/** Who has looked at or changed the caller's own data, newest first (AUD-1). @throws Fault BAD_INPUT for the page size or the cursor */
export async function readAccessLog(db: Database, actor: PatientActor, question: PageQuestion): Promise<Page<AuditEntry>> {
  return pageOf(question, (entry) => entry.chainPosition, (page) => accessTo(db, actor.personId, page));
}
