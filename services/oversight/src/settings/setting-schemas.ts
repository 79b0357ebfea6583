import { z } from 'zod';

/** Oversight's settings by key: what a row of region_setting may hold. */
export const settingSchemas = {
  /** How small numbers are kept from telling of persons; 5 is the floor of both (MET-2). */
  disclosure: z.strictObject({ hideBelow: z.number().int().min(5), roundTo: z.number().int().min(5) }),
  /** When the comparison of triage with staff rings (BEY-6). */
  'triage-comparison': z.strictObject({ underBy: z.number().int().min(1).max(3), alarmShare: z.number().positive().max(0.1), alarmFrom: z.number().int().min(20) }),
} as const;
export type SettingKey = keyof typeof settingSchemas;
