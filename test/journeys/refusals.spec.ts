import { createECDH, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Kind, parse } from 'graphql';
import { generateKeyPair, SignJWT } from 'jose';
import { v7 } from 'uuid';
import { ask, logIn } from '../client';
import { partnerToken } from '../partner';
import { startStack, type Stack } from '../stack';
import { patients, type PatientName, staff, type StaffName, units, World } from '../world';

let stack: Stack;
let world: World;
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
}, 180_000);
afterAll(() => stack.stop());

interface Row {
  /** Who may not, with an input that is well-formed, and the answer. */
  refused: readonly [who: PatientName | StaffName, input: Record<string, unknown>, answer: 'NotPermitted' | 'NotFound'];
  /** Who may, with an input that is not. */
  malformed: readonly [who: PatientName | StaffName | 'partner', input: Record<string, unknown>];
}

const notAnId = 'not-an-id';
const caseId = v7();
const sessionId = v7();
const onCase = (more: Record<string, unknown> = {}): Row => ({ refused: ['tolvan', { caseId, ...more }, 'NotPermitted'], malformed: ['annaNurse', { caseId: notAnId, ...more }] });
const onSession = (more: Record<string, unknown> = {}): Row => ({ refused: ['annaNurse', { sessionId, ...more }, 'NotPermitted'], malformed: ['tolvan', { sessionId: notAnId, ...more }] });
const times = { clientId: v7(), unitId: units.gavleHealthCentre.id, role: 'NURSE', visitType: 'VIDEO', minutes: 20 };
const newTicket = { clientId: v7(), patientId: patients.tolvan.id, unitId: units.gavleHealthCentre.id, visitType: 'VIDEO', priority: '7' };
const newPatient = { clientId: v7(), personalNumber: '199001012384', givenName: 'Ny', familyName: 'Person' };
const pushDevice = { clientId: v7(), endpoint: 'https://fcm.googleapis.com/fcm/send/1', p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };

const named = { personalNumber: '199001012384', givenName: 'Ny', familyName: 'Person' };
const consultation = {
  reference: 'refused', patientId: patients.tolvan.id, digital: false, careLevel: 'PHYSICAL', priority: '7', profession: 'NURSE', unitId: units.gavleHealthCentre.id, summary: 'Ont.',
  callBackNumbers: [{ number: '+46701740605' }],
};

