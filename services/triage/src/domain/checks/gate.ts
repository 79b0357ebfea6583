import { evaluate } from '../evaluate';
import type { Pack } from '../pack';
import { daysOf } from '../age';
import { personsFor, witnesses } from './clauses';
import { quietAnswers } from './walk';

/** Self-care only when every danger sign is denied, never under one year, never at the third contact; always with a way to staff. */
export function checkGate(pack: Pack): string[] {
  if (!pack.texts.selfCareChat) return ['texts.selfCareChat: missing'];
  if (!pack.selfCare) return pack.advice.selfCare ? ['advice.selfCare: there is no gate to it'] : [];
  const gate = pack.selfCare;
  const faults: string[] = [];
  for (const finding of pack.findings) {
    if (finding.redFlag && !gate.no.includes(finding.id)) faults.push(`selfCare.no: the red flag ${finding.id} is not covered`);
  }
  const covers = (id: string): boolean => !pack.findings.some((finding) => finding.id === id) || gate.no.includes(id);
  if (!covers('immune')) faults.push('selfCare.no: immune is not covered');
  if (!pack.pregnancySafe && !gate.no.includes('pregnancy')) faults.push('selfCare.no: pregnancy is not covered, and the complaint is not marked pregnancy-safe');
  if (!pack.advice.selfCare) faults.push('advice.selfCare: missing');

  const quiet = quietAnswers(pack);
  let opens = false;
  for (const way of witnesses(pack, gate.when)) for (const context of personsFor(pack, way)) {
    const answers = { ...quiet, ...way.answers };
    opens ||= evaluate(pack, context, answers).priority === 12;
    if (context.ageDays < daysOf(1, 'y') && evaluate(pack, context, answers).priority === 12) faults.push(`selfCare.when: opens at ${context.ageDays} days of age`);
    if (evaluate(pack, { ...context, earlierContacts7d: 2 }, answers).priority === 12) faults.push('selfCare: opens at the third contact within seven days');
  }
  if (!opens) faults.push('selfCare: never opens');
  return [...new Set(faults)];
}
