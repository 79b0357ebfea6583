import type { Database } from '@vardgraf/service-kit/postgres';
import { patientsByIds } from '../storage/patient-store';
import { staffByIds } from '../storage/staff-store';
import { loginOfPatient, loginOfStaff, type LoginView } from './login-views';

/** What holds now for a person who logged in before, asked when a token is renewed. Undefined when the region has no such person. */
export async function readLogin(db: Database, regionId: string, personId: string): Promise<LoginView | undefined> {
  const [staff] = await staffByIds(db, regionId, [personId]);
  if (staff) return loginOfStaff(db, staff);
  const [patient] = await patientsByIds(db, regionId, [personId]);
  return patient && loginOfPatient(db, patient);
}
