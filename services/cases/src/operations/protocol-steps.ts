import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case, Visibility } from '../domain/case';
import { isFinished, isOver, type ProtocolKind, protocolDueAt, protocolMoveOf, type ProtocolStep } from '../domain/protocol';
import { regionSettings } from '../settings/region-settings';
import type { HistoryEntry } from '../storage/case-store';
import { addProtocolStep, insertProtocol, type KeptProtocol, runningProtocols, saveProtocol } from '../storage/protocol-store';
import { afterwards } from './case-events';
import { scheduleProtocol } from './schedule-timers';
import { recordChange } from './record-change';

/** One step of one checklist of a locked case. */
export interface StepToTake {
  found: Case;
  visibility: readonly Visibility[];
  /** The checklist that runs; null begins one of the kind. */
  protocol: KeptProtocol | null;
  kind?: ProtocolKind;
  step: ProtocolStep;
  /** Why it is passed over. */
  skippedBecause?: string | null;
  verb: string;
  by: Pick<HistoryEntry, 'byKind' | 'byId'>;
  actingUnitId?: string;
  requestId?: string | undefined;
}

/**
 * Takes the step: the checklist's row and its line, the case's list of checklists that hold it open, event and timer (BEY-9).
 * @returns the case as stored; undefined when the step is none in the checklist's state
 */
export async function takeStep(tx: Tx, s: StepToTake): Promise<Case | undefined> {
  const kind = s.protocol?.kind ?? s.kind!;
  const move = protocolMoveOf(kind, s.step, s.protocol?.state ?? null);
  if (!move) return undefined;
  const [now, { protocols: times }] = [await tx.now(), await regionSettings(tx, s.found.regionId, s.found.unitId)];
  const after = { caseId: s.found.id, kind, state: move.to, beganAt: s.protocol?.beganAt ?? now, nextAt: protocolDueAt(move.to, times, now) };
  const kept = s.protocol ? { ...after, id: s.protocol.id } : await insertProtocol(tx, after);
  if (s.protocol) await saveProtocol(tx, kept, isOver(move.to) ? now : null);
  await addProtocolStep(tx, kept.id, { step: s.step, to: move.to, byId: s.by.byId, skippedBecause: s.skippedBecause ?? null });
  const others = s.found.openProtocols.filter((one) => one !== kind);
  const next: Case = { ...s.found, openProtocols: isFinished(move.to) ? others : [...others, kind] };
  const remind = s.step === 'REMIND' && !s.skippedBecause;
  const stored = await recordChange(tx, {
    before: s.found, after: next, visibility: s.visibility, action: 'PROTOCOL', reason: `${kind}/${s.step}`, verb: s.verb, by: s.by, actingUnitId: s.actingUnitId, requestId: s.requestId,
    event: { type: 'case.protocol-changed', data: { ...afterwards(next), protocol: kind, state: move.to, remind } },
  });
  scheduleProtocol(tx, stored, await nextClock(tx, stored.id));
  return stored;
}

/** The earliest clock of the case's checklists. */
async function nextClock(tx: Tx, caseId: string): Promise<Date | null> {
  const clocks = (await runningProtocols(tx, caseId)).flatMap((p) => p.nextAt ?? []);
  return clocks.length > 0 ? new Date(Math.min(...clocks.map((at) => at.getTime()))) : null;
}
