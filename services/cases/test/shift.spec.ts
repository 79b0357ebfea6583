import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { endForgottenShift, endShift } from '../src/operations/end-shift';
import { handOverVisits } from '../src/operations/hand-over-visits';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { lookAtDuty } from '../src/operations/refresh-staffing';
import { startCase } from '../src/operations/start-case';
import { startShift } from '../src/operations/start-shift';
import { takeCase } from '../src/operations/take-case';
import { until } from './escalation-world';
import { type CasesWorld, casesWorld, liveActor, patientActor, staffMember } from './cases-world';

let world: CasesWorld;
const hints: { subject: string; data: unknown }[] = [];
const hour = 3_600_000;
const shifts = (unit: string, value: { used: boolean; atEnd: 'WARN' | 'REFUSE' }) =>
  ({ region: 'gavleborg', unit, key: 'shifts', version: 1, effectiveFrom: new Date('2026-01-01'), value: { ...value, longestHours: 8 } });

beforeAll(async () => {
  world = await casesWorld();
  for (const unit of ['bollnas', 'soderhamn', 'edsbyn', 'alfta', 'ovanaker']) await world.unit(unit, { staffedRoles: ['NURSE', 'DOCTOR', 'PHYSIOTHERAPIST'] });
  await transact(world.db, systemActor('cases'), (tx) => publishSettings(tx, [shifts('soderhamn', { used: true, atEnd: 'REFUSE' }), shifts('ovanaker', { used: true, atEnd: 'REFUSE' }), shifts('edsbyn', { used: true, atEnd: 'WARN' })]));
  world.db.signals.publishHint = (subject, data) => void hints.push({ subject, data });
});
afterEach(() => world.shiftClock('0 seconds'));
afterAll(() => world.end());

