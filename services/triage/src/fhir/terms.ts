import type { Coding, Element, Extension } from './resources';
import { NO, type Text, UNKNOWN, YES } from '../domain/pack';

/** Addresses of FHIR R4 and its Structured Data Capture guide, and names of our own where they have none. */
export const urls = {
  translation: 'http://hl7.org/fhir/StructureDefinition/translation',
  minValue: 'http://hl7.org/fhir/StructureDefinition/minValue',
  maxValue: 'http://hl7.org/fhir/StructureDefinition/maxValue',
  unit: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
  absent: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
  adaptive: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-questionnaireAdaptive',
  adaptiveResponse: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaireresponse-adapt',
  yesNo: 'http://terminology.hl7.org/CodeSystem/v2-0136',
  absentReasons: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  icd10: 'http://hl7.org/fhir/sid/icd-10',
  icpc2: 'http://hl7.org/fhir/sid/icpc-2',
  finding: 'urn:vardgraf:fhir:finding',
  sha256: 'urn:vardgraf:fhir:content-sha256',
  outcome: 'urn:vardgraf:fhir:triage-outcome',
  further: 'urn:vardgraf:fhir:further-response',
} as const;

/** The questionnaire of a complaint, whatever its version. */
export const questionnaireUrl = (packId: string): string => `urn:vardgraf:fhir:Questionnaire:${packId}`;

/** The item that holds the patient's own words. */
export const OWN_WORDS = 'own-words';

/** Swedish stands in the element; this is the English beside it. */
export function inEnglish(text: Text): Element {
  return { extension: [{ url: urls.translation, extension: [{ url: 'lang', valueCode: 'en' }, { url: 'content', valueString: text.en }] }] };
}

type Both<K extends string> = Record<K, string> & Record<`_${K}`, Element>;

/** A text as an element and its translation: `{ text, _text }`. */
export const bothLanguages = <K extends string>(key: K, text: Text): Both<K> => ({ [key]: text.sv, [`_${key}`]: inEnglish(text) }) as Both<K>;

export const coding = (system: string, code: string, display: Text): Coding => ({ system, code, ...bothLanguages('display', display) });

/** Yes, no and 'I don't know' of a question. */
export const YES_NO_UNKNOWN: readonly { answer: string; coding: Coding }[] = [
  { answer: YES, coding: coding(urls.yesNo, 'Y', { sv: 'Ja', en: 'Yes' }) },
  { answer: NO, coding: coding(urls.yesNo, 'N', { sv: 'Nej', en: 'No' }) },
  { answer: UNKNOWN, coding: coding(urls.absentReasons, 'asked-unknown', { sv: 'Vet ej', en: 'I do not know' }) },
];

/** 'I don't know' where the answer is a number. */
export const ABSENT: Extension = { url: urls.absent, valueCode: 'asked-unknown' };
