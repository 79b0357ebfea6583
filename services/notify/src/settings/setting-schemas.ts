import { z } from 'zod';
import { templateNames, type TemplateName, wordingFaults } from '../domain/templates';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const wording = z.strictObject({ sv: z.string(), en: z.string() });

const wordings = z.partialRecord(z.enum(templateNames as [TemplateName, ...TemplateName[]]), wording).superRefine((value, ctx) => {
  for (const [name, texts] of Object.entries(value)) {
    for (const language of ['sv', 'en'] as const) {
      for (const message of wordingFaults(name as TemplateName, texts![language])) ctx.addIssue({ code: 'custom', message, path: [name, language] });
    }
  }
});

/** Notify's settings by key: what a row of region_setting may hold. */
export const settingSchemas = {
  /** Wall-clock times in Sweden between which nothing is sent that can wait; equal ends mean none. */
  'quiet-hours': z.strictObject({ from: timeOfDay, to: timeOfDay }),
  /** How much messages may tell; to people with protected identity never a unit (SAF-3). */
  privacy: z.strictObject({ ordinary: z.enum(['NOTHING', 'SERVICE', 'UNIT']), protectedIdentity: z.enum(['NONE', 'NOTHING', 'SERVICE']) }),
  /** The patients' front end; its paths are stable (NOT-2). */
  links: z.strictObject({ patientApp: z.url().refine((url) => !url.endsWith('/'), 'without a slash at the end') }),
  /** Texts in the region's own words; what is not here is said as the table says it. */
  wordings,
  /** Minutes in which one thread tells of new messages once. */
  'message-pause': z.strictObject({ minutes: z.number().int().min(0).max(1_440) }),
  alerts: z.strictObject({ silentAfterSeconds: z.number().int().min(10).max(600), next: z.array(z.enum(['COOPERATING', 'HUB'])), lowestRank: z.number().int().min(1).max(12) }),
  /** How long an endpoint of a partner may fail before it is disabled, and a partner's last secret signs beside the new one. */
  webhooks: z.strictObject({ disableAfterDays: z.number().int().min(1).max(30), oldSecretHours: z.number().int().min(1).max(168) }),
  /** How long what a partner was told is kept, to be asked for and sent again, and how many calls a minute one endpoint has at most. */
  'webhook-limits': z.strictObject({ keepDays: z.number().int().min(30).max(3_650), callsPerMinute: z.number().int().min(10).max(10_000) }),
  /** The phones that take urgent alerts in quiet hours in place of the unit's (RDG-7); a unit's own setting. */
  'on-call-destination': z.strictObject({ group: z.string().min(1).max(200).nullable() }),
} as const;
export type SettingKey = keyof typeof settingSchemas;
