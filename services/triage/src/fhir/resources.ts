/** Of FHIR R4 what triage writes: element by element as HL7 publishes it; a test holds every resource to the published structure. */
export interface Element {
  extension?: Extension[];
}

export interface Extension {
  url: string;
  extension?: Extension[];
  valueString?: string;
  _valueString?: Element;
  valueCode?: string;
  valueInteger?: number;
  valueDecimal?: number;
  valueBoolean?: boolean;
  valueCoding?: Coding;
  valueReference?: Reference;
}

export interface Coding {
  system?: string;
  code?: string;
  display?: string;
  _display?: Element;
}

export interface Reference {
  reference: string;
}

export interface QuestionnaireItem extends Element {
  linkId: string;
  code?: Coding[];
  text: string;
  _text?: Element;
  type: 'group' | 'choice' | 'decimal' | 'text';
  required?: boolean;
  answerOption?: { valueCoding: Coding }[];
  item?: QuestionnaireItem[];
}

export interface Questionnaire extends Element {
  resourceType: 'Questionnaire';
  id: string;
  language: string;
  url: string;
  identifier: { system: string; value: string }[];
  version: string;
  name: string;
  title: string;
  _title?: Element;
  derivedFrom?: string[];
  status: 'draft' | 'active' | 'retired';
  experimental: boolean;
  subjectType: string[];
  date: string;
  description: string;
  _description?: Element;
  code: Coding[];
  item: QuestionnaireItem[];
}

export interface QuestionnaireResponseItemAnswer {
  valueCoding?: Coding;
  valueDecimal?: number;
  valueString?: string;
}

export interface QuestionnaireResponseItem extends Element {
  linkId: string;
  text?: string;
  _text?: Element;
  answer?: QuestionnaireResponseItemAnswer[];
  item?: QuestionnaireResponseItem[];
}

export interface QuestionnaireResponse extends Element {
  resourceType: 'QuestionnaireResponse';
  id?: string;
  meta?: { profile: string[] };
  language: string;
  contained?: object[];
  questionnaire: string;
  status: 'in-progress' | 'completed' | 'stopped';
  subject: Reference;
  authored?: string;
  source?: Reference;
  item: QuestionnaireResponseItem[];
}

export interface OperationOutcome {
  resourceType: 'OperationOutcome';
  issue: {
    severity: 'error';
    code: 'login' | 'forbidden' | 'invalid' | 'throttled' | 'conflict' | 'too-long' | 'exception' | 'not-found' | 'business-rule';
    diagnostics: string;
    expression?: string[];
  }[];
}
