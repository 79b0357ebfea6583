import { readNow } from '@vardgraf/service-kit/clock';
import { dayIn } from '../calendar/stockholm';
import { type Login, patientLogin, staffLogin } from '../domain/login';
import type { Patient } from '../domain/patient';
import type { StaffMember } from '../domain/staff-member';
import { type RegionSettings, regionSettings } from '../settings/region-settings';
import { unitsByIds } from '../storage/unit-store';
import type { Where } from '../storage/where';

/** A way in with what a page about it shows: the region's words, and the units of the commissions. */
export interface LoginView {
  login: Login;
  region: RegionSettings;
  units: { id: string; hsaId: string; name: string }[];
}

export async function loginOfPatient(where: Where, patient: Patient): Promise<LoginView> {
  const region = await regionSettings(where, patient.regionId);
  const now = 'query' in where ? await where.now() : await readNow(where);
  return { login: patientLogin(patient, dayIn(now), region), region, units: [] };
}

export async function loginOfStaff(where: Where, staff: StaffMember): Promise<LoginView> {
  const login = staffLogin(staff);
  return { login, region: await regionSettings(where, staff.regionId), units: await unitsByIds(where, login.commissions.flatMap(({ unitIds }) => unitIds)) };
}
