import { requestStatements } from '../../../packages/service-kit/test/request-statements';
import { type CasesWorld, casesWorld, insistently, liveActor, patientActor, staffMember } from './cases-world';

let world: CasesWorld;
const nurse = staffMember('nina');
const doctor = staffMember('dora', 'bollnas', 'DOCTOR');
const nowhere = '018f0000-0000-7000-8000-000000000000';
const CARD = `id kind status unit { id } complaint { code } ageBand sex priority priorityLabel urgencyRank suicideRiskFlagged profession noOneInRole tags
  createdAt waitingSince dueAt escalationStep escalatedTo { id } takenBy { id } takenAt startedAt allowedActions`;
const refusal = '... on Refusal { code message }';

beforeAll(async () => {
  world = await casesWorld({ timersRing: false });
  await world.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR'], cooperatingUnitIds: ['soderhamn'] });
  await world.unit('soderhamn');
});
afterAll(() => world.end());

/** Each mutation with a good input and its answer's fragment. */
const mutations = {
  openCase: { input: (caseId: string) => ({ caseId, reason: 'CARE' }), ok: 'OpenCaseOk { case { id } }' },
  takeCase: { input: (caseId: string) => ({ caseId }), ok: 'TakeCaseOk { case { id } }' },
  releaseCase: { input: (caseId: string) => ({ caseId, reason: 'OTHER' }), ok: 'ReleaseCaseOk { card { id status } }' },
  startCase: { input: (caseId: string) => ({ caseId }), ok: 'StartCaseOk { case { id } }' },
  endCase: { input: (caseId: string) => ({ caseId, reason: 'CARE_GIVEN', phaseDays: 0 }), ok: 'EndCaseOk { case { id } }' },
  reprioritiseCase: { input: (caseId: string) => ({ caseId, priority: '2' }), ok: 'ReprioritiseCaseOk { card { id priority } }' },
  withdrawCase: { input: (caseId: string) => ({ caseId }), ok: 'WithdrawCaseOk { case { id status } }' },
} as const;
type Mutation = keyof typeof mutations;

async function mutate(by: Parameters<CasesWorld['ask']>[0], name: Mutation, input: object, fragment: string = mutations[name].ok) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  return world.ask(by, `mutation M($input: ${type}!) { ${name}(input: $input) { __typename ... on ${fragment} ${refusal} } }`, { input });
}

