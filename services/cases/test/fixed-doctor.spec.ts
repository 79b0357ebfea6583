import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { StaffRole } from '../src/domain/codes';
import { endShift } from '../src/operations/end-shift';
import { escalateCases } from '../src/operations/escalate-case';
import { endReservation } from '../src/operations/first-refusal';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { releaseCase } from '../src/operations/release-case';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { startShift } from '../src/operations/start-shift';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, staffMember } from './cases-world';

let world: CasesWorld;
const minute = 60_000;
const setting = (region: string, unit: string, key: string, value: unknown) => ({ region, unit, key, version: 1, effectiveFrom: new Date('2026-01-01'), value });
const alone = { aloneForShare: 0.25, atOnceUpToRank: 3 };
const [nina, dora, dag] = [staffMember('nina'), staffMember('dora', 'bollnas', 'DOCTOR'), staffMember('dag', 'bollnas', 'DOCTOR')];

/** Bollnäs goes by the default of the other regions, Söderhamn by the words of Gävleborg; Edsbyn by the default and by shifts. */
beforeAll(async () => {
  world = await casesWorld({ timersRing: false });
  for (const unit of ['bollnas', 'soderhamn', 'edsbyn']) await world.unit(unit);
  await transact(world.db, systemActor('cases'), (tx) => publishSettings(tx, [
    setting('gavleborg', 'bollnas', 'fixed-doctor-first', alone), setting('gavleborg', 'edsbyn', 'fixed-doctor-first', alone),
    setting('gavleborg', 'edsbyn', 'shifts', { used: true, atEnd: 'WARN', longestHours: 8 }), setting('gavleborg', 'bollnas', 'capacity-per-person', { casesInHand: 1, exceptUpToRank: 2 }),
  ]));
  for (const [id, unit, role] of [['dora', 'bollnas', 'DOCTOR'], ['dag', 'bollnas', 'DOCTOR'], ['sixten', 'soderhamn', 'DOCTOR'], ['edda', 'edsbyn', 'DOCTOR'], ['nell', 'bollnas', 'NURSE']] as const) await world.staff(id, unit, role);
  for (const [patient, doctor] of [['anna', 'dora'], ['sara', 'sixten'], ['eva', 'edda'], ['nora', 'nell'], ['gun', 'dag']] as const) await has(patient, doctor);
});
afterEach(() => world.shiftClock('0 seconds'));
afterAll(() => world.end());

const has = (patientId: string, fixedDoctorId: string | null): Promise<void> => world.hear('patient.changed', {
  patientId, birthDate: '1980-01-01', sex: 'FEMALE', language: 'sv', homeRegionId: 'gavleborg', listedUnitId: 'bollnas', fixedDoctorId, protectedIdentity: false, guardianIds: [],
  mayLogInFrom: '1993-01-01T00:00:00Z', maySeekCareFrom: '1993-01-01T00:00:00Z', proxyUntil: '1993-01-01T00:00:00Z',
});
const four = { priority: '4', urgencyRank: 4 };
const comes = async (given: Partial<EventData<'session.finished'>> = {}) => {
  const id = await world.session({ ...four, ...given });
  const { fixedDoctorId, reservedUntil, waitingSince, reasonTrace } = await world.case(id);
  return { id, fixedDoctorId, alone: reservedUntil && Math.round((reservedUntil.getTime() - waitingSince.getTime()) / minute), way: reasonTrace.find((rule) => rule.startsWith('fixed-doctor')) };
};
const clockRings = (id: string): Promise<void> => transact(world.db, systemActor('cases'), (tx) => endReservation(tx, 'gavleborg', id));
const timers = async (id: string) => (await read<{ kind: string }>(world.db, "SELECT kind FROM timer WHERE aggregate_id = $1 AND kind = 'case.reservation-over'", [id])).length;
const card = async (by: ReturnType<typeof staffMember>, id: string) => (await world.ask(by, `{ caseCard(id: "${id}") { fixedDoctor { id } reservedUntil allowedActions } }`)).data!.caseCard;
const rolesAt = async (id: string): Promise<StaffRole[]> => (await read<{ roles: StaffRole[] }>(world.db, 'SELECT roles FROM case_visibility WHERE case_id = $1', [id]))[0]!.roles;

