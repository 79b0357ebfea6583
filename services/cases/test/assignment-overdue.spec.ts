import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { Submission } from '../src/domain/submission';
import { forwardConsultation } from '../src/operations/forward-consultation';
import { submission as submissionOf } from '../src/operations/read-submissions';
import { releaseCase } from '../src/operations/release-case';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { tellAssignmentOverdue } from '../src/operations/tell-assignment-overdue';
import { withdrawCase } from '../src/operations/withdraw-case';
import { type CasesWorld, patientActor, staffMember } from './cases-world';
import { consultationWorld, duty, partner, partnerSeq, submitted } from './consultation-world';

let world: CasesWorld;
const nina = staffMember('nina');
const harriet = staffMember('harriet', 'hub');
const hour = 3_600_000;

beforeAll(async () => {
  world = await consultationWorld({ timersRing: false });
  await world.unit('hub', { kind: 'DROP_IN_HUB' });
});
afterEach(() => world.shiftClock('0 minutes'));
afterAll(() => world.end());

type Assigned = Submission & { caseId: string };
const assigned = async (given: Parameters<typeof submitted>[1] = {}): Promise<Assigned> => (await submitted(world, { priority: '3', ...given })) as Assigned;
const tell = (s: Assigned): Promise<void> => transact(world.db, systemActor('cases'), (tx) => tellAssignmentOverdue(tx, 'gavleborg', s.caseId));
const told = async (s: Assigned) => (await world.events(s.caseId)).filter((e) => e.type === 'case.assignment-overdue');
const now = async (s: Submission): Promise<Submission> => (await submissionOf(world.db, partner(), s.reference))!;
const timerOf = async (s: Assigned): Promise<Date[]> =>
  (await read<{ due: Date }>(world.db, "SELECT due_at AS due FROM timer WHERE aggregate_id = $1 AND kind = 'case.assignment-overdue'", [s.caseId])).map((t) => t.due);
const cardAt = async (by: typeof nina, s: Assigned) =>
  (await world.ask(by, 'query($u: ID!) { queue(unitId: $u, first: 100) { edges { node { id flags } } } }', { u: by.commission.unitIds[0] })).data!.queue.edges
    .map((e: { node: { id: string } }) => e.node).find((card: { id: string }) => card.id === s.caseId);

describe('[BEY-2] an assignment whose time has passed', () => {
  it('[BEY-2] alerts the unit and the hub, which sees it from then on, and the submitter learns it live; once, and its clock goes on', async () => {
    const s = await assigned();
    const before = { case: await world.case(s.caseId), partner: await partnerSeq(world), hub: await world.seq('hub') };
    expect(await timerOf(s)).toEqual([before.case.dueAt]);
    expect(await cardAt(harriet, s)).toBeUndefined();
    await tell(s);
    expect(await told(s)).toEqual([]);
    await world.shiftClock('31 minutes');
    await tell(s);
    await tell(s);
    expect(await told(s)).toMatchObject([{ data: { unitId: 'bollnas', status: 'REQUESTED', dueAt: before.case.dueAt!.toISOString(), alarmUnitIds: ['bollnas', 'hub'] } }]);
    expect(await now(s)).toMatchObject({ status: 'PENDING', overdueAt: expect.any(Date) });
    expect([await partnerSeq(world), await world.seq('hub')]).toEqual([before.partner + 1, before.hub + 1]);
    expect(await cardAt(harriet, s)).toMatchObject({ id: s.caseId });
    expect(await world.case(s.caseId)).toMatchObject({ dueAt: before.case.dueAt, unitId: 'bollnas' });
    expect((await world.audits({ action: 'tellAssignmentOverdue', caseId: s.caseId }))[0]).toMatchObject({ what: 'case.assignment-overdue' });
    expect(await takeCase(world.db, harriet, s.caseId)).toMatchObject({ is: 'DONE', case: { unitId: 'hub' } });
    expect(await now(s)).toMatchObject({ id: s.id, journeyId: s.journeyId, unitId: 'hub' });
  });

  it('[BEY-2] the partner reads over the graph since when it is overdue', async () => {
    const s = await assigned();
    await world.shiftClock('31 minutes');
    await tell(s);
    const { data } = await world.ask(partner(), 'query($r: String!) { submission(reference: $r) { status overdueAt } }', { r: s.reference });
    expect(data!.submission).toEqual({ status: 'PENDING', overdueAt: (await now(s)).overdueAt!.toISOString() });
  });

  it('[BEY-2] is told of though somebody has taken it: only a clinician who really starts is in time', async () => {
    const [held, started] = [await assigned(), await assigned()];
    for (const s of [held, started]) await takeCase(world.db, nina, s.caseId);
    await startCase(world.db, nina, started.caseId);
    expect([(await timerOf(held)).length, (await timerOf(started)).length]).toEqual([1, 0]);
    await releaseCase(world.db, nina, started.caseId, 'OTHER');
    await world.shiftClock('31 minutes');
    for (const s of [held, started]) await tell(s);
    expect([(await told(held)).length, (await told(started)).length]).toEqual([1, 0]);
    expect(await world.case(held.caseId)).toMatchObject({ status: 'ACCEPTED', takenBy: 'nina' });
  });

  it('[BEY-2] [RDG-6] another priority moves the alarm; withdrawn, or no assignment, there is none', async () => {
    const [moved, withdrawn] = [await assigned({ priority: '4' }), await assigned()];
    await reprioritiseCase(world.db, nina, { caseId: moved.caseId, priority: '2' });
    expect(await timerOf(moved)).toEqual([new Date(moved.submittedAt.getTime() + 600_000)]);
    await withdrawCase(world.db, patientActor('anna'), withdrawn.caseId);
    const dropIn = await world.session();
    await world.shiftClock('300 minutes');
    await tell(withdrawn);
    await transact(world.db, systemActor('cases'), (tx) => tellAssignmentOverdue(tx, 'gavleborg', dropIn));
    expect(await told(withdrawn)).toEqual([]);
    expect((await world.events(dropIn)).map((e) => e.type)).not.toContain('case.assignment-overdue');
  });
});

