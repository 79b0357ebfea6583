import { v7 } from 'uuid';
import { type CasesWorld, casesWorld, liveActor, patientActor, staffMember } from './cases-world';

let world: CasesWorld;
const nina = staffMember('nina');
const dag = staffMember('dag', 'soderhamn', 'DOCTOR');
const refusal = '... on Refusal { code message }';
const handover = 'id caseId status reason message consent fromUnit { id } askedBy { id } toUnit { id } toRole toStaffMember { id } askedAt answerBy answeredAt answeredBy { id } refusalReason';

beforeAll(async () => {
  world = await casesWorld({ timersRing: false });
  await world.unit('bollnas');
  await world.unit('soderhamn');
  await world.staff('dag', 'soderhamn', 'DOCTOR');
});
afterAll(() => world.end());

type By = Parameters<CasesWorld['ask']>[0];
const capital = (name: string): string => `${name[0]!.toUpperCase()}${name.slice(1)}`;

/** Each mutation with a good input and what is asked of its yes. */
const mutations = {
  requestHandover: { input: (caseId: string): object => request(caseId), ok: `handover { ${handover} }`, path: 'input.caseId' },
  acceptHandover: { input: (handoverId: string): object => ({ handoverId }), ok: `case { id card { status takenBy { id } } } handover { ${handover} }`, path: 'input.handoverId' },
  refuseHandover: { input: (handoverId: string): object => ({ handoverId, reason: 'NO_CAPACITY' }), ok: `handover { ${handover} }`, path: 'input.handoverId' },
  withdrawHandover: { input: (handoverId: string): object => ({ handoverId }), ok: `handover { ${handover} card { id } }`, path: 'input.handoverId' },
} as const;
type Mutation = keyof typeof mutations;
const names = Object.keys(mutations) as Mutation[];

function request(caseId: string, given: object = {}) {
  return { clientId: v7(), caseId, to: { unitId: 'soderhamn', role: 'DOCTOR' }, reason: 'OTHER_COMPETENCE', message: 'se halsen', ...given };
}

async function mutate(by: By, name: Mutation, input: object, fragment = `${capital(name)}Ok { ${mutations[name].ok} }`) {
  return world.ask(by, `mutation M($input: ${capital(name)}Input!) { ${name}(input: $input) { __typename ... on ${fragment} ${refusal} } }`, { input });
}

async function taken(): Promise<string> {
  const id = await world.session();
  await world.ask(nina, 'mutation T($input: TakeCaseInput!) { takeCase(input: $input) { __typename } }', { input: { caseId: id } });
  return id;
}

async function asked(): Promise<{ id: string; caseId: string }> {
  return (await mutate(nina, 'requestHandover', request(await taken()))).data!.requestHandover.handover;
}

const card = async (by: By, id: string) => (await world.ask(by, `{ caseCard(id: "${id}") { id allowedActions handover { id fromUnit { id } toUnit { id } toRole toStaffMember { id } overdue askedAt answerBy } } }`)).data!.caseCard;

/** What a doctor may always do in a case that somebody has. */
const aDoctorsSafety = ['FLAG_SUICIDE_RISK', 'ASSESS_SUICIDE_RISK', 'RECORD_CONTACT_ATTEMPT', 'BEGIN_PROTOCOL'];

