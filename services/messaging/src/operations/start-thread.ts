import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { hasThread } from '../domain/codes';
import { greetingOf, lineOf, type Saying } from '../domain/message';
import { moved, moveOf } from '../domain/moves';
import type { Thread } from '../domain/thread';
import { settingsAt } from '../settings/region-settings';
import { kindOf, roleOfHolder } from '../storage/case-fact-store';
import { oneAtATime, takeSmsOut } from '../storage/early-sms-store';
import { namesFor } from '../storage/person-store';
import { insertThread, lockThreadOfCase } from '../storage/thread-store';
import { cancelPhaseEnd } from './phase-timer';
import { recordChange, where } from './record-change';

/** A visit that has begun. */
export interface StartedVisit {
  regionId: string;
  caseId: string;
  patientId: string;
  unitId: string;
  staffId: string;
  startedAt: Date;
  /** The event's number. */
  version: number;
}

/**
 * Opens the case's thread at its first start, and greets at each: the patient learns who is there (VIS-1). The same start again changes nothing.
 * A case without a conversation of its own, such as a work item of kind MESSAGE, gets none.
 */
export async function startThread(tx: Tx, visit: StartedVisit): Promise<void> {
  if (!hasThread(await kindOf(tx, visit.caseId))) return;
  await oneAtATime(tx, visit.caseId);
  const found = await lockThreadOfCase(tx, visit.regionId, visit.caseId);
  const move = moveOf('START', found?.phase ?? null);
  if (!move || (found && found.caseVersion >= visit.version)) return;
  const before = found ?? (await opened(tx, visit));
  const after: Thread = { ...moved(before, move, null), unitId: visit.unitId, caseVersion: visit.version };
  const early = found ? [] : await takeSmsOut(tx, visit.regionId, visit.caseId);
  await recordChange(tx, {
    before, after, verb: 'startThread', what: 'case.started',
    says: [
      ...early.map((sms) => lineOf({ id: v7(), event: 'SMS_SENT', cause: sms.notificationId, sentAt: sms.sentAt })),
      lineOf({ id: v7(), event: move.line, staffId: visit.staffId, sentAt: visit.startedAt }),
      await greeting(tx, visit),
    ],
    ...(move.emits === 'thread.opened' && { opening: { type: 'thread.opened' as const, data: where(after) } }),
  });
  cancelPhaseEnd(tx, after.id);
}

async function opened(tx: Tx, { regionId, caseId, patientId, unitId, startedAt, version }: StartedVisit): Promise<Thread> {
  const thread: Thread = {
    id: v7(), regionId, caseId, patientId, unitId, kind: 'VISIT', phase: 'VISIT', phaseEndsAt: null, askedBy: null, askingUnitId: null, aboutCaseId: null, lastSeq: 0, lastPostedAt: startedAt, readByStaff: 0, readByPatient: 0,
    unreadByStaff: 0, unreadByPatient: 0, caseVersion: version, version: 0,
  };
  await insertThread(tx, thread);
  return thread;
}

async function greeting(tx: Tx, { regionId, caseId, unitId, staffId, startedAt }: StartedVisit): Promise<Saying> {
  const { greeting: template } = (await settingsAt(tx, regionId, [unitId])).get(unitId)!;
  const [names, role] = [await namesFor(tx, regionId, staffId), await roleOfHolder(tx, caseId, staffId)];
  return greetingOf({ id: v7(), staffId, greeting: { template, ...names, role }, sentAt: startedAt });
}
