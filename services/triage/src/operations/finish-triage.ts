import { Fault } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { placeUnasked } from '../domain/place';
import type { Session } from '../domain/session';
import { acceptedOf, byEngine, closedText, functionOf, isOverridden, standingOf, type Standing, suicideRisk, type Surroundings } from '../domain/standing';
import { opensAt } from '../storage/unit-store';
import { type Asker, lockOwn } from './own-session';
import { recordChange } from './record-change';
import { finishedEvent } from './session-events';
import { type SessionView, viewOf } from './session-view';
import { endSilence } from './silence-timer';
import { surroundingsOf } from './surroundings';

export interface FinishInput {
  sessionId: string;
  unitId?: string | undefined;
  sendToClosedUnit: boolean;
  /** False in assisted triage: the patient cannot be met digitally, so telephone triage hands them over as an assignment (CON-2). */
  digital: boolean;
}

type Outcome = Done<SessionView> | Refused;

/**
 * Accepts the outcome: a drop-in becomes a case, a bookable one a ticket, others nothing but the advice (TRI-5); for a patient who cannot be met digitally it is
 * left to telephone triage's system to submit the assignment (CON-2). The same acceptance again is the same yes.
 */
export async function finishTriage(db: Database, actor: Asker, input: FinishInput, requestId?: string): Promise<Outcome> {
  if (!input.digital && actor.kind !== 'PARTNER') return { is: 'NOT_PERMITTED' };
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const before = await lockOwn(tx, actor, input.sessionId);
    if (!before) return notFound;
    if (acceptedSo(before, input)) return { is: 'DONE', it: await viewOf(tx, before) };
    if (before.status !== 'OPEN') return { is: 'SESSION_NOT_OPEN', status: before.status };
    const around = await surroundingsOf(tx, before);
    const standing = meant(standingOf(before, around, input.unitId), input);
    const refused = await refusal(tx, before, standing, around, input);
    if (refused) return refused;
    const stored = await accept(tx, before, standing, around, requestId);
    endSilence(tx, before.id);
    return { is: 'DONE', it: await viewOf(tx, stored) };
  });
}

/** Whoever cannot be met digitally and needs care is handed over; advice is given to anybody. */
function meant(standing: Standing, { digital }: FinishInput): Standing {
  return digital || standing.disposition === 'SELF_CARE' || standing.disposition === 'EMERGENCY' ? standing : { ...standing, disposition: 'CONSULTATION' };
}

function acceptedSo(s: Session, input: FinishInput): boolean {
  return s.status === 'FINISHED' && (input.unitId === undefined || input.unitId === s.outcome?.unitId);
}

/** Why the outcome cannot be accepted so. A suicide risk is never turned away by a switch: somebody has to see it. */
async function refusal(tx: Tx, s: Session, standing: Standing, { pack }: Surroundings, input: FinishInput): Promise<Refused | undefined> {
  const { screen, disposition, unit, choices, route, result } = standing;
  if (screen && !isOverridden(s, standing)) return { is: 'QUESTIONS_REMAIN' };
  const needed = functionOf(disposition);
  if (!needed && disposition !== 'CONSULTATION') return undefined;
  if (!unit && choices.length > 0) return { is: 'UNIT_CHOICE_NEEDED', choices: choices.map(({ id }) => id) };
  if (!needed) return undefined;
  if (!unit) throw new Fault('INTERNAL', 'the region has no active unit');
  if (unit.functionsOff.includes(needed) && !suicideRisk(result)) return { is: 'FUNCTION_OFF', function: needed };
  const { closed } = route;
  if (!closed || (closed.maySend && input.sendToClosedUnit)) return undefined;
  return { is: 'UNIT_CLOSED', opensAt: await opensAt(tx, unit.id), maySend: closed.maySend, text: closedText(pack, closed) };
}

async function accept(tx: Tx, before: Session, standing: Standing, around: Surroundings, requestId?: string): Promise<Session> {
  const at = await tx.now();
  const { disposition, route, level } = standing;
  if (disposition === 'EMERGENCY') throw new Fault('INTERNAL', 'an emergency was left open');
  const accepted = acceptedOf(standing, around, before.crisisCardShown);
  const unitId = accepted.unitId ?? (disposition === 'CONSULTATION' ? (placeUnasked(around.units, { listedUnitId: around.listedUnitId, fromOtherRegion: before.outOfRegion })?.id ?? null) : null);
  const after: Session = {
    ...before, status: 'FINISHED', finishedAt: at, outcome: { ...accepted, unitId },
    engineOutcome: isOverridden(before, standing) ? acceptedOf(byEngine(before, around), around, before.crisisCardShown) : null,
    caseId: disposition === 'DROP_IN' ? v7() : null, ticketId: disposition === 'BOOKABLE' ? v7() : null,
  };
  const ending = { disposition, unitId, priority: level.code, urgencyRank: level.rank, careLevel: route.level, profession: route.profession ?? null };
  const tags = route.closed && functionOf(disposition) ? (['SENT_WHILE_CLOSED'] as const) : [];
  const events = [finishedEvent(after, ending, standing, [...tags], at)];
  return recordChange(tx, { before, after, verb: 'finishTriage', what: 'session.finished', events, requestId });
}
