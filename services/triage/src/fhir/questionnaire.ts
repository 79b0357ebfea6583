import type { Extension, Questionnaire, QuestionnaireItem } from './resources';
import { type Finding, type Pack, type Screen, UNKNOWN } from '../domain/pack';
import { bothLanguages, coding, OWN_WORDS, questionnaireUrl, urls, YES_NO_UNKNOWN } from './terms';

/** How a version of content stands. */
export interface Edition {
  pack: Pack;
  current: boolean;
  publishedAt: Date;
}

/** Id of a version as FHIR allows ids. */
export const questionnaireId = ({ id, semver }: Pick<Pack, 'id' | 'semver'>): string => `${id}-${semver}`;

/** The complaint and version of an id; without a version what new sessions get. */
export function readQuestionnaireId(id: string): { packId: string; semver: string | undefined } {
  const [, packId = id, semver] = /^(.+?)-(\d+\.\d+\.\d+)$/.exec(id) ?? [];
  return { packId, semver };
}

/**
 * A published version of content as a Questionnaire (EXP-13): every question in both languages, with its codes and possible answers, on its screen. What
 * decides which of them is asked is not in it: `$next-question` knows.
 */
export function questionnaire({ pack, current, publishedAt }: Edition): Questionnaire {
  return {
    resourceType: 'Questionnaire',
    id: questionnaireId(pack),
    language: 'sv',
    extension: [{ url: urls.adaptive, valueBoolean: true }],
    url: questionnaireUrl(pack.id),
    identifier: [{ system: urls.sha256, value: pack.sha256 }],
    version: pack.semver,
    name: pack.id.split('-').map((part) => part[0]!.toUpperCase() + part.slice(1)).join(''),
    ...bothLanguages('title', pack.name),
    status: current ? 'active' : 'retired',
    experimental: pack.demonstration,
    subjectType: ['Patient'],
    date: publishedAt.toISOString(),
    ...bothLanguages('description', pack.description),
    code: [...pack.codes.icd10.map((code) => ({ system: urls.icd10, code })), ...pack.codes.icpc2.map((code) => ({ system: urls.icpc2, code }))],
    item: [...pack.screens.map((screen) => group(pack, screen)), ownWords],
  };
}

const ownWords: QuestionnaireItem = { linkId: OWN_WORDS, ...bothLanguages('text', { sv: 'Egna ord', en: 'Own words' }), type: 'text', required: false };

/** A screen with those of its questions; all of them when none are named. */
export function group(pack: Pack, screen: Screen, only?: readonly string[]): QuestionnaireItem {
  const asked = screen.findings.filter((id) => !only || only.includes(id)).flatMap((id) => pack.findings.filter((finding) => finding.id === id));
  return { linkId: screenLink(screen.id), ...bothLanguages('text', screen.title), type: 'group', item: asked.map(question) };
}

/** A screen may have the name of its only question; links are unique. */
export const screenLink = (screenId: string): string => `screen.${screenId}`;

export function question(finding: Finding): QuestionnaireItem {
  const common = { linkId: finding.id, code: [coding(urls.finding, finding.id, finding.note)], ...bothLanguages('text', finding.ask), required: false };
  if (finding.type === 'NUMBER') return { ...common, type: 'decimal', extension: limits(finding) };
  const options = finding.type === 'YES_NO' ? YES_NO_UNKNOWN.map((one) => one.coding) : [...finding.options.map((option) => optionCoding(finding, option.id)), YES_NO_UNKNOWN.find((one) => one.answer === UNKNOWN)!.coding];
  return { ...common, type: 'choice', answerOption: options.map((valueCoding) => ({ valueCoding })) };
}

export function optionCoding(finding: Finding, id: string) {
  return coding(`${urls.finding}:${finding.id}`, id, finding.options.find((option) => option.id === id)!.text);
}

function limits({ min, max, unit }: Finding): Extension[] {
  return [
    ...(min === undefined ? [] : [{ url: urls.minValue, valueDecimal: min }]), ...(max === undefined ? [] : [{ url: urls.maxValue, valueDecimal: max }]),
    ...(unit ? [{ url: urls.unit, valueCoding: { display: unit } }] : []),
  ];
}
