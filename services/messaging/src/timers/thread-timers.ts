import type { DueTimer, TimerHandlers } from '@vardgraf/service-kit/timers';
import { z } from 'zod';
import { endPhase } from '../operations/end-phase';
import { timerKinds } from '../operations/phase-timer';

const payload = z.strictObject({ regionId: z.string() });

/** What happens when a thread's timer comes due; start the kit's timers with these. */
export const threadTimers: TimerHandlers = {
  [timerKinds.endPhase]: (tx, timer) => endPhase(tx, regionOf(timer), timer.aggregateId),
};

function regionOf(timer: DueTimer): string {
  return payload.parse(timer.payload).regionId;
}
