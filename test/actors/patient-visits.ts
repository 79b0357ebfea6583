import { v7 } from 'uuid';
import { type GraphClient, untilAnswered } from './graph-client';
import type { Journal } from './journal';
import { oneOf } from './random';

const session = `fragment S on TriageSession { id status screen { questions { findingId type options { value } min max } }
  outcome { disposition caseId unitChoices { id } } }`;
const startDocument = `mutation Start($input: StartTriageInput!) { startTriage(input: $input) { __typename ... on StartTriageOk { session { ...S } } ... on Refusal { code } } } ${session}`;
const answerDocument = `mutation Answer($input: AnswerTriageInput!) { answerTriage(input: $input) { __typename ... on AnswerTriageOk { session { ...S } } ... on Refusal { code } } } ${session}`;
const finishDocument = `mutation Finish($input: FinishTriageInput!) { finishTriage(input: $input) { __typename ... on FinishTriageOk { session { ...S } } ... on Refusal { code } } } ${session}`;

interface Session {
  id: string;
  status: string;
  screen: { questions: { findingId: string; type: string; options: { value: string }[]; min: number | null; max: number | null }[] } | null;
  outcome: { disposition: string; caseId: string | null; unitChoices: { id: string }[] } | null;
}

/** A complaint, and what a patient says of it who answers 'no' to the rest; without, the answers are random. */
export interface Visit {
  complaint: string;
  says?: Record<string, string>;
}

/** What patients come with. A visit that says what it has ends where it should: most in a case, some in a ticket; the others wander. */
const visits: readonly Visit[] = [
  { complaint: 'other', says: {} },
  { complaint: 'other', says: {} },
  { complaint: 'sore-throat', says: { 'throat-swelling': 'unknown', 'throat-fine-rash': 'unknown', 'throat-alarm': 'unknown', 'cold-signs': 'yes' } },
  { complaint: 'urinary', says: { 'urinary-burning': 'yes' } },
  ...['other', 'sore-throat', 'cough', 'urinary', 'mental-health'].map((complaint) => ({ complaint })),
];

/**
 * One patient from the first question to an accepted outcome. An answer that does not come leaves open whether it happened: the same
 * mutation is sent again, as an app would.
 * @returns the case that the visit ended in; undefined when in none
 */
export async function patientVisit(
  client: GraphClient, journal: Journal, next: () => number, personId: string, running: () => boolean, visit: Visit = oneOf(next, visits)!,
): Promise<string | undefined> {
  const again = async (field: string, document: string, input: Record<string, unknown>): Promise<{ session?: Session } | undefined> =>
    (await untilAnswered(() => client.ask(personId, undefined, field, document, { input }), field, next, running)) as { session?: Session } | undefined;
  const clientId = v7();
  let at = (await again('startTriage', startDocument, { clientId, complaintCode: visit.complaint }))?.session;
  if (!at) return undefined;
  journal.acknowledged.push({ act: 'SESSION', clientId, sessionId: at.id });
  if (next() < 0.05) { // a patient who taps twice
    const same = (await again('startTriage', startDocument, { clientId, complaintCode: 'other' }))?.session;
    if (same) journal.acknowledged.push({ act: 'SESSION', clientId, sessionId: same.id });
  }
  for (let screens = 0; at.status === 'OPEN' && at.screen && screens < 60; screens += 1) {
    const answers: { findingId: string; value: string }[] = at.screen.questions.map((question) => ({ findingId: question.findingId, value: visit.says ? (visit.says[question.findingId] ?? unsaid(question, next)) : answerTo(question, next) }));
    at = (await again('answerTriage', answerDocument, { sessionId: at.id, answers }))?.session;
    if (!at) return undefined;
  }
  if (at.status !== 'OPEN' || !at.outcome) return undefined;
  const unitId = oneOf(next, at.outcome.unitChoices)?.id;
  const finished = (await again('finishTriage', finishDocument, { sessionId: at.id, ...(unitId && { unitId }), sendToClosedUnit: true }))?.session;
  if (!finished) return undefined;
  journal.acknowledged.push({ act: 'FINISH', sessionId: finished.id, caseId: finished.outcome?.caseId ?? null });
  return finished.outcome?.caseId ?? undefined;
}

/** Nothing else is wrong. */
function unsaid(question: NonNullable<Session['screen']>['questions'][number], next: () => number): string {
  return question.type === 'YES_NO' || question.options.some((option) => option.value === 'no') ? 'no' : answerTo(question, next);
}

/** Mostly well: a yes to a danger sign ends the visit at 112. */
function answerTo(question: NonNullable<Session['screen']>['questions'][number], next: () => number): string {
  if (question.type === 'YES_NO') return next() < 0.04 ? 'yes' : 'no';
  if (question.type === 'NUMBER') {
    const [min, max] = [question.min ?? 0, question.max ?? 10];
    return String(Math.round(min + (max - min) * (0.3 + 0.4 * next())));
  }
  return oneOf(next, question.options)?.value ?? 'unknown';
}
