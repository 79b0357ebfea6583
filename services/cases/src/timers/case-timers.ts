import type { DueTimer, TimerHandlers, TogetherHandler } from '@vardgraf/service-kit/timers';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { z } from 'zod';
import { askRechecks } from '../operations/ask-recheck';
import { assignWaiting } from '../operations/assign-case';
import { endForgottenPhase } from '../operations/end-phase';
import { endForgottenShift } from '../operations/end-shift';
import { escalateCases } from '../operations/escalate-case';
import { timerKinds } from '../operations/schedule-timers';
import { endReservation } from '../operations/first-refusal';
import { lookAtDuty } from '../operations/refresh-staffing';
import { endLooking } from '../operations/look-at-case';
import { remindHandover } from '../operations/remind-handover';
import { sweepCases } from '../operations/sweep-cases';
import { tellAssignmentOverdue } from '../operations/tell-assignment-overdue';
import { tickNoShow, tickProtocol } from '../operations/tick-protocol';
import { tickSuicideRisk, tickSuicideSilence } from '../operations/tick-suicide-risk';
import { warnOfBreaches } from '../operations/warn-of-breach';
import { returnUntouchedCase } from '../operations/return-untouched-case';

const payload = z.strictObject({ regionId: z.string() });

/** What happens when a case's timer comes due; start the kit's timers with these. */
export const caseTimers: TimerHandlers = {
  [timerKinds.escalate]: together(escalateCases),
  [timerKinds.returnUntouched]: (tx, timer) => returnUntouchedCase(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.endPhase]: (tx, timer) => endForgottenPhase(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.remindHandover]: (tx, timer) => remindHandover(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.suicideRisk]: (tx, timer) => tickSuicideRisk(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.suicideSilence]: (tx, timer) => tickSuicideSilence(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.protocol]: (tx, timer) => tickProtocol(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.noShow]: (tx, timer) => tickNoShow(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.assignmentOverdue]: (tx, timer) => tellAssignmentOverdue(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.breachWarning]: together(warnOfBreaches),
  [timerKinds.lookingOver]: (tx, timer) => endLooking(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.recheck]: together(askRechecks),
  [timerKinds.reservationOver]: (tx, timer) => endReservation(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.assign]: (tx, timer) => assignWaiting(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.endShift]: (tx, timer) => endForgottenShift(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.lookAtDuty]: (tx, timer) => lookAtDuty(tx, regionOf(timer), timer.aggregateId),
  [timerKinds.sweep]: (tx) => sweepCases(tx),
};

function regionOf(timer: DueTimer): string {
  return payload.parse(timer.payload).regionId;
}

/** Several cases of a region in one transaction; those that somebody else holds are left for later. */
function together(operation: (tx: Tx, regionId: string, caseIds: readonly string[]) => Promise<readonly string[]>): TogetherHandler {
  return {
    async together(tx, timers) {
      const left: number[] = [];
      for (const regionId of new Set(timers.map(regionOf))) {
        const ofRegion = timers.filter((timer) => regionOf(timer) === regionId);
        const held = await operation(tx, regionId, ofRegion.map((timer) => timer.aggregateId));
        left.push(...ofRegion.filter((timer) => held.includes(timer.aggregateId)).map((timer) => timer.id));
      }
      return left;
    },
  };
}
