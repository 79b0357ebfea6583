import type { Tx } from '@vardgraf/service-kit/transaction';
import { ageInstants } from '../calendar/age-instants';
import { regionSettings } from '../settings/region-settings';
import { nextPatientVersions } from '../storage/patient-store';
import { nextStaffVersions } from '../storage/staff-store';

/** Tells the other services who works where, and as what. */
export async function announceStaff(tx: Tx, regionId: string, staffIds: readonly string[]): Promise<void> {
  for (const person of await nextStaffVersions(tx, regionId, staffIds)) {
    tx.emit({
      type: 'staff.changed', aggregateId: person.id, version: person.version, regionId,
      data: { staffId: person.id, displayName: person.displayName, commissions: person.commissions, active: person.active },
    });
  }
}

/** Tells the other services what they need of patients: never a name, a number or a contact point. */
export async function announcePatients(tx: Tx, regionId: string, patientIds: readonly string[]): Promise<void> {
  const patients = await nextPatientVersions(tx, regionId, patientIds);
  const { ageGates } = await regionSettings(tx, regionId);
  for (const p of patients) {
    const gates = ageInstants(p.birthDate, ageGates);
    tx.emit({
      type: 'patient.changed', aggregateId: p.id, version: p.version, regionId,
      data: {
        patientId: p.id, birthDate: p.birthDate, sex: p.sex, language: p.language, homeRegionId: p.homeRegionId, listedUnitId: p.listedUnitId,
        fixedDoctorId: p.fixedDoctorId, protectedIdentity: p.protectedIdentity, guardianIds: p.guardians.map((g) => g.guardianId),
        mayLogInFrom: gates.mayLogInFrom.toISOString(), maySeekCareFrom: gates.maySeekCareFrom.toISOString(), proxyUntil: gates.proxyUntil.toISOString(),
        reachableBySms: p.mobile !== null,
      },
    });
  }
}
