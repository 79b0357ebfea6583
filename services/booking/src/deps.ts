import { join } from 'node:path';
import { type Deps, openServiceDeps } from '@vardgraf/service-kit/deps';
import type { BookingEnv } from './env';
import { bookingRow, slotRow, ticketRow } from './storage/booking-rows';

export const migrationsDir = join(__dirname, 'storage', 'migrations');

/** Opens the database and the way to NATS. @throws when the database is away or its schema is older than this code */
export function openDeps(env: BookingEnv): Promise<Deps> {
  return openServiceDeps({ service: 'booking', env, migrationsDir, entities: [ticketRow, slotRow, bookingRow] });
}
