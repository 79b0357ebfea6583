import type { GraphDeps } from './loaders';
import { Login } from './Login';
import { Commission, Me } from './Me';
import { createPatient } from './Mutation/createPatient';
import { identifyPatient } from './Mutation/identifyPatient';
import { switchFunction } from './Mutation/switchFunction';
import { Patient } from './Patient';
import { contactPoint } from './Query/contactPoint';
import { findPatient } from './Query/findPatient';
import { login } from './Query/login';
import { logins } from './Query/logins';
import { me } from './Query/me';
import { myChildren } from './Query/myChildren';
import { myProfile } from './Query/myProfile';
import { patientFacts } from './Query/patientFacts';
import { region } from './Query/region';
import { regions } from './Query/regions';
import { staffMember } from './Query/staffMember';
import { unit } from './Query/unit';
import { units } from './Query/units';
import { Region } from './Region';
import { StaffMember } from './StaffMember';
import { Unit } from './Unit';

/** Every resolver of the subgraph, a file each. */
export function resolvers(deps: GraphDeps): Record<string, object> {
  return {
    Query: { me, region, regions, unit, units, staffMember, myProfile: myProfile(deps), myChildren, findPatient, contactPoint, logins, login, patientFacts },
    Mutation: { createPatient, switchFunction, identifyPatient },
    Me, Login, Commission, Region, Unit, StaffMember, Patient: Patient(deps),
  };
}
