import type { TimerHandlers } from '@vardgraf/service-kit/timers';
import { z } from 'zod';
import { leaveSilentSession } from '../operations/leave-silent-session';
import { silenceTimer } from '../operations/silence-timer';

const payload = z.strictObject({ regionId: z.string() });

/** What happens when a session's timer comes due; start the kit's timers with these. */
export const sessionTimers: TimerHandlers = {
  [silenceTimer]: (tx, timer) => leaveSilentSession(tx, payload.parse(timer.payload).regionId, timer.aggregateId),
};
