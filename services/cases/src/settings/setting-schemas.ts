import { z } from 'zod';
import { clinicalRoles, handoverReasons, handoverReasonsOfAll } from '../domain/codes';
import { escalationSteps, policyFaults } from '../domain/escalation-policy';
import { telephoneNurseRules } from '../domain/nurse-rule';
import { consentRules } from '../domain/handover-consent';
import { fixedDoctorRules } from '../domain/fixed-doctor';
import { handoverTimeouts } from '../domain/handover-timeout';
import { clockModes, schemeFaults } from '../domain/priority-scheme';
import { prioritySchemes } from '../domain/priority-scheme-tables';
import { shiftEndings } from '../domain/shift';
import { suicideRiskTimes } from '../domain/suicide-risk-clock';
import { takeTimeouts } from '../domain/take-timeout';

const minutes = z.number().int().positive();
const unitId = z.string().min(1).max(80);
const rank = z.number().int().min(1).max(12);

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

const handoverTimeout = z.strictObject({ minutes: z.record(z.string(), minutes), afterNextOpening: minutes });
const reasons = z.array(z.enum(handoverReasons))
  .refine((value) => handoverReasonsOfAll.every((reason) => value.includes(reason)), { message: `with ${handoverReasonsOfAll.join(', ')}` });
const phases = z.strictObject({ days: z.array(z.number().int().min(0).max(365)).min(1), default: z.number().int() })
  .refine((value) => value.days.includes(value.default), { path: ['default'], message: 'one of the days' });

const suicideRisk = z.strictObject({
  alarm: z.strictObject({ minutes: z.record(z.string(), minutes), otherwise: minutes }),
  silent: z.strictObject({ visit: minutes, asynchronous: minutes, byLevel: z.record(z.string(), minutes) }),
  visitWithinDays: z.number().int().min(1).max(7),
  attempts: z.strictObject({ atLeast: z.number().int().min(1), numbers: z.number().int().min(1), withinMinutes: minutes }),
  receipt: minutes,
});

/** Cases' settings by key: what a row of region_setting may hold. */
export const settingSchemas = {
  'priority-scheme': scheme,
  'escalation-steps': steps,
  'take-timeout': z.record(z.string(), minutes),
  'breach-warning': z.strictObject({ share: z.number().gt(0).lt(1).nullable() }),
  'recheck-points': z.strictObject({ at: z.array(at), thenEveryMinutes: minutes.nullable() }),
  'handover-consent': z.enum(Object.keys(consentRules) as [keyof typeof consentRules]),
  'handover-reasons': reasons,
  'handover-timeout': handoverTimeout,
  'capacity-per-person': z.strictObject({ casesInHand: z.number().int().positive().nullable(), exceptUpToRank: z.number().int().min(0).max(12) }),
  shifts: z.strictObject({ used: z.boolean(), atEnd: z.enum(Object.keys(shiftEndings) as [keyof typeof shiftEndings]), longestHours: z.number().int().min(1).max(24) }),
  'auto-assignment': z.strictObject({ on: z.boolean() }),
  'fixed-doctor-first': z.strictObject({ aloneForShare: z.number().gt(0).lte(1).nullable(), atOnceUpToRank: z.number().int().min(0).max(12) }),
  'transfer-rule': z.strictObject({ to: z.union([z.literal('ALL'), z.array(unitId)]), fallback: unitId.nullable() }),
  'phase-lengths': phases,
  'protected-identity': z.strictObject({ handled: z.boolean() }),
  'start-early-minutes': z.number().int().min(0),
  'suicide-risk': suicideRisk,
  'protocol-times': z.strictObject({ answerReminder: minutes, noShowAfter: minutes, phoneWithin: minutes }),
  'telephone-nurse-rule': z.strictObject({ asked: z.enum(clinicalRoles), instead: z.enum(clinicalRoles), fromRank: rank, toRank: rank }),
} as const;
export type SettingKey = keyof typeof settingSchemas;
export const settingKeys = Object.keys(settingSchemas) as [SettingKey, ...SettingKey[]];

/** Values that config/regions may call by name instead of spelling them out. */
export const namedSettings: Record<SettingKey, Record<string, unknown>> = {
  'priority-scheme': prioritySchemes,
  'escalation-steps': escalationSteps,
  'take-timeout': takeTimeouts,
  'breach-warning': {},
  'recheck-points': {},
  'handover-consent': {},
  'handover-reasons': {},
  'handover-timeout': handoverTimeouts,
  'capacity-per-person': {},
  shifts: {},
  'auto-assignment': {},
  'fixed-doctor-first': fixedDoctorRules,
  'transfer-rule': {},
  'phase-lengths': {},
  'protected-identity': {},
  'start-early-minutes': {},
  'suicide-risk': suicideRiskTimes,
  'protocol-times': {},
  'telephone-nurse-rule': telephoneNurseRules,
};

function complain(ctx: z.RefinementCtx, faults: string[]): void {
  for (const message of faults) ctx.addIssue({ code: 'custom', message });
}