describe('[RDG-5] by default the fixed doctor alone until 25 % of the handling time', () => {
  it('[RDG-5] the role sees the card and who it waits for, is not offered it and is told until when; the doctor takes it; the event names the doctor', async () => {
    const c = await comes();
    expect(c).toMatchObject({ fixedDoctorId: 'dora', alone: 30, way: 'fixed-doctor/alone' });
    expect((await rolesAt(c.id)).sort()).toEqual(['DOCTOR', 'NURSE', 'UNIT_MANAGER']);
    const { reservedUntil } = await world.case(c.id);
    expect((await world.events(c.id))[0]!.data).toMatchObject({ fixedDoctorId: 'dora', reservedUntil: reservedUntil!.toISOString() });
    const shown = { fixedDoctor: { id: 'dora' }, reservedUntil: reservedUntil!.toISOString() };
    expect(await card(nina, c.id)).toEqual({ ...shown, allowedActions: expect.not.arrayContaining(['TAKE']) });
    expect(await card(dora, c.id)).toEqual({ ...shown, allowedActions: expect.arrayContaining(['TAKE']) });
    for (const by of [nina, dag]) expect(await takeCase(world.db, by, c.id)).toEqual({ is: 'CASE_RESERVED', fixedDoctorId: 'dora', until: reservedUntil });
    const { data } = await world.ask(nina, 'mutation($c: ID!) { takeCase(input: { caseId: $c }) { __typename ... on CaseReserved { code message staffMember { id } until } } }', { c: c.id });
    expect(data!.takeCase).toEqual({ __typename: 'CaseReserved', code: 'CASE_RESERVED', message: expect.stringMatching(/fasta läkarkontakt/), staffMember: { id: 'dora' }, until: reservedUntil!.toISOString() });
    expect(await takeCase(world.db, dora, c.id)).toMatchObject({ is: 'DONE', case: { takenBy: 'dora', fixedDoctorId: 'dora', reservedUntil: null } });
    expect(await timers(c.id)).toBe(0);
    await releaseCase(world.db, dora, c.id, 'OTHER');
    expect((await world.case(c.id)).reservedUntil).toBeNull();
    expect(await takeCase(world.db, nina, c.id)).toMatchObject({ is: 'DONE' });
    await releaseCase(world.db, nina, c.id, 'OTHER');
  });

  it('[RDG-5] when the time is over it is the role’s, hinted once; also for who presses before the clock has rung', async () => {
    const c = await comes();
    await clockRings(c.id);
    expect([(await world.case(c.id)).reservedUntil !== null, await timers(c.id)]).toEqual([true, 1]);
    await world.shiftClock('31 minutes');
    const [seq, version] = [await world.seq('bollnas'), (await world.case(c.id)).version];
    await clockRings(c.id);
    await clockRings(c.id);
    expect([(await world.case(c.id)).reservedUntil, await world.seq('bollnas'), (await world.case(c.id)).version, await timers(c.id)]).toEqual([null, seq + 1, version, 1]);
    expect(await card(nina, c.id)).toEqual({ fixedDoctor: { id: 'dora' }, reservedUntil: null, allowedActions: expect.arrayContaining(['TAKE']) });
    await world.shiftClock('0 seconds');
    const late = await comes();
    await world.shiftClock('31 minutes');
    expect(await takeCase(world.db, nina, late.id)).toMatchObject({ is: 'DONE' });
    await releaseCase(world.db, nina, late.id, 'OTHER');
  });

  it('[RDG-5] priorities 2 and 3 are the role’s at once, and the doctor is told', async () => {
    for (const urgencyRank of [2, 3]) {
      const c = await comes({ priority: String(urgencyRank), urgencyRank });
      expect(c).toMatchObject({ fixedDoctorId: 'dora', alone: null, way: 'fixed-doctor/told' });
      expect((await world.events(c.id))[0]!.data).toMatchObject({ fixedDoctorId: 'dora', reservedUntil: null });
      expect((await card(nina, c.id)).allowedActions).toContain('TAKE');
    }
  });

  it('[RDG-5] [SAF-1] [RDG-6] [QUE-6] suicide risk, a raised priority and escalation end it', async () => {
    expect(await comes({ tags: ['SUICIDE_RISK_FLAGGED'] })).toMatchObject({ alone: null, way: 'fixed-doctor/told' });
    const raised = await comes();
    await reprioritiseCase(world.db, nina, { caseId: raised.id, priority: '3' });
    expect([(await world.case(raised.id)).reservedUntil, await timers(raised.id)]).toEqual([null, 0]);
    const escalated = await comes();
    await world.shiftClock('121 minutes');
    await transact(world.db, systemActor('cases'), (tx) => escalateCases(tx, 'gavleborg', [escalated.id]));
    expect(await world.case(escalated.id)).toMatchObject({ escalationStep: 1, reservedUntil: null });
  });

  it('[RDG-5] who is no doctor at the unit, has left, is full, or is somebody else’s concern keeps nobody from it', async () => {
    expect(await comes({ patientId: 'nora' })).toMatchObject({ fixedDoctorId: null, alone: null, way: 'fixed-doctor/absent' });
    expect(await comes({ patientId: 'sara' })).toMatchObject({ fixedDoctorId: null, way: 'fixed-doctor/absent' });
    expect(await comes({ patientId: 'ingen' })).toMatchObject({ fixedDoctorId: null, way: undefined });
    expect(await comes({ careLevel: 'DIGITAL_SPECIALIST' })).toMatchObject({ fixedDoctorId: null, way: undefined });
    await takeCase(world.db, dag, await world.session({ profession: 'DOCTOR', patientId: 'ingen' }));
    expect(await comes({ patientId: 'gun' })).toMatchObject({ fixedDoctorId: null, way: 'fixed-doctor/absent' });
    const waits = await comes();
    await world.staff('dora', 'soderhamn', 'DOCTOR');
    expect(await timers(waits.id)).toBe(1);
    await clockRings(waits.id);
    expect((await world.case(waits.id)).reservedUntil).toBeNull();
    await world.staff('dora', 'bollnas', 'DOCTOR');
  });
});

