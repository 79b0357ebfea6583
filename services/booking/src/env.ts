import { readEnv, type ServiceEnv, serviceEnv } from '@vardgraf/service-kit/env';

export type BookingEnv = ServiceEnv;

/** Everything booking reads from the environment. */
export function bookingEnv(source?: NodeJS.ProcessEnv): BookingEnv {
  return readEnv(serviceEnv, source);
}
