import { readNow } from '@vardgraf/service-kit/clock';
import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { checkAside } from '../content/check-aside';
import { draftPack } from '../content/draft';
import type { Done, Refused } from '../domain/outcome';
import { draftOfClient, insertDraft } from '../storage/draft-store';
import { type DraftView, draftView } from './content-view';
import { readingOf } from './read-session';

export interface DraftInput {
  clientId: string;
  /** The complaint as YAML, and findings that it words anew or adds. */
  complaint: string;
  findings?: string | undefined;
}

/**
 * Keeps a draft with what the checks say of it, or gives the one kept with the same clientId (TRI-3). One that can be read is kept although it has
 * faults, so that its author sees them; it can be neither signed nor published. The checks take seconds: in a thread of their own, outside the transaction.
 */
export async function draftTriageContent(db: Database, actor: StaffActor, input: DraftInput, requestId?: string): Promise<Done<DraftView> | Refused> {
  const before = await draftOfClient(readingOf(db), actor.personId, input.clientId);
  if (before) return { is: 'DONE', it: await draftView(readingOf(db), before) };
  const read = draftPack(input);
  if ('faults' in read) return { is: 'TRIAGE_CONTENT_NOT_READY', faults: read.faults };
  const faults = await checkAside(read.pack, (await readNow(db)).toISOString().slice(0, 10));
  return transact(db, actor, async (tx): Promise<Done<DraftView>> => {
    if (await insertDraft(tx, { id: v7(), draftedBy: actor.personId, clientId: input.clientId, content: read.pack, faults })) {
      tx.audit({ action: 'draftTriageContent', what: 'content.drafted', requestId });
    }
    return { is: 'DONE', it: await draftView(tx, (await draftOfClient(tx, actor.personId, input.clientId))!) };
  });
}
