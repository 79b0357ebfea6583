import type { Envelope } from '@vardgraf/schema/events/envelope';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { connect } from '@nats-io/transport-node';
import { v7 } from 'uuid';
import { natsUrl } from '../../../test/infrastructure';
import type { Submission } from '../src/domain/submission';
import { onBookingCancelled } from '../src/events/on-booking-cancelled';
import { onBookingMade } from '../src/events/on-booking-made';
import { endCase } from '../src/operations/end-case';
import { forwardConsultation } from '../src/operations/forward-consultation';
import { openCase } from '../src/operations/open-case';
import { visibleCards } from '../src/operations/read-case';
import { submission as submissionOf } from '../src/operations/read-submissions';
import { releaseCase } from '../src/operations/release-case';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import { type CasesWorld, patientActor, staffMember } from './cases-world';
import { consultationWorld, duty, partner, partnerSeq, submitted } from './consultation-world';
import { until } from './escalation-world';

let world: CasesWorld;
const nina = staffMember('nina');
const sara = staffMember('sara', 'soderhamn');
const fysio = staffMember('fia', 'soderhamn', 'PHYSIOTHERAPIST');

beforeAll(async () => {
  world = await consultationWorld({ timersRing: false });
});
afterAll(() => world.end());

const now = async (s: Submission): Promise<Submission> => (await submissionOf(world.db, partner(), s.reference))!;
const onward = (caseId: string, to: { unitId?: string; profession?: 'NURSE' | 'DOCTOR' | 'PHYSIOTHERAPIST'; reason?: 'WRONG_UNIT' | 'OTHER_COMPETENCE' } = {}, by = nina) =>
  forwardConsultation(world.db, by, { caseId, unitId: 'soderhamn', profession: 'NURSE', reason: 'WRONG_UNIT', ...to });
const taken = async (given: Parameters<typeof submitted>[1] = {}): Promise<Submission & { caseId: string }> => {
  const s = await submitted(world, given);
  expect(await takeCase(world.db, nina, s.caseId!)).toMatchObject({ is: 'DONE' });
  return { ...s, caseId: s.caseId! };
};
const sees = async (by: typeof nina, caseId: string): Promise<boolean> =>
  (await visibleCards(world.db, { regionId: by.regionId, unitIds: by.commission.unitIds, role: by.commission.role }, [caseId]))[0] !== null;