const question = { clientId: v7(), to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, wish: 'ADVICE', question: 'Hur gör ni?', priority: '5' };
const onConsultation = (more: Record<string, unknown> = {}): Row => ({ refused: ['annaNurse', { consultationId: v7(), ...more }, 'NotFound'], malformed: ['annaNurse', { consultationId: notAnId, ...more }] });
const webhook = { clientId: v7(), url: 'https://partner.example/hooks' };
const onWebhook = (more: Record<string, unknown> = {}): Row => ({ refused: ['annaNurse', { webhookId: v7(), ...more }, 'NotPermitted'], malformed: ['partner', { webhookId: notAnId, ...more }] });
const visits = { clientId: v7(), to: { unitId: units.gavleHealthCentre.id, role: 'NURSE' }, visits: [{ caseId }] };
const signOff = { clientId: v7(), caseId: v7(), recordKind: 'CONTACT_ATTEMPT', to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' } };
const inflow = { clientId: v7(), unitId: units.gavleHealthCentre.id, staffId: staff.annaNurse.id, intervals: [{ from: '2100-01-04T09:00:00Z', to: '2100-01-04T10:00:00Z' }] };

/** One row a mutation; a mutation without one fails the first test. */
const rows: Record<string, Row> = {
  openCase: onCase({ reason: 'CARE' }),
  lookAtCase: onCase(),
  takeCase: onCase(),
  releaseCase: onCase({ reason: 'OTHER' }),
  startCase: onCase(),
  endCase: onCase({ reason: 'CARE_GIVEN' }),
  reprioritiseCase: onCase({ priority: '3' }),
  requestHandover: onCase({ clientId: v7(), to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, reason: 'OTHER_COMPETENCE' }),
  acceptHandover: { refused: ['annaNurse', { handoverId: v7() }, 'NotFound'], malformed: ['annaNurse', { handoverId: notAnId }] },
  refuseHandover: { refused: ['tolvan', { handoverId: v7(), reason: 'NO_CAPACITY' }, 'NotPermitted'], malformed: ['annaNurse', { handoverId: notAnId, reason: 'NO_CAPACITY' }] },
  withdrawHandover: { refused: ['annaNurse', { handoverId: v7() }, 'NotFound'], malformed: ['annaNurse', { handoverId: notAnId }] },
  withdrawCase: { refused: ['annaNurse', { caseId }, 'NotPermitted'], malformed: ['tolvan', { caseId: notAnId }] },
  createPatient: { refused: ['tolvan', newPatient, 'NotPermitted'], malformed: ['annaNurse', { ...newPatient, personalNumber: '12' }] },
  switchFunction: { refused: ['annaNurse', { function: 'VIDEO', on: false }, 'NotPermitted'], malformed: ['systemManager', { function: 'VIDEO', on: false, unitId: notAnId }] },
  recordAuditReview: {
    refused: ['annaNurse', { clientId: v7(), entryIds: [v7()], cause: 'SAMPLE', outcome: 'JUSTIFIED' }, 'NotPermitted'],
    malformed: ['logReviewer', { clientId: v7(), entryIds: [], cause: 'SAMPLE', outcome: 'JUSTIFIED' }],
  },
  startTriage: { refused: ['annaNurse', { clientId: v7(), complaintCode: 'other' }, 'NotPermitted'], malformed: ['tolvan', { clientId: notAnId, complaintCode: 'other' }] },
  answerTriage: onSession({ answers: [{ findingId: 'fever', value: 'no' }] }),
  finishTriage: onSession(),
  chatAfterSelfCare: onSession(),
  startRecheck: { refused: ['annaNurse', { clientId: v7(), caseId, change: 'SAME' }, 'NotPermitted'], malformed: ['tolvan', { clientId: v7(), caseId: notAnId, change: 'SAME' }] },
  answerRecheck: { refused: ['tolvan', { recheckId: v7(), answers: [{ findingId: 'fever', value: 'no' }] }, 'NotFound'], malformed: ['tolvan', { recheckId: v7(), answers: [] }] },
  abandonTriage: onSession(),
  restartTriage: onSession({ clientId: v7() }),
  removeTriagePhoto: onSession({ photoId: v7() }),
  overrideTriage: { refused: ['tolvan', { sessionId, priority: '3' }, 'NotPermitted'], malformed: ['partner', { sessionId: notAnId, priority: '3' }] },
  draftTriageContent: { refused: ['annaNurse', { clientId: v7(), complaint: 'id: x' }, 'NotPermitted'], malformed: ['contentEditor', { clientId: v7(), complaint: '' }] },
  signTriageContent: { refused: ['annaNurse', { draftId: v7(), as: 'AUTHOR' }, 'NotPermitted'], malformed: ['drDavid', { draftId: notAnId, as: 'PHYSICIAN' }] },
  publishTriageContent: { refused: ['drDavid', { draftId: v7() }, 'NotPermitted'], malformed: ['contentEditor', { draftId: notAnId }] },
  replayTriageContent: { refused: ['contentEditor', { draftId: v7() }, 'NotFound'], malformed: ['contentEditor', { draftId: v7(), days: 0 }] },
  publishSlots: { refused: ['tolvan', { ...times, startsAt: ['2100-01-04T09:00:00Z'] }, 'NotPermitted'], malformed: ['annaNurse', { ...times, startsAt: [] }] },
  withdrawSlot: { refused: ['annaNurse', { slotId: v7() }, 'NotFound'], malformed: ['annaNurse', { slotId: notAnId }] },
  issueTicket: { refused: ['tolvan', newTicket, 'NotPermitted'], malformed: ['annaNurse', { ...newTicket, priority: '1' }] },
  bookSlot: { refused: ['tolvan', { clientId: v7(), ticketId: v7(), slotId: v7() }, 'NotFound'], malformed: ['tolvan', { clientId: v7(), ticketId: notAnId, slotId: v7() }] },
  rebook: { refused: ['annaNurse', { bookingId: v7(), slotId: v7() }, 'NotFound'], malformed: ['tolvan', { bookingId: v7(), slotId: notAnId }] },
  cancelBooking: { refused: ['tolvan', { bookingId: v7(), reason: 'OTHER' }, 'NotFound'], malformed: ['annaNurse', { bookingId: notAnId, reason: 'OTHER' }] },
  askForTime: { refused: ['annaNurse', { ticketId: v7() }, 'NotPermitted'], malformed: ['tolvan', { ticketId: notAnId }] },
  identifyPatient: { refused: ['annaNurse', named, 'NotPermitted'], malformed: ['partner', { ...named, personalNumber: '12' }] },
  submitConsultation: { refused: ['annaNurse', consultation, 'NotPermitted'], malformed: ['partner', { ...consultation, reference: ' ' }] },
  flagSuicideRisk: onCase({ sign: 'IMPRESSION' }),
  assessSuicideRisk: onCase({ clientId: v7(), rung: 'NONE', riskFactors: 'Inga.', protectiveFactors: 'Familjen.', basis: ['CHAT'], level: 'NONE_OR_LOW', feelsSafeOnline: true }),
  recordPhysicalVisit: onCase({ held: true }),
  planIndividually: onCase({ reason: 'OTHER', plan: 'Vi hörs.', until: '2100-01-04T09:00:00Z' }),
  prolongContact: onCase({ minutes: 30 }),
  closeWithoutContact: onCase({ reason: 'Låg.' }),
  handOverAcutely: onCase({ to: 'EMERGENCY', words: 'Ringt.' }),
  recordReceipt: onCase({ receivedBy: 'SOS', receivedAt: '2026-01-04T09:00:00Z' }),
  recordContactAttempt: onCase({ clientId: v7(), channel: 'PHONE', outcome: 'REACHED' }),
  beginProtocol: onCase({ kind: 'SILENCE' }),
  recordProtocolStep: onCase({ kind: 'SILENCE', step: 'REMIND' }),
  closeWrongPerson: onCase(),
  addPatientToVisit: onCase({ patientId: patients.tolvan.id }),
  askConsultation: { refused: ['tolvan', question, 'NotPermitted'], malformed: ['annaNurse', { ...question, question: ' ' }] },
  declineConsultation: onConsultation({ reason: 'NO_CAPACITY' }),
  withdrawConsultation: onConsultation(),
  closeConsultation: onConsultation(),
  acceptConsultedCase: onConsultation(),
  askSignOff: { refused: ['annaNurse', signOff, 'NotFound'], malformed: ['annaNurse', { ...signOff, caseId: notAnId }] },
  signOff: { refused: ['annaNurse', { signOffId: v7() }, 'NotFound'], malformed: ['annaNurse', { signOffId: notAnId }] },
  returnSignOff: { refused: ['annaNurse', { signOffId: v7(), reason: 'Vilket nummer?' }, 'NotFound'], malformed: ['annaNurse', { signOffId: v7(), reason: ' ' }] },
  startShift: { refused: ['annaNurse', { unitId: units.sandvikenHealthCentre.id }, 'NotPermitted'], malformed: ['annaNurse', { unitId: '' }] },
  endShift: { refused: ['annaNurse', { unitId: units.sandvikenHealthCentre.id }, 'NotFound'], malformed: ['annaNurse', { unitId: '' }] },
  handOverVisits: { refused: ['tolvan', visits, 'NotPermitted'], malformed: ['annaNurse', { ...visits, visits: [] }] },
  nameInflowResponsible: { refused: ['annaNurse', inflow, 'NotPermitted'], malformed: ['ulfUnitManager', { ...inflow, intervals: [] }] },
  withdrawInflowDuty: { refused: ['ulfUnitManager', { dutyId: v7() }, 'NotFound'], malformed: ['ulfUnitManager', { dutyId: notAnId }] },
  forwardConsultation: onCase({ unitId: units.gavleHealthCentre.id, profession: 'NURSE', reason: 'WRONG_UNIT' }),
  postMessage: { refused: ['tolvan', { clientId: v7(), threadId: v7(), text: 'Hej' }, 'NotFound'], malformed: ['tolvan', { clientId: v7(), threadId: v7(), text: ' ' }] },
  registerPushDevice: { refused: ['annaNurse', pushDevice, 'NotPermitted'], malformed: ['tolvan', { ...pushDevice, endpoint: 'https://127.0.0.1/push' }] },
  removePushDevice: { refused: ['tolvan', { deviceId: v7() }, 'NotFound'], malformed: ['tolvan', { deviceId: notAnId }] },
  markNoticeRead: { refused: ['annaNurse', { noticeId: v7() }, 'NotFound'], malformed: ['annaNurse', { noticeId: notAnId }] },
  registerWebhook: { refused: ['tolvan', webhook, 'NotPermitted'], malformed: ['partner', { ...webhook, url: 'http://partner.example/hooks' }] },
  rotateWebhookSecret: onWebhook({ clientId: v7() }),
  pauseWebhook: onWebhook(),
  resumeWebhook: onWebhook(),
  removeWebhook: onWebhook(),
  testWebhook: onWebhook({ clientId: v7() }),
  replayWebhook: onWebhook({ fromCursor: 1 }),
  markRead: { refused: ['annaNurse', { threadId: v7(), seq: 1 }, 'NotFound'], malformed: ['annaNurse', { threadId: notAnId, seq: 1 }] },
  sayPresent: { refused: ['annaNurse', { threadId: v7(), state: 'HERE' }, 'NotFound'], malformed: ['annaNurse', { threadId: notAnId, state: 'HERE' }] },
};

const sdl = parse(readFileSync(resolve(__dirname, '../../packages/schema/api.graphql'), 'utf8'));
const mutations = sdl.definitions.flatMap((type) => (type.kind === Kind.OBJECT_TYPE_DEFINITION && type.name.value === 'Mutation' ? (type.fields ?? []).map((field) => field.name.value) : []));
const document = (mutation: string): string => `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { __typename ... on Refusal { code message } } }`;
const upper = (type: string): string => type.replace(/[a-z](?=[A-Z])/g, '$&_').toUpperCase();

test('every mutation of the graph has its row here', () => {
  expect(Object.keys(rows).sort()).toEqual([...mutations].sort());
});

test.each(Object.entries(rows))('[DIR-3] %s is refused to who may not, as data with a code and a sentence', async (mutation, { refused: [who, input, type] }) => {
  const { data, errors } = await world.tries(who, document(mutation), { input });
  expect(errors).toBeUndefined();
  expect(data![mutation]).toEqual({ __typename: type, code: upper(type), message: expect.stringMatching(/\p{L}.*[.!?]$/u) });
});

test.each(Object.entries(rows))('%s with a malformed input is BAD_INPUT, not a refusal and not a fault', async (mutation, { malformed: [who, input] }) => {
  const token = who === 'partner' ? await partnerToken(stack) : await world.token(who);
  const { errors } = await ask(stack.graphUrl, token, document(mutation), { input });
  expect(errors?.map((error) => error.extensions.code)).toEqual(['BAD_INPUT']);
});

test.each(mutations)('[DIR-3] %s without a token is UNAUTHENTICATED', async (mutation) => {
  const { errors } = await ask(stack.graphUrl, undefined, document(mutation), { input: rows[mutation]!.refused[1] });
  expect(errors?.map((error) => error.extensions.code)).toEqual(['UNAUTHENTICATED']);
});

test.each(mutations)('%s without its input is BAD_INPUT before any service is asked', async (mutation) => {
  const { status, errors } = await world.tries('tolvan', document(mutation), {});
  expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'BAD_INPUT']);
});

