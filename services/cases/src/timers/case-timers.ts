import type { DueTimer, TimerHandlers } from '@vardgraf/service-kit/timers';
import { z } from 'zod';
import { endForgottenPhase } from '../operations/end-phase';
import { escalateCase } from '../operations/escalate-case';
import { timerKinds } from '../operations/escalation-timers';
import { endLooking } from '../operations/look-at-case';
import { remindHandover } from '../operations/remind-handover';
import { sweepCases } from '../operations/sweep-cases';
import { tellAssignmentOverdue } from '../operations/tell-assignment-overdue';
import { tickNoShow, tickProtocol } from '../operations/tick-protocol';
import { tickSuicideRisk, tickSuicideSilence } from '../operations/tick-suicide-risk';
import { warnOfBreach } from '../operations/warn-of-breach';
import { returnUntouchedCase } from '../operations/return-untouched-case';

const payload = z.strictObject({ regionId: z.string() });

/** What happens when a case's timer comes due; start the kit's timers with these. */
export const caseTimers: TimerHandlers = {
  [timerKinds.escalate]: (tx, timer) => escalateCase(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.returnUntouched]: (tx, timer) => returnUntouchedCase(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.endPhase]: (tx, timer) => endForgottenPhase(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.remindHandover]: (tx, timer) => remindHandover(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.suicideRisk]: (tx, timer) => tickSuicideRisk(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.suicideSilence]: (tx, timer) => tickSuicideSilence(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.protocol]: (tx, timer) => tickProtocol(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.noShow]: (tx, timer) => tickNoShow(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.assignmentOverdue]: (tx, timer) => tellAssignmentOverdue(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.breachWarning]: (tx, timer) => warnOfBreach(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.lookingOver]: (tx, timer) => endLooking(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.sweep]: (tx) => sweepCases(tx),
};

function regionOf(timer: DueTimer): string {
  return payload.parse(timer.payload).regionId;
}
