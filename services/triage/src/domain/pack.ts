import type { Condition } from './condition';
import type { Priority } from './priority';

/** A text in both languages; neither may be empty. */
export interface Text {
  sv: string;
  en: string;
}

/** How the care is to be given; the region's routing table turns it into a level of care and a place. */
export const NEEDS = ['AMBULANCE', 'EMERGENCY_DEPARTMENT', 'PHYSICAL', 'DIGITAL', 'SELF_CARE'] as const;
export type Need = (typeof NEEDS)[number];

export const CARES = ['PRIMARY', 'SPECIALIST', 'DENTAL'] as const;
export type Care = (typeof CARES)[number];

export const CLINICAL_ROLES = [
  'NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST', 'DENTAL_HYGIENIST',
] as const;
export type ClinicalRole = (typeof CLINICAL_ROLES)[number];

/** What a human has to know besides the priority. */
export const FLAGS = ['SUICIDAL_NOW', 'SUICIDE_RISK', 'SUICIDE_ASSESSMENT', 'CRISIS_CARD', 'FREE_TEXT'] as const;
export type Flag = (typeof FLAGS)[number];

export type Sex = 'FEMALE' | 'MALE' | 'UNKNOWN';

/** Half-open: from the first day, below the second. */
export type Span = readonly [from: number, below: number];

/** Whom something concerns; left out means everybody. An unknown sex is never excluded. */
export interface Concerns {
  age?: Span | undefined;
  sex?: 'FEMALE' | 'MALE' | undefined;
}

export interface Option {
  id: string;
  text: Text;
}

/** One thing to find out. A red flag is a yes/no whose yes is a danger sign. */
export interface Finding {
  id: string;
  type: 'YES_NO' | 'CHOICE' | 'NUMBER';
  redFlag: boolean;
  ask: Text;
  help?: Text;
  /** The clinician's words for it, used in the report. */
  note: Text;
  options: Option[];
  unit?: string;
  min?: number;
  max?: number;
  concerns: Concerns;
  /** Asked only when this may hold; else it counts as no. */
  onlyIf?: Condition;
  /** Never moves the outcome; asked afterwards, and optional. */
  anamnesis: boolean;
}

export interface Screen {
  id: string;
  kind: 'CHECKLIST' | 'QUESTION';
  title: Text;
  findings: string[];
  /** The module it comes from; a module's questions and rules need not matter in every pack that uses it. */
  module?: string;
}

export interface Provenance {
  sources: string[];
  author: string;
  reviewer: string;
  /** The day of the last review, as 2026-11-01. */
  reviewed: string;
}

interface Reasoned extends Provenance {
  id: string;
  when: Condition;
  /** To the patient. */
  why: Text;
  /** To the clinician. */
  reason: Text;
}

/** A floor: when it holds, the outcome is at least this urgent. */
export interface Rule extends Reasoned {
  atLeast: Priority;
  ifUnknown: Priority;
  need: Need;
  profession: ClinicalRole;
  care: Care;
  flags: Flag[];
  module?: string;
}

/** Makes any outcome more urgent by steps; within a group only the largest counts, groups add up. */
export interface Raise extends Reasoned {
  steps: number;
  group: string;
}

/** Makes the base outcome less urgent, within P6–P11, on explicit answers about anything but red flags. */
export interface Narrow extends Reasoned {
  to: Priority;
  need: Need;
  profession: ClinicalRole;
}

/** The only door to P12: every finding listed is explicitly denied, and `when` holds on explicit answers. */
export interface SelfCareGate extends Reasoned {
  no: string[];
}

export interface Base extends Omit<Reasoned, 'when'> {
  priority: Priority;
  need: Need;
  profession: ClinicalRole;
  care: Care;
}

/** Words in the patient's own text that make a human look; they can only raise. */
export interface WordSign extends Omit<Reasoned, 'when'> {
  words: string[];
  atLeast: Priority;
  flags: Flag[];
}

export interface Pack {
  id: string;
  semver: string;
  /** Of the canonical content, computed where the pack is read. */
  sha256: string;
  demonstration: boolean;
  name: Text;
  description: Text;
  searchWords: { sv: string[]; en: string[] };
  codes: { icd10: string[]; icpc2: string[] };
  concerns: Concerns;
  /** Whether self-care may be advised to someone pregnant or newly delivered. */
  pregnancySafe: boolean;
  flags: Flag[];
  findings: Finding[];
  screens: Screen[];
  rules: Rule[];
  raises: Raise[];
  narrows: Narrow[];
  base: Base;
  selfCare?: SelfCareGate;
  wordSigns: WordSign[];
  advice: { selfCare?: Text; safetyNet: Text };
  /** Shared texts by key, pinned with the pack: call112, emergencyDepartment, crisisCard, … */
  texts: Record<string, Text>;
  sources: Record<string, { title: string; address: string }>;
}

/** Whom the answers are about. Nothing else about a person reaches the evaluator. */
export interface Context {
  ageDays: number;
  sex: Sex;
  region: string;
  /** Earlier contacts for the same complaint in the last seven days. */
  earlierContacts7d: number;
  /** A nurse asks on the patient's behalf; changes nothing in the outcome. */
  assisted: boolean;
  /** The patient's own words; can only raise or flag. */
  freeText?: string;
}

export const YES = 'yes';
export const NO = 'no';
export const UNKNOWN = 'unknown';

/** yes, no, unknown, a choice's id, or a number. */
export type Answer = string | number;
export type Answers = Readonly<Record<string, Answer>>;
