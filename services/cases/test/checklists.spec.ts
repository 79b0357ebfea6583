import { read } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import { addPatientToVisit } from '../src/operations/add-patient-to-visit';
import { beginProtocol } from '../src/operations/begin-protocol';
import { closeWrongPerson } from '../src/operations/close-wrong-person';
import { endCase } from '../src/operations/end-case';
import { recordPhysicalVisit } from '../src/operations/record-physical-visit';
import { recordProtocolStep } from '../src/operations/record-protocol-step';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { expectOneStory } from './one-story';
import { dora, nina, safetyWorld, type SafetyWorld } from './safety-world';

let world: SafetyWorld;
beforeAll(async () => {
  world = await safetyWorld();
});
afterAll(() => world.end());

const met = () => world.met(nina, { tags: [] });
const end = (caseId: string, phaseDays: number | null = 0, by = nina) => endCase(world.db, by, { caseId, reason: 'NO_CONTACT', phaseDays });
type Kind = Parameters<typeof beginProtocol>[3];
const begin = (caseId: string, kind: Kind, by = nina) => beginProtocol(world.db, by, caseId, kind);
const step = (caseId: string, kind: Kind, what: Parameters<typeof recordProtocolStep>[2]['step'], skippedBecause: string | null = null) =>
  recordProtocolStep(world.db, nina, { caseId, kind, step: what, skippedBecause });
const states = async (id: string) => (await read<{ state: string }>(world.db, 'SELECT state FROM protocol WHERE case_id = $1 ORDER BY id', [id])).map((row) => row.state);

describe('a silent patient', () => {
  it('[VIS-5] [BEY-9] is reminded and given time; not before is the case ended, and then for a day', async () => {
    const id = await met();
    expect(await begin(id, 'SILENCE', dora)).toMatchObject({ is: 'NOT_FOUND' });
    for (let n = 0; n < 2; n += 1) expect(await begin(id, 'SILENCE')).toMatchObject({ is: 'DONE', case: { openProtocols: ['SILENCE'] } });
    for (const days of [0, 3, null]) expect(await end(id, days)).toEqual({ is: 'PROTOCOL_STEPS_LEFT', protocols: ['SILENCE'] });
    expect(await step(id, 'SILENCE', 'WAIT')).toEqual({ is: 'STEP_NOT_OFFERED', state: 'SILENT' });
    expect(await step(id, 'SILENCE', 'REMIND')).toMatchObject({ is: 'DONE' });
    expect((await world.events(id)).filter((event) => event.type === 'case.protocol-changed').map(({ data }) => [data['state'], data['remind']])).toEqual([['SILENT', false], ['REMINDED', true]]);
    await world.rings('checklist', id);
    expect(await states(id)).toEqual(['REMINDED']);
    expect(await step(id, 'SILENCE', 'WAIT')).toEqual({ is: 'STEP_NOT_OFFERED', state: 'REMINDED' });
    await world.passes(11);
    await world.rings('checklist', id);
    const ended = await end(id, null);
    expect(ended).toMatchObject({ is: 'DONE', case: { status: 'ON_HOLD', openProtocols: [] } });
    const { phaseEndsAt } = await world.case(id);
    expect(Math.round((phaseEndsAt!.getTime() - Date.now()) / 3_600_000)).toBeLessThanOrEqual(25);
    await expectOneStory(world, id);
  });

  it('[BEY-9] a step may be passed over with a reason, which is kept; without one it stands', async () => {
    const id = await met();
    await begin(id, 'SILENCE');
    expect(await step(id, 'SILENCE', 'REMIND', 'Har inget telefonnummer.')).toMatchObject({ is: 'DONE' });
    expect(await step(id, 'SILENCE', 'WAIT', 'Hör av sig i morgon.')).toMatchObject({ is: 'DONE', case: { openProtocols: [] } });
    expect(await read(world.db, 'SELECT s.step, s.skipped_because, s.by_id FROM protocol_step s JOIN protocol p ON p.id = s.protocol_id WHERE p.case_id = $1 ORDER BY s.id', [id])).toEqual([
      { step: 'BEGIN', skipped_because: null, by_id: 'nina' }, { step: 'REMIND', skipped_because: 'Har inget telefonnummer.', by_id: 'nina' }, { step: 'WAIT', skipped_because: 'Hör av sig i morgon.', by_id: 'nina' },
    ]);
    expect((await world.events(id)).some(({ data }) => data['remind'] === true)).toBe(false);
    expect(await end(id)).toMatchObject({ is: 'DONE' });
    await expectOneStory(world, id);
  });

  it('[BEY-9] who writes again, or is reached, is silent no more', async () => {
    const [writes, reached] = [await met(), await met()];
    for (const id of [writes, reached]) await begin(id, 'SILENCE');
    await world.says(writes);
    await world.phones(nina, reached, { outcome: 'REACHED', reason: 'NO_ANSWER_IN_CHAT' });
    for (const id of [writes, reached]) {
      expect([await states(id), (await world.case(id)).openProtocols]).toEqual([['ANSWERED'], []]);
      expect(await end(id)).toMatchObject({ is: 'DONE' });
    }
  });
});

