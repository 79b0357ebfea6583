import type { TimerHandlers } from '@vardgraf/service-kit/timers';
import { z } from 'zod';
import { publishHours, renewHours } from '../operations/publish-hours';
import { announceRegion, announceRegionTimer } from '../operations/publish-settings';

const ofRegion = z.object({ regionId: z.string() });

/** What happens by the clock: hours are published onward, and settings whose day has come are told. */
export const directoryTimers: TimerHandlers = {
  [renewHours]: (tx, timer) => publishHours(tx, ofRegion.parse(timer.payload).regionId, [timer.aggregateId]),
  [announceRegionTimer]: (tx, timer) => announceRegion(tx, timer.aggregateId),
};
