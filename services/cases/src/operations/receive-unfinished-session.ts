import type { Tx } from '@vardgraf/service-kit/transaction';
import type { FinishedSession } from '../domain/receive-session';
import { receiveSession } from './receive-session';

/** A session that the patient left after a danger sign, as triage tells it. */
export type UnfinishedSession = Omit<FinishedSession, 'entryChannel' | 'finishedAt'> & { leftAt: Date };

/** It waits as an accepted one of its priority does, marked UNFINISHED; its clock starts when it was left (S17). The same session again changes nothing. */
export async function receiveUnfinishedSession(tx: Tx, { leftAt, ...s }: UnfinishedSession): Promise<void> {
  await receiveSession(tx, { ...s, entryChannel: 'TRIAGE', finishedAt: leftAt });
}
