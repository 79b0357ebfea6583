import type { Database } from '@vardgraf/service-kit/postgres';
import type { AlertFault, AlertStatus } from '../domain/alert';
import { countAlertFaults, countAlertsSince } from '../storage/alert-counts';

/** Units whose alerts reach nobody, by why, and recent alerts by where they are now; with a zero for what there is none of. */
export interface AlertCounts {
  faults: Record<AlertFault['kind'], number>;
  alerts: Record<AlertStatus, number>;
}

/** Counts over all regions: how many, never whose. @param lastMs how far back alerts are counted */
export async function countAlerts(db: Database, lastMs: number): Promise<AlertCounts> {
  return {
    faults: { NO_DESTINATION: 0, LAST_ALERT_FAILED: 0, NOBODY_ANSWERED: 0, ...(await countAlertFaults(db)) },
    alerts: { RAISED: 0, DELIVERED: 0, ACKNOWLEDGED: 0, SILENT: 0, FAILED: 0, CLEARED: 0, ...(await countAlertsSince(db, lastMs)) },
  };
}
