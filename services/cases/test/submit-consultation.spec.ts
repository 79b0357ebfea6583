import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { read } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import { directoryQuestion } from '../src/directory-question';
import { submitConsultation } from '../src/operations/submit-consultation';
import { type CasesWorld, insistently, patientActor, staffMember } from './cases-world';
import { consultation, consultationWorld, countOf, duty, nobodyKnows, partner, partnerSeq, patient, submitted } from './consultation-world';

let world: CasesWorld;
beforeAll(async () => {
  world = await consultationWorld();
});
afterEach(() => world.shiftClock('0'));
afterAll(() => world.end());

const submit = (given: Parameters<typeof consultation>[0] = {}, by = partner()) => submitConsultation(world.db, by, consultation(given), nobodyKnows);
/** Moves the platform's clock to the instant. */
const clockAt = (instant: string) => world.shiftClock(`${Date.parse(instant) - Date.now()} milliseconds`);

describe('[CON-2] a patient who is not digital becomes an assignment', () => {
  it('[CON-2] at the given unit, for the given profession, in the queue, with its clock, told without a word of the nurse', async () => {
    const s = await submitted(world, { profession: 'DOCTOR', careLevel: 'DIGITAL' });
    expect(s).toMatchObject({ became: 'CONSULTATION', status: 'PENDING', unitId: 'bollnas', profession: 'DOCTOR', ticketId: null, forwarded: 0 });
    expect(await world.case(s.caseId!)).toMatchObject({
      kind: 'TELEPHONE_TRIAGE', entryChannel: 'TELEPHONE_TRIAGE', status: 'REQUESTED', unitId: 'bollnas', profession: 'DOCTOR', priority: '6', ageBand: 'FROM_18_TO_64', sex: 'FEMALE',
      reasonTrace: ['telephone-triage/consultation', 'clock/hours-unknown'],
    });
    expect((await world.events(s.id)).map((e) => [e.type, e.version, e.data.status])).toEqual([['consultation.submitted', 1, undefined], ['consultation.status-changed', 2, 'PENDING']]);
    expect((await world.events(s.caseId!)).map((e) => [e.type, e.data.alert])).toEqual([['case.opened', false], ['case.access-changed', undefined]]);
    const told = JSON.stringify(await read(world.db, 'SELECT data FROM outbox')) + JSON.stringify(await read(world.db, 'SELECT * FROM audit'));
    expect(told).not.toMatch(/knä|\+4670|dotter/);
    expect((await world.audits({ caseId: s.caseId! })).map((row) => [row.action, row.actor_kind, row.what])).toEqual(
      expect.arrayContaining([['submitConsultation', 'PARTNER', 'consultation.submitted'], ['submitConsultation', 'PARTNER', 'case.opened']]));
  });

  it('[NOT-3] an urgent one rings the unit’s phones, and does not escalate: it is assigned', async () => {
    const s = await submitted(world, { priority: '3' });
    expect((await world.events(s.caseId!))[0]).toMatchObject({ type: 'case.opened', data: { alert: true } });
    expect(await read(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1', [s.caseId])).toEqual([]);
  });

  it('[QUE-7] where nobody has the profession, every clinical role sees it', async () => {
    const s = await submitted(world, { profession: 'PSYCHOLOGIST' });
    expect(await world.case(s.caseId!)).toMatchObject({ noOneInRole: true });
  });
});

describe('[CON-2] physical, doctor, 6 to 11 goes to the nurse from 1 April 2026', () => {
  const given = { profession: 'DOCTOR', careLevel: 'PHYSICAL', priority: '8' } as const;

  it.each(['gavleborg', 'vastragotaland'] as const)('[CON-2] [BEY-7] in %s: not a minute before midnight in Sweden, and from midnight on', async (regionId) => {
    const at = regionId === 'gavleborg' ? {} : { unitId: 'molndal', patientId: 'glenn' };
    if (regionId === 'vastragotaland') await patient(world, 'glenn', { regionId });
    await clockAt('2026-03-31T21:59:00Z');
    const before = await submitted(world, { ...given, ...at }, partner('telephone-triage', regionId));
    await clockAt('2026-03-31T22:00:01Z');
    const after = await submitted(world, { ...given, ...at }, partner('telephone-triage', regionId));
    expect([before.profession, after.profession]).toEqual(['DOCTOR', 'NURSE']);
    expect((await world.case(after.caseId!)).reasonTrace).toContain(`telephone-nurse-rule/${regionId}/1`);
    expect((await world.case(before.caseId!)).reasonTrace.join()).not.toContain('telephone-nurse-rule');
  });

  it('[CON-2] urgent, digital and other professions go where they were sent, and so does a patient who came through the app', async () => {
    await clockAt('2026-05-05T09:00:00Z');
    expect((await submitted(world, { ...given, priority: '5' })).profession).toBe('DOCTOR');
    expect((await submitted(world, { ...given, careLevel: 'DIGITAL' })).profession).toBe('DOCTOR');
    expect((await submitted(world, { ...given, profession: 'PHYSIOTHERAPIST' })).profession).toBe('PHYSIOTHERAPIST');
    const id = await world.session({ profession: 'DOCTOR', priority: '8', urgencyRank: 8, careLevel: 'PHYSICAL_PRIMARY' });
    expect((await world.case(id)).profession).toBe('DOCTOR');
  });
});

describe('[CON-3] duty hours', () => {
  it('[CON-3] on duty it is read now; outside, the partner learns when, and what is not urgent runs from then', async () => {
    // Good Friday 2026 is 3 April, Easter Monday 6 April.
    await duty(world, 'bollnas', ['2026-04-01', '2026-04-02', '2026-04-07'].map((day) => [new Date(`${day}T06:00:00Z`), new Date(`${day}T15:00:00Z`)]));
    await clockAt('2026-04-01T10:00:00Z');
    const weekday = await submitted(world);
    expect(weekday.readFrom).toEqual(weekday.submittedAt);
    await clockAt('2026-04-03T10:00:00Z');
    const holiday = await submitted(world);
    expect(holiday.readFrom).toEqual(new Date('2026-04-07T06:00:00Z'));
    expect(await world.case(holiday.caseId!)).toMatchObject({ waitingSince: holiday.readFrom, dueAt: new Date('2026-04-08T06:00:00Z') });
    await clockAt('2026-04-04T10:00:00Z');
    const saturday = await submitted(world, { priority: '4' });
    expect(saturday.readFrom).toEqual(new Date('2026-04-07T06:00:00Z'));
    expect(await world.case(saturday.caseId!)).toMatchObject({ waitingSince: saturday.submittedAt, dueAt: new Date(saturday.submittedAt.getTime() + 120 * 60_000) });
    await duty(world, 'bollnas', []);
  });
});

describe('[CON-2] a digital patient', () => {
  it('[CON-2] of 2 to 5 becomes a drop-in like any other: alert, escalation, entry channel', async () => {
    const s = await submitted(world, { digital: true, careLevel: 'DIGITAL', priority: '3', callBackNumbers: [] });
    expect(s).toMatchObject({ became: 'DROP_IN', status: 'PENDING' });
    expect(await world.case(s.caseId!)).toMatchObject({ kind: 'DROP_IN', entryChannel: 'TELEPHONE_TRIAGE' });
    expect((await world.events(s.caseId!))[0]).toMatchObject({ data: { alert: true, kind: 'DROP_IN' } });
    expect(await read(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1', [s.caseId])).toEqual([{ kind: 'case.escalate' }]);
  });

  it('[CON-2] of 6 to 11 gets a ticket, which booking is told of; there is no case yet', async () => {
    const cases = await countOf(world, 'case');
    const s = await submitted(world, { digital: true, priority: '8', profession: 'DOCTOR', callBackNumbers: [] });
    expect(s).toMatchObject({ became: 'TICKET', status: 'RECEIVED', caseId: null, ticketId: expect.any(String), profession: 'DOCTOR' });
    expect((await world.events(s.id)).map((e) => e.type)).toEqual(['consultation.submitted']);
    expect((await world.events(s.id))[0]!.data).toMatchObject({ ticketId: s.ticketId, caseId: null, urgencyRank: 8, ageBand: 'FROM_18_TO_64' });
    expect(await countOf(world, 'case')).toBe(cases);
  });
});

describe('[CON-4] the partner’s reference', () => {
  it('[CON-4] a hundred at once make one case, and everybody gets the first answer', async () => {
    const [cases, seq] = [await countOf(world, 'case'), await partnerSeq(world)];
    const given = consultation();
    const answers = await Promise.all(Array.from({ length: 100 }, () => insistently(() => submitConsultation(world.db, partner(), given, nobodyKnows))));
    const ids = answers.map((a) => (a.is === 'SUBMITTED' ? `${a.submission.id} ${a.submission.caseId}` : a.is));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36} [0-9a-f-]{36}$/);
    expect(await countOf(world, 'case')).toBe(cases + 1);
    expect(await partnerSeq(world)).toBe(seq + 1);
  });

  it('[CON-4] six days later, and when the unit has closed and nobody knows the patient, the same is still the first answer', async () => {
    const given = consultation({ unitId: 'soderhamn' });
    const first = await submitConsultation(world.db, partner(), given, nobodyKnows);
    await world.shiftClock('6 days');
    await world.unit('soderhamn', { active: false, staffedRoles: ['NURSE', 'DOCTOR', 'PHYSIOTHERAPIST'] });
    const before = [await countOf(world, 'outbox'), await countOf(world, 'audit')];
    expect(await submitConsultation(world.db, partner(), given, nobodyKnows)).toEqual(first);
    expect([await countOf(world, 'outbox'), await countOf(world, 'audit')]).toEqual(before);
    await world.unit('soderhamn', { staffedRoles: ['NURSE', 'DOCTOR', 'PHYSIOTHERAPIST'] });
  });

  it('[CON-4] with another content it is refused, and nothing is stored', async () => {
    const s = await submitted(world);
    const before = [await countOf(world, 'submission'), await countOf(world, 'case'), await countOf(world, 'outbox')];
    expect(await submit({ reference: s.reference, summary: 'Något annat.' })).toEqual({ is: 'REFERENCE_REUSED' });
    expect(await submit({ reference: s.reference, priority: '7' })).toEqual({ is: 'REFERENCE_REUSED' });
    expect([await countOf(world, 'submission'), await countOf(world, 'case'), await countOf(world, 'outbox')]).toEqual(before);
  });

  it('[CON-4] of fifty contents at once under one reference one is stored and the others are refused', async () => {
    const reference = `race-${v7()}`;
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => insistently(() => submit({ reference, summary: `Nummer ${i}.` }))));
    expect(answers.filter((a) => a.is === 'SUBMITTED')).toHaveLength(1);
    expect(answers.filter((a) => a.is === 'REFERENCE_REUSED')).toHaveLength(49);
  });

  it('[PAR-1] another partner’s same reference is another submission', async () => {
    const s = await submitted(world);
    const other = await submitted(world, { reference: s.reference, summary: 'Något annat.' }, partner('other-triage'));
    expect(other.id).not.toBe(s.id);
  });
});