describe('[DIR-2] a token that is not good', () => {
  const me = '{ me { personId } }';
  const claims = { kind: 'PATIENT', region: 'gavleborg', sub: patients.tolvan.id };

  async function forged(change: { audience?: string; expires?: string; typ?: string } = {}): Promise<string> {
    const { privateKey } = await generateKeyPair('ES256');
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: change.typ ?? 'at+jwt' }).setIssuer(stack.identityUrl).setAudience(change.audience ?? 'vardgraf')
      .setIssuedAt().setExpirationTime(change.expires ?? '2m').sign(privateKey);
  }
  const unsigned = (payload: object): string => ['{"alg":"none","typ":"at+jwt"}', JSON.stringify(payload), ''].map((part) => Buffer.from(part).toString('base64url')).join('.');
  async function tampered(): Promise<string> {
    const [header, payload, signature] = (await logIn(stack, patients.tolvan)).split('.') as [string, string, string];
    const other = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), sub: patients.gretaGuardian.id };
    return [header, Buffer.from(JSON.stringify(other)).toString('base64url'), signature].join('.');
  }

  test.each<[string, () => Promise<string>]>([
    ['malformed', async () => 'not.a.token'],
    ['signed with another key', () => forged()],
    ['expired', () => forged({ expires: '-1m' })],
    ['for another audience', () => forged({ audience: 'someone-else' })],
    ['of another type', () => forged({ typ: 'JWT' })],
    ['not signed at all', async () => unsigned({ ...claims, iss: stack.identityUrl, aud: 'vardgraf', exp: Math.floor(Date.now() / 1000) + 60 })],
    ['changed after signing', tampered],
  ])('%s is UNAUTHENTICATED at the gateway and at every service behind it', async (_, make) => {
    const token = await make();
    const { status, errors } = await ask(stack.graphUrl, token, me);
    expect([status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    for (const name of ['directory', 'booking', 'cases', 'messaging', 'notify', 'oversight', 'triage'] as const) {
      const answer = await ask(`${stack.url(name)}/graphql`, token, '{ __typename }');
      expect([name, answer.data ?? null, answer.errors?.map((error) => error.extensions.code)]).toEqual([name, null, ['UNAUTHENTICATED']]);
    }
  });
});

