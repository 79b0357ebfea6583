import type { Tx } from '@vardgraf/service-kit/transaction';
import { escalatedTo } from '../domain/destination';
import { type Occasion, raiseAlerts } from './raise-alerts';

/** A case as its event tells of it, and when. */
export type ToldCase = Pick<Occasion, 'regionId' | 'caseId' | 'urgencyRank'> & { at: Date };

/** A service that is put up beside a running platform hears of everything since last week: it rings nobody for what is a day old. */
const staleMs = 86_400_000;

/** A new drop-in rings the phones of its unit (NOT-3), of a closed one when it opens. @param waitingSince when the clock starts */
export async function alertOpened(tx: Tx, c: ToldCase, unitId: string, waitingSince: Date): Promise<void> {
  await raise(tx, c, { cause: 'OPENED', step: 0, from: waitingSince }, [unitId]);
}

/** A step of escalation rings those whom it adds (QUE-6). */
export async function alertEscalated(tx: Tx, c: ToldCase, step: { number: number; unitId: string; addedRoles: readonly string[]; addedUnitIds: readonly string[] }): Promise<void> {
  await raise(tx, c, { cause: 'ESCALATED', step: step.number }, escalatedTo(step.unitId, step.addedRoles, step.addedUnitIds));
}

/** An assignment that is sent onward rings the unit it comes to. @param version number of the event: each time rings once */
export async function alertForwarded(tx: Tx, c: ToldCase, toUnitId: string, version: number): Promise<void> {
  await raise(tx, c, { cause: 'OPENED', step: version }, [toUnitId]);
}

/** What cannot wait for anybody's morning. */
const mostUrgentRank = 2;

/** An alarm for a patient at risk rings the units at any hour, whatever the case's own urgency (SAF-1). @param version number of the event: each alarm rings once */
export async function alertSafety(tx: Tx, c: ToldCase, unitIds: readonly string[], version: number): Promise<void> {
  await raise(tx, { ...c, urgencyRank: Math.min(c.urgencyRank, mostUrgentRank) }, { cause: 'OPENED', step: version }, unitIds);
}

/** A hand-over that nobody has answered in time rings the unit that was asked (HND-1). @param version number of the event: each hand-over rings once */
export async function alertOverdue(tx: Tx, c: ToldCase, toUnitId: string, version: number): Promise<void> {
  await raise(tx, c, { cause: 'HANDOVER_OVERDUE', step: version }, [toUnitId]);
}

/** The time of an assignment from telephone triage has passed: its unit and the hubs ring (BEY-2). @param version number of the event: it rings once */
export async function alertAssignmentOverdue(tx: Tx, c: ToldCase, unitIds: readonly string[], version: number): Promise<void> {
  await raise(tx, c, { cause: 'OPENED', step: version }, unitIds);
}

async function raise(tx: Tx, { at, ...c }: ToldCase, why: Pick<Occasion, 'cause' | 'step' | 'from'>, unitIds: readonly string[]): Promise<void> {
  if ((await tx.now()).getTime() - at.getTime() < staleMs) await raiseAlerts(tx, { ...c, ...why }, unitIds);
}
