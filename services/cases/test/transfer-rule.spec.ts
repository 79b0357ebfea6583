import { systemActor } from '@vardgraf/service-kit/actor';
import { transact } from '@vardgraf/service-kit/transaction';
import { forwardConsultation } from '../src/operations/forward-consultation';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { takeCase } from '../src/operations/take-case';
import { patient, submitted } from './consultation-world';
import { type HandoverWorld, handoverWorld, nina } from './handover-world';

let world: HandoverWorld;
const hour = 3_600_000;
const rule = (unit: string, version: number, to: 'ALL' | string[], fallback: string | null) =>
  transact(world.db, systemActor('cases'), (tx) => publishSettings(tx, [{ region: 'gavleborg', unit, key: 'transfer-rule', version, effectiveFrom: new Date('2026-01-01'), value: { to, fallback } }]));
/** Directory tells when the unit is open: from so many hours ahead on, for eight hours. */
const opens = (unitId: string, inHours: number) => {
  const from = new Date(Date.now() + inHours * hour);
  const open = [{ from: from.toISOString(), to: new Date(from.getTime() + 8 * hour).toISOString() }];
  return world.hear('unit.hours-changed', { unitId, open, onCall: [], duty: [], until: '2100-01-01T00:00:00.000Z' }, { time: new Date(0) });
};

beforeAll(async () => {
  world = await handoverWorld();
  await world.unit('ljusdal', { staffedRoles: ['NURSE', 'DOCTOR'] });
  await world.unit('hub', { kind: 'DROP_IN_HUB', staffedRoles: ['NURSE', 'DOCTOR'] });
  await patient(world as never, 'anna');
  await rule('bollnas', 1, ['soderhamn'], null);
  await rule('soderhamn', 1, 'ALL', 'hub');
});
afterAll(() => world.end());

describe('[EXP-5] a unit with a list of whom it gives to', () => {
  it('[EXP-5] hands over to a unit of the list and within the unit; to another it is refused and leaves nothing', async () => {
    const [listed, within, other] = [await world.taken(), await world.taken(), await world.taken()];
    expect(await world.request(listed)).toMatchObject({ is: 'DONE', handover: { toUnitId: 'soderhamn', askedUnitId: null } });
    expect(await world.request(within, { to: { unitId: 'bollnas' } })).toMatchObject({ is: 'DONE' });
    const before = await world.trace(other);
    expect(await world.request(other, { to: { unitId: 'ljusdal' } })).toEqual({ is: 'TRANSFER_NOT_ALLOWED' });
    expect(await world.trace(other)).toEqual(before);
  });

  it('[EXP-5] over the graph the refusal says what to do instead', async () => {
    const caseId = await world.taken();
    const { data } = await world.ask(nina, 'mutation($i: RequestHandoverInput!) { requestHandover(input: $i) { __typename ... on Refusal { code message } } }', {
      i: { clientId: 'over-the-graph', caseId, to: { unitId: 'ljusdal', role: 'DOCTOR' }, reason: 'OTHER_COMPETENCE' },
    });
    expect(data!.requestHandover).toEqual({ __typename: 'TransferNotAllowed', code: 'TRANSFER_NOT_ALLOWED', message: 'Din enhet lämnar inte över till den enheten. Välj en annan.' });
  });

  it('[EXP-5] [SAF-1] gives a patient at risk of suicide to who may assess the risk, anywhere', async () => {
    const caseId = await world.taken();
    expect(await world.request(caseId, { to: { unitId: 'ljusdal' }, reason: 'SUICIDE_RISK' })).toMatchObject({ is: 'DONE', handover: { toUnitId: 'ljusdal' } });
  });

  it('[EXP-5] [CON-2] sends an assignment onward to the list alone', async () => {
    const s = await submitted(world as never, { priority: '6' });
    await takeCase(world.db, nina, s.caseId!);
    const onward = (unitId: string) => forwardConsultation(world.db, nina, { caseId: s.caseId!, unitId, profession: 'NURSE', reason: 'WRONG_UNIT' });
    expect(await onward('ljusdal')).toEqual({ is: 'TRANSFER_NOT_ALLOWED' });
    expect(await world.case(s.caseId!)).toMatchObject({ unitId: 'bollnas', takenBy: 'nina' });
    expect(await onward('soderhamn')).toMatchObject({ is: 'DONE', case: { unitId: 'soderhamn' } });
  });
});

describe('[EXP-5] a receiver for whom another unit stands in', () => {
  afterEach(() => opens('soderhamn', -1));

  it('[EXP-5] has its stand-in asked while it is closed, which the giver sees; a named person is asked where they are', async () => {
    await opens('soderhamn', 3);
    const [byRole, byName] = [await world.taken(), await world.taken()];
    expect(await world.request(byRole)).toMatchObject({ is: 'DONE', handover: { toUnitId: 'hub', askedUnitId: 'soderhamn', answerRoles: ['DOCTOR'] } });
    expect(Object.keys(await world.seenBy(byRole)).sort()).toEqual(['bollnas', 'hub']);
    expect(await world.request(byName, { to: { role: null, staffId: 'dag' } })).toMatchObject({ is: 'DONE', handover: { toUnitId: 'soderhamn', askedUnitId: null } });
  });

  it('[EXP-5] has it asked when it has nobody in the role, and itself while it is open', async () => {
    const [lacking, open] = [await world.taken(), await world.taken()];
    await world.unit('hub', { kind: 'DROP_IN_HUB', staffedRoles: ['NURSE', 'DOCTOR', 'MIDWIFE'] });
    expect(await world.request(lacking, { to: { role: 'MIDWIFE' } })).toMatchObject({ is: 'DONE', handover: { toUnitId: 'hub', askedUnitId: 'soderhamn' } });
    expect(await world.request(open)).toMatchObject({ is: 'DONE', handover: { toUnitId: 'soderhamn', askedUnitId: null } });
  });

  it('[EXP-5] keeps the request when the stand-in cannot receive either', async () => {
    await opens('soderhamn', 3);
    await opens('hub', 5);
    expect(await world.request(await world.taken())).toMatchObject({ is: 'DONE', handover: { toUnitId: 'soderhamn', askedUnitId: null } });
    await opens('hub', -1);
  });

  it('[EXP-5] [BEY-7] gets an assignment sent onward through its stand-in, with the rule in its trace; pressed twice it is the same yes', async () => {
    await opens('soderhamn', 3);
    const s = await submitted(world as never, { priority: '6' });
    await takeCase(world.db, nina, s.caseId!);
    const onward = () => forwardConsultation(world.db, nina, { caseId: s.caseId!, unitId: 'soderhamn', profession: 'NURSE', reason: 'WRONG_UNIT' });
    expect(await onward()).toMatchObject({ is: 'DONE', case: { unitId: 'hub', status: 'REQUESTED' } });
    expect((await world.case(s.caseId!)).reasonTrace).toContain('transfer-rule/soderhamn/1/fallback');
    const trace = await world.trace(s.caseId!);
    expect(await onward()).toMatchObject({ is: 'DONE', case: { unitId: 'hub' } });
    expect(await world.trace(s.caseId!)).toEqual(trace);
  });
});
