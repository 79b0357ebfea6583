import { createHash } from 'node:crypto';
import type { Slot } from '../domain/slot';
import { demoUnits } from './demo-units';

const days = 14;
/** On whole hours and half past, in the working day: UTC is one or two hours behind Sweden, so 08:00–13:30 UTC is always within 09–16. */
const utcTimes = ['08:00', '08:30', '09:00', '09:30', '12:00', '12:30', '13:00', '13:30'];

/** Free times on the weekdays of the next two weeks, for the role as a whole, of the region's usual length. The same moment at the same place always has the same id. */
export function demoSlots(now: Date, minutesIn: (region: string) => number): Slot[] {
  return demoUnits.flatMap(({ region, unitId, offers }) =>
    offers.flatMap(({ role, visitType }) =>
      starts(now).map((startsAt) => ({
        id: idOf(`${unitId}/${role}/${visitType}/${startsAt.toISOString()}`), regionId: region, unitId, role, staffId: null, visitType, startsAt,
        endsAt: new Date(startsAt.getTime() + minutesIn(region) * 60_000), bookableBy: 'PATIENT' as const, status: 'FREE' as const,
      }))));
}

function starts(now: Date): Date[] {
  const today = now.toISOString().slice(0, 10);
  return Array.from({ length: days + 1 }, (_, n) => new Date(Date.parse(`${today}T00:00:00Z`) + n * 86_400_000))
    .filter((day) => day.getUTCDay() % 6 !== 0)
    .flatMap((day) => utcTimes.map((time) => new Date(`${day.toISOString().slice(0, 10)}T${time}:00Z`)))
    .filter((at) => at > now);
}

/** A UUID of version 5's shape. */
function idOf(key: string): string {
  const hash = createHash('sha1').update(`vardgraf-seed/slot/${key}`).digest('hex');
  const variant = ((Number.parseInt(hash[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
