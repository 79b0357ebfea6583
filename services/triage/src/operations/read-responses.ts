import type { Database } from '@vardgraf/service-kit/postgres';
import { evaluate } from '../domain/evaluate';
import type { Answers, Pack } from '../domain/pack';
import { type Accepted, answersOf, contextOf, type SessionStatus } from '../domain/session';
import { acceptedOf, packsOf, standingOf } from '../domain/standing';
import { sessionById } from '../storage/session-store';
import { type Asker, askerId } from './own-session';
import { readingOf, visible } from './read-session';
import { surroundingsOf } from './surroundings';

/** The answers of a session to one of its complaints' contents, for who may see the session. */
export interface SeenResponse {
  sessionId: string;
  first: boolean;
  status: SessionStatus;
  patientId: string;
  proxyId: string | null;
  caseId: string | null;
  /** False when the patient reads their own. */
  disclosed: boolean;
  pack: Pack;
  /** Those that count for this complaint. */
  answers: Answers;
  freeText: string | null;
  authored: Date;
  outcome: Accepted | null;
  others: string[];
}

/** @returns undefined for a session that the caller may not see, or a complaint that is not its */
export async function readResponse(db: Database, asker: Asker, sessionId: string, packId: string | undefined): Promise<SeenResponse | undefined> {
  const reading = readingOf(db);
  const s = await sessionById(reading, asker.regionId, sessionId);
  if (!s || !(await visible(reading, asker, s))) return undefined;
  const around = await surroundingsOf(reading, s);
  const packs = packsOf(around);
  const pack = packId === undefined ? packs[0] : packs.slice(1).find((one) => one.id === packId);
  if (!pack) return undefined;
  const counting = evaluate(pack, contextOf(s, pack.id), answersOf(s)).answered;
  const standing = standingOf(s, around);
  const settled = s.status === 'OPEN' && !standing.screen ? acceptedOf(standing, around, s.crisisCardShown) : s.outcome;
  return {
    sessionId: s.id, first: pack === packs[0], status: s.status, patientId: s.patientId, proxyId: s.actorKind === 'PATIENT' && s.actorId !== s.patientId ? s.actorId : null,
    caseId: s.caseId, disclosed: s.patientId !== askerId(asker), pack, answers: Object.fromEntries(counting.map(({ finding, answer }) => [finding, answer])), freeText: s.freeText,
    authored: s.finishedAt ?? s.touchedAt, outcome: settled, others: pack === packs[0] ? packs.slice(1).map((one) => one.id) : [],
  };
}
