import { patients, staff, units } from '../src/seed/known';
import { staffRoles } from '../src/domain/staff-role';
import { directoryWorld, inRole, type World } from './directory-world';

let world: World;
let stina: string;
beforeAll(async () => {
  world = await directoryWorld();
  stina = await world.staffToken(staff.systemManager);
});
afterAll(() => world.stop());

const mutation = `mutation($input: SwitchFunctionInput!) { switchFunction(input: $input) { __typename
  ... on SwitchFunctionOk { region { functionsOff } unit { name functionsOff } } ... on Refusal { code message } } }`;
const change = async (token: string | undefined, input: Record<string, unknown>) => world.ask(token, mutation, { input });
const off = async (unitId: string) => (await world.ask(undefined, `{ unit(id: "${unitId}") { functionsOff region { functionsOff } } }`)).data.unit;
const unitEvents = (unitId: string) => world.rows<{ version: number; off: string[] }>(
  "SELECT version, data->'functionsOff' AS off FROM outbox WHERE type = 'unit.changed' AND aggregate_id = $1 ORDER BY version", [unitId]);
const switches = () => world.rows<{ what: string; reason: string; unit_id: string }>("SELECT what, reason, unit_id FROM audit WHERE action = 'configure' ORDER BY at, id");

describe('[DIR-7] functions are switched per region and unit', () => {
  test('[AUD-1] a unit’s switch shows at that unit alone, is told to the others, and is logged', async () => {
    const { data } = await change(stina, { unitId: units.bollnasHealthCentre.id, function: 'VIDEO', on: false });
    expect(data.switchFunction).toEqual({ __typename: 'SwitchFunctionOk', region: { functionsOff: ['THREE_DAY_MESSAGE'] }, unit: { name: 'Bollnäs hälsocentral', functionsOff: ['VIDEO', 'THREE_DAY_MESSAGE'] } });
    expect((await off(units.gavleHealthCentre.id)).functionsOff).toEqual(['THREE_DAY_MESSAGE']);
    expect((await unitEvents(units.bollnasHealthCentre.id)).map((e) => e.off)).toEqual([['THREE_DAY_MESSAGE'], ['VIDEO', 'THREE_DAY_MESSAGE']]);
    expect(await switches()).toEqual([{ what: 'function.switched-off', reason: 'VIDEO', unit_id: units.bollnasHealthCentre.id }]);
  });

  test('the same switch again is the same yes and no second event', async () => {
    const before = [(await unitEvents(units.bollnasHealthCentre.id)).length, (await switches()).length];
    expect((await change(stina, { unitId: units.bollnasHealthCentre.id, function: 'VIDEO', on: false })).data.switchFunction.__typename).toBe('SwitchFunctionOk');
    expect([(await unitEvents(units.bollnasHealthCentre.id)).length, (await switches()).length]).toEqual(before);
  });

  test('the region’s switch shows at every unit and is told of each, and off in the region stays off whatever the unit says', async () => {
    expect((await change(stina, { function: 'DROP_IN', on: false })).data.switchFunction).toMatchObject({ region: { functionsOff: ['DROP_IN', 'THREE_DAY_MESSAGE'] }, unit: null });
    await change(stina, { unitId: units.gavleHealthCentre.id, function: 'DROP_IN', on: true });
    expect(await off(units.gavleHealthCentre.id)).toEqual({ functionsOff: ['DROP_IN', 'THREE_DAY_MESSAGE'], region: { functionsOff: ['DROP_IN', 'THREE_DAY_MESSAGE'] } });
    expect((await unitEvents(units.hudiksvallHealthCentre.id)).at(-1)!.off).toEqual(['DROP_IN', 'THREE_DAY_MESSAGE']);
    expect(await off(units.molndalHealthCentre.id)).toMatchObject({ functionsOff: ['UNTRIAGED_CHAT'] });
  });

  test('what config/regions switches off can be switched on again', async () => {
    expect((await change(stina, { function: 'THREE_DAY_MESSAGE', on: true })).data.switchFunction.region.functionsOff).toEqual(['DROP_IN']);
    await change(stina, { function: 'DROP_IN', on: true });
    expect((await off(units.gavleHealthCentre.id)).functionsOff).toEqual([]);
    expect((await off(units.bollnasHealthCentre.id)).functionsOff).toEqual(['VIDEO']);
  });

  test('many switches at once leave every unit’s events gapless and the last one true', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => change(stina, { unitId: n % 3 === 0 ? null : units.soderhamnHealthCentre.id, function: n % 2 ? 'TICKETS' : 'SERVICES', on: n % 4 < 2 })));
    const events = await world.rows<{ version: number }>("SELECT version FROM outbox WHERE aggregate_id = $1 ORDER BY version", [units.soderhamnHealthCentre.id]);
    expect(events.map((e) => e.version)).toEqual(events.map((_, n) => n + 1));
    expect((await unitEvents(units.soderhamnHealthCentre.id)).at(-1)!.off).toEqual((await off(units.soderhamnHealthCentre.id)).functionsOff);
  });

  test('another region’s unit, a patient’s id and an unknown one are not found, and nothing changes', async () => {
    for (const unitId of [units.molndalHealthCentre.id, patients.tolvan.id, '00000000-0000-7000-8000-000000000000']) {
      expect((await change(stina, { unitId, function: 'VIDEO', on: false })).data.switchFunction).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND' });
    }
    expect((await off(units.molndalHealthCentre.id)).functionsOff).toEqual(['UNTRIAGED_CHAT']);
  });

  test('only the system manager may: every other role, patients and partners are refused', async () => {
    const tokens = [
      ...(await Promise.all(staffRoles.filter((r) => r !== 'SYSTEM_MANAGER').map((role) => world.staffToken(inRole(staff.annaNurse, role))))),
      await world.patientToken(patients.tolvan), await world.token({ kind: 'PARTNER', sub: 'partner', region: 'gavleborg' }),
    ];
    const before = (await switches()).length;
    for (const token of tokens) expect((await change(token, { function: 'VIDEO', on: false })).data.switchFunction.__typename).toBe('NotPermitted');
    expect((await change(undefined, { function: 'VIDEO', on: false })).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect(await switches()).toHaveLength(before);
  });

  test.each([
    ['a unit id that is none', { unitId: 'Gävle', function: 'VIDEO', on: false }],
    ['a function that does not exist', { function: 'TELEPATHY', on: false }],
    ['no direction', { function: 'VIDEO' }],
  ])('%s is bad input', async (_what, input) => {
    expect((await change(stina, input)).errors![0]!.extensions.code).toBe('BAD_INPUT');
  });
});
