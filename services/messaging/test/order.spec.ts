import fc from 'fast-check';
import { v4 } from 'uuid';
import { Fault } from '@vardgraf/service-kit/fault';
import { transact } from '@vardgraf/service-kit/transaction';
import { markRead } from '../src/operations/mark-read';
import { postMessage } from '../src/operations/post-message';
import { insistently, type MessagingWorld, messagingWorld, patientActor, staffMember, type TestCase } from './messaging-world';

let world: MessagingWorld;
const hints = new Map<string, { seq: number; messageId: string }[]>();
const [anna, nina] = [patientActor('anna'), staffMember('nina')];

beforeAll(async () => {
  world = await messagingWorld();
  world.db.signals.publishHint = (subject, data) => void hints.set(subject, [...(hints.get(subject) ?? []), data as { seq: number; messageId: string }]);
});
afterAll(() => world.end());

const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** Places, events, counter and hints of the thread agree and have no gap. */
async function isGapless(c: TestCase): Promise<void> {
  const [rows, events, thread] = [await world.rows(c.threadId), await world.events(c.threadId), await world.threadRow(c.threadId)];
  expect(rows.map((row) => row['seq'])).toEqual(numbers(rows.length));
  expect(events.map((event) => event.version)).toEqual(numbers(events.length));
  const posted = events.filter((event) => event.type === 'message.posted').map((event) => [event.data['seq'], event.data['messageId']]);
  expect(posted).toEqual(rows.map((row) => [row['seq'], row['id']]));
  expect([thread['last_seq'], thread['version'], await world.counter(c.threadId)]).toEqual([rows.length, events.length, rows.length]);
  const hinted = [...(hints.get(`live.thread.${c.threadId}`) ?? [])].sort((a, b) => a.seq - b.seq);
  expect(hinted.map(({ seq, messageId }) => [seq, messageId])).toEqual(posted);
}

it('[MSG-1] 20 at once from both sides, each retried: one order, no gap, one message a client id', async () => {
  const c = await world.visit();
  const clientIds = numbers(20).map(() => v4());
  const answers = await Promise.all([...clientIds, ...clientIds].map((clientId, i) => insistently(() => postMessage(world.db, i % 2 ? anna : nina, { clientId, threadId: c.threadId, text: `${i}` }))));
  const seqs = answers.map((answer) => (answer.is === 'DONE' ? answer.message.seq : 0));
  expect(seqs.slice(0, 20)).toEqual(seqs.slice(20));
  expect([...seqs.slice(0, 20)].sort((a, b) => a - b)).toEqual(numbers(22).slice(2));
  expect(await world.threadRow(c.threadId)).toMatchObject({ last_seq: 22 });
  await isGapless(c);
});

it('[MSG-1] [T17] many rooms at once with retries: every room is gapless, and nothing is there twice', async () => {
  const rooms: TestCase[] = [];
  for (let n = 0; n < 8; n += 1) rooms.push(await world.visit({ patientId: `patient-${n}` }));
  await Promise.all(rooms.map(async (c) => {
    for (const n of numbers(15)) {
      const input = { clientId: v4(), threadId: c.threadId, text: `${n}` };
      const [first, second] = await Promise.all([0, 1].map(() => insistently(() => postMessage(world.db, patientActor(c.patientId), input))));
      expect(second).toMatchObject({ is: 'DONE', message: { id: first!.is === 'DONE' && first!.message.id } });
    }
  }));
  for (const c of rooms) {
    expect((await world.rows(c.threadId)).map((row) => row['text'])).toEqual([null, null, ...numbers(15).map(String)]);
    await isGapless(c);
  }
});

it('[MSG-1] a counter that somebody else has moved commits nothing', async () => {
  const c = await world.visit();
  await transact(world.db, anna, async (tx) => tx.bumpCounter(`thread.${c.threadId}`, () => undefined));
  await expect(postMessage(world.db, anna, { clientId: v4(), threadId: c.threadId, text: 'Hej' })).rejects.toThrow('live counter');
  expect(await world.rows(c.threadId)).toHaveLength(2);
});

const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ does: fc.constant('post' as const), staff: fc.boolean(), client: fc.nat(5) }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('read' as const), staff: fc.boolean(), seq: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('sms' as const, 'hold' as const, 'start' as const, 'again' as const, 'due' as const) }) },
  ), { minLength: 3, maxLength: 18 });

