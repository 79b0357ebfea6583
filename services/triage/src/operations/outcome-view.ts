import type { Text } from '../domain/pack';
import type { Override } from '../domain/override';
import { levelOf } from '../domain/scheme';
import type { Accepted, Session } from '../domain/session';
import { acceptedOf, closedText, type Standing, type Surroundings } from '../domain/standing';
import { opensAt } from '../storage/unit-store';
import type { Reading } from './surroundings';

export type OutcomeView = Awaited<ReturnType<typeof outcomeView>>;

/** The outcome as it was accepted, else as it stands now. */
export async function outcomeView(tx: Reading, s: Session, standing: Standing, around: Surroundings) {
  const { rank, label, unitId, ...accepted }: Accepted = s.outcome ?? acceptedOf(standing, around, s.crisisCardShown);
  const closed = s.outcome ? undefined : standing.route.closed;
  return {
    ...accepted,
    priorityLabel: label,
    urgencyRank: rank,
    unit: unitId ? { id: unitId } : null,
    unitChoices: s.outcome ? [] : standing.choices.map(({ id }) => ({ id })),
    closed: closed ? { opensAt: standing.unit ? await opensAt(tx, standing.unit.id) : null, maySend: closed.maySend, text: closedText(around.pack, closed) } : null,
    caseId: s.caseId,
    ticketId: s.ticketId,
  };
}

/** The engine's own priority, where staff have had their say; both are kept (TRI-12). */
export function engineView(s: Session, { engine }: Standing, { settings }: Surroundings): { priority: string; priorityLabel: Text; urgencyRank: number } | null {
  if (s.overrides.length === 0) return null;
  const { code, label, rank } = levelOf(settings.scheme, engine.priority);
  return s.engineOutcome ? { priority: s.engineOutcome.priority, priorityLabel: s.engineOutcome.label, urgencyRank: s.engineOutcome.rank } : { priority: code, priorityLabel: label, urgencyRank: rank };
}

/** What staff made of it, when and why. */
export function overrideView(o: Override, { settings }: Surroundings) {
  const [engine, to] = [levelOf(settings.scheme, o.engine), levelOf(settings.scheme, o.to)];
  return {
    at: new Date(o.at), by: o.role === null ? null : { id: o.byId }, role: o.role, engineUrgencyRank: engine.rank, priority: to.code, urgencyRank: to.rank, reason: o.reason, note: o.note,
  };
}