describe('[CON-2] an assignment sent onward', () => {
  it('[CON-2] leaves this queue and waits in the other by the clock it had, told in both, and the partner sees where it is', async () => {
    const s = await taken({ priority: '3' });
    const before = { case: await world.case(s.caseId), bollnas: await world.seq('bollnas'), soderhamn: await world.seq('soderhamn'), partner: await partnerSeq(world) };
    expect(await onward(s.caseId)).toMatchObject({ is: 'DONE', case: { unitId: 'soderhamn', status: 'REQUESTED', takenBy: null } });
    const after = await world.case(s.caseId);
    expect(after).toMatchObject({ unitId: 'soderhamn', firstUnitId: 'bollnas', waitingSince: before.case.waitingSince, dueAt: before.case.dueAt, priority: '3' });
    expect([await world.seq('bollnas'), await world.seq('soderhamn'), await partnerSeq(world)]).toEqual([before.bollnas + 1, before.soderhamn + 1, before.partner + 1]);
    expect([await sees(nina, s.caseId), await sees(sara, s.caseId)]).toEqual([false, true]);
    expect(await now(s)).toMatchObject({ unitId: 'soderhamn', profession: 'NURSE', forwarded: 1, status: 'PENDING' });
    expect((await world.events(s.caseId)).slice(-2)).toMatchObject([
      { type: 'case.forwarded', data: { unitId: 'soderhamn', fromUnitId: 'bollnas', staffId: 'nina', profession: 'NURSE', reason: 'WRONG_UNIT', alert: true } },
      { type: 'case.access-changed', data: { responsibleUnitId: 'soderhamn', takenBy: null, participants: ['nina'], units: [{ unitId: 'soderhamn' }] } },
    ]);
    expect(await read(world.db, 'SELECT kind, due_at FROM timer WHERE aggregate_id = $1 ORDER BY kind', [s.caseId])).toEqual([
      { kind: 'case.assignment-overdue', due_at: before.case.dueAt }, { kind: 'case.breach-warning', due_at: expect.any(Date) },
    ]);
    expect((await world.audits({ action: 'forwardConsultation', caseId: s.caseId }))[0]).toMatchObject({ what: 'case.forwarded', unit_id: 'bollnas', reason: 'WRONG_UNIT' });
  });

  it('[CON-2] the same again by the same person is the same yes and leaves no second trace', async () => {
    const s = await taken();
    await onward(s.caseId);
    const trace = async () => [(await world.events(s.caseId)).length, (await world.events(s.id)).length, await world.seq('soderhamn'), await partnerSeq(world), (await now(s)).forwarded];
    const before = await trace();
    expect(await onward(s.caseId)).toMatchObject({ is: 'DONE', case: { unitId: 'soderhamn' } });
    expect(await trace()).toEqual(before);
  });

  it('[CON-2] twice: to another unit, and there to another profession, which takes, starts and ends it', async () => {
    const s = await taken();
    await onward(s.caseId);
    expect(await takeCase(world.db, sara, s.caseId)).toMatchObject({ is: 'DONE' });
    expect(await startCase(world.db, sara, s.caseId)).toMatchObject({ is: 'DONE' });
    const started = await now(s);
    expect(started).toMatchObject({ status: 'IN_PROGRESS', forwarded: 1 });
    expect(await onward(s.caseId, { profession: 'PHYSIOTHERAPIST', reason: 'OTHER_COMPETENCE' }, sara)).toMatchObject({ is: 'DONE', case: { profession: 'PHYSIOTHERAPIST', unitId: 'soderhamn' } });
    expect(await now(s)).toMatchObject({ status: 'PENDING', forwarded: 2, profession: 'PHYSIOTHERAPIST', startedAt: started.startedAt });
    expect(await sees(sara, s.caseId)).toBe(false);
    await takeCase(world.db, fysio, s.caseId);
    await startCase(world.db, fysio, s.caseId);
    expect(await endCase(world.db, fysio, { caseId: s.caseId, reason: 'CARE_GIVEN', phaseDays: null })).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED' } });
    expect(await now(s)).toMatchObject({ status: 'COMPLETED', outcome: 'CARE_GIVEN', startedAt: started.startedAt, endedAt: expect.any(Date) });
    const statuses = (await world.events(s.id)).map((e) => [e.version, e.data.status ?? e.type]);
    expect(statuses).toEqual([[1, 'consultation.submitted'], [2, 'PENDING'], [3, 'IN_PROGRESS'], [4, 'PENDING'], [5, 'IN_PROGRESS'], [6, 'COMPLETED']]);
  });

  it('[CON-2] a doctor whom a nurse asks for gets it: the nurse rule is for the telephone alone', async () => {
    const s = await taken({ profession: 'DOCTOR', careLevel: 'PHYSICAL', priority: '7' });
    expect(s.profession).toBe('NURSE');
    expect(await onward(s.caseId, { profession: 'DOCTOR', reason: 'OTHER_COMPETENCE' })).toMatchObject({ is: 'DONE', case: { profession: 'DOCTOR' } });
  });

  it('[CON-2] refused: not taken, somebody else’s, no assignment, over, another region’s or a closed unit, a case that is not seen', async () => {
    const [waiting, mine] = [await submitted(world), await taken()];
    expect(await onward(waiting.caseId!)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: null });
    expect(await onward(mine.caseId, {}, staffMember('nils'))).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
    expect(await onward(mine.caseId, {}, staffMember('vilma', 'bollnas', 'UNIT_MANAGER'))).toEqual({ is: 'NOT_PERMITTED' });
    for (const unitId of ['molndal', 'nowhere', 'closed-for-good']) expect(await onward(mine.caseId, { unitId })).toEqual({ is: 'NOT_FOUND' });
    expect(await onward(mine.caseId, {}, sara)).toEqual({ is: 'NOT_FOUND' });
    expect(await onward(mine.caseId, {}, staffMember('vera', 'bollnas', 'NURSE', 'vastragotaland'))).toEqual({ is: 'NOT_FOUND' });
    const dropIn = await world.session();
    await takeCase(world.db, nina, dropIn);
    expect(await onward(dropIn)).toEqual({ is: 'NOT_AN_ASSIGNMENT' });
    await startCase(world.db, nina, mine.caseId);
    await endCase(world.db, nina, { caseId: mine.caseId, reason: 'NO_CONTACT', phaseDays: null });
    expect(await onward(mine.caseId)).toEqual({ is: 'CASE_NOT_OPEN', status: 'COMPLETED' });
    expect(await now(mine)).toMatchObject({ unitId: 'bollnas', forwarded: 0 });
  });
});

