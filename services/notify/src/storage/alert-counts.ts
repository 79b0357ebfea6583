import type { AlertFault, AlertStatus } from '../domain/alert';
import { unitsUnreached } from './alert-store';
import { select, type Where } from './where';

/** Units of all regions whose alerts reach nobody, by why. */
export async function countAlertFaults(where: Where): Promise<Partial<Record<AlertFault['kind'], number>>> {
  return byKey(await select<Counted<AlertFault['kind']>>(where, `SELECT kind AS key, count(*)::int AS count FROM (${unitsUnreached}) unreached GROUP BY kind`, []));
}

/** Alerts raised in the last so many milliseconds, by where they are now; unit by unit, as the index has them. */
export async function countAlertsSince(where: Where, lastMs: number): Promise<Partial<Record<AlertStatus, number>>> {
  return byKey(await select<Counted<AlertStatus>>(
    where,
    `SELECT recent.status AS key, count(*)::int AS count
       FROM unit u CROSS JOIN LATERAL (SELECT status FROM alert WHERE unit_id = u.id AND raised_at > vardgraf.now() - $1 * interval '1 millisecond') recent GROUP BY recent.status`,
    [lastMs]));
}

interface Counted<K> {
  key: K;
  count: number;
}

function byKey<K extends string>(rows: Counted<K>[]): Partial<Record<K, number>> {
  return Object.fromEntries(rows.map(({ key, count }) => [key, count])) as Partial<Record<K, number>>;
}
