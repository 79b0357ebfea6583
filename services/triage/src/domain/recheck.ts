import { isCertain112, urgency } from './evaluate';
import { next, type ScreenToShow } from './next';
import type { Answers, Context, Pack } from './pack';
import { withAnswers, type Given } from './session';
import { readValues } from './values';
import { weigh } from './weigh';

/** What a waiting patient says: as before, worse, or something new (BEY-5). */
export const RECHECK_CHANGES = ['SAME', 'WORSE', 'NEW'] as const;
export type RecheckChange = (typeof RECHECK_CHANGES)[number];

/** ASKING: worse or new has been said, and questions remain. */
export type RecheckStatus = 'ASKING' | 'ANSWERED' | 'EMERGENCY';

/** 'Has anything changed?', asked of a waiting patient about the session that made the case (BEY-5). */
export interface Recheck {
  id: string;
  regionId: string;
  sessionId: string;
  caseId: string;
  patientId: string;
  /** The patient, or the guardian of a child. */
  actorId: string;
  clientId: string;
  change: RecheckChange;
  status: RecheckStatus;
  /** What was known when it began: the session's answers, and those of earlier re-checks in their place. */
  known: Given[];
  /** What is said now. */
  said: Given[];
  freeText: string | null;
  /** Place on the scale 1–12 of what was known, and of what is said now. */
  beforeRank: number;
  urgencyRank: number;
  /** A human has to know of a suicide risk (SAF-1). */
  suicideRisk: boolean;
  startedAt: Date;
  finishedAt: Date | null;
  /** The number of its last event. */
  version: number;
}

/** What a person has, and does not get from one hour to the next: not asked again. */
const BACKGROUND = 'background';

/** What is known with what is said now in its place. */
export const nowKnown = (r: Pick<Recheck, 'known' | 'said'>): Given[] => withAnswers(r.known, r.said);

/**
 * What to ask while the answers may still come to something more urgent than before, the most urgent first: what may have changed is open again until it
 * is said anew, whatever was said before. Undefined when they cannot, or 112 is certain. (BEY-5)
 */
export function askAgain(packs: readonly Pack[], contextFor: (pack: Pack) => Context, known: Answers, said: Answers): ScreenToShow | undefined {
  const now = { ...known, ...said };
  if (packs.some((pack) => isCertain112(pack, contextFor(pack), now))) return undefined;
  const before = Math.min(...packs.map((pack) => urgency(pack, contextFor(pack), known)));
  for (const pack of packs) {
    const [context, open] = [contextFor(pack), { ...lasting(pack, known), ...said }];
    if (weigh(pack, context, readValues(pack, context, open)).most.priority >= before) continue;
    const screen = next(pack, context, open);
    if (screen) return screen;
  }
  return undefined;
}

function lasting(pack: Pack, known: Answers): Answers {
  const findings = pack.screens.filter((screen) => screen.id === BACKGROUND).flatMap((screen) => screen.findings);
  return Object.fromEntries(Object.entries(known).filter(([finding]) => findings.includes(finding)));
}
