import { staffRole, unitKind } from '@vardgraf/schema/events/codes';
import { z } from 'zod';
import { AGE_BANDS } from '../domain/age';
import { CARES, CLINICAL_ROLES, NEEDS } from '../domain/pack';
import type { Priority } from '../domain/priority';
import { CARE_LEVELS, DESTINATIONS, OPENINGS, REFERRALS } from '../domain/routing';
import { routeTables } from '../domain/routing-tables';
import { schemes } from '../domain/scheme-tables';

const text = z.strictObject({ sv: z.string().min(1), en: z.string().min(1) });
const priority = z.number().int().min(1).max(12).transform((value) => value as Priority);
const priorities = z.tuple([priority, priority]);
const some = <T extends z.ZodType>(item: T): z.ZodOptional<z.ZodArray<T>> => z.array(item).min(1).optional();

const level = z.strictObject({
  priority,
  code: z.string().regex(/^[A-Z0-9_]{1,20}$/),
  rank: z.number().int().min(1).max(12),
  label: text,
  disposition: z.enum(['EMERGENCY', 'DROP_IN', 'BOOKABLE', 'SELF_CARE']),
});

const route = z.strictObject({
  id: z.string().min(1),
  priorities,
  needs: some(z.enum(NEEDS)),
  cares: some(z.enum(CARES)),
  complaints: some(z.string()),
  notComplaints: some(z.string()),
  ages: some(z.enum(AGE_BANDS.map((row) => row.band))),
  openings: some(z.enum(OPENINGS)),
  level: z.enum(CARE_LEVELS),
  destination: z.enum(DESTINATIONS),
  profession: z.enum([...CLINICAL_ROLES, 'OUTCOME', 'NONE']),
});

/** Triage's settings by key: what a row of region_setting may hold. */
export const settingSchemas = {
  'priority-scheme': z.array(level),
  'routes': z.array(route).min(1),
  'closed-unit': z.strictObject({
    referrals: z.array(z.strictObject({ priorities, openings: z.array(z.enum(OPENINGS)).min(1), needs: some(z.enum(NEEDS)), to: z.enum(REFERRALS) })),
    acceptAnyway: z.array(z.enum(DESTINATIONS)),
  }),
  'suicidal-now': z.strictObject({ makesCase: z.boolean() }),
  'left-sessions': z.strictObject({
    makesCase: z.boolean(),
    afterDangerSignMinutes: z.number().int().min(5),
    otherwiseMinutes: z.number().int().min(60),
  }),
  'assisted-triage': z.strictObject({ roles: z.array(staffRole), unitKinds: z.array(unitKind) }),
  'contacts': z.strictObject({
    emergencyNumber: z.string().min(1),
    adviceNumber: z.string().min(1),
    helplines: z.array(z.strictObject({ name: text, number: z.string().min(1) })),
  }),
  'other-regions-from': z.iso.date().nullable(),
  'protected-identity': z.strictObject({ handled: z.boolean() }),
} as const;
export type SettingKey = keyof typeof settingSchemas;
export const settingKeys = Object.keys(settingSchemas) as [SettingKey, ...SettingKey[]];

/** Values that config/regions may call by name instead of spelling them out. */
export const namedSettings: Partial<Record<SettingKey, Record<string, unknown>>> = { 'priority-scheme': schemes, 'routes': routeTables };
