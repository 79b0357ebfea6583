import type { Text } from '../domain/pack';
import type { Session } from '../domain/session';

/** What telephone triage's system submits for a patient who cannot be met digitally; the call-back numbers are its own to add (CON-2). */
export interface ConsultationDraft {
  reference: string;
  journeyId: string;
  careLevel: 'PHYSICAL' | 'DIGITAL';
  priority: string;
  profession: string;
  unitId: string | null;
  summary: Text;
}

const longestSummary = 4_000;
const digital = ['DIGITAL_PRIMARY', 'DIGITAL_SPECIALIST'];

/** The assignment of a session that ended in one; null for any other. The same session is the same reference, so that it is submitted once (CON-4). */
export function consultationDraft(s: Session, report: Text): ConsultationDraft | null {
  if (s.outcome?.disposition !== 'CONSULTATION') return null;
  const { careLevel, priority, profession, unitId } = s.outcome;
  return {
    reference: s.id, journeyId: s.id, careLevel: digital.includes(careLevel) ? 'DIGITAL' : 'PHYSICAL', priority, profession: profession ?? 'NURSE', unitId,
    summary: { sv: report.sv.slice(0, longestSummary), en: report.en.slice(0, longestSummary) },
  };
}
