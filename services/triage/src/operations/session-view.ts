import { anamnesisTogether, answerText, type Anamnesis } from '../domain/anamnesis';
import type { ScreenToShow } from '../domain/next';
import type { Finding, Pack, Text } from '../domain/pack';
import { answersOf, contextOf, type Session, type SessionStatus } from '../domain/session';
import { crisisCard, packsOf, sharedText, standingOf, type Standing, type Surroundings } from '../domain/standing';
import { photosOf, type StoredPhoto } from '../storage/photo-store';
import { consultationDraft, type ConsultationDraft } from './consultation-draft';
import { type Emergency, numbersOf } from './emergency-information';
import { engineView, outcomeView, type OutcomeView, overrideView } from './outcome-view';
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
  furtherComplaints: ComplaintView[];
  patient: { id: string };
  /** A nurse or telephone triage's system asks on the patient's behalf (TRI-2). */
  assisted: boolean;
  startedAt: Date;
  restartedFrom: string | null;
  content: { packId: string; semver: string; sha256: string; demonstration: boolean };
  freeText: string | null;
  photos: StoredPhoto[];
  screen: ReturnType<typeof screenView> | null;
  answers: { findingId: string; question: Text; value: string; text: Text }[];
  emergency: Emergency | null;
  outcome: OutcomeView | null;
  engineOutcome: ReturnType<typeof engineView>;
  overrides: ReturnType<typeof overrideView>[];
  consultation: ConsultationDraft | null;
  anamnesis: AnamnesisView;
}

export type AnamnesisView = ReturnType<typeof anamnesisView>;

/** The session as of now: an open one is weighed again, an accepted outcome is shown as it was accepted. @param known what the caller has read of it in this transaction */
export async function viewOf(tx: Reading, s: Session, known?: Surroundings): Promise<SessionView> {
  const around = known ?? (await surroundingsOf(tx, s));
  const { pack } = around;
  const standing = standingOf(s, around);
  const open = s.status === 'OPEN';
  const findings = packsOf(around).flatMap((one) => one.findings);
  const report = anamnesisView(reportAs(s, around, standing));
  return {
    id: s.id,
    status: s.status,
    complaint: complaintView(pack),
    furtherComplaints: around.further.map(complaintView),
    patient: { id: s.patientId },
    assisted: s.actorKind !== 'PATIENT',
    startedAt: s.startedAt,
    restartedFrom: s.restartedFrom,
    content: { packId: s.packId, semver: s.semver, sha256: s.sha256, demonstration: pack.demonstration },
    freeText: s.freeText,
    photos: await photosOf(tx, s.id),
    screen: open && standing.screen ? screenView(standing.screen) : null,
    answers: s.answers.flatMap(({ finding: id, value }) => {
      const finding = findings.find((one) => one.id === id);
      return finding ? [{ findingId: id, question: finding.ask, value: String(value), text: answerText(finding, value) }] : [];
    }),
    emergency: emergencyOf(s, around),
    outcome: s.outcome || (open && (!standing.screen || s.overrides.length > 0)) ? await outcomeView(tx, s, standing, around) : null,
    engineOutcome: engineView(s, standing, around),
    overrides: s.overrides.map((override) => overrideView(override, around)),
    consultation: consultationDraft(s, report.text),
    anamnesis: report,
  };
}

/** The report of a session for who has its case in hand. */
export function reportOf(s: Session, around: Surroundings, standing: Standing): AnamnesisView {
  return anamnesisView(reportAs(s, around, standing));
}

/** What the patient said and what the engine made of it; staff's own priority stands beside it. */
function reportAs(s: Session, around: Surroundings, { engine }: Standing): Anamnesis {
  return anamnesisTogether(packsOf(around), (pack) => contextOf(s, pack.id), answersOf(s), engine, s.withdrawnSigns);
}

export const complaintView = (pack: Pack): ComplaintView => ({ code: pack.id, name: pack.name, description: pack.description });

/** A screen as it is shown. */
export function screenView(screen: ScreenToShow) {
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

function anamnesisView(r: Anamnesis) {
  return {
    keyword: r.keyword, complaint: r.complaint, patientReported: r.patientReported, lines: r.lines.map(({ question, answer }) => ({ question, answer })),
    redFlagsPresent: r.redFlagsPresent, redFlagsDenied: r.redFlagsDenied, redFlagsUnknown: r.redFlagsUnknown, redFlagsWithdrawn: r.redFlagsWithdrawn,
    unfinished: r.unfinished, freeText: r.freeText ?? null, text: r.text,
  };
}
