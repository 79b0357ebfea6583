import type { Tx } from '@vardgraf/service-kit/transaction';
import { silentFrom } from '../domain/left-session';
import type { Session } from '../domain/session';
import type { TriageSettings } from '../domain/settings';

export const silenceTimer = 'session-silence';

/** Looks again when silence would leave the session; whoever goes on with it meanwhile is found not to be silent. */
export function watchSilence(tx: Tx, s: Session, { leftSessions }: TriageSettings, danger: boolean): void {
  tx.schedule({ kind: silenceTimer, aggregateId: s.id, dueAt: silentFrom(s.touchedAt, danger, leftSessions), urgency: danger ? 3 : 9, payload: { regionId: s.regionId } });
}

/** There is nothing to wait for any more. */
export function endSilence(tx: Tx, sessionId: string): void {
  tx.cancelTimers(sessionId, silenceTimer);
}
