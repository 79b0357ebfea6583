import { anyone, inherited, partner, patient, type PolicyTable, type Rule, service, signedIn, staffAs } from '@vardgraf/service-kit/policy';
import { whoMay } from '../operations/who-may';

/** Staff names are shown in shared live queues too. */
const anyoneWithToken: Rule = { name: 'anyone with a token, in the own region', allows: (actor) => actor !== undefined };

/** Who may use what (DIR-3). Whose profile a patient's is decided on the row: domain/patient-access.ts. */
export const policy: PolicyTable = {
  Query: {
    me: anyone,
    region: anyone,
    regions: anyone,
    unit: anyone,
    units: anyone,
    staffMember: signedIn,
    myProfile: patient,
    myChildren: patient,
    findPatient: staffAs(...whoMay.findPatient),
    contactPoint: service('contacts:read'),
    logins: service('logins:read'),
    login: service('logins:read'),
    patientFacts: partner('consultations:submit'),
  },
  Mutation: {
    createPatient: staffAs(...whoMay.createPatient),
    switchFunction: staffAs(...whoMay.switchFunction),
    identifyPatient: partner('patients:identify'),
  },
  Me: { '*': inherited },
  AgeGate: { '*': inherited },
  Commission: { '*': inherited },
  Region: { __resolveReference: anyone, '*': inherited },
  Unit: { __resolveReference: anyone, '*': inherited },
  UnitConnection: { '*': inherited },
  UnitEdge: { '*': inherited },
  StaffMember: { __resolveReference: anyoneWithToken, '*': inherited },
  Patient: { __resolveReference: signedIn, '*': inherited },
  Guardian: { '*': inherited },
  Login: { '*': inherited },
  LoginCommission: { '*': inherited },
  OtherWays: { '*': inherited },
  ContactPoint: { '*': inherited },
  PatientFacts: { '*': inherited },
  CreatePatientOk: { '*': inherited },
  PatientAlreadyExists: { '*': inherited },
  SwitchFunctionOk: { '*': inherited },
  IdentifyPatientOk: { '*': inherited },
  ProtectedIdentityNotHandled: { '*': inherited },
  NotFound: { '*': inherited },
  NotPermitted: { '*': inherited },
  FunctionOff: { '*': inherited },
  PageInfo: { '*': inherited },
};
