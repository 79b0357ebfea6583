import { Client } from 'pg';
import { read } from '@vardgraf/service-kit/postgres';
import type { CaseTag } from '../src/domain/codes';
import { casesInNobodysList, schemeInForce } from '../src/operations/read-case';
import { queue } from '../src/operations/queue';
import { queueKeys, unitSeqs } from '../src/operations/live-keys';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import type { QueueQuestion } from '../src/storage/queue-store';
import { type CasesWorld, casesWorld, liveActor, patientActor, staffMember } from './cases-world';

let world: CasesWorld;
const ids = new Map<string, string>();
const nurse = staffMember('nina');
const flagged: CaseTag[] = ['SUICIDE_RISK_FLAGGED'];
const minutesAgo = (n: number): string => new Date(Date.now() - n * 60_000).toISOString();

/** The cases of these tests, each by a sentence. */
const seeds: Record<string, Parameters<CasesWorld['session']>[0]> = {
  'a prio 2 that came just now': { priority: '2', urgencyRank: 2, finishedAt: minutesAgo(1) },
  'a prio 3 that has waited 20 minutes': { finishedAt: minutesAgo(20) },
  'a prio 3 that has waited 5 minutes': { finishedAt: minutesAgo(5) },
  'a prio 3 flagged for suicide risk that came just now': { tags: flagged, finishedAt: minutesAgo(0) },
  'a prio 4 flagged for suicide risk': { priority: '4', urgencyRank: 4, tags: flagged, finishedAt: minutesAgo(3) },
  'a prio 4 that is overdue since an hour': { priority: '4', urgencyRank: 4, finishedAt: minutesAgo(180) },
  'a prio 5 that nina has taken': { priority: '5', urgencyRank: 5, finishedAt: minutesAgo(30) },
  'a prio 12 chat after self-care': { priority: '12', urgencyRank: 12, entryChannel: 'CHAT_AFTER_SELF_CARE', tags: ['AFTER_SELF_CARE'], finishedAt: minutesAgo(60) },
  'a case for the doctor': { profession: 'DOCTOR' },
  'a case for a dietitian, whom nobody is here': { profession: 'DIETITIAN', priority: '5', urgencyRank: 5, finishedAt: minutesAgo(10) },
  'a case of another unit': { unitId: 'soderhamn' },
};
const nursesQueue = [
  'a prio 2 that came just now',
  'a prio 3 flagged for suicide risk that came just now',
  'a prio 3 that has waited 20 minutes',
  'a prio 3 that has waited 5 minutes',
  'a prio 4 flagged for suicide risk',
  'a prio 4 that is overdue since an hour',
  'a prio 5 that nina has taken',
  'a case for a dietitian, whom nobody is here',
  'a prio 12 chat after self-care',
];

beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'] });
  await world.unit('soderhamn');
  await world.unit('mora', {}, 'halland');
  for (const [sentence, given] of Object.entries(seeds)) ids.set(sentence, await world.session(given));
  ids.set('a case of another region', await world.session({ unitId: 'mora', priority: '2', urgencyRank: 3 }, 'halland'));
  await takeCase(world.db, nurse, ids.get('a prio 5 that nina has taken')!);
});
afterAll(() => world.end());

const sentenceOf = (id: string): string => [...ids].find(([, known]) => known === id)?.[0] ?? id;

async function shown(as = nurse, unitId = 'bollnas', filter: QueueQuestion['filter'] = {}): Promise<string[]> {
  const page = await queue(world.db, as, { unitId, filter, first: 100 });
  expect(page!.totalCount).toBe(page!.edges.length);
  return page!.edges.map((edge) => sentenceOf(edge.node.id));
}

/** What is expected is there in this order, and everything else of the seeds is absent. */
async function expectQueue(expected: string[], ...question: Parameters<typeof shown>): Promise<void> {
  expect(await shown(...question)).toEqual(expected);
}