describe('the walk through the graph', () => {
  it('[QUE-4] [QUE-5] [QUE-12] a nurse sees the card, takes, starts and ends it, and the history says so', async () => {
    const id = await world.session();
    const seen = await world.ask(nurse, `{ queue(unitId: "bollnas", first: 10) { totalCount edges { cursor node { ${CARD} } } counts { all byKind { kind count } } } }`);
    expect(seen.errors).toBeUndefined();
    expect(seen.data!.queue.edges[0].node).toMatchObject({
      id, status: 'REQUESTED', unit: { id: 'bollnas' }, complaint: { code: 'sore-throat' }, suicideRiskFlagged: false, escalatedTo: [], takenBy: null,
      allowedActions: ['OPEN', 'TAKE', 'REPRIORITISE', 'FLAG_SUICIDE_RISK'],
    });
    expect(seen.data!.queue.edges[0].node.priorityLabel).toMatch(/\w/);
    for (const step of ['takeCase', 'startCase', 'endCase'] as const) {
      expect((await mutate(nurse, step, mutations[step].input(id))).data![step]).toEqual({ __typename: `${step[0]!.toUpperCase()}${step.slice(1)}Ok`, case: { id } });
    }
    const entity = await world.ask(
      nurse,
      `query E($r: [_Any!]!) { _entities(representations: $r) { ... on Case {
        firstPriority entryChannel endReason patient { id } card { status allowedActions } reasonTrace history { action from to byKind by { id } reason } } } }`,
      { r: [{ __typename: 'Case', id }] },
    );
    expect(entity.data!._entities[0]).toMatchObject({
      firstPriority: '3', entryChannel: 'TRIAGE', endReason: 'CARE_GIVEN', patient: { id: 'anna' }, card: { status: 'COMPLETED', allowedActions: ['OPEN'] },
      reasonTrace: expect.arrayContaining(['content/demo@1.0.0', 'sore-throat/fever']),
      history: [
        { action: 'RECEIVE', from: null, to: 'REQUESTED', byKind: 'PATIENT', by: null, reason: null },
        { action: 'TAKE', from: 'REQUESTED', to: 'ACCEPTED', byKind: 'STAFF', by: { id: 'nina' }, reason: null },
        { action: 'START', from: 'ACCEPTED', to: 'IN_PROGRESS', byKind: 'STAFF', by: { id: 'nina' }, reason: null },
        { action: 'END', from: 'IN_PROGRESS', to: 'COMPLETED', byKind: 'STAFF', by: { id: 'nina' }, reason: 'CARE_GIVEN' },
      ],
    });
    expect(await world.audits({ caseId: id, action: 'seeCase' })).toMatchObject([{ actor_id: 'nina', patient_id: 'anna' }]);
  });

  it('[QUE-5] the loser learns who, in the language asked for', async () => {
    const id = await world.session();
    await mutate(nurse, 'takeCase', { caseId: id });
    const fragment = 'CaseAlreadyTaken { takenBy { id } takenAt }';
    const sv = await mutate(staffMember('nils'), 'takeCase', { caseId: id }, fragment);
    const en = await mutate({ ...staffMember('nils'), language: 'en' }, 'takeCase', { caseId: id }, fragment);
    expect(sv.data!.takeCase).toMatchObject({ __typename: 'CaseAlreadyTaken', code: 'CASE_ALREADY_TAKEN', takenBy: { id: 'nina' }, message: 'En kollega har redan tagit emot ärendet.' });
    expect(en.data!.takeCase.message).toBe('A colleague has already taken the case.');
  });

  it('[QUE-8] [BEY-12] [SAF-4] a patient and a guardian see their cases in plain words, others see none; a guardian’s look is logged', async () => {
    await world.child('barn', ['maria']);
    const own = await world.session({ patientId: 'maria', finishedAt: new Date(Date.now() - 600_000).toISOString() });
    const childs = await world.session({ patientId: 'barn', tags: ['PROXY'], finishedAt: new Date(Date.now() - 3_600_000).toISOString() });
    const query = '{ myCases { id status statusText whatToExpect unit { id } patient { id } mayWithdraw dueAt } }';
    const mine = await world.ask(patientActor('maria', 'gavleborg', 'en'), query);
    expect(mine.data!.myCases).toMatchObject([
      { id: own, statusText: 'You are in the queue.', whatToExpect: 'We expect to begin within 20 minutes. You need not do anything more now.', mayWithdraw: true },
      { id: childs, patient: { id: 'barn' }, whatToExpect: expect.stringContaining('longer than we expected') },
    ]);
    expect((await world.ask(patientActor('erik'), query)).data!.myCases).toEqual([]);
    expect((await world.ask(patientActor('maria', 'halland'), query)).data!.myCases).toEqual([]);
    expect((await world.ask(patientActor('erik'), `{ myCase(id: "${childs}") { id } }`)).data!.myCase).toBeNull();
    expect(await world.audits({ action: 'seeMyCase' })).toMatchObject([{ case_id: childs, patient_id: 'barn', actor_id: 'maria' }]);
  });
});

