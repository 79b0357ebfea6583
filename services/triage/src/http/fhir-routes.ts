import { badInput } from '@vardgraf/service-kit/fault';
import { type Handler, readBody } from '@vardgraf/service-kit/http';
import { capabilities } from '../fhir/capabilities';
import { nextResponse, readQuestion } from '../fhir/next-question';
import { questionnaire, readQuestionnaireId } from '../fhir/questionnaire';
import { questionnaireResponse } from '../fhir/questionnaire-response';
import { readAnswers } from '../fhir/read-answers';
import type { OperationOutcome } from '../fhir/resources';
import { askNextQuestion } from '../operations/ask-next-question';
import { readEdition } from '../operations/read-edition';
import { readResponse } from '../operations/read-responses';
import { type Asked, door, type HttpDeps, mayAsk, type WriteFault } from './http-door';

const bodyLimit = 1024 * 1024;

/**
 * FHIR R4 (EXP-13): `GET /fhir/metadata`, `GET /fhir/Questionnaire/{complaint or complaint-version}`, `GET /fhir/QuestionnaireResponse/{sessionId}` for who may
 * see the session, each look at another's logged, and `POST /fhir/Questionnaire/$next-question` of SDC, of which nothing is kept.
 */
export function fhirRoutes(deps: HttpDeps): Record<string, Handler> {
  return { '/fhir/*': door(deps, outcome, answer) };
}

async function answer(asked: Asked): Promise<void> {
  const { request } = asked;
  const [type, id, ...more] = decodeURIComponent((request.url ?? '').split('?', 1)[0]!).split('/').slice(2);
  if (more.length === 0 && request.method === 'GET' && type === 'metadata' && id === undefined) return send(asked, capabilities());
  if (more.length === 0 && request.method === 'GET' && type === 'Questionnaire' && id) return showQuestionnaire(asked, id);
  if (more.length === 0 && request.method === 'GET' && type === 'QuestionnaireResponse' && id) return showResponse(asked, id);
  if (more.length === 0 && request.method === 'POST' && type === 'Questionnaire' && id === '$next-question') return next(asked);
  refuse(asked, 404, 'not-found', 'There is no such thing.');
}

async function showQuestionnaire(asked: Asked, id: string): Promise<void> {
  const { packId, semver } = readQuestionnaireId(id);
  const edition = await readEdition(asked.db, packId, semver);
  if (!edition) return refuse(asked, 404, 'not-found', 'There is no such questionnaire.');
  send(asked, questionnaire(edition));
}

async function showResponse(asked: Asked, id: string): Promise<void> {
  const [sessionId = '', packId] = [id.slice(0, 36), id.slice(37) || undefined];
  const seen = /^[0-9a-f-]{36}(\..+)?$/.test(id) ? await readResponse(asked.db, asked.asker, sessionId, packId) : undefined;
  if (!seen) return refuse(asked, 404, 'not-found', 'There is no such response.');
  if (seen.disclosed) await asked.disclose({ action: 'readQuestionnaireResponse', what: 'triage-session', patientId: seen.patientId, ...(seen.caseId ? { caseId: seen.caseId } : {}) });
  const { outcome: settled } = seen;
  send(asked, questionnaireResponse({ ...seen, outcome: settled && { ...settled, urgencyRank: settled.rank } }));
}

async function next(asked: Asked): Promise<void> {
  if (!(await mayAsk(asked))) return refuse(asked, 403, 'forbidden', 'You may not do that.');
  const question = readQuestion(JSON.parse(await readBody(asked.request, bodyLimit)));
  if ('faults' in question) return refuse(asked, 400, 'invalid', 'This is not understood.', question.faults);
  const found = await askNextQuestion(asked.db, asked.asker, {
    packId: question.packId, semver: question.semver, subject: question.subject,
    said: ({ pack }) => {
      const { faults, ...said } = readAnswers(pack, question.items);
      if (faults.length > 0) throw badInput(faults.join(', '), 'an answer that the question allows');
      return said;
    },
  });
  if (found.is === 'NOT_FOUND') return refuse(asked, 404, 'not-found', 'There is no such questionnaire or patient.');
  if (found.is !== 'DONE') return refuse(asked, 422, 'business-rule', found.is);
  if ('patientId' in question.subject && asked.asker.kind !== 'PATIENT') await asked.disclose({ action: 'nextQuestion', what: 'triage-question', patientId: question.subject.patientId });
  const { outcome: settled } = found.it;
  send(asked, nextResponse(question, { ...found.it, outcome: settled && { ...settled, urgencyRank: settled.rank } }));
}

function send({ response }: Asked, resource: object): void {
  response.writeHead(200, { 'content-type': 'application/fhir+json; charset=utf-8' }).end(JSON.stringify(resource));
}

function refuse({ response }: Asked, status: number, code: OperationOutcome['issue'][number]['code'], diagnostics: string, expression?: string[]): void {
  const resource: OperationOutcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics, ...(expression ? { expression } : {}) }] };
  response.writeHead(status, { 'content-type': 'application/fhir+json; charset=utf-8' }).end(JSON.stringify(resource));
}

const ISSUES: Record<string, OperationOutcome['issue'][number]['code']> = { UNAUTHENTICATED: 'login', NOT_PERMITTED: 'forbidden', BAD_INPUT: 'invalid', TOO_MANY: 'throttled', CONFLICT_RETRY: 'conflict', TOO_LARGE: 'too-long' };

const outcome: WriteFault = (response, status, code, message) => refuse({ response } as Asked, status, ISSUES[code] ?? 'exception', message);
