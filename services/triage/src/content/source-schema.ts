import { z } from 'zod';
import { daysOf } from '../domain/age';
import type { Condition } from '../domain/condition';
import { CARES, CLINICAL_ROLES, FLAGS, NEEDS } from '../domain/pack';
import type { Priority } from '../domain/priority';

/** The shape of the content files. Strict: a word nobody knows is a fault, not a comment. */
export const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'ids are lower-case words joined by hyphens');
export const text = z.strictObject({ sv: z.string().trim().min(1), en: z.string().trim().min(1) });
export const priority = z.string().regex(/^P([1-9]|1[0-2])$/, 'a priority is written P1 … P12').transform((value) => Number(value.slice(1)) as Priority);
const days = z.string().regex(/^\d+[dy]$/, 'an age is written 90d or 5y').transform((value) => daysOf(Number(value.slice(0, -1)), value.endsWith('y') ? 'y' : 'd'));
const bound = z.union([z.number(), days]);

/** A bare id means that it is answered yes. */
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    id.transform((finding) => ({ finding, is: 'yes' })),
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ atLeastN: z.number().int().min(1), of: z.array(condition).min(1) }),
    z.strictObject({ finding: id, is: z.string() }),
    z.strictObject({ finding: id, in: z.array(z.string()).min(1) }),
    z.strictObject({ finding: id, between: z.tuple([bound, bound]) }),
  ], { error: 'not in the closed grammar: an id, all, any, atLeastN/of, or finding with is, in or between' }),
) as z.ZodType<Condition>;

export const concerns = z.strictObject({ age: z.tuple([days, days]).optional(), sex: z.enum(['FEMALE', 'MALE']).optional() });

const finding = z.strictObject({
  redFlag: z.boolean().default(false),
  ask: text,
  help: text.optional(),
  note: text,
  options: z.record(id, text).optional(),
  number: z.strictObject({ unit: z.string(), min: z.number(), max: z.number() }).optional(),
  for: concerns.default({}),
  onlyIf: condition.optional(),
  anamnesis: z.boolean().default(false),
});
export const findingsFile = z.record(id, finding);

const provenance = { author: z.string().min(1), reviewer: z.string().min(1), reviewed: z.iso.date() };
const ownProvenance = { author: z.string().min(1).optional(), reviewer: z.string().min(1).optional(), reviewed: z.iso.date().optional() };
const reasoned = { id, why: text, reason: text, source: z.array(id).min(1), ...ownProvenance };
const care = z.enum(CARES).default('PRIMARY');
const profession = z.enum(CLINICAL_ROLES).default('NURSE');

const rule = z.strictObject({
  ...reasoned, when: condition, atLeast: priority, ifUnknown: priority.optional(),
  need: z.enum(NEEDS), profession, care, flags: z.array(z.enum(FLAGS)).default([]),
});
const raise = z.strictObject({ ...reasoned, when: condition, raise: z.number().int().min(1), group: id });
const narrow = z.strictObject({ ...reasoned, when: condition, narrowTo: priority, need: z.enum(NEEDS).default('DIGITAL'), profession });

const screen = z.union([
  id,
  z.strictObject({ module: id }),
  z.strictObject({ checklist: id, ask: text, findings: z.array(id).min(1) }),
]);

export const moduleFile = z.strictObject({
  id, ...provenance,
  screens: z.array(screen).default([]),
  rules: z.array(rule).default([]),
  raises: z.array(raise).default([]),
});

export const complaintFile = z.strictObject({
  id, version: z.string().regex(/^\d+\.\d+\.\d+$/), demonstration: z.boolean(), ...provenance,
  name: text, description: text,
  search: z.strictObject({ sv: z.array(z.string()), en: z.array(z.string()) }),
  codes: z.strictObject({ icd10: z.array(z.string()), icpc2: z.array(z.string()) }),
  for: concerns.default({}),
  pregnancySafe: z.boolean(),
  flags: z.array(z.enum(FLAGS)).default([]),
  screens: z.array(screen).min(1),
  rules: z.array(rule).min(1),
  raises: z.array(raise).default([]),
  narrows: z.array(narrow).default([]),
  base: z.strictObject({ ...reasoned, outcome: priority, need: z.enum(NEEDS), profession, care }),
  selfCare: z.strictObject({ ...reasoned, no: z.array(z.union([id, z.strictObject({ module: id })])).min(1), when: condition }).optional(),
  advice: z.strictObject({ selfCare: text.optional(), safetyNet: text }),
});

export const wordSignsFile = z.strictObject({
  ...provenance,
  signs: z.array(z.strictObject({ ...reasoned, words: z.array(z.string().min(3)).min(1), atLeast: priority, flags: z.array(z.enum(FLAGS)).default([]) })),
});
export const textsFile = z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), text);
export const sourcesFile = z.record(id, z.strictObject({ title: z.string().min(1), address: z.string().min(1) }));

export type FindingSource = z.infer<typeof finding>;
export type ScreenSource = z.infer<typeof screen>;
export type ModuleSource = z.infer<typeof moduleFile>;
export type ComplaintSource = z.infer<typeof complaintFile>;
export type RuleSource = z.infer<typeof rule>;

/** All content as written, checked for shape. */
export interface Library {
  findings: Record<string, FindingSource>;
  modules: Record<string, ModuleSource>;
  complaints: ComplaintSource[];
  wordSigns: z.infer<typeof wordSignsFile>;
  texts: z.infer<typeof textsFile>;
  sources: z.infer<typeof sourcesFile>;
}
