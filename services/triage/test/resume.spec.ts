import type { PatientActor } from '@vardgraf/service-kit/actor';
import { v4 } from 'uuid';
import { type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
let anna: PatientActor;
const OPEN = '{ openTriageSessions { id status screen { id } answers { findingId value } complaint { code } patient { id } } }';
const born = (years: number): string => new Date(Date.now() - years * 365.25 * 86_400_000).toISOString().slice(0, 10);
const later = new Date(Date.now() + 3650 * 86_400_000).toISOString();

beforeAll(async () => {
  world = await triageWorld();
  await world.unit('bollnas');
  anna = await world.person();
});
afterAll(() => world.end());

const open = async (actor: Parameters<TriageWorld['ask']>[0]) => (await world.ask(actor, OPEN)).data!['openTriageSessions'];
const say = (id: string, findingId: string, value: string | null, actor = anna) => world.mutate(actor, 'answerTriage', { sessionId: id, answers: [{ findingId, value }] });

describe('[TRI-10] a patient goes on where they were', () => {
  it('finds their open sessions and their children’s, the last touched first, and nobody else’s', async () => {
    const child = await world.person({ birthDate: born(4), guardianIds: [anna.personId], maySeekCareFrom: later, proxyUntil: later });
    const own = await world.start(anna, 'cough');
    const childs = await world.start(anna, 'child-fever', { patientId: child.personId });
    await say(own['id'], 'fever', 'no');
    const left = await world.start(anna, 'sore-throat');
    await world.mutate(anna, 'abandonTriage', { sessionId: left['id'] });
    expect(await open(anna)).toEqual([
      { id: own['id'], status: 'OPEN', screen: { id: expect.any(String) }, answers: [{ findingId: 'fever', value: 'no' }], complaint: { code: 'cough' }, patient: { id: anna.personId } },
      { id: childs['id'], status: 'OPEN', screen: { id: expect.any(String) }, answers: [], complaint: { code: 'child-fever' }, patient: { id: child.personId } },
    ]);
    expect(await world.audits('openTriageSessions', child.personId)).toMatchObject([{ actor_id: anna.personId }]);
    expect(await open(await world.person())).toEqual([]);
    expect(await open({ ...anna, regionId: 'halland' })).toEqual([]);
  });

  it('adds words to their own, which are never taken back; together they are not endless', async () => {
    const { id } = await world.start(anna, 'other', { freeText: 'Det började i går.' }) as { id: string };
    const { session } = await world.mutate(anna, 'answerTriage', { sessionId: id, answers: [], freeText: 'jag vill ta livet av mig' });
    expect(session).toMatchObject({ freeText: 'Det började i går.\njag vill ta livet av mig', emergency: { text: expect.stringContaining('90101') } });
    expect(await world.badInput(anna, 'answerTriage', { sessionId: id, answers: [], freeText: 'x'.repeat(3_990) })).toEqual(['input.freeText']);
    expect(await world.badInput(anna, 'answerTriage', { sessionId: id, answers: [] })).toEqual(['input.answers']);
  });

  it('S3: a danger sign that was confirmed and is taken back is shown to the clinician, until it is confirmed again', async () => {
    const { id } = await world.start(anna, 'sore-throat') as { id: string };
    await say(id, 'throat-one-sided', 'yes');
    const denied = (await say(id, 'throat-one-sided', 'no'))['session'].anamnesis;
    expect(denied).toMatchObject({ redFlagsPresent: [], redFlagsWithdrawn: [expect.any(String)], unfinished: true });
    expect(denied.text).toContain(`Warning signs confirmed at first and then changed: ${denied.redFlagsWithdrawn[0]}`);
    expect((await say(id, 'throat-one-sided', null))['session'].anamnesis.redFlagsWithdrawn).toEqual(denied.redFlagsWithdrawn);
    expect((await say(id, 'throat-one-sided', 'yes'))['session'].anamnesis).toMatchObject({ redFlagsWithdrawn: [], redFlagsPresent: denied.redFlagsWithdrawn });
  });
});

describe('[TRI-10] a patient begins anew', () => {
  const restart = (sessionId: string, clientId = v4(), actor = anna) => world.mutate(actor, 'restartTriage', { sessionId, clientId });

  it('on the same complaints with no answer but their own words; the old session is left and counted', async () => {
    const { id } = await world.start(anna, 'cough', { furtherComplaintCodes: ['sore-throat'], freeText: 'Hostar.' }) as { id: string };
    await say(id, 'fever', 'yes');
    const { session } = await restart(id);
    expect(session).toMatchObject({ status: 'OPEN', restartedFrom: id, complaint: { code: 'cough' }, furtherComplaints: [{ code: 'sore-throat' }], answers: [], freeText: 'Hostar.' });
    expect(session.id).not.toBe(id);
    expect(await world.events(id)).toMatchObject([{ type: 'session.abandoned', data: { leftBy: 'RESTART', screensSeen: 1 } }]);
  });

  it('twice, with the same id or another, is the same new session', async () => {
    const { id } = await world.start(anna, 'cough') as { id: string };
    const clientId = v4();
    const all = await Promise.all([restart(id, clientId), restart(id, clientId), restart(id)]);
    expect(new Set(all.map(({ session }) => session.id)).size).toBe(1);
    expect(await world.events(id)).toHaveLength(1);
  });

  it('also what was left, but not what is finished, and not another’s', async () => {
    const { id } = await world.start(anna, 'cough') as { id: string };
    await world.mutate(anna, 'abandonTriage', { sessionId: id });
    expect(await restart(id)).toMatchObject({ __typename: 'RestartTriageOk', session: { restartedFrom: id } });
    expect(await world.events(id)).toHaveLength(1);
    const { session } = await world.whole(anna, 'sore-throat');
    expect(await restart(session.id)).toMatchObject({ __typename: 'SessionNotOpen', status: 'FINISHED' });
    expect(await restart(id, v4(), await world.person())).toMatchObject({ __typename: 'NotFound' });
    expect(await world.badInput(anna, 'restartTriage', { sessionId: id, clientId: 'nonsense' })).toEqual(['input.clientId']);
  });
});