/** Hours that run now, so that the unit is open for so many minutes more. */
async function open(unitId: string, minutes = 240): Promise<Date> {
  const [now, to] = [Date.now(), new Date(Date.now() + minutes * 60_000)];
  const until = new Date(now + 400 * 24 * hour).toISOString();
  await world.hear('unit.hours-changed', { unitId, open: [{ from: new Date(now - 24 * hour).toISOString(), to: to.toISOString() }], onCall: [], duty: [], until }, { time: new Date(now - 48 * hour) });
  return to;
}
const start = async (by: ReturnType<typeof staffMember>, unitId = by.commission.unitIds[0]!) => {
  const answer = await startShift(world.db, by, unitId);
  if (answer.is !== 'DONE') throw new Error(answer.is);
  return answer.shift;
};
const looks = (unitId: string): Promise<void> => transact(world.db, systemActor('cases'), (tx) => lookAtDuty(tx, 'gavleborg', unitId));
const rings = (shiftId: string): Promise<void> => transact(world.db, systemActor('cases'), (tx) => endForgottenShift(tx, 'gavleborg', shiftId));
const timers = (id: string) => read<{ kind: string }>(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1', [id]);
const inHand = async (by: ReturnType<typeof staffMember>): Promise<string> => {
  const id = await world.session({ unitId: by.commission.unitIds[0]! });
  await takeCase(world.db, by, id);
  await startCase(world.db, by, id);
  return id;
};
const ending = (by: ReturnType<typeof staffMember>, endAnyway = false) => endShift(world.db, by, { unitId: by.commission.unitIds[0]!, endAnyway });

describe('[QUE-10] a shift', () => {
  it('[QUE-10] [I6] begins and ends once, told by numbered events, a gapless number of the unit’s list, and the log', async () => {
    const by = staffMember('nina', 'alfta');
    const shift = await start(by);
    expect(await start(by)).toEqual(shift);
    expect(await ending(by)).toMatchObject({ is: 'DONE', shift: { id: shift.id, endedBy: 'SELF' } });
    expect(await ending(by)).toMatchObject({ is: 'DONE', shift: { id: shift.id } });
    expect((await world.events(shift.id)).map((e) => [e.type, e.version])).toEqual([['shift.started', 1], ['shift.ended', 2]]);
    expect(hints.filter((h) => h.subject === 'live.shift.alfta').map((h) => h.data)).toEqual([{ seq: 1, staffId: 'nina', onShift: true }, { seq: 2, staffId: 'nina', onShift: false }]);
    expect((await world.audits()).filter((row) => row.unit_id === 'alfta').map((row) => row.action)).toEqual(['startShift', 'endShift']);
    expect(await timers(shift.id)).toEqual([]);
  });

  it('[QUE-10] ten starts at the same moment are one shift', async () => {
    const by = staffMember('tio', 'alfta');
    const started = await Promise.all(Array.from({ length: 5 }, () => start(by)));
    expect(new Set(started.map((s) => s.id)).size).toBe(1);
    await ending(by);
  });

  it('[QUE-10] is at a unit of the commission; who has another role there changes it', async () => {
    expect(await startShift(world.db, staffMember('nina'), 'soderhamn')).toEqual({ is: 'NOT_PERMITTED' });
    expect(await startShift(world.db, staffMember('nina', 'okand'), 'okand')).toEqual({ is: 'NOT_FOUND' });
    expect(await ending(staffMember('aldrig', 'alfta'))).toEqual({ is: 'NOT_FOUND' });
    const first = await start(staffMember('dubbel', 'alfta'));
    const second = await start(staffMember('dubbel', 'alfta', 'DOCTOR'));
    expect([second.id === first.id, second.role]).toEqual([false, 'DOCTOR']);
    expect((await world.events(first.id)).at(-1)).toMatchObject({ type: 'shift.ended' });
  });

  it('[QUE-10] that nobody ends is ended by the clock when the unit closes, and not before', async () => {
    const closes = await open('edsbyn', 60);
    const shift = await start(staffMember('sen', 'edsbyn'));
    expect(shift.endsAt).toEqual(closes);
    expect(await timers(shift.id)).toEqual([{ kind: 'shift.end' }]);
    await rings(shift.id);
    expect((await world.events(shift.id)).length).toBe(1);
    await world.shiftClock('61 minutes');
    await rings(shift.id);
    await rings(shift.id);
    expect((await world.events(shift.id)).slice(1)).toMatchObject([{ type: 'shift.ended', data: { by: 'CLOCK' } }]);
  });

  it('[QUE-10] of who no longer works there ends with the commission', async () => {
    await world.staff('slut', 'alfta', 'NURSE');
    const shift = await start(staffMember('slut', 'alfta'));
    await world.staff('slut', 'bollnas', 'NURSE');
    expect((await world.events(shift.id)).at(-1)).toMatchObject({ type: 'shift.ended', data: { by: 'COMMISSION' } });
  });
});

describe('[QUE-10] the end of a shift with visits in hand', () => {
  it('[QUE-10] warns with the visits, and ends when the same is said anyway; the visits stay their holder’s', async () => {
    const by = staffMember('norr');
    await start(by);
    const id = await inHand(by);
    const scheduled = await world.booking();
    await takeCase(world.db, by, scheduled);
    expect(await ending(by)).toEqual({ is: 'VISITS_GO_ON', caseIds: [id], mayEndAnyway: true });
    expect(await ending(by, true)).toMatchObject({ is: 'DONE', shift: { endedBy: 'SELF' } });
    expect(await world.case(id)).toMatchObject({ status: 'IN_PROGRESS', takenBy: 'norr' });
  });

  it('[QUE-10] is refused where the unit says so, whatever is said, until nothing is in hand', async () => {
    await open('soderhamn');
    const by = staffMember('strang', 'soderhamn');
    await start(by);
    const id = await inHand(by);
    for (const anyway of [false, true]) expect(await ending(by, anyway)).toEqual({ is: 'VISITS_GO_ON', caseIds: [id], mayEndAnyway: false });
    await world.ask(by, 'mutation($c: ID!) { releaseCase(input: { caseId: $c, reason: END_OF_SHIFT }) { __typename } }', { c: id });
    expect(await ending(by)).toMatchObject({ is: 'DONE' });
  });

  it('[QUE-10] [HND-1] one press asks one receiver for all visits; one that cannot be asked keeps none back; the same press again asks nobody twice', async () => {
    const by = staffMember('kvall');
    await start(by);
    const [one, other, foreign] = [await inHand(by), await inHand(by), await world.session()];
    const input = { clientId: v7(), to: { unitId: 'bollnas', role: 'NURSE' as const, staffId: null }, message: 'Går hem nu', visits: [one, foreign, other].map((caseId) => ({ caseId, consent: null })) };
    const answers = await handOverVisits(world.db, by, input);
    expect(answers).toMatchObject([{ caseId: one, handover: { reason: 'END_OF_SHIFT', status: 'REQUESTED' } }, { caseId: foreign, refused: { is: 'NOT_TAKEN_BY_YOU' } }, { caseId: other, handover: {} }]);
    expect(await handOverVisits(world.db, by, input)).toEqual(answers);
    expect(await read(world.db, "SELECT 1 FROM handover WHERE asked_by = 'kvall'")).toHaveLength(2);
  });

  it('[QUE-10] over the graph the warning shows cards, and each visit has its answer', async () => {
    const by = staffMember('graf');
    const begun = await world.ask(by, 'mutation { startShift(input: { unitId: "bollnas" }) { ... on StartShiftOk { shift { unit { id } staffMember { id } role endedAt visitsInHand { id } } } } }');
    expect(begun.data!.startShift.shift).toEqual({ unit: { id: 'bollnas' }, staffMember: { id: 'graf' }, role: 'NURSE', endedAt: null, visitsInHand: [] });
    expect((await world.ask(staffMember('ove', 'bollnas', 'ANALYST'), 'mutation { startShift(input: { unitId: "bollnas" }) { __typename } }')).data!.startShift).toEqual({ __typename: 'NotPermitted' });
    const id = await inHand(by);
    const end = 'mutation { endShift(input: { unitId: "bollnas" }) { __typename ... on VisitsGoOn { code message mayEndAnyway visits { id handover { toRole } } } } }';
    expect((await world.ask(by, end)).data!.endShift).toEqual({
      __typename: 'VisitsGoOn', code: 'VISITS_GO_ON', mayEndAnyway: true, visits: [{ id, handover: null }], message: expect.stringMatching(/^Du har besök som pågår/),
    });
    const mutation = 'mutation($i: HandOverVisitsInput!) { handOverVisits(input: $i) { ... on HandOverVisitsOk { answers { caseId handover { status card { id } } refused { code message } } } } }';
    const strange = v7();
    const press = { clientId: 'press-1', to: { unitId: 'bollnas', role: 'DOCTOR' }, visits: [{ caseId: id }, { caseId: strange }] };
    expect((await world.ask(by, mutation, { i: press })).data!.handOverVisits.answers).toEqual([
      { caseId: id, handover: { status: 'REQUESTED', card: { id } }, refused: null }, { caseId: strange, handover: null, refused: { code: 'NOT_FOUND', message: expect.any(String) } },
    ]);
    expect((await world.ask(by, '{ myShift(unitId: "bollnas") { visitsInHand { handover { toRole } } } }')).data!.myShift).toEqual({ visitsInHand: [{ handover: { toRole: 'DOCTOR' } }] });
    expect((await world.ask(by, mutation, { i: { ...press, visits: [] } })).errors![0]!.extensions.code).toBe('BAD_INPUT');
  });
});

describe('[QUE-10] [LIV-2] colleagues on shift', () => {
  it('[QUE-10] are listed with their roles to staff of the region and to nobody else; who has gone is not', async () => {
    for (const by of [staffMember('lista', 'edsbyn'), staffMember('doktor', 'edsbyn', 'DOCTOR'), staffMember('gick', 'edsbyn')]) await start(by);
    await ending(staffMember('gick', 'edsbyn'));
    const query = '{ colleaguesOnShift(unitId: "edsbyn") { id staffMember { id } role unit { id } } }';
    const seen = (await world.ask(staffMember('nina'), query)).data!.colleaguesOnShift;
    expect(seen).toEqual([
      { id: 'edsbyn/lista', staffMember: { id: 'lista' }, role: 'NURSE', unit: { id: 'edsbyn' } }, { id: 'edsbyn/doktor', staffMember: { id: 'doktor' }, role: 'DOCTOR', unit: { id: 'edsbyn' } },
    ]);
    expect((await world.ask(staffMember('hanna', 'halmstad', 'NURSE', 'halland'), query)).data!.colleaguesOnShift).toEqual([]);
    expect((await world.ask(patientActor('anna'), query)).data!.colleaguesOnShift).toBeNull();
  });

  it('[LIV-2] the gateway reads number and persons in one reading, and each by reference, for its own unit alone', async () => {
    const keys = '{ shiftKeys(unitId: "edsbyn") { seq staffIds } }';
    const heard = hints.filter((h) => h.subject === 'live.shift.edsbyn').length;
    expect((await world.ask(liveActor('edsbyn'), keys)).data!.shiftKeys).toEqual({ seq: heard, staffIds: ['lista', 'doktor'] });
    expect((await world.ask(liveActor('bollnas'), keys)).data!.shiftKeys).toBeNull();
    expect((await world.ask(staffMember('nina'), keys)).data!.shiftKeys).toBeNull();
    const entity = 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on ColleagueOnShift { staffMember { id } role } } }';
    const r = ['edsbyn/lista', 'edsbyn/gick', 'bollnas/graf', 'nonsense'].map((id) => ({ __typename: 'ColleagueOnShift', id }));
    expect((await world.ask(liveActor('edsbyn'), entity, { r })).data!._entities).toEqual([{ staffMember: { id: 'lista' }, role: 'NURSE' }, null, null, null]);
  });
});