describe('[BEY-2] an assignment sent to the wrong unit', () => {
  it('[BEY-2] [CON-3] goes onward as the same submission of the same journey, and the submitter learns when it is read there', async () => {
    const opens = new Date(Math.ceil(Date.now() / hour) * hour + 5 * hour);
    await duty(world, 'soderhamn', [[opens, new Date(opens.getTime() + 9 * hour)]]);
    const journeyId = v7();
    const s = await assigned({ priority: '8', journeyId });
    expect(s.readFrom).toEqual(s.submittedAt);
    await takeCase(world.db, nina, s.caseId);
    const seq = await partnerSeq(world);
    expect(await forwardConsultation(world.db, nina, { caseId: s.caseId, unitId: 'soderhamn', profession: 'NURSE', reason: 'WRONG_UNIT' })).toMatchObject({ is: 'DONE' });
    expect(await now(s)).toMatchObject({ id: s.id, journeyId, caseId: s.caseId, unitId: 'soderhamn', readFrom: opens, forwarded: 1 });
    expect(await partnerSeq(world)).toBe(seq + 1);
  });

  it('[BEY-2] when it is overdue already it rings the unit it comes to, whatever its level, and the hub goes on seeing it', async () => {
    const s = await assigned({ priority: '8' });
    await world.shiftClock('100 hours');
    await tell(s);
    await takeCase(world.db, nina, s.caseId);
    await forwardConsultation(world.db, nina, { caseId: s.caseId, unitId: 'soderhamn', profession: 'NURSE', reason: 'WRONG_UNIT' });
    expect((await world.events(s.caseId)).filter((e) => e.type === 'case.forwarded')).toMatchObject([{ data: { alert: true } }]);
    expect(await cardAt(harriet, s)).toMatchObject({ id: s.caseId });
  });
});

describe('[BEY-2] what the telephone nurse flags', () => {
  it('[BEY-2] [RDG-3] stands on the card as codes, in the queue and with the case, without the words', async () => {
    const flagged = await assigned({ interpreterLanguage: 'somaliska', safeguarding: true, repeatCaller: true });
    const plain = await assigned();
    expect([await cardAt(nina, flagged), await cardAt(nina, plain)]).toEqual([
      { id: flagged.caseId, flags: ['INTERPRETER', 'SAFEGUARDING', 'REPEAT_CALLER'] }, { id: plain.caseId, flags: [] },
    ]);
    const taken = await world.ask(nina, `mutation($c: ID!) { takeCase(input: { caseId: $c }) { ... on TakeCaseOk { case { card { flags }
      consultation { interpreterLanguage safeguarding repeatCaller callBackNumbers { rank number } } } } } }`, { c: flagged.caseId });
    expect(taken.data!.takeCase.case).toEqual({
      card: { flags: ['INTERPRETER', 'SAFEGUARDING', 'REPEAT_CALLER'] },
      consultation: { interpreterLanguage: 'somaliska', safeguarding: true, repeatCaller: true, callBackNumbers: [{ rank: 1, number: '+46701740605' }, { rank: 2, number: '+46701740606' }] },
    });
  });
});
