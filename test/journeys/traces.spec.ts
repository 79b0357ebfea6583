import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { testNumberFor } from '@vardgraf/directory/seed/test-numbers';
import { services } from '@vardgraf/launcher/services';
import { startTracing } from '@vardgraf/service-kit/start-tracing';
import { inTrace } from '@vardgraf/service-kit/tracing';
import { v7 } from 'uuid';
import { type Collector, type CollectedSpan, lineage, startCollector } from '../../packages/service-kit/test/toy/collector';
import type { Answer } from '../client';
import { startStack, type Stack } from '../stack';
import { patients, type PatientName, staff, type StaffName, units, World } from '../world';

let collector: Collector;
let stack: Stack;
let world: World;
let caseId: string;
let sessionId: string;
/** What the walk has sent and been answered. */
let said = '';

/** Somebody who is not in the region's records yet. */
const newcomer = { personalNumber: testNumberFor('1999-02-28', 'FEMALE').number, givenName: 'Torborg', familyName: 'Nyinflyttad', mobile: '+46701740698', email: 'torborg@example.com' };
const words = 'Jag heter Tolvan och har ont i halsen';
const dashed = (number: string) => `${number.slice(0, 8)}-${number.slice(8)}`;

beforeAll(async () => {
  collector = await startCollector();
  stack = await startStack({ processes: true, env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '100' } });
  world = new World(stack);
  await world.isOpen();
}, 180_000);
afterAll(async () => {
  await world?.ends();
  await stack?.stop();
  await collector.stop();
});

/** A client that traces: its own span is above what the platform does. */
async function asks(name: PatientName | StaffName, request: { query: string; variables?: Record<string, unknown>; operationName?: string }, by: 'GET' | 'POST' = 'POST'): Promise<{ traceId: string; spanId: string; answer: Answer }> {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  const search = by === 'GET' ? `?${new URLSearchParams({ query: request.query })}` : '';
  const body = by === 'POST' ? JSON.stringify(request) : undefined;
  const response = await fetch(`${stack.graphUrl}${search}`, {
    method: by, body,
    headers: { 'content-type': 'application/json', 'apollo-require-preflight': 'yes', authorization: `Bearer ${await world.token(name)}`, traceparent: `00-${traceId}-${spanId}-01`, tracestate: `vendor=${patients.tolvan.name.split(' ')[0]}`, baggage: 'patient=196512123339' },
  });
  const text = await response.text();
  said += `${search}${body ?? ''}${text}\n`;
  return { traceId, spanId, answer: { status: response.status, ...(JSON.parse(text) as object) } as Answer };
}

const spansOf = (traceId: string) => collector.spans().filter((span) => span.traceId === traceId);

/** The lineage of the first such span of a trace, through another if one is named, when all that is above it has arrived. */
async function lineageOf(traceId: string, test: (span: CollectedSpan) => boolean, through?: string): Promise<string[]> {
  const complete = (span: CollectedSpan, all: CollectedSpan[]) => {
    const above = span.traceId === traceId && test(span) ? lineage(all, span) : [];
    return above.at(-1) === 'gateway: POST /graphql' && (through === undefined || above.includes(through));
  };
  return lineage(collector.spans(), await collector.until(complete));
}

describe('a trace', () => {
  test('begins with the client and goes through gateway, triage, SQL and NATS to the case, and on to the log', async () => {
    const session = await world.triages('tolvan', 'soreThroat', { freeText: words });
    sessionId = session['id'] as string;
    const finish = await asks('tolvan', {
      query: 'mutation Finish($id: ID!) { finishTriage(input: { sessionId: $id }) { __typename ... on FinishTriageOk { session { outcome { caseId } } } } }', variables: { id: sessionId }, operationName: 'Finish',
    });
    caseId = finish.answer.data!['finishTriage'].session.outcome.caseId;
    await world.until(async () => (await world.as('tolvan', 'query ($id: ID!) { myCase(id: $id) { id } }', { id: caseId }))['myCase'] !== null);
    const toTheCase = await lineageOf(finish.traceId, ({ service, name }) => service === 'cases' && name === 'INSERT case');
    expect(toTheCase).toEqual([
      'cases: INSERT case', 'cases: transaction', 'cases: apply session.finished',
      'triage: transaction', 'triage: POST /graphql', 'gateway: fetch triage', 'gateway: POST /graphql',
    ]);
    const toTheLog = await lineageOf(finish.traceId, ({ service, name }) => service === 'oversight' && name === 'COMMIT', 'oversight: apply audit.recorded');
    expect(toTheLog.slice(0, 3)).toEqual(['oversight: COMMIT', 'oversight: transaction', 'oversight: apply audit.recorded']);
    expect(spansOf(finish.traceId).find(({ service, kind }) => service === 'gateway' && kind === 2)).toMatchObject({
      parentSpanId: finish.spanId, failed: false,
      attributes: { 'graphql.operation.type': 'mutation', 'graphql.operation.name': 'Finish', 'http.route': '/graphql', 'http.response.status_code': 200 },
    });
  });

  test('joins a nurse’s take at the gateway with the statements of cases, the publication on NATS and the effect in oversight', async () => {
    const { traceId, answer } = await asks('annaNurse', { query: `mutation { takeCase(input: { caseId: "${caseId}" }) { __typename } }` });
    expect(answer.data).toEqual({ takeCase: { __typename: 'TakeCaseOk' } });
    expect(await lineageOf(traceId, ({ service, name }) => service === 'cases' && name === 'UPDATE case')).toEqual([
      'cases: UPDATE case', 'cases: transaction', 'cases: POST /graphql', 'gateway: fetch cases', 'gateway: POST /graphql',
    ]);
    expect(await lineageOf(traceId, ({ service, name }) => service === 'cases' && name === 'publish case.taken')).toContain('cases: transaction');
    expect(await lineageOf(traceId, ({ service, name }) => service === 'oversight' && name === 'apply audit.recorded')).toEqual([
      'oversight: apply audit.recorded', 'cases: transaction', 'cases: POST /graphql', 'gateway: fetch cases', 'gateway: POST /graphql',
    ]);
  });

  test('of a live queue has a span for the subscription and one for each change', async () => {
    await world.watches('bertilNurse', 'gavleHealthCentre');
    await world.does('annaNurse', 'startCase', { caseId });
    await collector.until(({ service, name }) => service === 'gateway' && name === 'live subscription');
    await collector.until(({ service, name }) => service === 'gateway' && name === 'live change');
  });
});

