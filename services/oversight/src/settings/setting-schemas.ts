import { z } from 'zod';

/** Oversight's settings by key: what a row of region_setting may hold. */
export const settingSchemas = {
  /** How small numbers are kept from telling of persons; 5 is the floor of both (MET-2). */
  disclosure: z.strictObject({ hideBelow: z.number().int().min(5), roundTo: z.number().int().min(5) }),
} as const;
export type SettingKey = keyof typeof settingSchemas;