describe('the walk of a hand-over through the graph', () => {
  it('[HND-1] [HND-3] a nurse asks, the doctor of another unit sees the card and accepts, and the case tells both', async () => {
    const caseId = await taken();
    expect(await card(dag, caseId)).toBeNull();
    const answer = await mutate(nina, 'requestHandover', request(caseId));
    expect(answer.errors).toBeUndefined();
    const h = answer.data!.requestHandover.handover;
    expect(h).toMatchObject({ caseId, status: 'REQUESTED', message: 'se halsen', consent: 'NOT_NEEDED', fromUnit: { id: 'bollnas' }, toUnit: { id: 'soderhamn' }, toRole: 'DOCTOR', toStaffMember: null, answeredBy: null });
    const shown = { id: h.id, fromUnit: { id: 'bollnas' }, toUnit: { id: 'soderhamn' }, toRole: 'DOCTOR', toStaffMember: null, overdue: false, askedAt: h.askedAt, answerBy: h.answerBy };
    expect(await card(dag, caseId)).toEqual({ id: caseId, allowedActions: ['OPEN', 'RELEASE', 'START', 'REPRIORITISE', 'ACCEPT_HANDOVER', 'REFUSE_HANDOVER', ...aDoctorsSafety], handover: shown });
    expect((await card(nina, caseId)).allowedActions).toEqual(['OPEN', 'RELEASE', 'START', 'REPRIORITISE', 'WITHDRAW_HANDOVER', ...aDoctorsSafety.filter((action) => action !== 'ASSESS_SUICIDE_RISK')]);
    expect((await world.ask(dag, `{ handovers(unitId: "soderhamn") { id message card { id } } }`)).data!.handovers).toContainEqual({ id: h.id, message: 'se halsen', card: { id: caseId } });
    expect((await mutate(dag, 'acceptHandover', { handoverId: h.id })).data!.acceptHandover).toMatchObject({
      __typename: 'AcceptHandoverOk', case: { id: caseId, card: { status: 'ACCEPTED', takenBy: { id: 'dag' } } }, handover: { status: 'ACCEPTED', answeredBy: { id: 'dag' } },
    });
    const read = `query E($r: [_Any!]!) { _entities(representations: $r) { ... on Case { phaseEndsAt handovers { id status message } card { unit { id } handover { id } bookedAt linkedCaseId unreadMessages alertState } } } }`;
    for (const by of [dag, nina]) {
      expect((await world.ask(by, read, { r: [{ __typename: 'Case', id: caseId }] })).data!._entities[0]).toEqual({
        phaseEndsAt: null, handovers: [{ id: h.id, status: 'ACCEPTED', message: 'se halsen' }],
        card: { unit: { id: 'soderhamn' }, handover: null, bookedAt: null, linkedCaseId: null, unreadMessages: 0, alertState: 'NONE' },
      });
    }
    expect(await world.audits({ action: 'seeHandover', caseId })).toMatchObject([{ actor_id: 'dag', patient_id: 'anna' }]);
  });

  it('[HND-1] [LIV-1] a live token of the unit asked sees the request and what its role may do, without the giver’s words', async () => {
    const { id, caseId } = await asked();
    const query = 'query C($r: [_Any!]!) { _entities(representations: $r) { ... on CaseCard { id allowedActions handover { id } } } }';
    const seen = (by: By) => world.ask(by, query, { r: [{ __typename: 'CaseCard', id: caseId }] });
    expect((await seen(liveActor('soderhamn', 'DOCTOR'))).data!._entities[0]).toMatchObject({ id: caseId, allowedActions: expect.arrayContaining(['ACCEPT_HANDOVER', 'REFUSE_HANDOVER']), handover: { id } });
    expect((await seen(liveActor('soderhamn', 'NURSE'))).data!._entities).toEqual([null]);
    const entity = 'query H($r: [_Any!]!) { _entities(representations: $r) { ... on Handover { id message } } }';
    const reference = { r: [{ __typename: 'Handover', id }] };
    expect((await world.ask(liveActor('soderhamn', 'DOCTOR'), entity, reference)).data!._entities).toEqual([null]);
    expect((await world.ask(dag, entity, reference)).data!._entities).toEqual([{ id, message: 'se halsen' }]);
    expect((await world.ask(staffMember('vera', 'mora'), entity, reference)).data!._entities).toEqual([null]);
  });

  it('[LIV-1] [HND-1] who works at both units is offered in each queue what its live queue offers', async () => {
    const both = staffMember('hugo', ['bollnas', 'soderhamn'], 'DOCTOR');
    const { caseId } = await asked();
    const live = 'query C($r: [_Any!]!) { _entities(representations: $r) { ... on CaseCard { allowedActions } } }';
    for (const [unitId, answers] of [['soderhamn', true], ['bollnas', false]] as const) {
      const { data } = await world.ask(both, `{ queue(unitId: "${unitId}", first: 100) { edges { node { id allowedActions } } } }`);
      const fresh = data!.queue.edges.map((edge: { node: { id: string } }) => edge.node).find((node: { id: string }) => node.id === caseId)?.allowedActions;
      const told = (await world.ask(liveActor(unitId, 'DOCTOR'), live, { r: [{ __typename: 'CaseCard', id: caseId }] })).data!._entities[0]?.allowedActions;
      expect(fresh).toEqual(told);
      expect((fresh ?? []).includes('ACCEPT_HANDOVER')).toBe(answers);
    }
  });

  it('[HND-1] a refusal and a withdrawal say so by their types', async () => {
    const [one, other] = [await asked(), await asked()];
    expect((await mutate(dag, 'refuseHandover', { handoverId: one.id, reason: 'WRONG_UNIT' })).data!.refuseHandover).toMatchObject({ __typename: 'RefuseHandoverOk', handover: { status: 'REFUSED', refusalReason: 'WRONG_UNIT' } });
    expect((await mutate(nina, 'withdrawHandover', { handoverId: other.id })).data!.withdrawHandover).toMatchObject({ __typename: 'WithdrawHandoverOk', handover: { status: 'WITHDRAWN', card: { id: other.caseId } } });
    const late = await mutate(dag, 'acceptHandover', { handoverId: one.id }, 'HandoverNotOpen { status }');
    expect(late.data!.acceptHandover).toMatchObject({ __typename: 'HandoverNotOpen', code: 'HANDOVER_NOT_OPEN', status: 'REFUSED' });
    const pending = await asked();
    const again = await mutate(nina, 'requestHandover', request(pending.caseId), 'HandoverPending { handover { id } }');
    expect(again.data!.requestHandover).toMatchObject({ __typename: 'HandoverPending', code: 'HANDOVER_PENDING', handover: { id: pending.id } });
  });

  it('[HND-2] consent that is missing is said by its type', async () => {
    await world.unit('halmstad', {}, 'halland');
    const hanna = staffMember('hanna', 'halmstad', 'NURSE', 'halland');
    const caseId = await world.session({ unitId: 'halmstad' }, 'halland');
    await world.ask(hanna, 'mutation T($input: TakeCaseInput!) { takeCase(input: $input) { __typename } }', { input: { caseId } });
    const ask = (consent?: object) => mutate(hanna, 'requestHandover', request(caseId, { to: { unitId: 'halmstad', role: 'DOCTOR' }, consent }));
    expect((await ask()).data!.requestHandover).toMatchObject({ __typename: 'ConsentNeeded', code: 'CONSENT_NEEDED' });
    expect((await ask({ given: false, urgentReason: '  ' })).data!.requestHandover).toMatchObject({ __typename: 'ConsentNeeded' });
    expect((await ask({ given: true })).data!.requestHandover).toMatchObject({ __typename: 'RequestHandoverOk', handover: { consent: 'GIVEN' } });
  });

  it('[BOO-5] a booked visit that is started too early says from when', async () => {
    const caseId = await world.booking();
    await world.ask(nina, 'mutation T($input: TakeCaseInput!) { takeCase(input: $input) { __typename } }', { input: { caseId } });
    const { data } = await world.ask(nina, `mutation S($input: StartCaseInput!) { startCase(input: $input) { __typename ... on TooEarly { from } ${refusal} } }`, { input: { caseId } });
    const { bookedAt } = await world.case(caseId);
    expect(data!.startCase).toMatchObject({ __typename: 'TooEarly', code: 'TOO_EARLY', from: new Date(bookedAt!.getTime() - 15 * 60_000).toISOString() });
    const mine = await world.ask(patientActor('anna'), `{ myCase(id: "${caseId}") { statusText whatToExpect mayWithdraw } }`);
    expect(mine.data!.myCase).toEqual({ statusText: 'Ditt besök är bokat.', whatToExpect: 'Vi möter dig på den bokade tiden. Avboka om du inte kan komma.', mayWithdraw: false });
  });
});

