import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { submitConsultation } from '../src/operations/submit-consultation';
import { type CasesWorld, insistently } from './cases-world';
import { consultation, consultationWorld, countOf, duty, nobodyKnows, partner, partnerSeq, patient, submitted } from './consultation-world';

let world: CasesWorld;
beforeAll(async () => {
  world = await consultationWorld();
});
afterEach(() => world.shiftClock('0'));
afterAll(() => world.end());

const submit = (given: Parameters<typeof consultation>[0] = {}, by = partner()) => submitConsultation(world.db, by, consultation(given), nobodyKnows);
/** Moves the platform's clock to the instant. */
const clockAt = (instant: string) => world.shiftClock(`${Date.parse(instant) - Date.now()} milliseconds`);

describe('[CON-2] a patient who is not digital becomes an assignment', () => {
  it('[CON-2] at the given unit, for the given profession, in the queue, with its clock, told without a word of the nurse', async () => {
    const s = await submitted(world, { profession: 'DOCTOR', careLevel: 'DIGITAL' });
    expect(s).toMatchObject({ became: 'CONSULTATION', status: 'PENDING', unitId: 'bollnas', profession: 'DOCTOR', ticketId: null, forwarded: 0 });
    expect(await world.case(s.caseId!)).toMatchObject({
      kind: 'TELEPHONE_TRIAGE', entryChannel: 'TELEPHONE_TRIAGE', status: 'REQUESTED', unitId: 'bollnas', profession: 'DOCTOR', priority: '6', ageBand: 'FROM_18_TO_64', sex: 'FEMALE',
      reasonTrace: ['telephone-triage/consultation', 'clock/hours-unknown'],
    });
    expect((await world.events(s.id)).map((e) => [e.type, e.version, e.data.status])).toEqual([['consultation.submitted', 1, undefined], ['consultation.status-changed', 2, 'PENDING']]);
    expect((await world.events(s.caseId!)).map((e) => [e.type, e.data.alert])).toEqual([['case.opened', false], ['case.access-changed', undefined]]);
    const told = JSON.stringify(await read(world.db, 'SELECT data FROM outbox')) + JSON.stringify(await read(world.db, 'SELECT * FROM audit'));
    expect(told).not.toMatch(/knä|\+4670|dotter/);
    expect((await world.audits({ caseId: s.caseId! })).map((row) => [row.action, row.actor_kind, row.what])).toEqual(
      expect.arrayContaining([['submitConsultation', 'PARTNER', 'consultation.submitted'], ['submitConsultation', 'PARTNER', 'case.opened']]));
  });

  it('[NOT-3] an urgent one rings the unit’s phones, and does not escalate: it is assigned', async () => {
    const s = await submitted(world, { priority: '3' });
    expect((await world.events(s.caseId!))[0]).toMatchObject({ type: 'case.opened', data: { alert: true } });
    expect(await read(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1 ORDER BY id', [s.caseId])).toEqual([{ kind: 'case.breach-warning' }, { kind: 'case.assignment-overdue' }]);
  });

  it('[QUE-7] where nobody has the profession, every clinical role sees it', async () => {
    const s = await submitted(world, { profession: 'PSYCHOLOGIST' });
    expect(await world.case(s.caseId!)).toMatchObject({ noOneInRole: true });
  });
});

describe('[CON-2] physical, doctor, 6 to 11 goes to the nurse from 1 April 2026', () => {
  const given = { profession: 'DOCTOR', careLevel: 'PHYSICAL', priority: '8' } as const;

  it.each(['gavleborg', 'vastragotaland'] as const)('[CON-2] [BEY-7] in %s: not a minute before midnight in Sweden, and from midnight on', async (regionId) => {
    const at = regionId === 'gavleborg' ? {} : { unitId: 'molndal', patientId: 'glenn' };
    if (regionId === 'vastragotaland') await patient(world, 'glenn', { regionId });
    await clockAt('2026-03-31T21:59:00Z');
    const before = await submitted(world, { ...given, ...at }, partner('telephone-triage', regionId));
    await clockAt('2026-03-31T22:00:01Z');
    const after = await submitted(world, { ...given, ...at }, partner('telephone-triage', regionId));
    expect([before.profession, after.profession]).toEqual(['DOCTOR', 'NURSE']);
    expect((await world.case(after.caseId!)).reasonTrace).toContain(`telephone-nurse-rule/${regionId}/1`);
    expect((await world.case(before.caseId!)).reasonTrace.join()).not.toContain('telephone-nurse-rule');
  });

  it('[CON-2] urgent, digital and other professions go where they were sent, and so does a patient who came through the app', async () => {
    await clockAt('2026-05-05T09:00:00Z');
    expect((await submitted(world, { ...given, priority: '5' })).profession).toBe('DOCTOR');
    expect((await submitted(world, { ...given, careLevel: 'DIGITAL' })).profession).toBe('DOCTOR');
    expect((await submitted(world, { ...given, profession: 'PHYSIOTHERAPIST' })).profession).toBe('PHYSIOTHERAPIST');
    const id = await world.session({ profession: 'DOCTOR', priority: '8', urgencyRank: 8, careLevel: 'PHYSICAL_PRIMARY' });
    expect((await world.case(id)).profession).toBe('DOCTOR');
  });
});

describe('[CON-3] duty hours', () => {
  it('[CON-3] on duty it is read now; outside, the partner learns when, and what is not urgent runs from then', async () => {
    // Good Friday 2026 is 3 April, Easter Monday 6 April.
    await duty(world, 'bollnas', ['2026-04-01', '2026-04-02', '2026-04-07'].map((day) => [new Date(`${day}T06:00:00Z`), new Date(`${day}T15:00:00Z`)]));
    await clockAt('2026-04-01T10:00:00Z');
    const weekday = await submitted(world);
    expect(weekday.readFrom).toEqual(weekday.submittedAt);
    await clockAt('2026-04-03T10:00:00Z');
    const holiday = await submitted(world);
    expect(holiday.readFrom).toEqual(new Date('2026-04-07T06:00:00Z'));
    expect(await world.case(holiday.caseId!)).toMatchObject({ waitingSince: holiday.readFrom, dueAt: new Date('2026-04-08T06:00:00Z') });
    await clockAt('2026-04-04T10:00:00Z');
    const saturday = await submitted(world, { priority: '4' });
    expect(saturday.readFrom).toEqual(new Date('2026-04-07T06:00:00Z'));
    expect(await world.case(saturday.caseId!)).toMatchObject({ waitingSince: saturday.submittedAt, dueAt: new Date(saturday.submittedAt.getTime() + 120 * 60_000) });
    await duty(world, 'bollnas', []);
  });
});

describe('[CON-2] a digital patient', () => {
  it('[CON-2] of 2 to 5 becomes a drop-in like any other: alert, escalation, entry channel', async () => {
    const s = await submitted(world, { digital: true, careLevel: 'DIGITAL', priority: '3', callBackNumbers: [] });
    expect(s).toMatchObject({ became: 'DROP_IN', status: 'PENDING' });
    expect(await world.case(s.caseId!)).toMatchObject({ kind: 'DROP_IN', entryChannel: 'TELEPHONE_TRIAGE' });
    expect((await world.events(s.caseId!))[0]).toMatchObject({ data: { alert: true, kind: 'DROP_IN' } });
    expect(await read(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1 ORDER BY id', [s.caseId])).toEqual([{ kind: 'case.escalate' }, { kind: 'case.breach-warning' }]);
  });

  it('[CON-2] of 6 to 11 gets a ticket, which booking is told of; there is no case yet', async () => {
    const cases = await countOf(world, 'case');
    const s = await submitted(world, { digital: true, priority: '8', profession: 'DOCTOR', callBackNumbers: [] });
    expect(s).toMatchObject({ became: 'TICKET', status: 'RECEIVED', caseId: null, ticketId: expect.any(String), profession: 'DOCTOR' });
    expect((await world.events(s.id)).map((e) => e.type)).toEqual(['consultation.submitted']);
    expect((await world.events(s.id))[0]!.data).toMatchObject({ ticketId: s.ticketId, caseId: null, urgencyRank: 8, ageBand: 'FROM_18_TO_64' });
    expect(await countOf(world, 'case')).toBe(cases);
  });
});

describe('[CON-4] the partner’s reference', () => {
  it('[CON-4] a hundred at once make one case, and everybody gets the first answer', async () => {
    const [cases, seq] = [await countOf(world, 'case'), await partnerSeq(world)];
    const given = consultation();
    const answers = await Promise.all(Array.from({ length: 100 }, () => insistently(() => submitConsultation(world.db, partner(), given, nobodyKnows))));
    const ids = answers.map((a) => (a.is === 'SUBMITTED' ? `${a.submission.id} ${a.submission.caseId}` : a.is));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36} [0-9a-f-]{36}$/);
    expect(await countOf(world, 'case')).toBe(cases + 1);
    expect(await partnerSeq(world)).toBe(seq + 1);
  });

  it('[CON-4] six days later, and when the unit has closed and nobody knows the patient, the same is still the first answer', async () => {
    const given = consultation({ unitId: 'soderhamn' });
    const first = await submitConsultation(world.db, partner(), given, nobodyKnows);
    await world.shiftClock('6 days');
    await world.unit('soderhamn', { active: false, staffedRoles: ['NURSE', 'DOCTOR', 'PHYSIOTHERAPIST'] });
    const before = [await countOf(world, 'outbox'), await countOf(world, 'audit')];
    expect(await submitConsultation(world.db, partner(), given, nobodyKnows)).toEqual(first);
    expect([await countOf(world, 'outbox'), await countOf(world, 'audit')]).toEqual(before);
    await world.unit('soderhamn', { staffedRoles: ['NURSE', 'DOCTOR', 'PHYSIOTHERAPIST'] });
  });

  it('[CON-4] with another content it is refused, and nothing is stored', async () => {
    const s = await submitted(world);
    const before = [await countOf(world, 'submission'), await countOf(world, 'case'), await countOf(world, 'outbox')];
    expect(await submit({ reference: s.reference, summary: 'Något annat.' })).toEqual({ is: 'REFERENCE_REUSED' });
    expect(await submit({ reference: s.reference, priority: '7' })).toEqual({ is: 'REFERENCE_REUSED' });
    expect([await countOf(world, 'submission'), await countOf(world, 'case'), await countOf(world, 'outbox')]).toEqual(before);
  });

  it('[CON-4] of fifty contents at once under one reference one is stored and the others are refused', async () => {
    const reference = `race-${v7()}`;
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => insistently(() => submit({ reference, summary: `Nummer ${i}.` }))));
    expect(answers.filter((a) => a.is === 'SUBMITTED')).toHaveLength(1);
    expect(answers.filter((a) => a.is === 'REFERENCE_REUSED')).toHaveLength(49);
  });

  it('[PAR-1] another partner’s same reference is another submission', async () => {
    const s = await submitted(world);
    const other = await submitted(world, { reference: s.reference, summary: 'Något annat.' }, partner('other-triage'));
    expect(other.id).not.toBe(s.id);
  });
});

