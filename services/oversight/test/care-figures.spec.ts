import type { NewEvent } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type Answer, analyst, anna, hanna, harald, manager, nils, oversightWorld, type OversightWorld } from './oversight-world';

let world: OversightWorld;
beforeAll(async () => { world = await oversightWorld(); });
afterAll(() => world.end());

interface Row { inflow: number | null; started: number | null; startedInTime: number | null; withdrawn: number | null; bookings: number | null; waitMinutesP50: number | null; unit: { id: string } | null; priority: string | null; hour: number | null }
type Figures = { rows: Row[]; csv: string; asOf: string } | null;

const document = `query Figures($input: CareFiguresInput!) { careFigures(input: $input) {
  rows { unit { id } priority kind source hour day month inflow started startedInTime withdrawn escalations handovers bookings bookingsCancelled waitMinutesP50 waitMinutesP90 } csv asOf } }`;
const input = { from: '2026-03-01', to: '2026-03-31', by: [] as string[] };
async function ask(actor: Parameters<OversightWorld['ask']>[0], over: Record<string, unknown> = {}): Promise<{ figures: Figures; errors: Answer['errors'] }> {
  const answer = await world.ask(actor, document, { input: { ...input, ...over } });
  return { figures: (answer.data?.['careFigures'] ?? null) as unknown as Figures, errors: answer.errors };
}

/** A case at a unit that came at an hour, and what happened to it. */
async function aCase(o: { unitId: string; at: string; priority?: string; regionId?: string; started?: { seconds: number; inTime: boolean }; withdrawn?: boolean }): Promise<void> {
  const [caseId, regionId, priority] = [v7(), o.regionId ?? 'gavleborg', o.priority ?? '3'];
  const after = { caseId, patientId: 'patient-anna', unitId: o.unitId, status: 'REQUESTED' as const, priority, urgencyRank: 3 };
  const events: NewEvent[] = [{
    type: 'case.opened', aggregateId: caseId, version: 1, regionId,
    data: {
      ...after, kind: 'DROP_IN', entryChannel: 'TRIAGE', sessionId: null, complaintCode: 'cough', profession: 'NURSE', ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags: [],
      waitingSince: o.at, dueAt: null, alert: true, bookedAt: null, linkedCaseId: null,
    },
  }];
  if (o.started) {
    const started = { staffId: 'nurse-nils', startedAt: o.at, waitedSeconds: o.started.seconds, withinHandlingTime: o.started.inTime };
    events.push({ type: 'case.started', aggregateId: caseId, version: 2, regionId, data: { ...after, status: 'IN_PROGRESS', ...started } });
    // Given back and started once more: the first start is what is measured.
    events.push({ type: 'case.started', aggregateId: caseId, version: 3, regionId, data: { ...after, status: 'IN_PROGRESS', ...started, waitedSeconds: 90_000, withinHandlingTime: false } });
  }
  if (o.withdrawn) events.push({ type: 'case.withdrawn', aggregateId: caseId, version: 2, regionId, data: { ...after, status: 'CANCELLED' } });
  await world.asAdmin('UPDATE vardgraf.clock_offset SET offset_by = $1::timestamptz - clock_timestamp()', [o.at]);
  await world.tell('cases', ...events);
}

beforeAll(async () => {
  for (let n = 0; n < 12; n += 1) await aCase({ unitId: 'unit-big', at: '2026-03-24T08:10:00Z', started: { seconds: (n + 1) * 60, inTime: n < 9 } });
  for (let n = 0; n < 3; n += 1) await aCase({ unitId: 'unit-small', at: '2026-03-24T22:30:00Z', priority: '4', started: { seconds: 300, inTime: true } });
  await aCase({ unitId: 'unit-big', at: '2026-03-31T21:30:00Z', withdrawn: true }); // 23.30 in Sweden, still March
  await aCase({ unitId: 'unit-big', at: '2026-03-31T22:30:00Z' }); // 00.30 in Sweden, already April
  await aCase({ unitId: 'unit-elsewhere', at: '2026-03-24T08:10:00Z', regionId: 'halland' });
  await world.heard();
}, 60_000);

test('[MET-1] a region reads its inflow, what was met in time, and how long patients waited', async () => {
  const { figures, errors } = await ask(analyst);
  expect(errors).toBeUndefined();
  expect(figures!.rows).toMatchObject([{ inflow: 16, started: 15, startedInTime: 12, withdrawn: 1, waitMinutesP50: 5 }]);
});

