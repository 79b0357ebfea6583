import { read } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import { assessSuicideRisk } from '../src/operations/assess-suicide-risk';
import { moderateRisk } from './assessments';
import { staffMember } from './cases-world';
import { dora, nina, petra, type SafetyWorld, safetyWorld } from './safety-world';

let world: SafetyWorld;
let caseId: string;
beforeAll(async () => {
  world = await safetyWorld();
  for (const [id, role] of [['nina', 'NURSE'], ['nils', 'NURSE'], ['dora', 'DOCTOR'], ['elin', 'DOCTOR'], ['petra', 'PSYCHOLOGIST'], ['vilma', 'UNIT_MANAGER']] as const) await world.staff(id, 'bollnas', role);
  await world.staff('hugo', 'navet', 'DOCTOR');
});
afterAll(() => world.end());
beforeEach(async () => {
  caseId = await world.met(nina, { tags: [] });
  expect((await world.phones(nina, caseId, { reason: 'OTHER' })).is).toBe('DONE');
});

const [nils, elin, hugo] = [staffMember('nils'), staffMember('elin', 'bollnas', 'DOCTOR'), staffMember('hugo', 'navet', 'DOCTOR')];
type Caller = Parameters<SafetyWorld['ask']>[0];
const fields = 'id caseId recordKind status askedBy { id } fromUnit { id } toUnit { id } toRole toStaffMember { id } answeredBy { id } answeredAt returnReason';
async function does(who: Caller, verb: string, input: object) {
  const type = verb[0]!.toUpperCase() + verb.slice(1);
  const { data, errors } = await world.ask(who, `mutation ($input: ${type}Input!) { ${verb}(input: $input) { __typename ... on ${type}Ok { signOff { ${fields} } } ... on SignOffExists { status } ... on SignOffAnswered { status } } }`.replace(verb === 'askSignOff' ? ' ... on SignOffAnswered { status }' : ' ... on SignOffExists { status }', ''), { input });
  return data?.[verb] ?? errors![0]!.extensions;
}
const asks = (given: object = {}, who: Caller = nina) => does(who, 'askSignOff', { clientId: v7(), caseId, recordKind: 'CONTACT_ATTEMPT', to: { unitId: 'bollnas', role: 'DOCTOR' }, ...given });
const work = async (who: Caller & { personId: string }) => {
  const record = 'record { __typename ... on ContactAttempt { channel outcome by { id } } ... on SuicideRiskAssessment { riskFactors level } ... on SuicideRiskStep { event words } }';
  const { data } = await world.ask(who, `query ($r: [_Any!]!) { _entities(representations: $r) { ... on MyWork { signOffsWaiting { ${fields} ${record} } signOffsAsked { ${fields} ${record} } } } }`, { r: [{ __typename: 'MyWork', id: who.personId }] });
  return data!._entities[0];
};
const events = () => read<{ data: Record<string, unknown>; version: number }>(world.db, `SELECT data, version FROM outbox WHERE type = 'sign-off.changed' AND data->>'caseId' = $1 ORDER BY id`, [caseId]);