describe('[BEY-2] the submission follows its case, live to the partner', () => {
  it('[BEY-2] every state comes as one number on the partner’s stream, without gaps, with which submission it is', async () => {
    await world.ask(partner(), '{ submissionKeys { seq } }');
    await until(async () => (await fetch(`${world.url()}/metrics`)).text(), (metrics) => /^vardgraf_nats_connected\S* 1$/m.test(metrics)); // it starts without NATS too, and hints are lost until then
    const nats = await connect({ servers: natsUrl() });
    const heard: unknown[] = [];
    nats.subscribe('live.partner.telephone-triage', { callback: (_error, message) => void heard.push(message.json()) });
    await nats.flush();
    const from = await partnerSeq(world);
    const mutation = 'mutation($id: ID!) { takeCase(input: { caseId: $id }) { __typename } startCase(input: { caseId: $id }) { __typename } releaseCase(input: { caseId: $id, reason: OTHER }) { __typename } }';
    const { data } = await world.ask(partner(), `mutation($input: SubmitConsultationInput!) { submitConsultation(input: $input) { ... on SubmitConsultationOk { submission { id caseId } } } }`, {
      input: { reference: 'live', patientId: 'anna', digital: false, careLevel: 'PHYSICAL', priority: '6', profession: 'NURSE', unitId: 'bollnas', summary: 'Ont.', callBackNumbers: [{ number: '+46701740605' }] },
    });
    const { id, caseId } = data!.submitConsultation.submission;
    await world.ask(nina, mutation, { id: caseId });
    expect(await partnerSeq(world)).toBe(from + 3);
    for (let i = 0; i < 100 && heard.length < 3; i += 1) await new Promise((wait) => setTimeout(wait, 50));
    expect(heard).toEqual([1, 2, 3].map((n) => ({ seq: from + n, submissionId: id })));
    await nats.close();
  });

  it('[QUE-8] the patient withdraws, and the partner sees it cancelled', async () => {
    const s = await taken();
    expect(await withdrawCase(world.db, patientActor('anna'), s.caseId)).toMatchObject({ is: 'DONE' });
    expect(await now(s)).toMatchObject({ status: 'CANCELLED', outcome: null, endedAt: expect.any(Date) });
  });

  it('[QUE-5] an assignment goes back to the pool and stays pending for the partner', async () => {
    const s = await taken();
    const seq = await partnerSeq(world);
    expect(await releaseCase(world.db, nina, s.caseId, 'MISPLACED')).toMatchObject({ is: 'DONE' });
    expect(await now(s)).toMatchObject({ status: 'PENDING', unitId: 'bollnas' });
    expect(await partnerSeq(world)).toBe(seq);
  });

  it('[RDG-6] [CON-3] another priority is counted from submission, in duty hours', async () => {
    const day = 86_400_000;
    const opens = new Date(Math.ceil(Date.now() / day) * day + day);
    await duty(world, 'bollnas', [[opens, new Date(opens.getTime() + 9 * 3_600_000)]]);
    const s = await submitted(world, { priority: '7' });
    expect(s.readFrom).toEqual(opens);
    expect(await reprioritiseCase(world.db, nina, { caseId: s.caseId!, priority: '6' })).toMatchObject({ is: 'DONE', case: { dueAt: new Date(opens.getTime() + day), waitingSince: opens } });
    expect(await reprioritiseCase(world.db, nina, { caseId: s.caseId!, priority: '2' })).toMatchObject({ is: 'DONE', case: { dueAt: new Date(s.submittedAt.getTime() + 600_000), waitingSince: s.submittedAt } });
    expect((await now(s)).priority).toBe('7');
    await duty(world, 'bollnas', []);
  });
});

