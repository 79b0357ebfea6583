import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { lineOf } from '../domain/message';
import { type Happening, moved, moveOf } from '../domain/moves';
import type { Thread } from '../domain/thread';
import { takeSmsOut } from '../storage/early-sms-store';
import { lockThreadOfCase } from '../storage/thread-store';
import { cancelPhaseEnd, schedulePhaseEnd } from './phase-timer';
import { recordChange } from './record-change';

/** What happened to a case whose conversation goes on or ends by it. */
export interface CaseHappening {
  on: Exclude<Happening, 'START' | 'SMS' | 'PHASE_OVER' | 'ASK'>;
  regionId: string;
  caseId: string;
  unitId: string;
  /** Who goes on, for a hand-over; who has taken a consultation. */
  staffId?: string;
  /** For a hold. */
  phaseEndsAt?: Date;
  at: Date;
  /** The event's number. */
  version: number;
  /** The event's type, for the log. */
  what: string;
}

/**
 * Follows the case: a hand-over and a release leave a line in the same conversation (HND-3), a hold begins or moves the asynchronous phase, an
 * end closes it (VIS-4). A consultation is also told when it is taken or declined (CON-1). An older event than the last one that happened here changes nothing, nor does one of a case without a thread.
 */
export async function moveThread(tx: Tx, happening: CaseHappening): Promise<void> {
  const { on, regionId, caseId, version, at, phaseEndsAt = null } = happening;
  const before = await lockThreadOfCase(tx, regionId, caseId);
  const move = before && moveOf(on, before.phase);
  if (!before) return forgetEarly(tx, happening);
  if (!move || before.caseVersion >= version) return;
  const after: Thread = { ...moved(before, move, phaseEndsAt), unitId: happening.unitId, caseVersion: version };
  await recordChange(tx, {
    before, after, verb: 'moveThread', what: happening.what,
    says: [lineOf({ id: v7(), event: move.line, sentAt: at, staffId: happening.staffId ?? null })],
  });
  if (on === 'HOLD') schedulePhaseEnd(tx, after, after.phaseEndsAt!);
  else if (after.phase === 'CLOSED') cancelPhaseEnd(tx, after.id);
}

/** A case that ends without a conversation leaves no lines waiting for one. */
async function forgetEarly(tx: Tx, { on, regionId, caseId }: CaseHappening): Promise<void> {
  if (on === 'END' || on === 'WITHDRAW') await takeSmsOut(tx, regionId, caseId);
}