describe('every mutation', () => {
  it.each(Object.keys(mutations) as Mutation[])('[BAD_INPUT] %s names the path of an id that is none', async (name) => {
    const by = name === 'withdrawCase' ? patientActor('anna') : nurse;
    const answer = await mutate(by, name, { ...mutations[name].input(nowhere), caseId: 'drop table' });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', paths: ['input.caseId'] } }]);
    expect(answer.errors![0]!.message).not.toContain('drop table');
  });

  it.each(Object.keys(mutations) as Mutation[])('[DIR-3] %s says NotFound for what the caller may not see, and the same for what does not exist', async (name) => {
    const id = await world.session();
    const wrong = name === 'withdrawCase' ? [patientActor('berit'), patientActor('anna', 'halland')] : [staffMember('sara', 'soderhamn'), staffMember('vera', 'bollnas', 'NURSE', 'halland'), doctor];
    for (const by of wrong) {
      const [hidden, missing] = [await mutate(by, name, mutations[name].input(id)), await mutate(by, name, mutations[name].input(nowhere))];
      expect(hidden.data![name]).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND' });
      expect(missing.data![name]).toEqual(hidden.data![name]);
    }
  });

  it.each(Object.keys(mutations) as Mutation[])('[DIR-3] %s is NotPermitted for the other kind of person, and UNAUTHENTICATED for nobody', async (name) => {
    const id = await world.session();
    const by = name === 'withdrawCase' ? nurse : patientActor('anna');
    expect((await mutate(by, name, mutations[name].input(id))).data![name]).toMatchObject({ __typename: 'NotPermitted' });
    expect((await mutate(liveActor('bollnas'), name, mutations[name].input(id))).data![name]).toMatchObject({ __typename: 'NotPermitted' });
    expect((await mutate(undefined, name, mutations[name].input(id))).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('[BAD_INPUT] an unknown priority, an endless note and an unknown reason are faults of the client', async () => {
    const id = await world.session();
    expect((await mutate(nurse, 'reprioritiseCase', { caseId: id, priority: '77' })).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', paths: ['input.priority'] } }]);
    expect((await mutate(nurse, 'openCase', { caseId: id, reason: 'CARE', note: 'x'.repeat(1001) })).errors).toMatchObject([{ extensions: { paths: ['input.note'] } }]);
    expect((await mutate(nurse, 'releaseCase', { caseId: id, reason: 'TIRED' })).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
  });

  it('[SAF-1] the lock and the missing reason are said by their types', async () => {
    const id = await world.session({ tags: ['SUICIDE_RISK_FLAGGED'] });
    expect((await mutate(patientActor('anna'), 'withdrawCase', { caseId: id })).data!.withdrawCase).toMatchObject({ __typename: 'SuicideRiskOpen', message: expect.not.stringContaining('suicid') });
    expect((await mutate(nurse, 'reprioritiseCase', { caseId: id, priority: '5' })).data!.reprioritiseCase).toMatchObject({ __typename: 'SuicideRiskOpen' });
    const unflagged = await world.session();
    expect((await mutate(nurse, 'reprioritiseCase', { caseId: unflagged, priority: '5' })).data!.reprioritiseCase).toMatchObject({ __typename: 'ReasonNeeded' });
    expect((await mutate(nurse, 'startCase', { caseId: id })).data!.startCase).toMatchObject({ __typename: 'NotTakenByYou' });
    await mutate(nurse, 'takeCase', { caseId: id });
    expect((await mutate(nurse, 'endCase', { caseId: id, reason: 'CARE_GIVEN' })).data!.endCase).toMatchObject({ __typename: 'CaseNotOpen' });
    await mutate(nurse, 'startCase', { caseId: id });
    expect((await mutate(nurse, 'endCase', { caseId: id, reason: 'CARE_GIVEN' })).data!.endCase).toMatchObject({ __typename: 'SuicideRiskOpen' });
  });
});

describe('references and the gateway’s own fields', () => {
  const cards = (ids: string[]) => ({ r: ids.map((id) => ({ __typename: 'CaseCard', id })) });
  const cardQuery = 'query C($r: [_Any!]!) { _entities(representations: $r) { ... on CaseCard { id allowedActions priorityLabel takenBy { id } } } }';

  it('[LIV-1] 200 cards by reference are one statement, for a live token without an audit row', async () => {
    const ids: string[] = [];
    while (ids.length < 200) ids.push(...(await Promise.all([1, 2, 3, 4].map(() => insistently(() => world.session({ unitId: 'soderhamn' }))))));
    // The case is read beside the request, as timers do: that is none of the request's statements.
    const { answer: [answer], statements } = await requestStatements(() => Promise.all([world.ask(liveActor('soderhamn'), cardQuery, cards(ids)), world.case(ids[0]!)]));
    expect(answer.data!._entities.map((card: { id: string }) => card.id)).toEqual(ids);
    expect(answer.data!._entities[0]).toMatchObject({ allowedActions: ['OPEN', 'TAKE', 'REPRIORITISE', 'FLAG_SUICIDE_RISK'] });
    expect(statements.filter((sql) => /case_visibility|"case"|region_setting|INSERT INTO audit/.test(sql))).toHaveLength(2);
  });

  it('[DIR-3] a card reference is null outside the caller’s queues, and after the end', async () => {
    const [id, over] = [await world.session(), await world.session()];
    for (const step of ['takeCase', 'startCase', 'endCase'] as const) await mutate(nurse, step, mutations[step].input(over));
    for (const by of [liveActor('soderhamn'), liveActor('bollnas', 'DOCTOR'), doctor, patientActor('anna')]) {
      expect((await world.ask(by, cardQuery, cards([id, 'no-uuid']))).data!._entities).toEqual([null, null]);
    }
    expect((await world.ask(nurse, cardQuery, cards([id, over]))).data!._entities).toMatchObject([{ id }, null]);
    expect((await world.ask(nurse, `{ caseCard(id: "${id}") { id } other: caseCard(id: "x") { id } }`)).data).toEqual({ caseCard: { id }, other: null });
  });

  it('[DIR-3] [AUD-1] a case is read by who has taken or opened it, in that unit, until a day after its end; each look is logged', async () => {
    const id = await world.session();
    const read = async (by: Parameters<CasesWorld['ask']>[0]) =>
      (await world.ask(by, 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on Case { id patient { id } } } }', { r: [{ __typename: 'Case', id }] })).data!._entities[0];
    const access = async (by: Parameters<CasesWorld['ask']>[0]) => (await world.ask(by, '{ hasCaseAccess(patientId: "anna-2") }')).data!.hasCaseAccess;
    expect(await read(nurse)).toBeNull();
    await mutate(nurse, 'openCase', { caseId: id, reason: 'CONSIDER_TAKING' });
    expect(await read(nurse)).toEqual({ id, patient: { id: 'anna' } });
    expect(await read(staffMember('nina', 'soderhamn'))).toBeNull();
    expect(await read(liveActor('bollnas'))).toBeNull();
    expect(await read(patientActor('anna'))).toBeNull();
    expect(await world.audits({ caseId: id, action: 'seeCase' })).toHaveLength(1);
    const other = await world.session({ patientId: 'anna-2' });
    expect([await access(nurse), await access(patientActor('anna-2')), await access(patientActor('anna')), await access(liveActor('bollnas'))]).toEqual([false, true, false, null]);
    for (const step of ['takeCase', 'startCase', 'endCase'] as const) await mutate(nurse, step, mutations[step].input(other));
    expect(await access(nurse)).toBe(true);
    const second = await world.session({ patientId: 'anna-2' });
    const toCase = async (caseId: string) => (await world.ask(nurse, 'query R($id: ID) { hasCaseAccess(patientId: "anna-2", caseId: $id) }', { id: caseId })).data!.hasCaseAccess;
    expect([await toCase(other), await toCase(second), await toCase(id), await toCase('no-uuid')]).toEqual([true, false, false, false]);
    await world.shiftClock('25 hours');
    expect([await access(nurse), await read(nurse)]).toEqual([false, { id, patient: { id: 'anna' } }]);
    await world.shiftClock('0');
  });

  it('[LIV-1] queueKeys and unitSeqs are the gateway’s alone', async () => {
    const query = '{ queueKeys(unitId: "bollnas") { seq caseIds } unitSeqs(unitIds: ["bollnas"]) { unitId seq } }';
    const { data } = await world.ask(liveActor('bollnas'), query);
    expect(data!.unitSeqs).toEqual([{ unitId: 'bollnas', seq: data!.queueKeys.seq }]);
    for (const by of [nurse, patientActor('anna')]) expect((await world.ask(by, query)).data).toEqual({ queueKeys: null, unitSeqs: null });
    expect((await world.ask(liveActor('bollnas'), `{ unitSeqs(unitIds: [${'"u" '.repeat(1001)}]) { seq } }`)).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', paths: ['unitIds'] } }]);
  });

  it('[AUD-1] [LIV-1] live viewings leave a row each in the viewer’s name; a bad one leaves none, and only the gateway may', async () => {
    const viewing = { staffId: 'nina', commissionId: 'c-1', phase: 'BEGAN', fromSeq: 3, toSeq: 3 };
    const record = (by: Parameters<CasesWorld['ask']>[0], viewings: object[]) =>
      world.ask(by, 'mutation V($input: RecordLiveViewingInput!) { recordLiveViewing(input: $input) }', { input: { viewings } });
    expect((await record(liveActor('bollnas'), [viewing, { ...viewing, staffId: 'nils', phase: 'ENDED', toSeq: 9 }])).data).toEqual({ recordLiveViewing: true });
    expect(await world.audits({ action: 'liveQueue' })).toMatchObject([
      { actor_kind: 'STAFF', actor_id: 'nina', role: 'NURSE', unit_id: 'bollnas', commission_id: 'c-1', what: 'case-cards/began/3-3' }, { actor_id: 'nils', what: 'case-cards/ended/3-9' },
    ]);
    expect((await record(liveActor('bollnas'), [viewing, { ...viewing, fromSeq: -1 }])).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', paths: ['input.viewings.1.fromSeq'] } }]);
    expect((await record(liveActor('bollnas'), Array.from({ length: 501 }, () => viewing))).errors).toMatchObject([{ extensions: { paths: ['input.viewings'] } }]);
    expect((await record(nurse, [viewing])).errors).toHaveLength(1);
    expect(await world.audits({ action: 'liveQueue' })).toHaveLength(2);
  });

  it('[SAF-5] cases in nobody’s list are for coordinators and system managers', async () => {
    const query = '{ casesInNobodysList { id } }';
    expect((await world.ask(staffMember('kim', 'bollnas', 'QUALITY_COORDINATOR'), query)).data!.casesInNobodysList.length).toBeGreaterThan(0);
    expect((await world.ask(nurse, query)).data!.casesInNobodysList).toBeNull();
  });

  it('[DIR-3] a queue outside the commission is null, a patient’s is null, and a look is logged', async () => {
    const query = '{ queue(unitId: "bollnas") { totalCount } }';
    expect((await world.ask(staffMember('sara', 'soderhamn'), query)).data!.queue).toBeNull();
    expect((await world.ask(patientActor('anna'), query)).data!.queue).toBeNull();
    const before = (await world.audits({ action: 'queue' })).length;
    await world.ask(nurse, query);
    expect(await world.audits({ action: 'queue' })).toHaveLength(before + 1);
  });
});
