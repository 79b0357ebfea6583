import { systemActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { type AlarmAnswer, type Alert, alarmPause, alertText, type Errand, errandOf } from '../domain/alert';
import { alertOf, lockAlert, saveAlert } from '../storage/alert-store';
import { attendAlertAt, raiseNext } from './raise-alerts';
import { recordAlertMove } from './record-alert-move';
import { timerKinds } from './timer-kinds';

/** The port to an alarm system (Unite): raise, update, clear. None of them throws; all may be repeated. */
export interface AlarmSystem {
  raise(alarm: { reference: string; regionId: string; group: string; text: string; priority: number }): Promise<AlarmAnswer>;
  update(externalId: string, alarm: { priority: number }): Promise<AlarmAnswer>;
  clear(externalId: string): Promise<AlarmAnswer>;
}

/** An errand that was done, and how the alarm system answered. */
export interface Told {
  errand: Errand;
  answer: AlarmAnswer['is'];
}

/** Does an alert's errand outside of any transaction, and keeps what came of it; what failed is tried again, later and later (NOT-3). @returns undefined when there was nothing to tell */
export async function tellAlarmSystem(db: Database, system: AlarmSystem, regionId: string, id: string): Promise<Told | undefined> {
  const a = await alertOf(db, regionId, id);
  const errand = a && errandOf(a);
  if (!a || !errand) return undefined;
  const answer = await call(system, a, errand);
  await transact(db, { ...systemActor(db.service), regionId }, (tx) => recordAnswer(tx, a, errand, answer));
  return { errand, answer: answer.is };
}

async function call(system: AlarmSystem, a: Alert, errand: Errand): Promise<AlarmAnswer> {
  const raise = () => system.raise({ reference: a.id, regionId: a.regionId, group: a.groupId!, text: alertText, priority: priorityOf(a) });
  switch (errand) {
    case 'RAISE':
      return raise();
    case 'UPDATE':
      return system.update(a.externalId!, { priority: priorityOf(a) });
    case 'CLEAR': {
      // Whether it got there is not known: its reference gives the alarm's name, and then it can be cleared.
      const named: AlarmAnswer = a.externalId ? { is: 'DONE', externalId: a.externalId } : await raise();
      return named.is === 'DONE' ? system.clear(named.externalId) : named;
    }
  }
}

async function recordAnswer(tx: Tx, asked: Alert, errand: Errand, answer: AlarmAnswer): Promise<void> {
  const before = await lockAlert(tx, asked.regionId, asked.id);
  if (!before) return;
  tx.cancelTimers(before.id, timerKinds.attendAlert);
  const after = { ...before, ...outcome(before, asked, errand, answer), attempts: before.attempts + 1 };
  await saveAlert(tx, before, after);
  if (errand === 'RAISE' && answer.is === 'REFUSED') await raiseNext(tx, await recordAlertMove(tx, after, 'FAILED', { reason: 'REFUSED' }));
  else if (errandOf(after)) attendAlertAt(tx, after, new Date((await tx.now()).getTime() + (answer.is === 'TRY_AGAIN' ? alarmPause(after.attempts) * 1_000 : 0)));
}

function outcome(a: Alert, asked: Alert, errand: Errand, answer: AlarmAnswer): Partial<Alert> {
  switch (answer.is) {
    case 'DONE':
      return errand === 'CLEAR' ? { externalId: answer.externalId, toldCleared: true } : { externalId: answer.externalId, toldRank: asked.urgencyRank };
    case 'GONE':
    case 'REFUSED':
      return errand === 'CLEAR' ? { toldCleared: true } : { toldRank: asked.urgencyRank };
    case 'TRY_AGAIN':
      return { maybeThere: a.maybeThere || (errand === 'RAISE' && answer.maybeThere) };
  }
}

/** 1 is the most urgent of nine. */
function priorityOf(a: Alert): number {
  return Math.min(a.urgencyRank, 9);
}
