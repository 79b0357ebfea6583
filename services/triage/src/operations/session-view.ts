import { anamnesis as report, answerText, type Anamnesis } from '../domain/anamnesis';
import type { ScreenToShow } from '../domain/next';
import type { Finding, Pack, Text } from '../domain/pack';
import { type Accepted, answersOf, contextOf, type Session, type SessionStatus } from '../domain/session';
import { acceptedOf, closedText, crisisCard, sharedText, standingOf, type Standing, type Surroundings } from '../domain/standing';
import { opensAt } from '../storage/unit-store';
import { type Emergency, numbersOf } from './emergency-information';
import { type Reading, surroundingsOf } from './surroundings';

export interface ComplaintView {
  code: string;
  name: Text;
  description: Text;
}

/** A session as its reader sees it, in both languages. */
export interface SessionView {
  id: string;
  status: SessionStatus;
  complaint: ComplaintView;
  patient: { id: string };
  startedAt: Date;
  content: { packId: string; semver: string; sha256: string; demonstration: boolean };
  screen: ReturnType<typeof screenView> | null;
  answers: { findingId: string; question: Text; value: string; text: Text }[];
  emergency: Emergency | null;
  outcome: Awaited<ReturnType<typeof outcomeView>> | null;
  anamnesis: AnamnesisView;
}

export type AnamnesisView = ReturnType<typeof anamnesisView>;

/** The session as of now: an open one is weighed again, an accepted outcome is shown as it was accepted. */
export async function viewOf(tx: Reading, s: Session): Promise<SessionView> {
  const around = await surroundingsOf(tx, s);
  const { pack } = around;
  const standing = standingOf(s, around);
  const open = s.status === 'OPEN';
  return {
    id: s.id,
    status: s.status,
    complaint: complaintView(pack),
    patient: { id: s.patientId },
    startedAt: s.startedAt,
    content: { packId: s.packId, semver: s.semver, sha256: s.sha256, demonstration: pack.demonstration },
    screen: open && standing.screen ? screenView(standing.screen) : null,
    answers: s.answers.flatMap(({ finding: id, value }) => {
      const finding = pack.findings.find((one) => one.id === id);
      return finding ? [{ findingId: id, question: finding.ask, value: String(value), text: answerText(finding, value) }] : [];
    }),
    emergency: emergencyOf(s, around),
    outcome: s.outcome || (open && !standing.screen) ? await outcomeView(tx, s, standing, around) : null,
    anamnesis: anamnesisView(report(pack, contextOf(s), answersOf(s), standing.result)),
  };
}

/** The report of a session for who has its case in hand. */
export async function reportOf(tx: Reading, s: Session): Promise<AnamnesisView> {
  const around = await surroundingsOf(tx, s);
  return anamnesisView(report(around.pack, contextOf(s), answersOf(s), standingOf(s, around).result));
}

export const complaintView = (pack: Pack): ComplaintView => ({ code: pack.id, name: pack.name, description: pack.description });

function screenView(screen: ScreenToShow) {
  return { id: screen.id, title: screen.title, grouped: screen.kind === 'CHECKLIST', questions: screen.questions.map(questionView) };
}

function questionView(finding: Finding) {
  return {
    findingId: finding.id, type: finding.type, text: finding.ask, help: finding.help ?? null,
    options: finding.options.map((option) => ({ value: option.id, text: option.text })),
    unit: finding.unit ?? null, min: finding.min ?? null, max: finding.max ?? null,
  };
}

/** 112 or the emergency department once that is certain; else the card with numbers, once it has been shown. */
function emergencyOf(s: Session, { pack, settings }: Surroundings): Emergency | null {
  if (s.status !== 'EMERGENCY' && !s.crisisCardShown) return null;
  const said = s.status !== 'EMERGENCY' ? [] : [sharedText(pack, s.outcome?.careLevel === 'EMERGENCY_DEPARTMENT' ? 'emergencyDepartment' : 'call112')];
  if (s.crisisCardShown) said.push(crisisCard(pack, settings));
  const together = (language: 'sv' | 'en'): string => said.map((text) => text[language]).join(' ');
  return { title: sharedText(pack, 'dangerTitle'), text: { sv: together('sv'), en: together('en') }, ...numbersOf(settings) };
}

async function outcomeView(tx: Reading, s: Session, standing: Standing, around: Surroundings) {
  const { rank, label, unitId, ...accepted }: Accepted = s.outcome ?? acceptedOf(standing, around.pack, around.settings, s.crisisCardShown);
  const closed = s.outcome ? undefined : standing.route.closed;
  return {
    ...accepted,
    priorityLabel: label,
    urgencyRank: rank,
    unit: unitId ? { id: unitId } : null,
    unitChoices: s.outcome ? [] : standing.choices.map(({ id }) => ({ id })),
    closed: closed ? { opensAt: standing.unit ? await opensAt(tx, standing.unit.id) : null, maySend: closed.maySend, text: closedText(around.pack, closed) } : null,
    caseId: s.caseId,
    ticketId: s.ticketId,
  };
}

function anamnesisView(r: Anamnesis) {
  return {
    keyword: r.keyword, complaint: r.complaint, patientReported: r.patientReported, lines: r.lines.map(({ question, answer }) => ({ question, answer })),
    redFlagsPresent: r.redFlagsPresent, redFlagsDenied: r.redFlagsDenied, redFlagsUnknown: r.redFlagsUnknown, freeText: r.freeText ?? null, text: r.text,
  };
}
