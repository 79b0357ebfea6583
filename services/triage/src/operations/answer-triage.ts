import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { readAnswer } from '../domain/answers';
import { dangerStands } from '../domain/left-session';
import { type Done, notFound, type Refused } from '../domain/outcome';
import type { Answer, Finding } from '../domain/pack';
import { type Session, withAnswers, withdrawnSigns } from '../domain/session';
import { isEmergency, packsOf, standingOf } from '../domain/standing';
import { showCrisisCard } from './crisis-card';
import { emergency } from './emergency';
import { type Asker, lockOwn } from './own-session';
import { recordChange } from './record-change';
import { type SessionView, viewOf } from './session-view';
import { endSilence, watchSilence } from './silence-timer';
import { surroundingsOf } from './surroundings';

export interface AnswersInput {
  sessionId: string;
  answers: readonly { findingId: string; value?: string | null | undefined }[];
  /** Added to the patient's own words; they are never taken back, since they can only raise. */
  freeText?: string | undefined;
}

type Outcome = Done<SessionView> | Refused;

/** The patient's own words are at most so many characters, however often they are added to. */
const mostFreeText = 4_000;

/**
 * Answers, corrects or withdraws (TRI-10). Certain life danger ends the session at once: no further question, and no case (TRI-4), except for who is
 * suicidal now where the region wants one as well (RDG-9).
 * @throws Fault BAD_INPUT with the path of the first finding or value that the content does not know, or when the words become too many
 */
export async function answerTriage(db: Database, actor: Asker, input: AnswersInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const before = await lockOwn(tx, actor, input.sessionId);
    if (!before) return notFound;
    if (before.status !== 'OPEN') return { is: 'SESSION_NOT_OPEN', status: before.status };
    const around = await surroundingsOf(tx, before);
    const packs = packsOf(around);
    const answered = { ...said(before, packs.flatMap((pack) => pack.findings), input), touchedAt: await tx.now() };
    const standing = standingOf(answered, around);
    const after = { ...answered, crisisCardShown: showCrisisCard(answered, packs, standing.result) };
    const over = isEmergency(standing);
    const change = over ? await emergency(tx, after, standing, around) : { after, what: 'session.answered' };
    const stored = await recordChange(tx, { before, verb: 'answerTriage', requestId, ...change });
    if (over) endSilence(tx, before.id);
    else if (dangerStands(packs, standing.result) && !dangerStands(packs, standingOf(before, around).result)) watchSilence(tx, after, around.settings, true);
    return { is: 'DONE', it: await viewOf(tx, stored, around) };
  });
}

function said(before: Session, findings: readonly Finding[], input: AnswersInput): Session {
  const answers = withAnswers(before.answers, readAll(findings, input.answers));
  const freeText = [before.freeText, input.freeText].filter(Boolean).join('\n') || null;
  if (input.freeText && freeText!.length > mostFreeText) throw badInput('input.freeText', 'at most 4,000 characters together with what is there');
  return { ...before, answers, freeText, withdrawnSigns: withdrawnSigns(before, answers, findings), screensSeen: before.screensSeen + (input.answers.length > 0 ? 1 : 0) };
}

/** Reads answers as they arrive. @throws Fault BAD_INPUT with the path of the first that the content does not know */
export function readAll(findings: readonly Finding[], answers: AnswersInput['answers']): { finding: string; value: Answer | null }[] {
  return answers.map(({ findingId, value }, i) => {
    const finding = findings.find((one) => one.id === findingId);
    if (!finding) throw badInput(`input.answers.${i}.findingId`, 'a finding of this session');
    if (value === null || value === undefined) return { finding: findingId, value: null };
    const answer = readAnswer(finding, value);
    if (answer === undefined) throw badInput(`input.answers.${i}.value`, 'an answer that the question allows');
    return { finding: findingId, value: answer };
  });
}
