import { z } from 'zod';
import { careFunctions } from '../domain/care-function';

const years = z.number().int().min(0).max(30);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time is HH:MM');
const begin = time.refine((t) => t !== '24:00', 'a span begins before 24:00');
const span = z.strictObject({ from: begin, to: time });
const spans = z.array(span);

/** Hours as config/regions and units write them. */
export const weeklyHours = z.strictObject({
  days: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), spans),
  /** Absent: a holiday is open as its weekday. */
  holidays: spans.optional(),
  exceptions: z.record(z.iso.date(), spans).optional(),
});

/** Directory's settings by key: what a row of region_setting may hold. */
export const settingSchemas = {
  names: z.strictObject({ region: z.string().min(1), service: z.string().min(1) }),
  'age-gates': z.strictObject({ logInFrom: years, seekCareFrom: years, proxyUnder: years }),
  'protected-identity': z.strictObject({ handled: z.boolean() }),
  'other-ways': z.strictObject({ sv: z.string().min(1), en: z.string().min(1) }),
  'opening-hours': weeklyHours,
  'duty-hours': weeklyHours,
  'functions-off': z.array(z.enum(careFunctions)),
} as const;

export type SettingKey = keyof typeof settingSchemas;
export type SettingValue<K extends SettingKey> = z.infer<(typeof settingSchemas)[K]>;
export const settingKeys = Object.keys(settingSchemas) as [SettingKey, ...SettingKey[]];

/** Keys that a single unit may have for itself. */
export const unitKeys: readonly SettingKey[] = ['opening-hours', 'duty-hours', 'functions-off'];
