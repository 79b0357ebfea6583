import { z } from 'zod';
import { templateFaults } from '../domain/greeting';

/** A text as people see it: plain words, no exclamation marks (MSG-4). */
const plain = z.string().min(1).refine((said) => !said.includes('!'), { error: 'no exclamation marks' });
const text = z.strictObject({ sv: plain, en: plain });
const emergency = z.string().min(1).refine((said) => said.includes('112') && !said.includes('!'), { error: 'names 112, without exclamation marks' });

/** Messaging's settings by key: what a row of region_setting may hold. */
export const settingSchemas = {
  /** With {serviceName}, {staffName} and {roleName} (VIS-1). */
  'greeting': text.superRefine((value, ctx) => templateFaults(value).forEach((message) => ctx.addIssue({ code: 'custom', message }))),
  /** When an answer can be expected (MSG-5): `open` may say {closesAt}, `closed` {opensAt}; `unknown` where nobody has told the hours, `ended` when nothing more can be written. */
  'answer-notice': z.strictObject({ open: text, closed: text, unknown: text, ended: text }),
  /** Stands in every chat (TRI-4). */
  'emergency-notice': z.strictObject({ sv: emergency, en: emergency }),
} as const;
export type SettingKey = keyof typeof settingSchemas;
