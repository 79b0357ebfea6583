import { z } from 'zod';
import { clinicalRoles } from '../domain/codes';
import { escalationSteps, policyFaults } from '../domain/escalation-policy';
import { clockModes, schemeFaults } from '../domain/priority-scheme';
import { prioritySchemes } from '../domain/priority-scheme-tables';
import { takeTimeouts } from '../domain/take-timeout';

const minutes = z.number().int().positive();

const level = z.strictObject({
  code: z.string().regex(/^[A-Z0-9_]{1,20}$/),
  label: z.strictObject({ sv: z.string(), en: z.string() }),
  handlingMinutes: minutes.nullable(),
  clock: z.enum(clockModes),
  makesCase: z.boolean(),
  alerts: z.boolean(),
  escalates: z.boolean(),
  bookable: z.boolean(),
  urgencyRank: z.number(),
});
const scheme = z.strictObject({ levels: z.array(level).min(1) }).superRefine((value, ctx) => complain(ctx, schemeFaults(value)));

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ROLES'), roles: z.array(z.enum(clinicalRoles)).min(1) }),
  z.strictObject({ kind: z.enum(['COOPERATING', 'HUB', 'ON_CALL']) }),
]);
const at = z.union([z.strictObject({ share: z.number().positive() }), z.strictObject({ minutes })]);
const steps = z.array(z.strictObject({ at, adds: z.array(target) })).superRefine((value, ctx) => complain(ctx, policyFaults(value)));

/** Cases' settings by key: what a row of region_setting may hold. */
export const settingSchemas = {
  'priority-scheme': scheme,
  'escalation-steps': steps,
  'take-timeout': z.record(z.string(), minutes),
} as const;
export type SettingKey = keyof typeof settingSchemas;
export const settingKeys = Object.keys(settingSchemas) as [SettingKey, ...SettingKey[]];

/** Values that config/regions may call by name instead of spelling them out. */
export const namedSettings: Record<SettingKey, Record<string, unknown>> = {
  'priority-scheme': prioritySchemes,
  'escalation-steps': escalationSteps,
  'take-timeout': takeTimeouts,
};

function complain(ctx: z.RefinementCtx, faults: string[]): void {
  for (const message of faults) ctx.addIssue({ code: 'custom', message });
}