test('[DIR-3] staff of another region do not find the patient, the queue or the case', async () => {
  await world.isOpen();
  const id = await world.hasCase('tolvan', 'somethingElse');
  const unitId = staff.annaNurse.commission.unitIds[0];
  expect((await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { id } }', { id }))['caseCard']).toEqual({ id });
  const seen = await world.as('hallandNurse', 'query ($id: ID!, $unitId: ID!) { caseCard(id: $id) { id } queue(unitId: $unitId) { totalCount } hubs: unit(id: $unitId) { name } }', { id, unitId });
  expect(seen).toEqual({ caseCard: null, queue: null, hubs: { name: 'Gävle hälsocentral' } });
  for (const [mutation, more] of [['openCase', { reason: 'CARE' }], ['takeCase', {}], ['reprioritiseCase', { priority: '3' }]] as const) {
    expect(await world.does('hallandNurse', mutation, { caseId: id, ...more })).toMatchObject({ __typename: 'NotFound' });
  }
  expect(await world.does('unlisted', 'withdrawCase', { caseId: id })).toMatchObject({ __typename: 'NotFound' });
  expect(await world.as('unlisted', 'query ($id: ID!) { myCase(id: $id) { id } myCases { id } }', { id })).toEqual({ myCase: null, myCases: [] });
});

test('[DIR-3] a session of another patient does not exist for me', async () => {
  const session = await world.triages('gretaGuardian', 'somethingElse');
  expect(await world.as('tolvan', 'query ($id: ID!) { triageSession(id: $id) { id } }', { id: session['id'] })).toEqual({ triageSession: null });
  for (const [mutation, more] of [['answerTriage', { answers: [{ findingId: 'fever', value: 'no' }] }], ['finishTriage', {}], ['chatAfterSelfCare', {}], ['abandonTriage', {}]] as const) {
    expect(await world.does('tolvan', mutation, { sessionId: session['id'], ...more })).toMatchObject({ __typename: 'NotFound' });
  }
});
