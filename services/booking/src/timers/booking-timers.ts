import type { TimerHandlers } from '@vardgraf/service-kit/timers';
import { z } from 'zod';
import { expireTicket } from '../operations/expire-ticket';
import { timerKinds } from '../operations/record-change';

const payload = z.strictObject({ regionId: z.string() });

/** What happens when a ticket's timer comes due; start the kit's timers with these. */
export const bookingTimers: TimerHandlers = {
  [timerKinds.expire]: (tx, timer) => expireTicket(tx, payload.parse(timer.payload).regionId, timer.aggregateId),
};