describe('[CON-2] refusals', () => {
  it('[SAF-3] a protected person is not handled, and the attempt is logged', async () => {
    const before = await countOf(world, 'submission');
    expect(await submit({ patientId: 'petronella' })).toEqual({ is: 'PROTECTED_IDENTITY_NOT_HANDLED' });
    expect(await countOf(world, 'submission')).toBe(before);
    expect((await world.audits({ action: 'submitConsultation' })).at(-1)).toMatchObject({ what: 'consultation.refused', reason: 'PROTECTED_IDENTITY', patient_id: 'petronella' });
  });

  it('[CON-2] another region’s unit or patient, an unknown one and a closed one are not found, and nothing is stored', async () => {
    await patient(world, 'siv', { regionId: 'halland' });
    const before = [await countOf(world, 'submission'), await countOf(world, 'case'), await countOf(world, 'outbox')];
    for (const given of [{ unitId: 'molndal' }, { unitId: 'nowhere' }, { unitId: 'closed-for-good' }, { patientId: 'siv' }, { patientId: 'nobody' }]) {
      expect([given, await submit(given)]).toEqual([given, { is: 'NOT_FOUND' }]);
    }
    expect([await countOf(world, 'submission'), await countOf(world, 'case'), await countOf(world, 'outbox')]).toEqual(before);
  });

  it('[CON-2] a patient of whom no event has come is asked of directory once; no answer is not found and may be repeated', async () => {
    const given = consultation({ patientId: 'nora' });
    expect(await submitConsultation(world.db, partner(), given, nobodyKnows)).toEqual({ is: 'NOT_FOUND' });
    const asked: string[] = [];
    const outcome = await submitConsultation(world.db, partner(), given, async (id) => {
      asked.push(id);
      return { birthDate: '2020-01-01', sex: 'MALE', protectedIdentity: false };
    });
    expect(asked).toEqual(['nora']);
    expect(outcome.is === 'SUBMITTED' && (await world.case(outcome.submission.caseId!)).sex).toBe('MALE');
    expect(await submitConsultation(world.db, partner(), consultation({ patientId: 'nils' }), async () => ({ birthDate: '2000-01-01', sex: 'MALE', protectedIdentity: true }))).toEqual({ is: 'PROTECTED_IDENTITY_NOT_HANDLED' });
  });
});

