import type { Result } from './evaluate';
import { NO, UNKNOWN, YES, type Answer, type Answers, type Context, type Finding, type Pack, type Text } from './pack';
import { readValues } from './values';

export interface AnamnesisLine { finding: string; question: Text; answer: Text; note: Text }

/** What the patient said and what the engine made of it, for the journal's keyword 'Aktuellt' (TRI-9). */
export interface Anamnesis {
  keyword: Text;
  patientReported: true;
  complaint: Text;
  lines: AnamnesisLine[];
  redFlagsPresent: Text[];
  redFlagsDenied: Text[];
  redFlagsUnknown: Text[];
  /** Confirmed at first, and then changed or withdrawn. */
  redFlagsWithdrawn: Text[];
  freeText?: string;
  /** The outcome with its reasons, as an indicator of order; never an assessment (TRI-12). */
  outcome: { priority: number; reasons: Text[]; rules: string[] };
  content: { packId: string; semver: string; sha256: string; demonstration: boolean };
  /** Whether questions that could have changed the outcome were left unanswered. */
  unfinished: boolean;
  /** All of it as one text to edit and copy. */
  text: Text;
}

const WORDS = {
  yes: { sv: 'ja', en: 'yes' },
  no: { sv: 'nej', en: 'no' },
  unknown: { sv: 'vet ej', en: 'does not know' },
  keyword: { sv: 'Aktuellt', en: 'Present complaint' },
  reported: { sv: 'Uppgifter från patienten eller den som svarat i patientens ställe.', en: 'Reported by the patient, or by the one who answered for the patient.' },
  demonstration: { sv: 'Demonstrationsinnehåll, inte validerat för patienter.', en: 'Demonstration content, not validated for patients.' },
  present: { sv: 'Varningstecken bekräftade', en: 'Warning signs confirmed' },
  denied: { sv: 'Varningstecken förnekade', en: 'Warning signs denied' },
  notKnown: { sv: 'Varningstecken okända', en: 'Warning signs unknown' },
  withdrawn: { sv: 'Varningstecken som först bekräftades och sedan ändrades', en: 'Warning signs confirmed at first and then changed' },
  unfinished: { sv: 'Alla frågor är inte besvarade.', en: 'Not all questions are answered.' },
  none: { sv: 'inga', en: 'none' },
  own: { sv: 'Egna ord', en: 'Own words' },
  order: { sv: 'Prioritet enligt frågorna (ordning, inte bedömning)', en: 'Priority by the questions (an order, not an assessment)' },
} as const satisfies Record<string, Text>;

/** The report: every answer once, 'no' and 'I don't know' among them, in the order of the content. */
export function anamnesis(pack: Pack, context: Context, answers: Answers, result: Result): Anamnesis {
  return anamnesisTogether([pack], () => context, answers, result);
}

/** One report of several complaints: what they share stands once, where the first of them asks it. */
export function anamnesisTogether(packs: readonly [Pack, ...Pack[]], contextFor: (pack: Pack) => Context, answers: Answers, result: Result, withdrawn: readonly string[] = []): Anamnesis {
  const asked: Finding[] = [];
  for (const pack of packs) {
    const values = readValues(pack, contextFor(pack), answers);
    const own = pack.findings.filter((finding) => answers[finding.id] !== undefined && values.get(finding.id) === answers[finding.id]);
    asked.push(...own.filter((finding) => !asked.some((before) => before.id === finding.id)));
  }
  const flagged = (answer: string): Text[] => asked.filter((finding) => finding.redFlag && answers[finding.id] === answer).map((finding) => finding.note);
  const lead = packs.find((pack) => pack.id === result.packId) ?? packs[0];
  const { freeText } = contextFor(packs[0]);
  const report = {
    keyword: WORDS.keyword,
    patientReported: true as const,
    complaint: { sv: packs.map((pack) => pack.name.sv).join(' · '), en: packs.map((pack) => pack.name.en).join(' · ') },
    lines: asked.map((finding) => line(finding, answers[finding.id]!)),
    redFlagsPresent: flagged(YES),
    redFlagsDenied: flagged(NO),
    redFlagsUnknown: flagged(UNKNOWN),
    redFlagsWithdrawn: withdrawn.flatMap((id) => packs.flatMap((pack) => pack.findings).find((finding) => finding.id === id)?.note ?? []),
    ...(freeText ? { freeText } : {}),
    outcome: { priority: result.priority, reasons: result.firedRules.map((rule) => rule.reason), rules: result.firedRules.map((rule) => rule.id) },
    content: { packId: lead.id, semver: lead.semver, sha256: lead.sha256, demonstration: lead.demonstration },
    unfinished: !result.complete,
  };
  return { ...report, text: { sv: asText(report, 'sv'), en: asText(report, 'en') } };
}

function line(finding: Finding, answer: Answer): AnamnesisLine {
  return { finding: finding.id, question: finding.ask, answer: answerText(finding, answer), note: finding.note };
}

/** The words of an answer, as the patient saw them. */
export function answerText(finding: Finding, answer: Answer): Text {
  if (answer === UNKNOWN) return WORDS.unknown;
  if (typeof answer === 'number') return { sv: `${String(answer).replace('.', ',')} ${finding.unit ?? ''}`.trim(), en: `${answer} ${finding.unit ?? ''}`.trim() };
  const option = finding.options.find((one) => one.id === answer);
  return option ? option.text : answer === YES ? WORDS.yes : WORDS.no;
}

function asText(report: Omit<Anamnesis, 'text'>, language: 'sv' | 'en'): string {
  const list = (texts: Text[]): string => (texts.length ? texts.map((text) => text[language]).join(', ') : WORDS.none[language]);
  const { content, outcome } = report;
  return [
    report.complaint[language],
    WORDS.reported[language],
    ...(report.freeText ? [`${WORDS.own[language]}: ${report.freeText}`] : []),
    `${WORDS.present[language]}: ${list(report.redFlagsPresent)}.`,
    `${WORDS.denied[language]}: ${list(report.redFlagsDenied)}.`,
    `${WORDS.notKnown[language]}: ${list(report.redFlagsUnknown)}.`,
    ...(report.redFlagsWithdrawn.length > 0 ? [`${WORDS.withdrawn[language]}: ${list(report.redFlagsWithdrawn)}.`] : []),
    ...report.lines.map((item) => `${item.note[language]}: ${item.answer[language]}.`),
    ...(report.unfinished ? [WORDS.unfinished[language]] : []),
    `${WORDS.order[language]}: P${outcome.priority} – ${outcome.reasons.map((reason) => reason[language]).join('; ')}.`,
    `${content.packId} ${content.semver} (${content.sha256.slice(0, 12)}).${content.demonstration ? ` ${WORDS.demonstration[language]}` : ''}`,
  ].join('\n');
}