describe('patient data', () => {
  const secrets = (): string[] => [
    '196512123339', '19651212-3339', '651212-3339', 'Tolvan', newcomer.personalNumber, dashed(newcomer.personalNumber), newcomer.givenName, newcomer.familyName, newcomer.mobile, newcomer.mobile.replace('+46', '0'),
    newcomer.email, words, patients.tolvan.id, caseId,
  ];

  test('goes through the graph in literals, variables, an address, refusals and faults', async () => {
    const found = await asks('annaNurse', { query: 'query Find { findPatient(identifier: "196512123339") { id name personalNumber mobile } }' });
    expect(found.answer.data!['findPatient']).toMatchObject({ id: patients.tolvan.id, name: patients.tolvan.name });
    await asks('annaNurse', { query: 'query Find_196512123339 { findPatient(identifier: "19651212-3339") { name } }' });
    expect((await asks('annaNurse', { query: '{ findPatient(identifier: "196512123339") { name } }' }, 'GET')).answer.data!['findPatient'].name).toBe(patients.tolvan.name);
    const create = { query: 'mutation ($input: CreatePatientInput!) { createPatient(input: $input) { __typename ... on CreatePatientOk { patient { name } } ... on PatientAlreadyExists { patient { name } } } }' };
    const input = { clientId: v7(), ...newcomer };
    expect((await asks('annaNurse', { ...create, variables: { input } })).answer.data!['createPatient']).toMatchObject({ __typename: 'CreatePatientOk', patient: { name: 'Torborg Nyinflyttad' } });
    expect((await asks('annaNurse', { ...create, variables: { input: { ...input, clientId: v7(), personalNumber: '651212-3339' } } })).answer.data!['createPatient'].__typename).toBe('PatientAlreadyExists');
    const bad = await asks('annaNurse', { ...create, variables: { input: { ...input, personalNumber: `${dashed(newcomer.personalNumber)}9`, mobile: newcomer.mobile.replace('+46', '0') } } });
    expect(bad.answer.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    const opened = await asks('annaNurse', { query: `mutation { openCase(input: { caseId: "${caseId}", reason: CARE }) { ... on OpenCaseOk { case { patient { name personalNumber } anamnesis { text freeText } } } } }` });
    said += words; // said at the start of the triage
    expect(opened.answer.errors).toBeUndefined();
    await collector.until((span) => span.traceId === bad.traceId && span.service === 'gateway' && span.attributes['error.type'] === 'BAD_INPUT');
    expect(spansOf(found.traceId).map(({ service }) => service)).toEqual(expect.arrayContaining(['gateway', 'directory']));
  });

  test('is not in any byte that left for the collector, nor is any parameter of a statement', async () => {
    await stack.settled();
    await sleep(500); // what was told last is on its way: nothing here waits for it, it is looked at too
    expect(collector.refused()).toEqual([]);
    expect(new Set(collector.spans().map(({ service }) => service))).toEqual(new Set(['gateway', ...services.map(({ name }) => name)]));
    const others = [...Object.values(staff), ...Object.values(units)].flatMap(({ id, name }) => [id, name]);
    expect([...secrets(), ...others].filter((secret) => collector.bytes().includes(secret))).toEqual([]);
    expect(collector.spans().map(({ attributes }) => attributes['graphql.operation.name'])).toContain('Find_[number]');
    const texts = collector.spans().flatMap(({ attributes }) => (attributes['db.query.text'] === undefined ? [] : [String(attributes['db.query.text'])]));
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.filter((text) => /'/.test(text))).toEqual([]);
  });

  test('would have been found: all of it was said on this walk, and what is planted in a span comes out scrubbed', async () => {
    expect(secrets().filter((secret) => !said.includes(secret))).toEqual([]);
    const stopTracing = await startTracing('planted', { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: 'silent' });
    await inTrace({ name: `find ${newcomer.givenName}`, attributes: { 'graphql.operation.name': `Find_${newcomer.personalNumber}`, 'db.query.text': `SELECT '${newcomer.familyName}', 0, ${newcomer.mobile}, ${newcomer.email}`, 'patient.id': patients.tolvan.id } as never }, undefined, async () => undefined);
    await stopTracing();
    expect(collector.spans().find(({ service }) => service === 'planted')).toMatchObject({ name: 'unnamed', attributes: { 'graphql.operation.name': 'Find_[number]', 'db.query.text': 'SELECT ?, 0, [phone], [mail]' } });
    expect(secrets().filter((secret) => collector.bytes().includes(secret))).toEqual([]);
  });
});
