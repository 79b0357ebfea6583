import type { Tx } from '@vardgraf/service-kit/transaction';
import { noShowAt } from '../domain/protocol';
import { openStatuses } from '../domain/transitions';
import { regionSettings } from '../settings/region-settings';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { runningProtocols } from '../storage/protocol-store';
import { patientSpokeAt } from '../storage/suicide-risk-store';
import { scheduleNoShow, scheduleProtocol } from './schedule-timers';
import { takeStep } from './protocol-steps';

const clock = { byKind: 'SYSTEM', byId: null } as const;

/** The time of a checklist's state is over: what waits for the patient has waited long enough (VIS-5). Decides anew under the case's lock. */
export async function tickProtocol(tx: Tx, regionId: string, caseId: string): Promise<void> {
  let found = await loadCaseForUpdate(tx, regionId, caseId);
  if (!found || !openStatuses.includes(found.status)) return;
  const now = await tx.now();
  for (const protocol of await runningProtocols(tx, caseId)) {
    if (!protocol.nextAt) continue;
    if (protocol.nextAt > now) scheduleProtocol(tx, found, protocol.nextAt);
    else found = (await takeStep(tx, { found, visibility: await visibilityOf(tx, caseId), protocol, step: 'WAIT', verb: 'tickProtocol', by: clock })) ?? found;
  }
}

/**
 * Ten minutes after its time nobody has come to a booked visit, or the patient has not been heard of: who has the visit gets the task to phone at once
 * (BOO-4). Decides anew under the case's lock: the visit may have moved, or be going on.
 */
export async function tickNoShow(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const found = await loadCaseForUpdate(tx, regionId, caseId);
  if (!found || !openStatuses.includes(found.status) || found.status === 'ON_HOLD') return;
  const due = noShowAt(found, (await regionSettings(tx, regionId, found.unitId)).protocols);
  if (!due) return;
  if ((await tx.now()) < due) return scheduleNoShow(tx, found, due);
  const spoke = await patientSpokeAt(tx, caseId);
  const running = await runningProtocols(tx, caseId);
  if ((found.startedAt && spoke && spoke >= found.startedAt) || running.some((p) => p.kind === 'NO_SHOW')) return;
  await takeStep(tx, { found, visibility: await visibilityOf(tx, caseId), protocol: null, kind: 'NO_SHOW', step: 'BEGIN', verb: 'tickNoShow', by: clock });
}
