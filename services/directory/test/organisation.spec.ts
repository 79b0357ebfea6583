import { patients, staff, units } from '../src/seed/known';
import { directoryWorld, type World } from './directory-world';

let world: World;
beforeAll(async () => { world = await directoryWorld(); });
afterAll(() => world.stop());

interface UnitPage {
  edges: { node: { name: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const unitFacts = 'id name kind locality openNow opensAt closesAt functionsOff acceptsOutOfRegion staffedRoles cooperatingUnits { name } region { id }';

describe('regions and units, readable by anyone', () => {
  test('[DIR-1] the three regions have their own names and their own functions switched off', async () => {
    const { data } = await world.ask(undefined, '{ regions { id name serviceName functionsOff } region(id: "gavleborg") { serviceName } }');
    expect(data.regions).toEqual([
      { id: 'gavleborg', name: 'Region Gävleborg', serviceName: 'Min vård Gävleborg', functionsOff: ['THREE_DAY_MESSAGE'] },
      { id: 'halland', name: 'Region Halland', serviceName: 'Plattform24 Halland', functionsOff: ['THREE_DAY_MESSAGE', 'GROUP_VISITS'] },
      { id: 'vastragotaland', name: 'Västra Götalandsregionen', serviceName: 'Vård och hälsa', functionsOff: ['UNTRIAGED_CHAT'] },
    ]);
    expect(data.region.serviceName).toBe('Min vård Gävleborg');
  });

  test('a region or unit that does not exist is null, also when the id is no id at all', async () => {
    const { data, errors } = await world.ask(undefined, `{ region(id: "skane") { id } a: unit(id: "nothing") { id } b: unit(id: "${patients.tolvan.id}") { id } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ region: null, a: null, b: null });
  });

  test('[DIR-1] units come page by page in Swedish name order, none twice and none left out', async () => {
    const names: string[] = [];
    let after: string | null = null;
    do {
      const page: UnitPage = (await world.ask(undefined, 'query($after: String) { units(regionId: "gavleborg", first: 4, after: $after) { edges { node { name } } pageInfo { hasNextPage endCursor } } }', { after })).data.units;
      names.push(...page.edges.map((edge) => edge.node.name));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    const expected = Object.values(units).filter((u) => u.regionId === 'gavleborg').map((u) => u.name);
    expect(names).toEqual([...expected].sort(new Intl.Collator('sv').compare));
  });

  test('units can be asked for by kind and by locality', async () => {
    const { data } = await world.ask(undefined, `{
      dental: units(regionId: "gavleborg", kind: DENTAL_CLINIC) { edges { node { name } } }
      inBollnas: units(regionId: "gavleborg", locality: "bollnäs") { edges { node { name } } }
      nowhere: units(regionId: "skane") { edges { node { name } } } }`);
    const names = (c: { edges: { node: { name: string } }[] }) => c.edges.map((e) => e.node.name);
    expect(names(data.dental)).toEqual(['Folktandvården Bollnäs', 'Folktandvården Gävle']);
    expect(names(data.inBollnas)).toEqual(['Bollnäs hälsocentral', 'Folktandvården Bollnäs']);
    expect(names(data.nowhere)).toEqual([]);
  });

  test.each([['first: 0', 'units.first'], ['first: 101', 'units.first'], ['after: "x"', 'units.after'], ['after: "WzEsMl0"', 'units.after']])('a page with %s is bad input', async (args, path) => {
    const { errors } = await world.ask(undefined, `{ units(regionId: "gavleborg", ${args}) { edges { cursor } } }`);
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_INPUT', paths: [path] });
  });

  test('a unit tells its roles and who helps it', async () => {
    const { data } = await world.ask(undefined, `{ unit(id: "${units.sandvikenHealthCentre.id}") { ${unitFacts} } }`);
    expect(data.unit).toMatchObject({
      name: 'Sandvikens hälsocentral', kind: 'HEALTH_CENTRE', locality: 'Sandviken', region: { id: 'gavleborg' }, functionsOff: ['THREE_DAY_MESSAGE'],
      staffedRoles: ['DOCTOR', 'NURSE', 'PHYSIOTHERAPIST', 'PSYCHOLOGIST', 'QUALITY_COORDINATOR', 'UNIT_MANAGER'],
    });
    expect(data.unit.cooperatingUnits.map((u: { name: string }) => u.name).sort()).toEqual(['Bollnäs hälsocentral', 'Gävle hälsocentral']);
  });
});

describe('[DIR-1] opening hours', () => {
  const open = async (instant: string) => {
    await world.clockAt(instant);
    const { data } = await world.ask(undefined, `{ gavle: unit(id: "${units.gavleHealthCentre.id}") { openNow opensAt closesAt } molndal: unit(id: "${units.molndalHealthCentre.id}") { openNow opensAt closesAt }
      jour: unit(id: "${units.gavleborgOnCall.id}") { openNow closesAt } }`);
    return data;
  };
  afterAll(() => world.clockAt(new Date().toISOString()));

  test('on Easter Monday Gävle is closed till Tuesday, Mölndal is open and the on-call unit is awake', async () => {
    expect(await open('2027-03-29T10:00:00Z')).toEqual({
      gavle: { openNow: false, opensAt: '2027-03-30T06:00:00.000Z', closesAt: null },
      molndal: { openNow: true, opensAt: null, closesAt: '2027-03-29T18:30:00.000Z' },
      jour: { openNow: true, closesAt: '2027-03-30T06:00:00.000Z' },
    });
  });

  test('on the Sunday the clocks go back Mölndal opens at eight by the wall clock', async () => {
    expect((await open('2027-10-31T03:00:00Z')).molndal).toEqual({ openNow: false, opensAt: '2027-10-31T07:00:00.000Z', closesAt: null });
    expect((await open('2027-11-01T08:00:00Z')).gavle).toEqual({ openNow: true, opensAt: null, closesAt: '2027-11-01T16:00:00.000Z' });
  });
});

describe('who calls', () => {
  test('[DIR-2] staff have the one commission of their token', async () => {
    const me = 'query { me { kind personId name region { id } commission { id role units { name } } ageGate { mayLogIn } } }';
    const first = await world.ask(await world.staffToken(staff.mariaTwoCommissions, 0), me);
    const second = await world.ask(await world.staffToken(staff.mariaTwoCommissions, 1), me);
    expect(first.data.me).toEqual({
      kind: 'STAFF', personId: staff.mariaTwoCommissions.id, name: 'Maria Öberg', region: { id: 'gavleborg' }, ageGate: null,
      commission: { id: staff.mariaTwoCommissions.commissions[0]!.id, role: 'NURSE', units: [{ name: 'Sandvikens hälsocentral' }] },
    });
    expect(second.data.me.commission.units).toEqual([{ name: 'GÄVLEBORG DROPIN-VERKSAMHET' }]);
  });

  test('[TRI-8] a fourteen-year-old in Västra Götaland may log in, not seek care, and reads of other ways', async () => {
    const { data } = await world.ask(await world.patientToken(patients.vastragotalandTeen), '{ me { kind name ageGate { mayLogIn maySeekCare otherWays } } }');
    expect(data.me).toMatchObject({ kind: 'PATIENT', name: 'Ida Hisingh', ageGate: { mayLogIn: true, maySeekCare: false } });
    expect(data.me.ageGate.otherWays).toContain('1177');
  });

  test('[TRI-8] a grown-up has no gate before them', async () => {
    const { data } = await world.ask(await world.patientToken(patients.tolvan), '{ me { ageGate { mayLogIn maySeekCare otherWays } } }');
    expect(data.me.ageGate).toEqual({ mayLogIn: true, maySeekCare: true, otherWays: null });
  });

  test('without a token, and with a region that is none, nobody calls', async () => {
    expect((await world.ask(undefined, '{ me { kind } }')).data.me).toBeNull();
    expect((await world.ask(await world.token({ sub: patients.tolvan.id, region: 'skane' }), '{ me { kind } myProfile { id } }')).data).toEqual({ me: null, myProfile: null });
  });

  test('a partner is told by its client id', async () => {
    const { data } = await world.ask(await world.token({ kind: 'PARTNER', sub: 'telephone-triage', region: 'gavleborg' }), '{ me { kind personId name commission { id } } }');
    expect(data.me).toEqual({ kind: 'PARTNER', personId: 'telephone-triage', name: null, commission: null });
  });

  test.each([
    ['expired', { expires: '1 minute ago' }],
    ['for another audience', { audience: 'somebody-else' }],
    ['of another issuer', { issuer: 'http://elsewhere.test' }],
    ['of another type', { typ: 'JWT' }],
  ])('[DIR-2] a token %s is refused', async (_what, over) => {
    const { data, errors } = await world.ask(await world.token({ sub: patients.tolvan.id, region: 'gavleborg' }, over), '{ me { kind } }');
    expect(data).toBeNull();
    expect(errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('[DIR-2] a malformed token is refused', async () => {
    expect((await world.ask('not-a-token', '{ me { kind } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('[DIR-3] staff members', () => {
  const query = `query($id: ID!) { staffMember(id: $id) { name hsaId commissions { role units { name } } } }`;

  test('are read by anyone logged in in their region, patients too', async () => {
    const { data } = await world.ask(await world.patientToken(patients.tolvan), query, { id: staff.drTwoUnits.id });
    expect(data.staffMember.name).toBe('Olof Ström');
    expect(data.staffMember.hsaId).toMatch(/^SE2321000016-TESTP/);
    expect(data.staffMember.commissions[0].units.map((u: { name: string }) => u.name).sort()).toEqual(['Bollnäs hälsocentral', 'Söderhamns hälsocentral']);
  });

  test('of another region are not there, and without a token one has to log in', async () => {
    expect((await world.ask(await world.staffToken(staff.vastragotalandNurse), query, { id: staff.annaNurse.id })).data.staffMember).toBeNull();
    expect((await world.ask(undefined, query, { id: staff.annaNurse.id })).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('the live gateway resolves names of its region and units, and no patient', async () => {
    const live = await world.token({ kind: 'LIVE', sub: 'live', region: 'gavleborg', unit: units.gavleHealthCentre.id, role: 'NURSE' }, { live: true });
    const reference = (typename: string, id: string) => ({ __typename: typename, id });
    const { data } = await world.ask(live, 'query($r: [_Any!]!) { _entities(representations: $r) { ... on StaffMember { name } ... on Unit { name } ... on Patient { name } ... on Region { serviceName } } }', {
      r: [reference('StaffMember', staff.annaNurse.id), reference('StaffMember', staff.hallandNurse.id), reference('Unit', units.gavleHealthCentre.id), reference('Patient', patients.tolvan.id), reference('Region', 'gavleborg')],
    });
    expect(data._entities).toEqual([{ name: 'Anna Sjöberg' }, null, { name: 'Gävle hälsocentral' }, null, { serviceName: 'Min vård Gävleborg' }]);
  });
});
