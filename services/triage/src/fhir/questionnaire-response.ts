import type { Extension, QuestionnaireResponse, QuestionnaireResponseItem, QuestionnaireResponseItemAnswer } from './resources';
import { type Answer, type Answers, type Finding, type Pack, type Text, UNKNOWN } from '../domain/pack';
import type { SessionStatus } from '../domain/session';
import { optionCoding, screenLink } from './questionnaire';
import { ABSENT, bothLanguages, OWN_WORDS, questionnaireUrl, urls, YES_NO_UNKNOWN } from './terms';

/** A session with one of its contents, as far as a response tells of it. */
export interface Answered {
  sessionId: string;
  /** Whether it is the first complaint's. */
  first: boolean;
  status: SessionStatus;
  patientId: string;
  /** The guardian who answered, for a child. */
  proxyId: string | null;
  pack: Pack;
  answers: Answers;
  freeText: string | null;
  authored: Date;
  outcome: Outcome | null;
  /** Codes of the session's other complaints. */
  others: readonly string[];
}

/** What the answers come to, as it is told in a response. */
export interface Outcome {
  priority: string;
  urgencyRank: number;
  careLevel: string;
  reasons: readonly { ruleId: string; text: Text }[];
  advice: readonly Text[];
}

const STATUS: Record<SessionStatus, QuestionnaireResponse['status']> = { OPEN: 'in-progress', FINISHED: 'completed', EMERGENCY: 'completed', ABANDONED: 'stopped' };

/** Id of the response to one of a session's complaints: the session's own for the first. */
export const responseId = (sessionId: string, packId: string, first: boolean): string => (first ? sessionId : `${sessionId}.${packId}`);

/** The anamnesis as a QuestionnaireResponse (EXP-13): patient-reported, every answer once on its screen, 'I don't know' among them. */
export function questionnaireResponse(a: Answered): QuestionnaireResponse {
  const extension = [...(a.outcome ? [outcomeExtension(a.outcome)] : []), ...a.others.map((packId) => ({ url: urls.further, valueReference: { reference: `QuestionnaireResponse/${responseId(a.sessionId, packId, false)}` } }))];
  return {
    resourceType: 'QuestionnaireResponse',
    id: responseId(a.sessionId, a.pack.id, a.first),
    language: 'sv',
    ...(extension.length > 0 ? { extension } : {}),
    questionnaire: `${questionnaireUrl(a.pack.id)}|${a.pack.semver}`,
    status: STATUS[a.status],
    subject: { reference: `Patient/${a.patientId}` },
    authored: a.authored.toISOString(),
    source: { reference: a.proxyId ? `RelatedPerson/${a.proxyId}` : `Patient/${a.patientId}` },
    item: answeredItems(a.pack, a.answers, a.freeText),
  };
}

/** The answers on their screens; a question that stands on several is told once. */
export function answeredItems(pack: Pack, answers: Answers, freeText: string | null): QuestionnaireResponseItem[] {
  const told = new Set<string>();
  const items: QuestionnaireResponseItem[] = [];
  for (const screen of pack.screens) {
    const answered = screen.findings.filter((id) => answers[id] !== undefined && !told.has(id)).flatMap((id) => pack.findings.filter((finding) => finding.id === id));
    answered.forEach(({ id }) => told.add(id));
    if (answered.length > 0) items.push({ linkId: screenLink(screen.id), ...bothLanguages('text', screen.title), item: answered.map((finding) => answerItem(finding, answers[finding.id]!)) });
  }
  return freeText ? [...items, { linkId: OWN_WORDS, answer: [{ valueString: freeText }] }] : items;
}

function answerItem(finding: Finding, answer: Answer): QuestionnaireResponseItem {
  const common = { linkId: finding.id, ...bothLanguages('text', finding.ask) };
  if (finding.type === 'NUMBER' && answer === UNKNOWN) return { ...common, extension: [ABSENT] };
  return { ...common, answer: [valueOf(finding, answer)] };
}

function valueOf(finding: Finding, answer: Answer): QuestionnaireResponseItemAnswer {
  if (typeof answer === 'number') return { valueDecimal: answer };
  const known = YES_NO_UNKNOWN.find((one) => one.answer === answer);
  const isOption = finding.options.some((option) => option.id === answer);
  return { valueCoding: isOption || !known ? optionCoding(finding, answer) : known.coding };
}

/** An indicator of order, never an assessment (TRI-12). */
export function outcomeExtension(o: Outcome): Extension {
  const texts = (url: string, list: readonly Text[]): Extension[] => list.map((text) => ({ url, ...bothLanguages('valueString', text) }));
  return {
    url: urls.outcome,
    extension: [
      { url: 'priority', valueString: o.priority }, { url: 'urgencyRank', valueInteger: o.urgencyRank }, { url: 'careLevel', valueCode: o.careLevel },
      ...texts('reason', o.reasons.map((reason) => reason.text)), ...o.reasons.map((reason) => ({ url: 'rule', valueString: reason.ruleId })), ...texts('advice', o.advice),
    ],
  };
}
