import { answerText } from '../domain/anamnesis';
import type { Text } from '../domain/pack';
import type { Recheck } from '../domain/recheck';
import type { Session } from '../domain/session';
import { crisisCard, packsOf, sharedText, type Surroundings } from '../domain/standing';
import { type Emergency, numbersOf } from './emergency-information';
import { screenView } from './session-view';
import { weighRecheck } from './weigh-recheck';

/** A re-check as the patient sees it, in both languages. */
export interface RecheckView {
  id: string;
  caseId: string;
  change: Recheck['change'];
  status: Recheck['status'];
  startedAt: Date;
  screen: ReturnType<typeof screenView> | null;
  emergency: Emergency | null;
  message: Text;
}

/** A re-check as staff see it, in both languages. */
export type RecheckReport = ReturnType<typeof recheckReport>;

const MESSAGES = {
  ASKING: { sv: 'Tack. Personalen ser nu att något har ändrats. Svara på frågorna, så vet vi hur bråttom det är.', en: 'Thank you. Staff now see that something has changed. Answer the questions so that we know how urgent it is.' },
  SAME: { sv: 'Tack. Du behåller din plats i kön. Säg till om något ändras.', en: 'Thank you. You keep your place in the queue. Tell us if anything changes.' },
  SEEN: { sv: 'Tack. Personalen ser vad du har svarat. Säg till igen om det blir värre.', en: 'Thank you. Staff see what you have answered. Tell us again if it gets worse.' },
  EMERGENCY: { sv: 'Vänta inte på att vi ska höra av oss.', en: 'Do not wait for us to contact you.' },
} as const satisfies Record<string, Text>;

/** What the patient sees: what to answer now, 112 at once where that is certain, and a sentence. */
export function recheckView(r: Recheck, session: Session, around: Surroundings): RecheckView {
  const { screen, standing } = weighRecheck(r, session, around, r.startedAt);
  const { id, caseId, change, status, startedAt } = r;
  const crisis = change !== 'SAME' && standing.result.flags.includes('CRISIS_CARD');
  return {
    id, caseId, change, status, startedAt,
    screen: status === 'ASKING' && screen ? screenView(screen) : null,
    emergency: status === 'EMERGENCY' || crisis ? emergencyIn(around, status === 'EMERGENCY' ? standing.route.level : undefined, crisis) : null,
    message: status === 'ANSWERED' ? MESSAGES[change === 'SAME' ? 'SAME' : 'SEEN'] : MESSAGES[status],
  };
}

function emergencyIn({ pack, settings }: Surroundings, level: string | undefined, crisis: boolean): Emergency {
  const said = [...(level ? [sharedText(pack, level === 'EMERGENCY_DEPARTMENT' ? 'emergencyDepartment' : 'call112')] : []), ...(crisis ? [crisisCard(pack, settings)] : [])];
  const together = (language: 'sv' | 'en'): string => said.map((text) => text[language]).join(' ');
  return { title: sharedText(pack, 'dangerTitle'), text: { sv: together('sv'), en: together('en') }, ...numbersOf(settings) };
}

/** What staff read of it: what the patient said, and which answers are others than before. */
export function recheckReport(r: Recheck, around: Surroundings) {
  const findings = packsOf(around).flatMap((pack) => pack.findings);
  const changed = r.said.flatMap(({ finding: id, value }) => {
    const finding = findings.find((one) => one.id === id);
    const before = r.known.find((given) => given.finding === id);
    if (!finding || before?.value === value) return [];
    return [{ question: finding.ask, before: before ? answerText(finding, before.value) : null, now: answerText(finding, value), redFlag: finding.redFlag }];
  });
  const { id, change, status, startedAt, finishedAt, freeText, beforeRank, urgencyRank } = r;
  return { id, change, status, startedAt, finishedAt, freeText, beforeUrgencyRank: beforeRank, urgencyRank, changed };
}