describe('[CON-2] the question to directory', () => {
  let server: Server;
  let respond: (body: string) => string | undefined;
  const asked: { authorization: string | undefined; body: string }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString())).on('end', () => {
        asked.push({ authorization: request.headers.authorization, body });
        const answer = respond(body);
        if (answer !== undefined) response.end(answer);
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  afterAll(() => new Promise<void>((closed) => { server.close(() => closed()); server.closeAllConnections(); }));
  const ask = (token: string | undefined) => directoryQuestion(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)(token)('nora');
  const facts = { birthDate: '1999-02-28', sex: 'FEMALE', protectedIdentity: false };

  it('[CON-2] goes with the partner’s own token, and its answer is checked', async () => {
    respond = () => JSON.stringify({ data: { patientFacts: facts } });
    expect(await ask('the-partners')).toEqual(facts);
    expect(asked.at(-1)).toMatchObject({ authorization: 'Bearer the-partners', body: expect.stringContaining('"id":"nora"') });
    respond = () => JSON.stringify({ data: { patientFacts: { ...facts, sex: 'ANY' } } });
    expect(await ask('the-partners')).toBeUndefined();
  });

  it('[CON-2] fails closed: no token, no address, nobody known, no JSON, no answer in time', async () => {
    respond = () => JSON.stringify({ data: { patientFacts: null } });
    expect(await ask('the-partners')).toBeUndefined();
    expect(await ask(undefined)).toBeUndefined();
    expect(await directoryQuestion(undefined)('the-partners')('nora')).toBeUndefined();
    respond = () => 'away';
    expect(await ask('the-partners')).toBeUndefined();
    respond = () => undefined;
    expect(await ask('the-partners')).toBeUndefined();
  });
});