it('[MSG-1] [VIS-4] whatever happens in whatever order: gapless, marks never go back, unread is what the marks say, open while unread', async () => {
  await fc.assert(fc.asyncProperty(steps, async (history) => {
    const c = await world.visit();
    const clients = numbers(6).map(() => v4());
    const log: { seq: number; staff: boolean }[] = [];
    const marks = { staff: 0, patient: 0 };
    const known = new Set<string>();
    let [last, heard] = [2, 4];
    let phase = 'VISIT';
    for (const step of history) {
      if (step.does === 'post') {
        const key = `${step.staff}/${step.client}`;
        const answer = await postMessage(world.db, step.staff ? nina : anna, { clientId: clients[step.client]!, threadId: c.threadId, text: key });
        if (!known.has(key)) {
          expect(answer.is).toBe(phase === 'CLOSED' ? 'THREAD_CLOSED' : 'DONE');
          if (answer.is === 'DONE') {
            log.push({ seq: (last += 1), staff: step.staff });
            known.add(key);
          }
        } else expect(answer.is).toBe('DONE');
      } else if (step.does === 'read') {
        const side = step.staff ? 'staff' : 'patient';
        const move = markRead(world.db, step.staff ? nina : anna, { threadId: c.threadId, seq: step.seq });
        if (step.seq > last) await expect(move).rejects.toThrow(Fault);
        else expect(await move).toMatchObject({ is: 'DONE' });
        if (step.seq <= last) marks[side] = Math.max(marks[side], step.seq);
      } else if (step.does === 'due') {
        await world.phaseComesDue(c);
        if (phase === 'ASYNCHRONOUS' && log.every((m) => m.staff || m.seq <= marks.staff)) [phase, last] = ['CLOSED', last + 1];
      } else if (step.does === 'sms') {
        await world.hear('notification.sent', {
          notificationId: v4(), patientId: 'anna', channel: 'SMS', template: 't', privacyClass: 'SERVICE', caseId: c.id, bookingId: null, sentAt: new Date().toISOString(), attempts: 1 });
        if (phase !== 'CLOSED') last += 1;
      } else if (step.does === 'hold') {
        heard = await c.held(new Date(Date.now() - 1_000));
        if (phase !== 'CLOSED') [phase, last] = ['ASYNCHRONOUS', last + 1];
      } else if (step.does === 'start') {
        heard = await c.tells('case.started');
        if (phase !== 'CLOSED') [phase, last] = ['VISIT', last + 2];
      } else await c.tells('case.held', {}, heard);
      const thread = await world.threadRow(c.threadId);
      expect([thread['phase'], thread['last_seq'], thread['read_by_staff'], thread['read_by_patient']]).toEqual([phase, last, marks.staff, marks.patient]);
    }
    const told = (await world.events(c.threadId)).filter((e) => 'unreadByStaff' in e.data).at(-1)!;
    expect(told.data['unreadByStaff']).toBe(log.filter((m) => !m.staff && m.seq > marks.staff).length);
    await isGapless(c);
  }), { numRuns: 25, endOnFailure: true });
}, 120_000);

/** What the neighbours tell, each in its own order. */
const told: Record<'cases' | 'notify' | 'directory', ((c: TestCase) => Promise<unknown>)[]> = {
  cases: [(c) => c.tells('case.taken'), (c) => c.access('nina'), (c) => c.tells('case.started'), (c) => c.held(new Date('2099-01-01T00:00:00Z')), (c) => c.access('nina', ['nora'])],
  notify: ['one', 'two'].map((id) => (c: TestCase) => world.hear('notification.sent', {
    notificationId: `${id} ${c.id}`, patientId: 'anna', channel: 'SMS', template: 't', privacyClass: 'SERVICE', caseId: c.id, bookingId: null, sentAt: '2026-01-01T00:00:00.000Z', attempts: 1 })),
  directory: [() => world.hear('region.changed', { serviceName: 'Tjänsten' }), () => world.hear('staff.changed', { staffId: 'nina', displayName: 'Nina Berg', commissions: [], active: true })],
};
const sources = Object.keys(told) as (keyof typeof told)[];

it('[T6] the neighbours’ events, interleaved in any way and told again, give the same thread', async () => {
  const order = fc.shuffledSubarray(sources.flatMap((source) => told[source].map(() => source)), { minLength: 9, maxLength: 9 });
  await fc.assert(fc.asyncProperty(order, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), async (turns, again) => {
    const c = await world.newCase();
    const next = { cases: 0, notify: 0, directory: 0 };
    for (const [i, source] of turns.entries()) {
      const tell = told[source][next[source]++]!;
      await tell(c);
      if (again[i] && source === 'notify') await tell(c);
      if (again[i] && source === 'cases' && next.cases === 3) await c.tells('case.started', {}, 5);
    }
    const thread = (await world.thread(anna, c.threadId))!;
    expect(thread).toMatchObject({ phase: 'ASYNCHRONOUS', phaseEndsAt: '2099-01-01T00:00:00.000Z', mayPost: true });
    expect(thread['messages'].nodes.map((m: { event: string; kind: string }) => m.event ?? m.kind).sort()).toEqual(['GREETING', 'PHASE_STARTED', 'SMS_SENT', 'SMS_SENT', 'VISIT_STARTED']);
    expect(thread['messages'].nodes.find((m: { kind: string }) => m.kind === 'GREETING').text).toContain('Nina Berg');
    await isGapless(c);
  }), { numRuns: 25, endOnFailure: true });
}, 120_000);
