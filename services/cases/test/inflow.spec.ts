import { v7 } from 'uuid';
import { type CasesWorld, casesWorld, staffMember } from './cases-world';

let world: CasesWorld;
const vilma = staffMember('vilma', 'bollnas', 'UNIT_MANAGER');
/** Hours of a day that is long past, so that nothing depends on when the test runs. */
const at = (clock: string): string => `2026-11-02T${clock}:00.000Z`;
beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas');
  for (const id of ['nina', 'nils']) await world.staff(id, 'bollnas', 'NURSE');
  const hours = (from: string, to: string) => ({ from: at(from), to: at(to) });
  await world.hear('unit.hours-changed', { unitId: 'bollnas', open: [hours('07:00', '16:00')], onCall: [hours('16:00', '20:00')], duty: [], until: '2027-11-02T00:00:00.000Z' }, { time: new Date('2026-11-01') });
});
afterAll(() => world.end());

const name = (by: typeof vilma, given: object) =>
  world.ask(by, 'mutation($i: NameInflowResponsibleInput!) { nameInflowResponsible(input: $i) { __typename ... on NameInflowResponsibleOk { duties { id from to staffMember { id } unit { id } } } } }', {
    i: { clientId: v7(), unitId: 'bollnas', staffId: 'nina', intervals: [{ from: at('07:00'), to: at('12:00') }], ...given },
  });
const gaps = async (by = vilma) => (await world.ask(by, `{ inflowGaps(unitId: "bollnas", from: "${at('00:00')}", to: "${at('23:00')}") { from to } }`)).data!.inflowGaps;

describe('[QUE-10] who answers for the inflow', () => {
  it('[QUE-10] the manager names persons for intervals, several for one hour too; what is open and nobody’s is listed to the manager', async () => {
    expect(await gaps()).toEqual([{ from: at('07:00'), to: at('16:00') }]);
    const clientId = v7();
    const named = (await name(vilma, { clientId })).data!.nameInflowResponsible;
    expect(named.duties).toEqual([{ id: expect.any(String), from: at('07:00'), to: at('12:00'), staffMember: { id: 'nina' }, unit: { id: 'bollnas' } }]);
    expect((await name(vilma, { clientId })).data!.nameInflowResponsible).toEqual(named);
    await name(vilma, { staffId: 'nils', intervals: [{ from: at('11:00'), to: at('13:00') }, { from: at('14:00'), to: at('18:00') }] });
    expect(await gaps()).toEqual([{ from: at('13:00'), to: at('14:00') }]);
    const duties = (await world.ask(staffMember('nina'), `{ inflowDuties(unitId: "bollnas", from: "${at('11:30')}", to: "${at('12:30')}") { staffMember { id } } }`)).data!.inflowDuties;
    expect(duties).toEqual([{ staffMember: { id: 'nina' } }, { staffMember: { id: 'nils' } }]);
    expect((await world.audits({ action: 'nameInflowResponsible' })).map((row) => row.what)).toEqual(['inflow-duties/1', 'inflow-duties/2']);
  });

  it('[QUE-10] an interval taken away, and a person who has left, are a gap again', async () => {
    const { duties } = (await name(vilma, { staffId: 'nils', intervals: [{ from: at('13:00'), to: at('14:00') }] })).data!.nameInflowResponsible;
    expect(await gaps()).toEqual([]);
    const withdraw = (by = vilma, dutyId = duties[0].id) => world.ask(by, 'mutation($d: ID!) { withdrawInflowDuty(input: { dutyId: $d }) { __typename ... on WithdrawInflowDutyOk { duty { id } } } }', { d: dutyId });
    for (const _ of [1, 2]) expect((await withdraw()).data!.withdrawInflowDuty).toEqual({ __typename: 'WithdrawInflowDutyOk', duty: { id: duties[0].id } });
    expect(await gaps()).toEqual([{ from: at('13:00'), to: at('14:00') }]);
    expect((await withdraw(staffMember('vera', 'mora', 'UNIT_MANAGER'))).data!.withdrawInflowDuty.__typename).toBe('NotFound');
    await world.staff('nina', 'soderhamn', 'NURSE');
    expect(await gaps()).toEqual([{ from: at('07:00'), to: at('11:00') }, { from: at('13:00'), to: at('14:00') }]);
  });

  it('[DIR-3] [QUE-10] is the manager’s of that unit to name and to see gaps of; what cannot be is BAD_INPUT with its path', async () => {
    expect((await name(staffMember('nils'), {})).data!.nameInflowResponsible.__typename).toBe('NotPermitted');
    expect((await name(staffMember('vera', 'mora', 'UNIT_MANAGER'), {})).data!.nameInflowResponsible.__typename).toBe('NotPermitted');
    expect(await gaps(staffMember('nils'))).toBeNull();
    expect(await gaps(staffMember('vera', 'mora', 'UNIT_MANAGER'))).toBeNull();
    const paths = async (given: object) => (await name(vilma, given)).errors![0]!.extensions;
    expect(await paths({ staffId: 'nobody' })).toMatchObject({ code: 'BAD_INPUT', paths: ['input.staffId'] });
    expect(await paths({ intervals: [{ from: at('12:00'), to: at('11:00') }] })).toMatchObject({ code: 'BAD_INPUT', paths: ['input.intervals.0.to'] });
    expect(await paths({ intervals: [] })).toMatchObject({ code: 'BAD_INPUT', paths: ['input.intervals'] });
  });
});