describe('a record that is to be signed off', () => {
  it('[QUE-13] its author asks a role; everybody in it has it on the start page with the record, and nobody else has; one signs, and the author sees who and when', async () => {
    const { __typename, signOff } = await asks();
    expect(__typename).toBe('AskSignOffOk');
    expect(signOff).toEqual({
      id: expect.any(String), caseId, recordKind: 'CONTACT_ATTEMPT', status: 'WAITING', askedBy: { id: 'nina' }, fromUnit: { id: 'bollnas' }, toUnit: { id: 'bollnas' }, toRole: 'DOCTOR', toStaffMember: null,
      answeredBy: null, answeredAt: null, returnReason: null,
    });
    for (const doctor of [dora, elin]) {
      expect((await work(doctor)).signOffsWaiting).toContainEqual({ ...signOff, record: { __typename: 'ContactAttempt', channel: 'PHONE', outcome: 'NO_ANSWER', by: { id: 'nina' } } });
    }
    for (const other of [petra, hugo, nina]) expect((await work(other)).signOffsWaiting).toEqual([]);
    expect(await does(dora, 'signOff', { signOffId: signOff.id })).toMatchObject({ __typename: 'SignOffOk', signOff: { status: 'SIGNED', answeredBy: { id: 'dora' }, answeredAt: expect.any(String) } });
    expect((await work(elin)).signOffsWaiting).toEqual([]);
    expect((await work(nina)).signOffsAsked[0]).toMatchObject({ id: signOff.id, status: 'SIGNED', answeredBy: { id: 'dora' } });
    expect((await events()).map(({ version, data }) => [version, data['status'], data['signerId']])).toEqual([[1, 'WAITING', null], [2, 'SIGNED', 'dora']]);
  });

  it('[QUE-13] it is returned with a reason that its author alone reads, and the same record can be asked for again', async () => {
    const { signOff } = await asks({ to: { unitId: 'bollnas', staffId: 'dora' } });
    expect(signOff).toMatchObject({ toRole: null, toStaffMember: { id: 'dora' } });
    expect(await does(elin, 'returnSignOff', { signOffId: signOff.id, reason: 'x' })).toEqual({ __typename: 'NotFound' });
    expect(await does(dora, 'returnSignOff', { signOffId: signOff.id, reason: 'Vilket nummer ringdes?' })).toMatchObject({ signOff: { status: 'RETURNED', returnReason: 'Vilket nummer ringdes?' } });
    expect((await work(nina)).signOffsAsked[0]).toMatchObject({ returnReason: 'Vilket nummer ringdes?' });
    expect(JSON.stringify(await events())).not.toContain('nummer');
    expect((await asks({ to: { unitId: 'bollnas', staffId: 'elin' } })).__typename).toBe('AskSignOffOk');
  });

  it('[QUE-13] the same act twice is the same yes and leaves one event; another act is refused with how it stands', async () => {
    const clientId = v7();
    const [first, again] = [await asks({ clientId }), await asks({ clientId })];
    expect(again).toEqual(first);
    expect(await asks()).toEqual({ __typename: 'SignOffExists', status: 'WAITING' });
    const id = { signOffId: first.signOff.id };
    const both = await Promise.all([does(dora, 'signOff', id), does(elin, 'signOff', id)]);
    expect(both.map((one) => one.__typename).sort()).toEqual(['SignOffAnswered', 'SignOffOk']);
    const signer = both[0].__typename === 'SignOffOk' ? dora : elin;
    expect((await does(signer, 'signOff', id)).__typename).toBe('SignOffOk');
    expect(await does(signer, 'returnSignOff', { ...id, reason: 'x' })).toEqual({ __typename: 'SignOffAnswered', status: 'SIGNED' });
    expect(await asks()).toEqual({ __typename: 'SignOffExists', status: 'SIGNED' });
    expect(await events()).toHaveLength(2);
  });

  it('[QUE-13] [DIR-3] nobody signs off their own record or asks for another’s; who has no part in it is told that there is none', async () => {
    const { signOff } = await asks({ to: { unitId: 'bollnas', role: 'NURSE' } });
    expect(await does(nina, 'signOff', { signOffId: signOff.id })).toEqual({ __typename: 'NotPermitted' });
    for (const other of [hugo, dora, staffMember('nina', 'mora')]) expect(await does(other, 'signOff', { signOffId: signOff.id })).toEqual({ __typename: 'NotFound' });
    expect((await work(staffMember('nina', 'mora'))).signOffsAsked).toEqual([]); // one commission at a time (DIR-2)
    const [{ id: recordId }] = (await read<{ id: string }>(world.db, 'SELECT id::text FROM contact_attempt WHERE case_id = $1', [caseId])) as [{ id: string }];
    expect(await asks({ recordId }, nils)).toEqual({ __typename: 'NotPermitted' });
    expect(await asks({}, nils)).toEqual({ __typename: 'NotFound' });
    expect(await asks({ recordKind: 'INDIVIDUAL_PLAN' })).toEqual({ __typename: 'NotFound' });
    expect(await asks({}, staffMember('olle', 'mora', 'NURSE'))).toEqual({ __typename: 'NotFound' });
  });

  it('[QUE-13] an assessment of suicide risk is read in the request by a doctor of another unit, who does not get the case by it; each look is logged', async () => {
    const flagged = await world.met(petra);
    expect((await assessSuicideRisk(world.db, petra, moderateRisk(flagged))).is).toBe('DONE');
    const { signOff } = await asks({ caseId: flagged, recordKind: 'SUICIDE_RISK_ASSESSMENT', to: { unitId: 'navet', staffId: 'hugo' } }, petra);
    const [waiting] = (await work(hugo)).signOffsWaiting;
    expect(waiting).toMatchObject({ id: signOff.id, record: { __typename: 'SuicideRiskAssessment', riskFactors: expect.any(String) } });
    const { data } = await world.ask(hugo, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Case { id } } }', { r: [{ __typename: 'Case', id: flagged }] });
    expect(data!._entities).toEqual([null]);
    expect((await world.audits({ action: 'seeSignOff', caseId: flagged })).length).toBeGreaterThan(0);
    expect(JSON.stringify(await events())).not.toContain(waiting.record.riskFactors);
  });

  it.each([
    ['a unit as a whole', { to: { unitId: 'bollnas' } }, 'input.to.role'],
    ['a role that gives no care', { to: { unitId: 'bollnas', role: 'UNIT_MANAGER' } }, 'input.to.role'],
    ['a unit that is not there', { to: { unitId: 'nowhere', role: 'DOCTOR' } }, 'input.to.unitId'],
    ['a person who is not at the unit', { to: { unitId: 'bollnas', staffId: 'hugo' } }, 'input.to.staffId'],
    ['a person whose role gives no care', { to: { unitId: 'bollnas', staffId: 'vilma' } }, 'input.to.staffId'],
    ['oneself', { to: { unitId: 'bollnas', staffId: 'nina' } }, 'input.to.staffId'],
  ])('[QUE-13] asked of %s it is BAD_INPUT with its path', async (_, given, path) => {
    expect(await asks(given)).toMatchObject({ code: 'BAD_INPUT', paths: [path] });
  });

  it('[QUE-13] a return says why, in some words', async () => {
    const { signOff } = await asks();
    expect(await does(dora, 'returnSignOff', { signOffId: signOff.id, reason: '  ' })).toMatchObject({ code: 'BAD_INPUT', paths: ['input.reason'] });
  });
});