describe('[RDG-5] where shifts are used', () => {
  const edda = staffMember('edda', 'edsbyn', 'DOCTOR');
  const eva = { patientId: 'eva', unitId: 'edsbyn' };

  it('[RDG-5] [QUE-10] a doctor who is not on shift is absent; one who is has it until the end of the shift at the latest', async () => {
    expect(await comes(eva)).toMatchObject({ fixedDoctorId: null, way: 'fixed-doctor/absent' });
    await startShift(world.db, edda, 'edsbyn');
    const c = await comes(eva);
    expect(c).toMatchObject({ fixedDoctorId: 'edda', alone: 30, way: 'fixed-doctor/alone' });
    await endShift(world.db, edda, { unitId: 'edsbyn', endAnyway: true });
    await clockRings(c.id);
    expect((await world.case(c.id)).reservedUntil).toBeNull();
    expect(await takeCase(world.db, staffMember('nurse', 'edsbyn'), c.id)).toMatchObject({ is: 'DONE' });
    const now = Date.now();
    const until = new Date(now + 400 * 86_400_000).toISOString();
    await world.hear('unit.hours-changed', { unitId: 'edsbyn', open: [{ from: new Date(now - 3_600_000).toISOString(), to: new Date(now + 10 * minute).toISOString() }], onCall: [], duty: [], until }, { time: new Date(now - 7_200_000) });
    await startShift(world.db, edda, 'edsbyn');
    expect((await comes(eva)).alone).toBeLessThanOrEqual(10);
  });
});

describe('[RDG-5] literally, in Gävleborg', () => {
  it('[RDG-5] [TRI-6] the doctor is first whatever the priority and as long as it waits; the role sees that and may take it', async () => {
    for (const urgencyRank of [2, 4, 5]) {
      const c = await comes({ patientId: 'sara', unitId: 'soderhamn', priority: String(urgencyRank), urgencyRank });
      expect(c).toMatchObject({ fixedDoctorId: 'sixten', alone: null, way: 'fixed-doctor/first' });
      const nurse = staffMember(`nurse-${urgencyRank}`, 'soderhamn');
      expect(await card(nurse, c.id)).toEqual({ fixedDoctor: { id: 'sixten' }, reservedUntil: null, allowedActions: expect.arrayContaining(['TAKE']) });
      expect(await takeCase(world.db, nurse, c.id)).toMatchObject({ is: 'DONE' });
    }
  });

  it('[RDG-5] an absent doctor falls back to the role there too', async () => {
    expect(await comes({ patientId: 'anna', unitId: 'soderhamn' })).toMatchObject({ fixedDoctorId: null, way: 'fixed-doctor/absent' });
  });
});