describe('[QUE-7] nobody in the role on duty, where a unit uses shifts', () => {
  beforeAll(() => world.ask(undefined, '{ __typename }')); // the service runs: its timers look who is on duty
  const therapy = () => world.session({ unitId: 'ovanaker', profession: 'PHYSIOTHERAPIST' });
  const rolesAt = async (id: string) => (await read<{ roles: string[] }>(world.db, "SELECT roles FROM case_visibility WHERE case_id = $1 AND unit_id = 'ovanaker'", [id]))[0]!.roles;

  it('[QUE-7] a case for somebody with a commission who is not on shift is marked and seen by every clinical role; the shift takes the mark away, its end puts it back', async () => {
    await open('ovanaker');
    const id = await therapy();
    expect([(await world.case(id)).noOneInRole, (await rolesAt(id)).includes('NURSE')]).toEqual([true, true]);
    const by = staffMember('fysio', 'ovanaker', 'PHYSIOTHERAPIST');
    const seq = await world.seq('ovanaker');
    await start(by);
    await until(() => world.case(id), (c) => !c.noOneInRole);
    await looks('ovanaker');
    expect([(await world.case(id)).noOneInRole, await world.seq('ovanaker')]).toEqual([false, seq + 1]);
    const seenByFew = await therapy();
    expect([(await world.case(seenByFew)).noOneInRole, (await rolesAt(seenByFew)).includes('NURSE')]).toEqual([false, false]);
    await ending(by);
    await until(() => world.case(seenByFew), (c) => c.noOneInRole); // the service has looked: it does so no more while the next test changes the hours
    await looks('ovanaker');
    expect([(await world.case(seenByFew)).noOneInRole, (await rolesAt(seenByFew)).includes('NURSE')]).toEqual([true, true]);
  });

  it('[QUE-7] a unit that is closed, and one that does not use shifts, go by commissions; no neighbour sees more for want of a shift', async () => {
    await open('ovanaker', -60);
    const night = await therapy();
    expect((await world.case(night)).noOneInRole).toBe(false);
    expect((await world.case(await world.session({ profession: 'PHYSIOTHERAPIST' }))).noOneInRole).toBe(false);
    await open('ovanaker');
    const day = await therapy();
    expect((await read<{ n: number }>(world.db, 'SELECT count(*)::int AS n FROM case_visibility WHERE case_id = $1', [day]))[0]!.n).toBe(1);
  });
});
