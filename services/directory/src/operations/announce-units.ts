import type { Tx } from '@vardgraf/service-kit/transaction';
import { regionSettings } from '../settings/region-settings';
import { nextVersions } from '../storage/unit-store';

/** Tells the other services how units stand now: all of the region's, or those named. */
export async function announceUnits(tx: Tx, regionId: string, unitIds?: readonly string[]): Promise<void> {
  const units = await nextVersions(tx, regionId, unitIds);
  const settings = await regionSettings(tx, regionId);
  for (const unit of units) {
    tx.emit({
      type: 'unit.changed', aggregateId: unit.id, version: unit.version, regionId,
      data: {
        unitId: unit.id, displayName: unit.name, kind: unit.kind, hsaId: unit.hsaId, locality: unit.locality, staffedRoles: unit.staffedRoles,
        cooperatingUnitIds: unit.cooperatingUnitIds, functionsOff: settings.functionsOffAt(unit.id), acceptsOutOfRegion: unit.acceptsOutOfRegion,
        hasAlarmGroup: unit.alarmGroup !== null, alarmGroupId: unit.alarmGroup, active: unit.active,
      },
    });
  }
}