describe('nobody comes', () => {
  const booked = async (): Promise<string> => {
    const [row] = await read<{ now: Date }>(world.db, 'SELECT vardgraf.now() AS now');
    return world.booking({ startsAt: row!.now.toISOString(), bookedAt: row!.now.toISOString() });
  };

  it('[BOO-4] [BEY-9] ten minutes after its time who has the visit gets the task to phone at once, and what came of it is logged', async () => {
    const id = await booked();
    await takeCase(world.db, nina, id);
    await startCase(world.db, nina, id);
    await world.rings('no-show', id);
    expect((await world.case(id)).openProtocols).toEqual([]);
    await world.passes(11);
    for (let n = 0; n < 2; n += 1) await world.rings('no-show', id);
    expect([await states(id), (await world.case(id)).openProtocols]).toEqual([['TO_PHONE'], ['NO_SHOW']]);
    expect(await end(id)).toEqual({ is: 'PROTOCOL_STEPS_LEFT', protocols: ['NO_SHOW'] });
    expect(await world.phones(nina, id, { reason: 'DID_NOT_COME' })).toMatchObject({ is: 'DONE', attempt: { outcome: 'NO_ANSWER', replacesDigitalVisit: true } });
    expect(await step(id, 'NO_SHOW', 'PHONE')).toMatchObject({ is: 'DONE', case: { openProtocols: [] } });
    expect(await end(id)).toMatchObject({ is: 'DONE' });
    await expectOneStory(world, id);
  });

  it('[BOO-4] a visit in which the patient writes is none, nor one that has moved', async () => {
    const [here, moved] = [await booked(), await booked()];
    for (const id of [here, moved]) await takeCase(world.db, nina, id);
    await startCase(world.db, nina, here);
    await world.says(here);
    const { bookingId } = await world.case(moved);
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString();
    await world.hear('booking.rebooked', {
      bookingId: bookingId!, caseId: moved, ticketId: 't', patientId: 'anna', slotId: v7(), unitId: 'bollnas', role: 'NURSE', staffId: null, visitType: 'VIDEO', startsAt: soon, endsAt: soon, previousStartsAt: soon,
      previousUnitId: 'bollnas',
    });
    await world.passes(11);
    for (const id of [here, moved]) await world.rings('no-show', id);
    for (const id of [here, moved]) expect(await states(id)).toEqual([]);
    expect(await world.timer(moved, 'case.no-show')).toEqual(new Date(Date.parse(soon) + 600_000));
  });
});

