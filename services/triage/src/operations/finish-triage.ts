import type { PatientActor } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type Done, notFound, type Refused } from '../domain/outcome';
import type { Session } from '../domain/session';
import { acceptedOf, closedText, functionOf, standingOf, type Standing, suicideRisk, type Surroundings } from '../domain/standing';
import { opensAt } from '../storage/unit-store';
import { lockOwn } from './own-session';
import { recordChange } from './record-change';
import { finishedEvent } from './session-events';
import { type SessionView, viewOf } from './session-view';
import { surroundingsOf } from './surroundings';

export interface FinishInput {
  sessionId: string;
  unitId?: string | undefined;
  sendToClosedUnit: boolean;
}

type Outcome = Done<SessionView> | Refused;

/** Accepts the outcome: a drop-in becomes a case, a bookable one a ticket, others nothing but the advice (TRI-5). The same acceptance again is the same yes. */
export async function finishTriage(db: Database, actor: PatientActor, input: FinishInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const before = await lockOwn(tx, actor, input.sessionId);
    if (!before) return notFound;
    if (acceptedSo(before, input)) return { is: 'DONE', it: await viewOf(tx, before) };
    if (before.status !== 'OPEN') return { is: 'SESSION_NOT_OPEN', status: before.status };
    const around = await surroundingsOf(tx, before);
    const standing = standingOf(before, around, input.unitId);
    const refused = await refusal(tx, standing, around, input);
    if (refused) return refused;
    const stored = await accept(tx, before, standing, around, requestId);
    return { is: 'DONE', it: await viewOf(tx, stored) };
  });
}

function acceptedSo(s: Session, input: FinishInput): boolean {
  return s.status === 'FINISHED' && (input.unitId === undefined || input.unitId === s.outcome?.unitId);
}

/** Why the outcome cannot be accepted so. A suicide risk is never turned away by a switch: somebody has to see it. */
async function refusal(tx: Tx, standing: Standing, { pack }: Surroundings, input: FinishInput): Promise<Refused | undefined> {
  const { screen, disposition, unit, choices, route, result } = standing;
  if (screen) return { is: 'QUESTIONS_REMAIN' };
  const needed = functionOf(disposition);
  if (!needed) return undefined;
  if (!unit && choices.length > 0) return { is: 'UNIT_CHOICE_NEEDED', choices: choices.map(({ id }) => id) };
  if (!unit) throw new Fault('INTERNAL', 'the region has no active unit');
  if (unit.functionsOff.includes(needed) && !suicideRisk(result)) return { is: 'FUNCTION_OFF', function: needed };
  const { closed } = route;
  if (!closed || (closed.maySend && input.sendToClosedUnit)) return undefined;
  return { is: 'UNIT_CLOSED', opensAt: await opensAt(tx, unit.id), maySend: closed.maySend, text: closedText(pack, closed) };
}

async function accept(tx: Tx, before: Session, standing: Standing, { pack, settings }: Surroundings, requestId?: string): Promise<Session> {
  const at = await tx.now();
  const { disposition, route, result, level } = standing;
  if (disposition === 'EMERGENCY') throw new Fault('INTERNAL', 'an emergency was left open');
  const outcome = acceptedOf(standing, pack, settings, before.crisisCardShown);
  const after: Session = {
    ...before, status: 'FINISHED', finishedAt: at, outcome,
    caseId: disposition === 'DROP_IN' ? v7() : null, ticketId: disposition === 'BOOKABLE' ? v7() : null,
  };
  const ending = { disposition, unitId: outcome.unitId, priority: level.code, urgencyRank: level.rank, careLevel: route.level, profession: route.profession ?? null };
  const tags = route.closed && functionOf(disposition) ? (['SENT_WHILE_CLOSED'] as const) : [];
  const events = [finishedEvent(after, ending, result, [...tags], at)];
  return recordChange(tx, { before, after, verb: 'finishTriage', what: 'session.finished', events, requestId });
}
