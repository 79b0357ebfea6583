import type { PatientActor } from '@vardgraf/service-kit/actor';
import { v4 } from 'uuid';
import { loadPacks } from '../src/content/load';
import { simplePack } from './simple-pack';
import { type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
let anna: PatientActor;
const quick = simplePack('quick', { priority: 3, need: 'DIGITAL', profession: 'DOCTOR' });
const slow = simplePack('slow', { priority: 8, need: 'DIGITAL', profession: 'NURSE' });

beforeAll(async () => {
  world = await triageWorld();
  await world.publish([...loadPacks(), quick, slow]);
  await world.unit('bollnas');
  anna = await world.person();
});
afterAll(() => world.end());

const both = (actor: PatientActor, complaintCode: string, ...furtherComplaintCodes: string[]) => world.start(actor, complaintCode, { furtherComplaintCodes });

describe('[TRI-1] S14: two complaints at once', () => {
  it('come to the most urgent of both, whichever is named first, and that one gives its name to the case', async () => {
    for (const [first, second] of [['slow', 'quick'], ['quick', 'slow']] as const) {
      const session = await world.answerAll(anna, await both(anna, first, second));
      expect(session).toMatchObject({ complaint: { code: first }, furtherComplaints: [{ code: second }], outcome: { priority: '3', profession: 'DOCTOR', disposition: 'DROP_IN' } });
      const finished = (await world.mutate(anna, 'finishTriage', { sessionId: session['id'] }))['session'];
      expect((await world.events(finished.id)).at(-1)).toMatchObject({
        type: 'session.finished', data: { complaintCode: 'quick', furtherComplaintIds: ['slow'], priority: '3', content: { packId: 'quick', semver: quick.semver }, assisted: false, engine: { priority: '3', urgencyRank: 3 } },
      });
    }
  });

  it('are asked together, what they share once, and the report has both with every answer once', async () => {
    const ulla = await world.person();
    const [cough, throat, together] = [await world.whole(ulla, 'cough'), await world.whole(ulla, 'sore-throat'), await world.answerAll(ulla, await both(ulla, 'cough', 'sore-throat'))];
    const ids = (session: { answers: { findingId: string }[] }) => session.answers.map(({ findingId }) => findingId);
    const asked = ids(together as never);
    expect(new Set(asked).size).toBe(asked.length);
    for (const id of [...ids(cough['session']), ...ids(throat['session'])]) expect(asked).toContain(id);
    expect(together['anamnesis'].complaint).toBe(`${cough['session'].complaint.name} · ${throat['session'].complaint.name}`);
    const questions = together['anamnesis'].lines.map((line: { question: string }) => line.question);
    for (const line of [...cough['session'].anamnesis.lines, ...throat['session'].anamnesis.lines]) expect(questions.filter((question: string) => question === line.question)).toHaveLength(1);
  });

  it('self-care needs both to say so, and then the advice of both is given', async () => {
    const ulla = await world.person();
    const calm = await world.answerAll(ulla, await both(ulla, 'cough', 'sore-throat'));
    expect(calm['outcome']).toMatchObject({ priority: '12', disposition: 'SELF_CARE' });
    const alone = await Promise.all(['cough', 'sore-throat'].map(async (code) => (await world.answerAll(ulla, await world.start(ulla, code)))['outcome'].advice[0] as string));
    expect(calm['outcome'].advice).toEqual(expect.arrayContaining(alone));
    expect((await world.answerAll(ulla, await both(ulla, 'cough', 'slow')))['outcome']).toMatchObject({ priority: '8' });
  });

  it('count as a contact for each of them', async () => {
    const ulla = await world.person();
    for (let i = 0; i < 2; i += 1) {
      const session = await world.answerAll(ulla, await both(ulla, 'cough', 'sore-throat'));
      expect(session['outcome'].priority).toBe('12');
      await world.mutate(ulla, 'finishTriage', { sessionId: session['id'] });
    }
    expect((await world.answerAll(ulla, await world.start(ulla, 'sore-throat')))['outcome'].priority).not.toBe('12');
    expect((await world.answerAll(ulla, await world.start(ulla, 'ear')))['outcome'].priority).toBe('12');
  });

  it('stay with the versions they began with', async () => {
    const begun = await both(anna, 'slow', 'quick');
    await world.publish([...loadPacks(), simplePack('quick', { priority: 9, need: 'DIGITAL', profession: 'NURSE' }, { semver: '9.0.0' }), slow]);
    expect((await world.answerAll(anna, begun))['outcome'].priority).toBe('3');
    expect((await world.answerAll(anna, await both(anna, 'slow', 'quick')))['outcome'].priority).toBe('8');
    await world.publish([...loadPacks(), quick, slow]);
  });

  it('a complaint named twice, one not offered, or too many are refused by path', async () => {
    const bad = (furtherComplaintCodes: string[]) => world.badInput(anna, 'startTriage', { clientId: v4(), complaintCode: 'cough', furtherComplaintCodes });
    expect(await bad(['cough'])).toEqual(['input.furtherComplaintCodes.0']);
    expect(await bad(['ear', 'child-fever'])).toEqual(['input.furtherComplaintCodes.1']);
    expect(await bad(['ear', 'other', 'back'])).toEqual(['input.furtherComplaintCodes']);
  });
});
