import type { PartnerActor, StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { type Override, overrideRefused, type OverrideReason, wantedLevel } from '../domain/override';
import type { Session } from '../domain/session';
import { byEngine, isEmergency, standingOf, suicideRisk } from '../domain/standing';
import { emergency } from './emergency';
import { askerId, lockOwn } from './own-session';
import { recordChange } from './record-change';
import { type SessionView, viewOf } from './session-view';
import { endSilence, watchSilence } from './silence-timer';
import { surroundingsOf } from './surroundings';

export interface OverrideInput {
  sessionId: string;
  /** Code in the region's scheme. */
  priority: string;
  reason?: OverrideReason | undefined;
  note?: string | undefined;
}

type Outcome = Done<SessionView> | Refused;

/**
 * Staff who triage by telephone hold the matter to be more or less urgent than the engine: up freely, down with a reason, and with suicide risk down by doctor or
 * psychologist alone. The engine's outcome is kept beside it (TRI-12). A session that ended in an emergency without a case may so be gone on with.
 * @throws Fault BAD_INPUT when the region's scheme has no such level
 */
export async function overrideTriage(db: Database, actor: StaffActor | PartnerActor, input: OverrideInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const before = await lockOwn(tx, actor, input.sessionId);
    if (!before) return notFound;
    if (!mayGoOn(before)) return { is: 'SESSION_NOT_OPEN', status: before.status };
    const around = await surroundingsOf(tx, before);
    const { result } = standingOf(before, around);
    const level = wantedLevel(around.settings.scheme, input.priority, result.priority);
    if (!level) throw badInput('input.priority', 'a level of the region’s scheme');
    if (level.priority === result.priority) return { is: 'DONE', it: await viewOf(tx, before) };
    const role = actor.kind === 'STAFF' ? actor.commission.role : null;
    const refused = overrideRefused(result.priority, suicideRisk(result), { to: level.priority, reason: input.reason, mayAssess: role === 'DOCTOR' || role === 'PSYCHOLOGIST' });
    if (refused) return refused;
    const at = await tx.now();
    const override: Override = {
      at: at.toISOString(), byId: askerId(actor), role, engine: byEngine(before, around).result.priority, to: level.priority, reason: input.reason ?? null, note: input.note ?? null,
    };
    const open: Session = { ...before, status: 'OPEN', finishedAt: null, outcome: null, overrides: [...before.overrides, override], touchedAt: at };
    const standing = standingOf(open, around);
    const over = isEmergency(standing);
    const change = over ? await emergency(tx, open, standing, around) : { after: open, what: 'session.overridden' };
    const stored = await recordChange(tx, { before, verb: 'overrideTriage', reason: input.reason, note: input.note, requestId, ...change });
    if (over) endSilence(tx, before.id);
    else if (before.status === 'EMERGENCY') watchSilence(tx, stored, around.settings, true);
    return { is: 'DONE', it: await viewOf(tx, stored) };
  });
}

const mayGoOn = (s: Session): boolean => s.status === 'OPEN' || (s.status === 'EMERGENCY' && s.caseId === null);