describe('queue', () => {
  it('[QUE-4] [RDG-8] a nurse sees her cases by priority, the flagged first in their band, then by due time; nothing else', async () => {
    await expectQueue(nursesQueue);
  });

  it('[QUE-7] [DIR-3] a doctor sees the doctor’s, the flagged and the unstaffed ones, and no other', async () => {
    await expectQueue(
      [
        'a prio 3 flagged for suicide risk that came just now', 'a case for the doctor', 'a prio 4 flagged for suicide risk', 'a case for a dietitian, whom nobody is here',
      ],
      staffMember('dora', 'bollnas', 'DOCTOR'),
    );
  });

  it('[DIR-3] a unit manager sees every case of the unit, an administrator none', async () => {
    expect((await shown(staffMember('vilma', 'bollnas', 'UNIT_MANAGER'))).sort()).toEqual([...nursesQueue, 'a case for the doctor'].sort());
    await expectQueue([], staffMember('adam', 'bollnas', 'ADMINISTRATOR'));
  });

  it('[DIR-3] a unit outside the commission is no queue, and the same unit id in another region is empty', async () => {
    expect(await queue(world.db, nurse, { unitId: 'soderhamn', filter: {}, first: 10 })).toBeNull();
    await expectQueue([], staffMember('hanna', 'bollnas', 'NURSE', 'halland'), 'bollnas');
  });

  it('[QUE-4] every filter shows its own and hides the rest', async () => {
    await expectQueue(['a prio 5 that nina has taken'], nurse, 'bollnas', { mine: true });
    await expectQueue(nursesQueue.filter((s) => s !== 'a prio 5 that nina has taken'), nurse, 'bollnas', { statuses: ['REQUESTED'] });
    await expectQueue(['a prio 12 chat after self-care'], nurse, 'bollnas', { tags: ['AFTER_SELF_CARE'] });
    await expectQueue(['a case for a dietitian, whom nobody is here'], nurse, 'bollnas', { roles: ['DIETITIAN'] });
    await expectQueue([], nurse, 'bollnas', { kinds: ['CONSULTATION'] });
    await expectQueue([], nurse, 'bollnas', { escalated: true });
    await expectQueue(nursesQueue, nurse, 'bollnas', { escalated: false, mine: false });
    await expectQueue(
      ['a prio 4 that is overdue since an hour', 'a prio 5 that nina has taken', 'a prio 12 chat after self-care'],
      nurse, 'bollnas', { createdTo: new Date(Date.now() - 25 * 60_000) },
    );
  });

  it('[QUE-4] counts say what each filter would show, whatever is filtered now', async () => {
    const counts = { all: 9, mine: 1, escalated: 0, waiting: 8, overdue: 1, byKind: { DROP_IN: 9 } };
    const all = await queue(world.db, nurse, { unitId: 'bollnas', filter: {}, first: 2 });
    const none = await queue(world.db, nurse, { unitId: 'bollnas', filter: { kinds: ['MESSAGE'] }, first: 2 });
    expect(all).toMatchObject({ totalCount: 9, counts });
    expect(none).toMatchObject({ totalCount: 0, counts, edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } });
  });

  it('[QUE-4] pages joined are the whole queue, once each', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await queue(world.db, nurse, { unitId: 'bollnas', filter: {}, first: 2, after });
      seen.push(...page!.edges.map((edge) => sentenceOf(edge.node.id)));
      after = page!.pageInfo.hasNextPage ? page!.pageInfo.endCursor! : undefined;
    } while (after);
    expect(seen).toEqual(nursesQueue);
  });

  it('[QUE-4] a cursor stays good when its own card has left', async () => {
    const gone = await world.session({ finishedAt: minutesAgo(21) });
    const page = await queue(world.db, nurse, { unitId: 'bollnas', filter: {}, first: 3 });
    expect(page!.edges.at(-1)!.node.id).toBe(gone);
    expect(await withdrawCase(world.db, patientActor('anna'), gone)).toMatchObject({ is: 'DONE' });
    const rest = await queue(world.db, nurse, { unitId: 'bollnas', filter: {}, first: 100, after: page!.pageInfo.endCursor! });
    expect(rest!.edges.map((edge) => sentenceOf(edge.node.id))).toEqual(nursesQueue.slice(2));
  });

  it('[BAD_INPUT] a page of 0 or 101 and a cursor that is not ours name the argument at fault', async () => {
    const ask = (q: { first?: number; after?: string }) => queue(world.db, nurse, { unitId: 'bollnas', filter: {}, first: 10, ...q });
    await expect(ask({ first: 0 })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['first'] });
    await expect(ask({ first: 101 })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['first'] });
    for (const after of ['', 'x', Buffer.from('[1]').toString('base64url'), Buffer.from('["1","0","now()","now()","x"]').toString('base64url')]) {
      await expect(ask({ after })).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['after'] });
    }
  });

  it('[QUE-4] page, total and counts are one statement, on the index of the unit’s open cases among thousands of ended ones', async () => {
    await read(world.db, `WITH made AS (INSERT INTO "case" (id, region_id, patient_id, kind, status, entry_channel, profession, no_one_in_role, age_band, sex, tags, unit_id, first_unit_id,
        priority, urgency_rank, first_priority, first_urgency_rank, created_at, waiting_since, version)
      SELECT gen_random_uuid(), 'gavleborg', 'p' || n, 'DROP_IN', 'COMPLETED', 'TRIAGE', 'NURSE', false, 'FROM_80', 'MALE', '{}', 'bollnas', 'bollnas', '3', 3, '3', 3, now(), now(), 2
        FROM generate_series(1, 20000) AS n RETURNING id)
      INSERT INTO case_visibility SELECT id, 'bollnas', '{NURSE}', 0, false FROM made`);
    await asOwner('ANALYZE cases."case", cases.case_visibility');
    const spy = jest.spyOn(Client.prototype, 'query');
    await shown();
    const [statement] = spy.mock.calls.map(([sql]) => String(sql)).filter((sql) => sql.includes('case_visibility'));
    expect(spy.mock.calls).toHaveLength(1);
    const [, params] = spy.mock.calls[0] as unknown as [string, unknown[]];
    spy.mockRestore();
    const plan = (await read<{ 'QUERY PLAN': string }>(world.db, `EXPLAIN ${statement}`, params)).map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/case_visibility_queue/);
    expect(plan).not.toMatch(/Seq Scan/);
    await expectQueue(nursesQueue);
  });
});

