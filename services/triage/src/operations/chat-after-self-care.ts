import type { PatientActor } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { placeUnasked } from '../domain/place';
import { levelOf } from '../domain/scheme';
import { standingOf } from '../domain/standing';
import { lockPatients } from './own-session';
import { recordChange } from './record-change';
import { finishedEvent } from './session-events';
import { type SessionView, viewOf } from './session-view';
import { surroundingsOf } from './surroundings';

type Outcome = Done<SessionView> | Refused;

/** Queues who got a self-care advice to chat with care staff, last in line (TRI-5, QUE-3); open or closed, since nothing is urgent. Again gives the same case. */
export async function chatAfterSelfCare(db: Database, actor: PatientActor, sessionId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const before = await lockPatients(tx, actor, sessionId);
    if (!before) return notFound;
    if (before.status !== 'FINISHED' || before.outcome?.disposition !== 'SELF_CARE') return { is: 'NOT_SELF_CARE' };
    if (before.caseId) return { is: 'DONE', it: await viewOf(tx, before) };
    const around = await surroundingsOf(tx, before);
    const unit = placeUnasked(around.units, { listedUnitId: around.listedUnitId, fromOtherRegion: before.outOfRegion, needs: 'DROP_IN' });
    if (!unit) throw new Fault('INTERNAL', 'the region has no active unit');
    if (unit.functionsOff.includes('DROP_IN')) return { is: 'FUNCTION_OFF', function: 'DROP_IN' };
    const level = levelOf(around.settings.scheme, 12);
    const after = { ...before, caseId: v7() };
    const ending = {
      entryChannel: 'CHAT_AFTER_SELF_CARE', disposition: 'DROP_IN', unitId: unit.id, priority: level.code, urgencyRank: level.rank,
      careLevel: 'DIGITAL_PRIMARY', profession: 'NURSE',
    } as const;
    const tags = ['AFTER_SELF_CARE' as const, ...(unit.opening === 'CLOSED' ? (['SENT_WHILE_CLOSED'] as const) : [])];
    const events = [finishedEvent(after, ending, standingOf(before, around), tags, await tx.now())];
    const stored = await recordChange(tx, { before, after, verb: 'chatAfterSelfCare', what: 'session.finished', events, requestId });
    return { is: 'DONE', it: await viewOf(tx, stored) };
  });
}
