import { z } from 'zod';
import { careFunction, day, id, instant, sex, staffRole, unitKind } from './codes';

const interval = z.strictObject({ from: instant, to: instant });

/** What directory tells the others; the aggregate is the region, the unit, the staff member or the patient. */
export const directoryEvents = {
  /** What the service is called towards patients. */
  'region.changed': z.strictObject({ serviceName: z.string() }),
  'unit.changed': z.strictObject({
    unitId: id,
    /** The unit's own name, which patients read in messages. */
    displayName: z.string(),
    kind: unitKind,
    hsaId: z.string(),
    locality: z.string(),
    /** Roles somebody has a commission for at the unit. */
    staffedRoles: z.array(staffRole),
    cooperatingUnitIds: z.array(id),
    /** Off here, by the region or by the unit. */
    functionsOff: z.array(careFunction),
    acceptsOutOfRegion: z.boolean(),
    hasAlarmGroup: z.boolean(),
    /** Where external alerts go; the alarm system keeps the phone numbers. */
    alarmGroupId: id.nullable(),
    active: z.boolean(),
  }),
  /** Open intervals in UTC, disjoint and ascending, 400 days ahead; replaces what was known. `duty`: when telephone-triage consultations are read (CON-3). */
  'unit.hours-changed': z.strictObject({ unitId: id, open: z.array(interval), onCall: z.array(interval), duty: z.array(interval), until: instant }),
  'staff.changed': z.strictObject({
    staffId: id,
    /** Staff display names may travel. */
    displayName: z.string(),
    commissions: z.array(z.strictObject({ id, unitIds: z.array(id), role: staffRole })),
    active: z.boolean(),
  }),
  /** Birth date and sex are needed by triage and for the age gates; names, numbers and contact points stay in directory. */
  'patient.changed': z.strictObject({
    patientId: id,
    birthDate: day,
    sex,
    language: z.enum(['sv', 'en']),
    homeRegionId: id,
    listedUnitId: id.nullable(),
    fixedDoctorId: id.nullable(),
    protectedIdentity: z.boolean(),
    guardianIds: z.array(id),
    /** Region's age gates resolved to instants: the moments the person may log in, seek care, and leaves the proxy limit. */
    mayLogInFrom: instant,
    maySeekCareFrom: instant,
    proxyUntil: instant,
    /** Whether a number is known at which an SMS reaches the person, never the number itself (BOO-5); absent: not said. */
    reachableBySms: z.boolean().optional(),
  }),
} as const;