describe('somebody else’s matter', () => {
  it('[SAF-2] [BEY-9] is explained, the right patient asked to log in, and closed as entered in error; not before, and nothing else ends it', async () => {
    const id = await met();
    expect(await closeWrongPerson(world.db, nina, id)).toEqual({ is: 'PROTOCOL_STEPS_LEFT', protocols: ['WRONG_PERSON'] });
    await begin(id, 'WRONG_PERSON');
    expect(await end(id)).toEqual({ is: 'PROTOCOL_STEPS_LEFT', protocols: ['WRONG_PERSON'] });
    expect(await step(id, 'WRONG_PERSON', 'ASK_TO_LOG_IN')).toEqual({ is: 'STEP_NOT_OFFERED', state: 'NOTICED' });
    for (const what of ['EXPLAIN', 'ASK_TO_LOG_IN'] as const) {
      expect(await closeWrongPerson(world.db, nina, id)).toMatchObject({ is: 'PROTOCOL_STEPS_LEFT' });
      expect(await step(id, 'WRONG_PERSON', what)).toMatchObject({ is: 'DONE' });
    }
    expect(await closeWrongPerson(world.db, nina, id)).toMatchObject({ is: 'DONE', case: { status: 'ENTERED_IN_ERROR', endReason: 'WRONG_PERSON', openProtocols: [] } });
    expect(await closeWrongPerson(world.db, nina, id)).toMatchObject({ is: 'DONE', case: { status: 'ENTERED_IN_ERROR' } });
    expect((await world.events(id)).find((event) => event.type === 'case.ended')).toMatchObject({ data: { status: 'ENTERED_IN_ERROR', reason: 'WRONG_PERSON' } });
    await expectOneStory(world, id);
  });

  it('[SAF-2] [SAF-1] with suicide risk open it is not closed so; and it may turn out to be the right person', async () => {
    const [risky, right] = [await world.met(nina), await met()];
    for (const id of [risky, right]) await begin(id, 'WRONG_PERSON');
    for (const what of ['EXPLAIN', 'ASK_TO_LOG_IN'] as const) await step(risky, 'WRONG_PERSON', what);
    expect(await closeWrongPerson(world.db, nina, risky)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(await step(right, 'WRONG_PERSON', 'DISMISS')).toMatchObject({ is: 'DONE', case: { openProtocols: [] } });
    expect(await end(right)).toMatchObject({ is: 'DONE' });
  });
});

describe('attempts to reach the patient', () => {
  it('[VIS-6] [EXP-7] a call in place of a digital visit needs a reason and a visit that has begun, and is counted; the same press is the same attempt', async () => {
    const [waiting, id] = [await world.session(), await met()];
    await takeCase(world.db, nina, waiting);
    expect(await world.phones(nina, waiting, { reason: 'PATIENT_ASKED' })).toEqual({ is: 'OWN_CHANNEL_FIRST' });
    expect(await world.phones(nina, id, { reason: null })).toEqual({ is: 'PHONE_REASON_NEEDED' });
    const first = await world.phones(nina, id, { reason: 'TECHNICAL_FAULT', clientId: 'one' });
    const again = await world.phones(nina, id, { reason: 'TECHNICAL_FAULT', clientId: 'one' });
    expect([first, again]).toMatchObject([{ is: 'DONE', attempt: { replacesDigitalVisit: true } }, { is: 'DONE', attempt: { id: (first as { attempt: { id: string } }).attempt.id } }]);
    expect((await world.events(id)).filter((event) => event.type === 'case.contact-attempted')).toMatchObject([{ data: { reason: 'TECHNICAL_FAULT', replacesDigitalVisit: true, outcome: 'NO_ANSWER' } }]);
    expect(await world.phones(nina, id, { channel: 'CHAT', reason: null })).toMatchObject({ is: 'DONE', attempt: { replacesDigitalVisit: false } });
  });

  it('[VIS-7] a visit has one patient: another is refused with a clear answer', async () => {
    const id = await met();
    expect(await addPatientToVisit(world.db, nina, { caseId: id, patientId: 'bo' })).toEqual({ is: 'ONE_PATIENT_PER_VISIT' });
    expect(await addPatientToVisit(world.db, nina, { caseId: id, patientId: 'anna' })).toMatchObject({ is: 'DONE' });
    expect(await addPatientToVisit(world.db, { ...nina, personId: 'nils' }, { caseId: id, patientId: 'bo' })).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
  });
});

it('[RDG-10] a phase until the physical visit ends with it, and waits while the patient has written what nobody has read', async () => {
  const [quiet, unread] = [await met(), await met()];
  for (const caseId of [quiet, unread]) {
    expect(await endCase(world.db, nina, { caseId, reason: 'CARE_GIVEN', phaseDays: null, phaseUntil: 'PHYSICAL_VISIT' })).toMatchObject({ is: 'DONE', case: { status: 'ON_HOLD', phaseUntil: 'PHYSICAL_VISIT' } });
  }
  await world.says(unread);
  for (const caseId of [quiet, unread]) expect(await recordPhysicalVisit(world.db, nina, { caseId, held: true })).toMatchObject({ is: 'DONE' });
  expect([(await world.case(quiet)).status, (await world.case(unread)).status]).toEqual(['COMPLETED', 'ON_HOLD']);
  expect(await world.case(unread)).toMatchObject({ phaseUntil: null });
  await expectOneStory(world, quiet);
});