describe('queueKeys and unitSeqs', () => {
  it('[LIV-1] the snapshot’s keys are the queue’s cards in the queue’s order, with the unit’s number', async () => {
    const keys = await queueKeys(world.db, liveActor('bollnas'), 'bollnas');
    expect(keys).toEqual({ seq: await world.seq('bollnas'), caseIds: nursesQueue.map((sentence) => ids.get(sentence)) });
  });

  it('[LIV-1] a live token reads its own unit only; numbers of another region’s units are left out', async () => {
    expect(await queueKeys(world.db, liveActor('bollnas'), 'soderhamn')).toBeNull();
    expect(await queueKeys(world.db, liveActor('bollnas', 'NURSE', 'halland'), 'bollnas')).toMatchObject({ caseIds: [] });
    expect(await unitSeqs(world.db, liveActor('bollnas'), ['bollnas', 'mora', 'nowhere'])).toEqual([
      { unitId: 'bollnas', seq: await world.seq('bollnas') }, { unitId: 'nowhere', seq: 0 },
    ]);
  });
});

describe('casesInNobodysList', () => {
  it('[SAF-5] lists an open case that nobody could take, and no longer once somebody can or has', async () => {
    for (const [id, role] of [['nina', 'NURSE'], ['dora', 'DOCTOR']] as const) await world.staff(id, 'bollnas', role);
    const nobodys = async () => (await casesInNobodysList(world.db, 'gavleborg')).map((card) => sentenceOf(card.id));
    expect(await nobodys()).toEqual(['a case of another unit']);
    await world.staff('vilma', 'soderhamn', 'UNIT_MANAGER');
    expect(await nobodys()).toEqual(['a case of another unit']);
    await world.staff('sara', 'soderhamn', 'NURSE');
    expect(await nobodys()).toEqual([]);
    await world.staff('nina', 'bollnas', 'NURSE', false);
    expect(await nobodys()).toContain('a prio 5 that nina has taken');
    expect(await nobodys()).toContain('a prio 2 that came just now');
    await world.staff('nils', 'bollnas', 'NURSE');
    expect(await nobodys()).toEqual(['a prio 5 that nina has taken']);
  });

  it('[RDG-1] the scheme behind the labels is the region’s own', async () => {
    expect((await schemeInForce(world.db, 'halland')).levels.map((level) => level.code)).not.toEqual((await schemeInForce(world.db, 'gavleborg')).levels.map((level) => level.code));
  });
});

async function asOwner(sql: string): Promise<void> {
  const admin = new Client({ connectionString: world.fresh.adminUrl });
  await admin.connect();
  await admin.query(sql);
  await admin.end();
}