describe('every mutation of a hand-over', () => {
  it.each(names)('[BAD_INPUT] %s names the path of an id that is none', async (name) => {
    const answer = await mutate(nina, name, mutations[name].input('drop table'));
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', paths: [mutations[name].path] } }]);
    expect(answer.errors![0]!.message).not.toContain('drop table');
  });

  it('[BAD_INPUT] a message and a reason without end, a phase without sense and a unit that is none name their paths', async () => {
    const id = await taken();
    const paths = async (given: object) => (await mutate(nina, 'requestHandover', request(id, given))).errors![0]!.extensions.paths;
    expect(await paths({ message: 'x'.repeat(2001) })).toEqual(['input.message']);
    expect(await paths({ consent: { given: false, urgentReason: 'x'.repeat(2001) } })).toEqual(['input.consent.urgentReason']);
    expect(await paths({ clientId: '' })).toEqual(['input.clientId']);
    expect(await paths({ to: { unitId: 'nowhere' } })).toEqual(['input.to.unitId']);
    expect((await mutate(nina, 'requestHandover', request(id, { reason: 'TIRED' }))).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    const end = await world.ask(nina, `mutation E($input: EndCaseInput!) { endCase(input: $input) { __typename } }`, { input: { caseId: id, reason: 'CARE_GIVEN', phaseDays: -1 } });
    expect(end.errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', paths: ['input.phaseDays'] } }]);
  });

  it.each(names)('[DIR-3] %s says NotFound for what the caller may not see, and the same for what does not exist', async (name) => {
    const given = name === 'requestHandover' ? await taken() : (await asked()).id;
    for (const by of [staffMember('sara', 'soderhamn'), staffMember('dag', 'soderhamn', 'DOCTOR', 'halland')]) {
      const [hidden, missing] = [await mutate(by, name, mutations[name].input(given)), await mutate(by, name, mutations[name].input(v7()))];
      expect(hidden.data![name]).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND' });
      expect(missing.data![name]).toEqual(hidden.data![name]);
    }
  });

  it.each(names)('[DIR-3] %s is NotPermitted for a patient and for the gateway, and UNAUTHENTICATED for nobody', async (name) => {
    const given = name === 'requestHandover' ? await taken() : (await asked()).id;
    for (const by of [patientActor('anna'), liveActor('soderhamn', 'DOCTOR')]) expect((await mutate(by, name, mutations[name].input(given))).data![name]).toMatchObject({ __typename: 'NotPermitted' });
    expect((await mutate(undefined, name, mutations[name].input(given))).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('[DIR-3] [DIR-2] a request is read and answered for in the commission it was asked in, and by no role that meets no patients', async () => {
    const { id } = await asked();
    const read = async (by: By) => (await world.ask(by, 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on Handover { id } } }', { r: [{ __typename: 'Handover', id }] })).data!._entities;
    expect(await read(nina)).toEqual([{ id }]);
    for (const by of [staffMember('nina', 'alfta'), staffMember('ove', 'bollnas', 'ANALYST'), staffMember('ove', 'soderhamn', 'LOG_REVIEWER')]) expect(await read(by)).toEqual([null]);
    expect((await mutate(staffMember('nina', 'alfta'), 'withdrawHandover', { handoverId: id })).data!.withdrawHandover).toMatchObject({ __typename: 'NotFound' });
  });

  it('[DIR-3] handovers is null for another unit, for who is no staff and for a role that meets no patients', async () => {
    for (const by of [nina, patientActor('anna'), liveActor('soderhamn', 'DOCTOR'), staffMember('ove', 'soderhamn', 'ANALYST')]) expect((await world.ask(by, '{ handovers(unitId: "soderhamn") { id } }')).data).toEqual({ handovers: null });
  });
});
