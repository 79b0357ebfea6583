import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { maySignAs, type SignerRole } from '../domain/signatures';
import { draftById, insertSignatures, signaturesOf } from '../storage/draft-store';
import { type DraftView, draftView } from './content-view';

/** Signs exactly this draft's content, as its author or as a physician; two roles take two persons. Signing again is signing once (TRI-3). */
export async function signTriageContent(db: Database, actor: StaffActor, input: { draftId: string; as: SignerRole }, requestId?: string): Promise<Done<DraftView> | Refused> {
  return transact(db, actor, async (tx): Promise<Done<DraftView> | Refused> => {
    const draft = await draftById(tx, input.draftId);
    if (!draft) return notFound;
    if (!maySignAs(input.as, actor.commission.role)) return { is: 'NOT_PERMITTED' };
    if (draft.faults.length > 0) return { is: 'TRIAGE_CONTENT_NOT_READY', faults: draft.faults };
    const { id, sha256 } = draft.content;
    const signature = { sha256, as: input.as, by: actor.personId, demonstration: false };
    const before = await signaturesOf(tx, [sha256]);
    await insertSignatures(tx, [signature]);
    const mine = (await signaturesOf(tx, [sha256])).find((one) => one.as === input.as);
    if (mine?.by !== actor.personId) return { is: 'TRIAGE_CONTENT_NOT_READY', faults: [mine ? `${id}: is signed so by someone else already` : `${id}: one person cannot sign it twice`] };
    if (!before.some((one) => one.as === input.as)) tx.audit({ action: 'signTriageContent', what: 'content.signed', reason: input.as, requestId });
    return { is: 'DONE', it: await draftView(tx, draft) };
  });
}
