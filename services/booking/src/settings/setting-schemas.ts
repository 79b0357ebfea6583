import { z } from 'zod';
import { careLevels, unitKinds, visitTypes } from '../domain/codes';
import { ticketHolders } from '../domain/ticket-holder';
import { choiceScopes } from '../domain/unit-choice';
import { visitByFaults, visitByTables } from '../domain/visit-by';

const minutes = z.number().int().positive();

const level = z.strictObject({
  code: z.string().regex(/^[A-Z0-9_]{1,20}$/), urgencyRank: z.number().int().min(1).max(12), minutes, unlessSaid: z.literal(true).optional(),
});
const visitBy = z.array(level).min(1).superRefine((value, ctx) => {
  for (const message of visitByFaults(value as never)) ctx.addIssue({ code: 'custom', message });
});
const preferred = z.array(z.enum(visitTypes)).min(1);
const lengths = z.strictObject({ default: minutes, min: minutes, max: minutes })
  .refine((l) => l.min <= l.default && l.default <= l.max, { error: 'min, default and max in this order' });

/** Booking's settings by key: what a row of region_setting may hold. */
export const settingSchemas = {
  /** How long each bookable level gives until the visit. */
  'visit-by': visitBy,
  /** How long after that day the ticket still is the patient's, to ask for help with. */
  'ticket-validity': z.strictObject({ minutesAfterVisitBy: z.number().int().min(0) }),
  /** Kind of visit by the outcome's level of care; of several the first that the unit has on. */
  'visit-types': z.partialRecord(z.enum(careLevels), preferred)
    .refine((types) => types.DIGITAL_PRIMARY && types.PHYSICAL_PRIMARY, { error: 'DIGITAL_PRIMARY and PHYSICAL_PRIMARY are needed' }),
  /** Until how long before the visit the patient may rebook or cancel. */
  'change-until-minutes': z.number().int().min(0),
  'ticket-holder': z.array(z.enum(ticketHolders)).min(1),
  /** At which units besides its own a ticket may be used, by the kind of its unit. */
  'unit-choice': z.record(z.enum(unitKinds), z.enum(choiceScopes)),
  /** Minutes of a time. */
  'slot-length': lengths,
  'protected-identity': z.strictObject({ handled: z.boolean() }),
} as const;
export type SettingKey = keyof typeof settingSchemas;

/** Values that config/regions may call by name instead of spelling them out. */
export const namedSettings: Partial<Record<SettingKey, Record<string, unknown>>> = { 'visit-by': visitByTables };