describe('[BEY-2] a digital patient’s ticket', () => {
  const event = <T extends 'booking.made' | 'booking.cancelled'>(type: T, data: object) =>
    ({ type, regionId: 'gavleborg', version: 1, data, actor: { kind: 'PATIENT', id: 'anna' } }) as unknown as Envelope<T>;
  const hear = <T extends 'booking.made' | 'booking.cancelled'>(on: (tx: Tx, e: Envelope<T>) => Promise<void>, type: T, data: object) =>
    transact(world.db, systemActor('cases'), (tx) => on(tx, event(type, data)));
  const booked = async (s: Submission): Promise<{ caseId: string; bookingId: string }> => {
    const [caseId, bookingId] = [v7(), v7()];
    const at = new Date().toISOString();
    await hear(onBookingMade, 'booking.made', {
      bookingId, caseId, ticketId: s.ticketId, patientId: 'anna', sessionId: null, complaintCode: null, priority: '8', urgencyRank: 8, ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags: [],
      slotId: v7(), unitId: 'soderhamn', role: 'NURSE', staffId: null, visitType: 'VIDEO', startsAt: at, endsAt: at, issuedAt: at, bookedAt: at,
    });
    return { caseId, bookingId };
  };

  it('[BEY-2] [BOO-5] is pending once booked, received again when the booking falls away, and follows the visit of the next one', async () => {
    const s = await submitted(world, { digital: true, careLevel: 'DIGITAL', priority: '8', profession: 'NURSE' });
    const first = await booked(s);
    expect(await now(s)).toMatchObject({ status: 'PENDING', caseId: first.caseId, unitId: 'soderhamn' });
    await hear(onBookingCancelled, 'booking.cancelled', { ...first, ticketId: s.ticketId, patientId: 'anna', unitId: 'soderhamn', startsAt: new Date().toISOString(), byKind: 'PATIENT', reason: 'CANNOT_COME' });
    expect(await now(s)).toMatchObject({ status: 'RECEIVED', caseId: null });
    const second = await booked(s);
    await takeCase(world.db, sara, second.caseId);
    await startCase(world.db, sara, second.caseId);
    expect(await now(s)).toMatchObject({ status: 'IN_PROGRESS', caseId: second.caseId });
    await endCase(world.db, sara, { caseId: second.caseId, reason: 'CARE_GIVEN', phaseDays: 0 });
    expect(await now(s)).toMatchObject({ status: 'COMPLETED', outcome: 'CARE_GIVEN' });
    expect((await world.events(s.id)).map((e) => e.version)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('[BEY-2] a booking of another ticket moves no submission', async () => {
    const s = await submitted(world, { digital: true, careLevel: 'DIGITAL', priority: '8' });
    await booked({ ...s, ticketId: v7() });
    expect(await now(s)).toMatchObject({ status: 'RECEIVED', caseId: null });
  });
});

describe('[CON-2] over the graph', () => {
  const forward = 'mutation($input: ForwardConsultationInput!) { forwardConsultation(input: $input) { __typename ... on ForwardConsultationOk { card { unit { id } profession allowedActions } } ... on Refusal { code message } } }';
  const details = `consultation { summary careLevel safeguarding repeatCaller interpreterLanguage callBackNumbers { rank number whose } submission { reference status } }`;

  it('[CON-2] what telephone triage wrote is for who has taken or opened the case, in the order in which to call', async () => {
    const s = await submitted(world, { interpreterLanguage: 'arabiska', safeguarding: true });
    const shown = {
      summary: 'Ont i ett knä sedan igår.', careLevel: 'PHYSICAL', safeguarding: true, repeatCaller: false, interpreterLanguage: 'arabiska',
      callBackNumbers: [{ rank: 1, number: '+46701740605', whose: null }, { rank: 2, number: '+46701740606', whose: 'dotter' }], submission: { reference: s.reference, status: 'PENDING' },
    };
    const query = `query($ids: [_Any!]!) { _entities(representations: $ids) { ... on Case { ${details} } } }`;
    const variables = { ids: [{ __typename: 'Case', id: s.caseId }] };
    expect((await world.ask(nina, query, variables)).data!._entities).toEqual([null]);
    expect((await world.ask(partner(), query, variables)).data!._entities).toEqual([null]);
    expect((await world.ask(nina, `mutation($id: ID!) { takeCase(input: { caseId: $id }) { ... on TakeCaseOk { case { entryChannel ${details} card { kind allowedActions } } } } }`, { id: s.caseId })).data!.takeCase.case)
      .toMatchObject({ entryChannel: 'TELEPHONE_TRIAGE', consultation: shown, card: { kind: 'TELEPHONE_TRIAGE', allowedActions: expect.arrayContaining(['RELEASE', 'START', 'FORWARD']) } });
    expect((await world.ask(nina, query, variables)).data!._entities).toEqual([{ consultation: shown }]);
    expect((await world.audits({ caseId: s.caseId! })).map((row) => row.action)).toEqual(expect.arrayContaining(['takeCase', 'seeCase']));
  });

  it('[CON-2] a case of another origin has none, and a digital patient’s drop-in has it as well', async () => {
    const other = await world.session();
    await openCase(world.db, nina, { caseId: other, reason: 'CARE' });
    const dropIn = await submitted(world, { digital: true, careLevel: 'DIGITAL', priority: '4' });
    const take = async (id: string) => (await world.ask(nina, `mutation($id: ID!) { takeCase(input: { caseId: $id }) { ... on TakeCaseOk { case { card { allowedActions } ${details} } } } }`, { id })).data!.takeCase.case;
    expect(await take(other)).toMatchObject({ consultation: null });
    expect(await take(dropIn.caseId!)).toMatchObject({ consultation: { submission: { reference: dropIn.reference } } });
    expect((await take(dropIn.caseId!)).card.allowedActions).not.toContain('FORWARD');
  });

  it('[CON-2] staff send onward; refusals come by their name, and partners and patients may not', async () => {
    const s = await taken();
    const input = { caseId: s.caseId, unitId: 'soderhamn', profession: 'DOCTOR', reason: 'OTHER_COMPETENCE' };
    for (const by of [partner(), patientActor('anna')]) expect((await world.ask(by, forward, { input })).data!.forwardConsultation).toMatchObject({ __typename: 'NotPermitted' });
    expect((await world.ask(staffMember('nils'), forward, { input })).data!.forwardConsultation).toMatchObject({ __typename: 'NotTakenByYou' });
    expect((await world.ask(nina, forward, { input })).data!.forwardConsultation).toEqual({ __typename: 'ForwardConsultationOk', card: { unit: { id: 'soderhamn' }, profession: 'DOCTOR', allowedActions: expect.any(Array) } });
    const dropIn = await world.session();
    await takeCase(world.db, nina, dropIn);
    expect((await world.ask(nina, forward, { input: { ...input, caseId: dropIn } })).data!.forwardConsultation).toMatchObject({ __typename: 'NotAnAssignment', code: 'NOT_AN_ASSIGNMENT' });
  });

  it('[CON-2] malformed input is told by its path, and so is where it stands already', async () => {
    const s = await taken();
    const good = { caseId: s.caseId, unitId: 'soderhamn', profession: 'NURSE', reason: 'WRONG_UNIT' };
    for (const [path, over] of [['input.caseId', { caseId: 'x' }], ['input.unitId', { unitId: '' }], ['input.profession', { profession: 'ANALYST' }], ['input.unitId', { unitId: 'bollnas' }]] as const) {
      expect((await world.ask(nina, forward, { input: { ...good, ...over } })).errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: [path] });
    }
  });
});
