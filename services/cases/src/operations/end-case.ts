import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import type { EndReason, PhaseEvent } from '../domain/codes';
import { endCase as decide, looksAfterPhaseAt } from '../domain/end-case';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { kindsWithConversation, phaseDays } from '../domain/phase';
import { levelOf } from '../domain/priority-scheme';
import { regionSettings } from '../settings/region-settings';
import { looksOverAt } from '../storage/looking-store';
import { runningProtocols } from '../storage/protocol-store';
import { afterwards, type CaseEvent } from './case-events';
import { scheduleLookingOver, schedulePhaseEnd, scheduleSuicideRisk } from './schedule-timers';
import { recordChange } from './record-change';
import { lockVisible, shownAgain } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'SUICIDE_RISK_OPEN' | 'PROTOCOL_STEPS_LEFT'>;

export interface EndCaseInput {
  caseId: string;
  reason: EndReason;
  /** Null takes the region's default. */
  phaseDays: number | null;
  /** The event that ends the phase, instead of days. */
  phaseUntil?: PhaseEvent | null;
  /** Code of how urgent the matter really was; null when nobody says (BEY-6). */
  rightUrgency?: string | null;
}

/**
 * Ends the visit: the patient may go on writing for the days of the phase, or the case is over (VIS-4). Not with suicide
 * risk unassessed or open (SAF-1), and not before every checklist is done or reasoned (BEY-9).
 * @throws Fault BAD_INPUT when the region does not offer a phase of that length, or has no such level
 */
export async function endCase(db: Database, actor: StaffActor, input: EndCaseInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, input.caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const days = await daysOf(tx, found, input);
    const right = await rightUrgencyOf(tx, found, input.rightUrgency);
    const decided = decide(found, by, { reason: input.reason, days, until: input.phaseUntil }, await tx.now());
    if (decided.is === 'SAME') return shownAgain(tx, decided.case, actingUnitId, requestId);
    if (decided.is !== 'CHANGED') return decided;
    const held = decided.case.status === 'ON_HOLD';
    const stored = await recordChange(tx, {
      before: found, after: decided.case, visibility, action: held ? 'HOLD' : 'END', reason: input.reason, verb: 'endCase', actingUnitId, requestId,
      event: ended(decided.case, by.personId, input.reason, right),
    });
    tx.cancelTimers(stored.id);
    schedulePhaseEnd(tx, stored, looksAfterPhaseAt(stored));
    scheduleSuicideRisk(tx, stored);
    if (held) scheduleLookingOver(tx, stored, await looksOverAt(tx, stored.id));
    return { is: 'DONE', case: stored };
  });
}

/** The phase's length; after a silence that ran its course it is a day, where nobody says otherwise and the region offers it (VIS-5). */
async function daysOf(tx: Tx, c: Case, asked: EndCaseInput): Promise<number> {
  const { phases } = await regionSettings(tx, c.regionId, c.unitId);
  if (asked.phaseUntil) return kindsWithConversation.includes(c.kind) ? Math.max(...phases.days, 1) : 0;
  const wasSilent = asked.phaseDays === null && (await runningProtocols(tx, c.id)).some((p) => p.kind === 'SILENCE' && p.state === 'WAITED');
  const days = phaseDays(c.kind, wasSilent && phases.days.includes(1) ? 1 : asked.phaseDays, phases);
  if (days === undefined) throw badInput('input.phaseDays', 'one of the lengths that the region offers');
  return days;
}

type Right = EventData<'case.ended'>['right'];

/** What staff say of how urgent it was, in the scheme of the unit that it was sent to: its engine's. */
async function rightUrgencyOf(tx: Tx, c: Case, code: string | null | undefined): Promise<Right> {
  if (!code) return undefined;
  const level = levelOf((await regionSettings(tx, c.regionId, c.firstUnitId)).scheme, code);
  if (!level) throw badInput('input.rightUrgency', 'a level of the region’s scheme');
  return { priority: level.code, urgencyRank: level.urgencyRank };
}

function ended(c: Case, staffId: string, reason: EndReason, right: Right): CaseEvent {
  const data = { ...afterwards(c), staffId, reason, ...(right && { right }) };
  return c.phaseEndsAt ? { type: 'case.held', data: { ...data, phaseEndsAt: c.phaseEndsAt.toISOString() } } : { type: 'case.ended', data };
}
