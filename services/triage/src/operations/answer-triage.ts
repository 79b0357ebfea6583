import type { PatientActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { readAnswer } from '../domain/answers';
import { type Done, notFound, type Refused } from '../domain/outcome';
import type { Answer, Pack } from '../domain/pack';
import { placeUnasked } from '../domain/place';
import { levelOf } from '../domain/scheme';
import { type Session, withAnswers } from '../domain/session';
import { acceptedOf, isEmergency, standingOf, type Standing, type Surroundings } from '../domain/standing';
import { showCrisisCard } from './crisis-card';
import { lockOwn } from './own-session';
import { recordChange, type SessionEvent } from './record-change';
import { finishedEvent } from './session-events';
import { type SessionView, viewOf } from './session-view';
import { surroundingsOf } from './surroundings';

export interface AnswersInput {
  sessionId: string;
  answers: readonly { findingId: string; value?: string | null | undefined }[];
}

type Outcome = Done<SessionView> | Refused;

/**
 * Answers, corrects or withdraws (TRI-10). Certain life danger ends the session at once: no further question, and no case (TRI-4), except for who is
 * suicidal now where the region wants one as well (RDG-9).
 * @throws Fault BAD_INPUT with the path of the first finding or value that the content does not know
 */
export async function answerTriage(db: Database, actor: PatientActor, input: AnswersInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const before = await lockOwn(tx, actor, input.sessionId);
    if (!before) return notFound;
    if (before.status !== 'OPEN') return { is: 'SESSION_NOT_OPEN', status: before.status };
    const around = await surroundingsOf(tx, before);
    const answered = { ...before, answers: withAnswers(before.answers, readAll(around.pack, input.answers)), screensSeen: before.screensSeen + 1 };
    const standing = standingOf(answered, around);
    const after = { ...answered, crisisCardShown: showCrisisCard(answered, around.pack, standing.result) };
    const change = isEmergency(standing) ? await emergency(tx, after, standing, around) : { after, what: 'session.answered' };
    const stored = await recordChange(tx, { before, verb: 'answerTriage', requestId, ...change });
    return { is: 'DONE', it: await viewOf(tx, stored) };
  });
}

function readAll(pack: Pack, answers: AnswersInput['answers']): { finding: string; value: Answer | null }[] {
  return answers.map(({ findingId, value }, i) => {
    const finding = pack.findings.find((one) => one.id === findingId);
    if (!finding) throw badInput(`input.answers.${i}.findingId`, 'a finding of this session');
    if (value === null || value === undefined) return { finding: findingId, value: null };
    const answer = readAnswer(finding, value);
    if (answer === undefined) throw badInput(`input.answers.${i}.value`, 'an answer that the question allows');
    return { finding: findingId, value: answer };
  });
}

/** The referral is told without anything clinical; the answers stay here. */
async function emergency(tx: Tx, s: Session, standing: Standing, around: Surroundings): Promise<{ after: Session; what: string; events: SessionEvent[] }> {
  const at = await tx.now();
  const outcome = acceptedOf(standing, around.pack, around.settings, s.crisisCardShown);
  const after: Session = { ...s, status: 'EMERGENCY', finishedAt: at, outcome };
  const referred: SessionEvent = { type: 'emergency.referred', data: { sessionId: s.id, careLevel: outcome.careLevel } };
  const alsoCase = around.settings.suicidalNow.makesCase && standing.result.flags.includes('SUICIDAL_NOW');
  if (!alsoCase) return { after, what: 'emergency.referred', events: [referred] };
  const withCase = { ...after, caseId: v7() };
  return { after: withCase, what: 'emergency.referred', events: [referred, suicidalNow(withCase, standing, around, at)] };
}

/** Whoever is suicidal now also waits first in line for a doctor or psychologist: whatever is closed or switched off (RDG-9). */
function suicidalNow(s: Session, { result }: Standing, { settings, units, listedUnitId }: Surroundings, at: Date): SessionEvent {
  const level = levelOf(settings.scheme, 2);
  const unit = placeUnasked(units, { listedUnitId, fromOtherRegion: s.outOfRegion });
  const ending = {
    disposition: 'DROP_IN', unitId: unit?.id ?? null, priority: level.code, urgencyRank: level.rank, careLevel: 'DIGITAL_PRIMARY',
    profession: result.profession === 'DOCTOR' ? 'DOCTOR' : 'PSYCHOLOGIST',
  } as const;
  return finishedEvent(s, ending, result, [], at);
}
