import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { lineOf } from '../domain/message';
import { moveOf } from '../domain/moves';
import type { Thread } from '../domain/thread';
import { insertThread, lockThreadOfCase } from '../storage/thread-store';
import { recordChange, where } from './record-change';

/** A question from staff to staff, as cases tells of it. Its words are not among it. */
export interface AskedConsultation {
  regionId: string;
  caseId: string;
  /** The unit that was asked. */
  unitId: string;
  askedBy: string;
  askingUnitId: string;
  aboutCaseId: string | null;
  askedAt: Date;
  /** The event's number. */
  version: number;
}

/** Opens the thread of a consultation: who asks and who is asked write in it, and never the patient (CON-1, MSG-1). The same again changes nothing. */
export async function openConsultation(tx: Tx, asked: AskedConsultation): Promise<void> {
  if (await lockThreadOfCase(tx, asked.regionId, asked.caseId)) return;
  const { regionId, caseId, unitId, askedBy, askingUnitId, aboutCaseId, askedAt, version } = asked;
  const move = moveOf('ASK', null)!;
  const thread: Thread = {
    id: v7(), regionId, caseId, patientId: null, unitId, kind: 'CONSULTATION', phase: move.to, phaseEndsAt: null, askedBy, askingUnitId, aboutCaseId, lastSeq: 0, lastPostedAt: askedAt,
    readByStaff: 0, readByPatient: 0, unreadByStaff: 0, unreadByPatient: 0, caseVersion: version, version: 0,
  };
  await insertThread(tx, thread);
  await recordChange(tx, {
    before: thread, after: thread, verb: 'openConsultation', what: 'case.opened', says: [lineOf({ id: v7(), event: move.line, staffId: askedBy, sentAt: askedAt })],
    opening: { type: 'thread.opened', data: where(thread) },
  });
}
