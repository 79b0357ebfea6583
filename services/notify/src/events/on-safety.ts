import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { alertSafety } from '../operations/case-alerts';
import { planReminder } from '../operations/plan-reminder';
import { clearAlerts } from '../operations/settle-alerts';

/** States in which somebody who may assess has the patient, or nobody need hurry. */
const quiet: readonly string[] = ['ASSESSING', 'ONLINE_CARE', 'PHYSICAL_VISIT', 'INDIVIDUAL_PLAN', 'FOLLOW_UP', 'CLOSED'];

/** An alarm of the suicide-risk protocol rings as a case that must be taken does: what it is about is said on no phone (SAF-1). */
export async function onSuicideRiskChanged(tx: Tx, { regionId, version, time, data }: Envelope<'case.suicide-risk-changed'>): Promise<void> {
  if (data.alarmUnitIds.length > 0) await alertSafety(tx, { regionId, caseId: data.caseId, urgencyRank: data.urgencyRank, at: new Date(time) }, data.alarmUnitIds, version);
  else if (quiet.includes(data.state)) await clearAlerts(tx, regionId, data.caseId, ['OPENED']);
}

/** A silent patient is reminded (VIS-5). */
export async function onProtocolChanged(tx: Tx, { regionId, version, time, data }: Envelope<'case.protocol-changed'>): Promise<void> {
  if (data.remind && data.patientId !== null) await planReminder(tx, { regionId, caseId: data.caseId, patientId: data.patientId, version, at: new Date(time) });
}