describe('[CON-2] over the graph', () => {
  const mutation = `mutation($input: SubmitConsultationInput!) { submitConsultation(input: $input) { __typename
    ... on SubmitConsultationOk { submission { id reference status became caseId ticketId unit { id } profession priority submittedAt readFrom startedAt outcome journeyId forwarded } }
    ... on Refusal { code message } } }`;
  const ask = (input: object, by: Parameters<CasesWorld['ask']>[0] = partner()) => world.ask(by, mutation, { input });
  const submissionOf = (answer: Awaited<ReturnType<CasesWorld['ask']>>) => answer.data!.submitConsultation.submission;

  it('[PAR-1] a partner submits, reads its submission by reference and finds it first in its list', async () => {
    const journeyId = v7();
    const given = { ...consultation({ journeyId }), callBackNumbers: [{ number: '+46 70-174 06 05' }] };
    const s = submissionOf(await ask({ ...given, safeguarding: undefined }));
    expect(s).toMatchObject({ reference: given.reference, status: 'PENDING', became: 'CONSULTATION', unit: { id: 'bollnas' }, profession: 'NURSE', journeyId, forwarded: 0, ticketId: null });
    expect(submissionOf(await ask({ ...given, callBackNumbers: [{ number: '+46701740605', whose: ' ' }] }))).toEqual(s);
    const { data } = await world.ask(partner(), 'query($r: String!) { submission(reference: $r) { id status } mySubmissions(first: 1) { edges { node { id } } pageInfo { hasNextPage endCursor } } submissionKeys { seq submissionIds } }', { r: given.reference });
    expect(data).toMatchObject({ submission: { id: s.id, status: 'PENDING' }, mySubmissions: { edges: [{ node: { id: s.id } }], pageInfo: { hasNextPage: true } }, submissionKeys: { seq: await partnerSeq(world) } });
    expect(data!.submissionKeys.submissionIds[0]).toBe(s.id);
  });

  it('[CON-2] the list goes through all submissions once, newest first', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (await world.ask(partner(), 'query($a: String) { mySubmissions(first: 7, after: $a) { edges { node { id } } pageInfo { hasNextPage endCursor } } }', { a: after })).data!.mySubmissions;
      seen.push(...page.edges.map((e) => e.node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    const all = await read<{ id: string }>(world.db, "SELECT id FROM submission WHERE partner_id = 'telephone-triage' AND region_id = 'gavleborg' ORDER BY submitted_at DESC, id DESC");
    expect(seen).toEqual(all.map((row) => row.id));
  });

  it('[PAR-1] another partner, the same partner in another region, staff and patients see nothing of it', async () => {
    const s = await submitted(world);
    const query = 'query($r: String!, $ids: [_Any!]!) { submission(reference: $r) { id } mySubmissions { edges { node { id } } } submissionKeys { submissionIds } _entities(representations: $ids) { ... on Submission { id } } }';
    const variables = { r: s.reference, ids: [{ __typename: 'Submission', id: s.id }] };
    expect((await world.ask(partner(), query, variables)).data!._entities).toEqual([{ id: s.id }]);
    for (const by of [partner('third-triage'), partner('telephone-triage', 'halland')]) {
      const { data } = await world.ask(by, query, variables);
      expect(data).toEqual({ submission: null, mySubmissions: { edges: [] }, submissionKeys: { submissionIds: [] }, _entities: [null] });
    }
    for (const by of [partner('telephone-triage', 'gavleborg', ['patients:identify']), staffMember('nina'), patientActor('anna')]) {
      expect((await world.ask(by, query, variables)).data).toEqual({ submission: null, mySubmissions: null, submissionKeys: null, _entities: [null] });
      expect((await ask(consultation(), by)).data!.submitConsultation).toMatchObject({ __typename: 'NotPermitted' });
    }
  });

  it('[CON-4] [SAF-3] refusals come by their name, with words', async () => {
    const given = consultation();
    await ask(given);
    expect((await ask({ ...given, summary: 'Annat.' })).data!.submitConsultation).toMatchObject({ __typename: 'ReferenceReused', code: 'REFERENCE_REUSED' });
    expect((await ask(consultation({ patientId: 'petronella' }))).data!.submitConsultation).toMatchObject({ __typename: 'ProtectedIdentityNotHandled', message: expect.stringContaining('1177') });
    expect((await ask(consultation({ unitId: 'molndal' }))).data!.submitConsultation).toMatchObject({ __typename: 'NotFound' });
  });

  it.each([
    ['input.reference', { reference: ' ' }], ['input.reference', { reference: 'x'.repeat(81) }], ['input.priority', { priority: '1' }], ['input.priority', { priority: '17' }],
    ['input.summary', { summary: '  ' }], ['input.summary', { summary: 'x'.repeat(4001) }], ['input.callBackNumbers', { callBackNumbers: [] }],
    ['input.callBackNumbers', { callBackNumbers: Array.from({ length: 6 }, () => ({ number: '+46701740605' })) }],
    ['input.callBackNumbers.1.number', { callBackNumbers: [{ number: '+46701740605' }, { number: '070-174' }] }],
    ['input.profession', { profession: 'ANALYST' }], ['input.journeyId', { journeyId: 'mine' }], ['input.unitId', { unitId: '' }],
  ])('[CON-4] malformed content is told by its path %s, never repeated, and nothing is stored', async (path, over) => {
    const before = await countOf(world, 'submission');
    const { errors } = await ask({ ...consultation(), ...over });
    expect(errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: [path] });
    expect(errors![0]!.message).not.toContain('070-174');
    expect(await countOf(world, 'submission')).toBe(before);
  });

  it('[CON-4] no reference at all is bad input before anything runs', async () => {
    const { reference: _none, ...rest } = consultation();
    expect((await ask(rest)).errors![0]!.extensions.code).toBe('BAD_INPUT');
  });

  it('[BEY-2] a page size or a cursor that is none is bad input', async () => {
    for (const args of ['first: 0', 'first: 101', 'after: "nonsense"']) {
      expect((await world.ask(partner(), `{ mySubmissions(${args}) { edges { cursor } } }`)).errors![0]!.extensions.code).toBe('BAD_INPUT');
    }
  });
});