describe('[CON-2] refusals', () => {
  it('[SAF-3] a protected person is not handled, and the attempt is logged', async () => {
    const before = await countOf(world, 'submission');
    expect(await submit({ patientId: 'petronella' })).toEqual({ is: 'PROTECTED_IDENTITY_NOT_HANDLED' });
    expect(await countOf(world, 'submission')).toBe(before);
    expect((await world.audits({ action: 'submitConsultation' })).at(-1)).toMatchObject({ what: 'consultation.refused', reason: 'PROTECTED_IDENTITY', patient_id: 'petronella' });
  });

  it('[SAF-3] where the region handles protected identity the person is handed over like anybody', async () => {
    const handled = (version: number, value: boolean) => transact(world.db, systemActor('cases'), (tx) => publishSettings(tx, [
      { region: 'gavleborg', unit: null, key: 'protected-identity', version, effectiveFrom: new Date('2025-01-01T00:00:00Z'), value: { handled: value } },
    ]));
    await handled(2, true);
    expect(await submit({ patientId: 'petronella' })).toMatchObject({ is: 'SUBMITTED', submission: { patientId: 'petronella', became: 'CONSULTATION' } });
    await handled(3, false);
    expect(await submit({ patientId: 'petronella' })).toEqual({ is: 'PROTECTED_IDENTITY_NOT_HANDLED' });
  });

  it('[CON-2] another region’s unit or patient, an unknown one and a closed one are not found, and nothing is stored', async () => {
    await patient(world, 'siv', { regionId: 'halland' });
    const before = [await countOf(world, 'submission'), await countOf(world, 'case'), await countOf(world, 'outbox')];
    for (const given of [{ unitId: 'molndal' }, { unitId: 'nowhere' }, { unitId: 'closed-for-good' }, { patientId: 'siv' }, { patientId: 'nobody' }]) {
      expect([given, await submit(given)]).toEqual([given, { is: 'NOT_FOUND' }]);
    }
    expect([await countOf(world, 'submission'), await countOf(world, 'case'), await countOf(world, 'outbox')]).toEqual(before);
  });

  it('[CON-2] a patient of whom no event has come is asked of directory once; no answer is not found and may be repeated', async () => {
    const given = consultation({ patientId: 'nora' });
    expect(await submitConsultation(world.db, partner(), given, nobodyKnows)).toEqual({ is: 'NOT_FOUND' });
    const asked: string[] = [];
    const outcome = await submitConsultation(world.db, partner(), given, async (id) => {
      asked.push(id);
      return { birthDate: '2020-01-01', sex: 'MALE', protectedIdentity: false };
    });
    expect(asked).toEqual(['nora']);
    expect(outcome.is === 'SUBMITTED' && (await world.case(outcome.submission.caseId!)).sex).toBe('MALE');
    expect(await submitConsultation(world.db, partner(), consultation({ patientId: 'nils' }), async () => ({ birthDate: '2000-01-01', sex: 'MALE', protectedIdentity: true }))).toEqual({ is: 'PROTECTED_IDENTITY_NOT_HANDLED' });
  });
});
