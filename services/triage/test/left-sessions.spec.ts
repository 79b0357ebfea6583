import type { PatientActor } from '@vardgraf/service-kit/actor';
import { readNow } from '@vardgraf/service-kit/clock';
import { read } from '@vardgraf/service-kit/postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import { v4 } from 'uuid';
import { type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
let hanna: PatientActor;
let gun: PatientActor;

beforeAll(async () => {
  world = await triageWorld();
  await world.unit('bollnas');
  await world.unit('halmstad', { regionId: 'halland' });
  hanna = await world.person({ listedUnitId: 'halmstad' }, 'halland');
  gun = await world.person();
});
afterAll(() => world.end());
afterEach(() => world.shiftClock('0 hours'));

/** A session with a danger sign that leaves questions to ask. */
async function inDanger(actor: PatientActor, code = 'sore-throat'): Promise<string> {
  const { id } = await world.start(actor, code) as { id: string };
  const { session } = await world.mutate(actor, 'answerTriage', { sessionId: id, answers: [{ findingId: 'throat-one-sided', value: 'yes' }] });
  expect(session.status).toBe('OPEN');
  return id;
}
const leave = async (actor: PatientActor, sessionId: string) => (await world.mutate(actor, 'abandonTriage', { sessionId }))['session'];
const kinds = async (id: string) => (await world.events(id)).map(({ type }) => type);
const pass = async (interval: string) => {
  await world.shiftClock(interval);
  const due = () => read(world.db, "SELECT 1 FROM timer WHERE kind = 'session-silence' AND fire_at <= vardgraf.now()");
  for (let tries = 0; tries < 100 && (await due()).length > 0; tries += 1) await sleep(50);
};

describe('S17: a session left by a press after a danger sign', () => {
  it('[TRI-10] becomes a case with the floor’s priority where the region says so, once, and the patient is told', async () => {
    const id = await inDanger(hanna);
    const [one, two] = await Promise.all([leave(hanna, id), leave(hanna, id)]);
    expect(one).toMatchObject({ status: 'ABANDONED', outcome: { priority: expect.any(String), urgencyRank: expect.any(Number), caseId: expect.any(String), unit: { id: 'halmstad' } } });
    expect(two['outcome'].caseId).toBe(one['outcome'].caseId);
    expect(one['outcome'].advice[0]).toContain('Care staff will look at what you answered');
    const events = await world.events(id);
    expect(events.map(({ type, version }) => [type, version])).toEqual([['session.abandoned', 1], ['session.left-unfinished', 2]]);
    expect(events[1]!.data).toMatchObject({
      sessionId: id, patientId: hanna.personId, caseId: one['outcome'].caseId, unitId: 'halmstad', complaintCode: 'sore-throat', priority: one['outcome'].priority,
      urgencyRank: one['outcome'].urgencyRank, tags: ['UNFINISHED'],
    });
    expect(events[1]!.data['firedRules'].length).toBeGreaterThan(0);
    expect(one['anamnesis']).toMatchObject({ unfinished: true, redFlagsPresent: [expect.any(String)] });
  });

  it('is only counted in a region that does not say so', async () => {
    const id = await inDanger(gun);
    expect(await leave(gun, id)).toMatchObject({ status: 'ABANDONED', outcome: null });
    expect(await kinds(id)).toEqual(['session.abandoned']);
  });

  it('is only counted without a danger sign', async () => {
    const { id } = await world.start(hanna, 'sore-throat') as { id: string };
    await world.mutate(hanna, 'answerTriage', { sessionId: id, answers: [{ findingId: 'throat-one-sided', value: 'no' }] });
    await leave(hanna, id);
    expect(await kinds(id)).toEqual(['session.abandoned']);
  });

  it('words that make a human look are a danger as well', async () => {
    const { id } = await world.start(hanna, 'other', { freeText: 'jag vill ta livet av mig' }) as { id: string };
    await leave(hanna, id);
    expect((await world.events(id)).at(-1)).toMatchObject({ type: 'session.left-unfinished', data: { tags: expect.arrayContaining(['UNFINISHED', 'SUICIDE_RISK_FLAGGED']) } });
  });
});

describe('S17: silence', () => {
  it('after a danger sign leaves the session when the region’s time has passed, and makes one case', async () => {
    const id = await inDanger(hanna);
    await pass('59 minutes');
    expect(await kinds(id)).toEqual([]);
    await pass('61 minutes');
    const events = await world.events(id);
    expect(events).toMatchObject([{ type: 'session.abandoned', data: { leftBy: 'SILENCE' } }, { type: 'session.left-unfinished', data: { unitId: 'halmstad' } }]);
    await pass('10 days');
    expect(await kinds(id)).toHaveLength(2);
    expect(Math.abs(Date.parse(events[1]!.data['leftAt']) - (await readNow(world.db)).getTime() + 9 * 86_400_000 + 23 * 3_600_000)).toBeLessThan(120_000);
  });

  it('counts from what was last said', async () => {
    const id = await inDanger(hanna);
    await world.shiftClock('50 minutes');
    await world.mutate(hanna, 'answerTriage', { sessionId: id, answers: [{ findingId: 'immune', value: 'no' }] });
    await pass('70 minutes');
    expect(await kinds(id)).toEqual([]);
    await pass('111 minutes');
    expect(await kinds(id)).toEqual(['session.abandoned', 'session.left-unfinished']);
  });

  it('elsewhere, and without a danger sign, the session can be gone on with for a week, and is then counted', async () => {
    const [elsewhere, calm] = [await inDanger(gun), ((await world.start(hanna, 'cough')) as { id: string }).id];
    await pass('6 days');
    for (const id of [elsewhere, calm]) expect(await kinds(id)).toEqual([]);
    await pass('8 days');
    for (const id of [elsewhere, calm]) expect(await world.events(id)).toMatchObject([{ type: 'session.abandoned', data: { leftBy: 'SILENCE' } }]);
  });

  it('a finished session is not left any more', async () => {
    const { session } = await world.whole(hanna, 'sore-throat', { 'throat-one-sided': 'yes' }, { sendToClosedUnit: true });
    await pass('8 days');
    expect(await kinds(session.id)).toEqual(['session.finished']);
  });
});

describe('S17: a danger sign is not forgotten by beginning anew', () => {
  it('when the new session is left calm, the old one is what staff see', async () => {
    const old = await inDanger(hanna);
    const { session } = await world.mutate(hanna, 'restartTriage', { sessionId: old, clientId: v4() });
    expect(await kinds(old)).toEqual(['session.abandoned']);
    await leave(hanna, session.id);
    expect(await kinds(old)).toEqual(['session.abandoned', 'session.left-unfinished']);
    expect(await kinds(session.id)).toEqual(['session.abandoned']);
  });

  it('silence in the new session is as short as in the old one', async () => {
    const old = await inDanger(hanna);
    const { session } = await world.mutate(hanna, 'restartTriage', { sessionId: old, clientId: v4() });
    await pass('61 minutes');
    expect(await kinds(old)).toEqual(['session.abandoned', 'session.left-unfinished']);
    expect(await world.events(session.id)).toMatchObject([{ type: 'session.abandoned', data: { leftBy: 'SILENCE' } }]);
  });

  it('when the new one comes to an outcome, nothing of the old one is left', async () => {
    const old = await inDanger(hanna);
    const { session } = await world.mutate(hanna, 'restartTriage', { sessionId: old, clientId: v4() });
    await world.answerAll(hanna, session);
    await world.mutate(hanna, 'finishTriage', { sessionId: session.id, sendToClosedUnit: true });
    await pass('8 days');
    expect(await kinds(old)).toEqual(['session.abandoned']);
    expect(await kinds(session.id)).toEqual(['session.finished']);
  });

  it('what has become a case is no second one, however often it is begun anew and left', async () => {
    const old = await inDanger(hanna);
    await leave(hanna, old);
    const { session } = await world.mutate(hanna, 'restartTriage', { sessionId: old, clientId: v4() });
    await leave(hanna, session.id);
    expect(await kinds(old)).toEqual(['session.abandoned', 'session.left-unfinished']);
    expect(await kinds(session.id)).toEqual(['session.abandoned']);
  });
});
