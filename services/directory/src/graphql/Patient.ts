import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { readGuardians } from '../operations/read-patients';
import type { PatientResolvers } from './generated/resolvers';
import * as load from './loaders';

/** Fields of a profile that the caller holds; what they may not read of it is null already. */
export const Patient = (deps: load.GraphDeps): PatientResolvers => ({
  __resolveReference: ({ id }: { id: string }, context: GraphContext) => load.patient(context, deps, id),
  id: (view) => view.patient.id,
  personalNumber: (view) => view.patient.number,
  birthDate: (view) => view.patient.birthDate,
  sex: (view) => view.patient.sex,
  language: (view) => view.patient.language,
  mobile: (view) => view.patient.mobile,
  email: (view) => view.patient.email,
  protectedIdentity: (view) => view.patient.protectedIdentity,
  listedUnit: (view, _args, context) => (view.patient.listedUnitId ? load.unit(context, view.patient.listedUnitId) : null),
  fixedDoctor: (view, _args, context) => (view.patient.fixedDoctorId ? load.staffMember(context, view.patient.fixedDoctorId) : null),
  homeRegion: (view, _args, context) => load.regionOf(context, { regionId: view.patient.homeRegionId }),
  guardians: async (view, _args, context) => {
    const guardians = await readGuardians(context.db, context.actor, view);
    for (const guardian of guardians) load.noteLook(context, guardian.view);
    return guardians.map((guardian) => ({ patient: guardian.view, primary: guardian.primary }));
  },
});