test('[MET-1] by hour in Sweden and by priority', async () => {
  const { figures } = await ask(analyst, { by: ['HOUR', 'PRIORITY'] });
  expect(figures!.rows.map(({ hour, priority, inflow }) => [hour, priority, inflow])).toEqual([[9, '3', 12], [23, '3', 1], [23, '4', 3]]);
});

test('[MET-2] where units are told apart, a small one says nothing, a big one is rounded, and its CSV says no more', async () => {
  const { figures } = await ask(analyst, { by: ['UNIT'] });
  expect(figures!.rows.map(({ unit, inflow, started, withdrawn }) => [unit!.id, inflow, started, withdrawn])).toEqual([['unit-big', 15, 10, null], ['unit-small', null, null, 0]]);
  expect(figures!.rows[1]).toMatchObject({ waitMinutesP50: null });
  expect(figures!.csv.split('\r\n')[2]).toBe('unit-small,,,,0,0,0,0,0,0,,,');
});

test('[MET-2] days of a unit cannot be asked for, so that none is found by subtraction', async () => {
  for (const over of [{ by: ['UNIT'], to: '2026-03-30' }, { unitIds: ['unit-small'], from: '2026-03-02' }, { by: ['UNIT', 'DAY'] }]) {
    const { figures, errors } = await ask(analyst, over);
    expect(figures).toBeNull();
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_INPUT', paths: [expect.stringMatching(/^input\.(from|by)$/)] });
  }
});

test('[MET-1] a unit manager reads the own unit, rounded, and null of another', async () => {
  expect((await ask(manager)).figures!.rows).toMatchObject([{ inflow: 0 }]);
  expect((await ask(manager, { unitIds: ['unit-big'] })).figures).toBeNull();
});

test.each([['a nurse', nils], ['a nurse of another region', hanna], ['a log reviewer', harald], ['a patient', anna]])('[MET-1] %s reads no figures', async (_who, actor) => {
  expect((await ask(actor)).figures).toBeNull();
});

test('[MET-3] days and months add up to the same, and to a recount of the events', async () => {
  const byDay = (await ask(analyst, { by: ['DAY'] })).figures!.rows;
  expect(byDay.reduce((sum, row) => sum + row.inflow!, 0)).toBe(16);
  const { rows } = await world.asAdmin(
    `SELECT count(*)::int AS n FROM cases.outbox WHERE type = 'case.opened' AND region_id = 'gavleborg' AND (occurred_at AT TIME ZONE 'Europe/Stockholm')::date BETWEEN '2026-03-01' AND '2026-03-31'`);
  expect(rows[0].n).toBe(16);
});

test('[MET-1] bookings are counted where they were made, and their cancellations with them', async () => {
  const matter = { ticketId: v7(), patientId: 'patient-anna', sessionId: null, complaintCode: null, priority: '7', urgencyRank: 7, ageBand: 'FROM_18_TO_64' as const, sex: 'FEMALE' as const, tags: [] };
  const time = { slotId: v7(), unitId: 'unit-big', role: 'DOCTOR' as const, staffId: null, visitType: 'VIDEO' as const, startsAt: '2026-05-05T09:00:00Z', endsAt: '2026-05-05T09:20:00Z' };
  const [bookingId, caseId] = [v7(), v7()];
  await world.tell('booking',
    { type: 'booking.made', aggregateId: bookingId, version: 1, regionId: 'gavleborg', data: { bookingId, caseId, ...matter, ...time, issuedAt: '2026-05-01T09:00:00Z', bookedAt: '2026-05-02T09:00:00Z' } },
    { type: 'booking.cancelled', aggregateId: bookingId, version: 2, regionId: 'gavleborg', data: { bookingId, caseId, ticketId: matter.ticketId, patientId: 'patient-anna', unitId: 'unit-big', startsAt: time.startsAt, byKind: 'PATIENT', reason: 'CANNOT_COME' } });
  await world.heard();
  expect((await ask(analyst, { from: '2026-05-01', to: '2026-05-31' })).figures!.rows).toMatchObject([{ bookings: 1, bookingsCancelled: 1, inflow: 0 }]);
});

test('[MET-2] a region that nobody has used answers one row of nothing', async () => {
  expect((await ask(analyst, { from: '2020-01-01', to: '2020-01-31' })).figures!.rows).toMatchObject([{ inflow: 0, waitMinutesP50: null }]);
});
