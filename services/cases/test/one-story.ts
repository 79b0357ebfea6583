import { read } from '@vardgraf/service-kit/postgres';
import type { Visibility } from '../src/domain/case';
import { nextAction, nextAt } from '../src/domain/next-action';
import { isFinished, type ProtocolState } from '../src/domain/protocol';
import { queuePlace } from '../src/domain/queue-order';
import { openStatuses } from '../src/domain/transitions';
import type { CasesWorld } from './cases-world';

/** T9's core: an open case has one responsible unit, which moves by a take, an accepted hand-over or a moved booking alone; a request stands only while its giver has the case. */
export async function expectOneResponsibleUnit(world: CasesWorld, id: string): Promise<void> {
  const [stored, events] = [await world.case(id), await world.events(id)];
  let before: unknown;
  events.forEach(({ type, data }, i) => {
    if (type !== 'case.access-changed') return;
    if (before !== undefined && data['responsibleUnitId'] !== before) expect(['case.taken', 'case.handover-accepted', 'case.rescheduled', 'case.forwarded']).toContain(events.slice(0, i).filter((one) => one.type !== 'case.suicide-risk-changed').at(-1)!.type);
    before = data['responsibleUnitId'];
  });
  const open = await read<{ asked_by: string; from_unit_id: string }>(world.db, "SELECT asked_by, from_unit_id FROM handover WHERE case_id = $1 AND status = 'REQUESTED'", [id]);
  expect(open).toEqual(open.length === 0 ? [] : [{ asked_by: stored.takenBy, from_unit_id: stored.unitId }]);
  if (open.length > 0) expect(['ACCEPTED', 'IN_PROGRESS']).toContain(stored.status);
  const reminders = await read(world.db, "SELECT 1 FROM timer WHERE aggregate_id = $1 AND kind = 'case.remind-handover'", [id]);
  expect(reminders.length).toBeLessThanOrEqual(open.length);
}

/** I3, I4, I6 and I7 for one case: events, row, history, visibility and audit tell one story. */
export async function expectOneStory(world: CasesWorld, id: string): Promise<void> {
  const [stored, events] = [await world.case(id), await world.events(id)];
  const open = openStatuses.includes(stored.status);
  expect(events.map((event) => event.version)).toEqual(events.map((_, i) => i + 1));
  expect(stored.version).toBe(events.length);

  const visibility = await read<Visibility & { open: boolean }>(world.db, 'SELECT unit_id AS "unitId", roles, open FROM case_visibility WHERE case_id = $1 ORDER BY unit_id', [id]);
  const truth = events.filter((event) => event.type === 'case.access-changed').at(-1)!.data as { units: Visibility[] };
  expect({ ...truth, units: [...truth.units].sort((a, b) => a.unitId.localeCompare(b.unitId)).map((v) => ({ ...v, roles: [...v.roles].sort() })) }).toEqual({
    caseId: id, patientId: stored.patientId, open, responsibleUnitId: stored.unitId, takenBy: stored.takenBy, participants: stored.participants,
    units: visibility.map(({ unitId, roles: seenBy }) => ({ unitId, roles: [...seenBy].sort() })),
  });
  expect(visibility.every((v) => v.open === open)).toBe(true);
  expect(visibility.map((v) => v.unitId)).toContain(stored.unitId);

  const lines = await read<{ from_status: string | null; to_status: string }>(world.db, 'SELECT from_status, to_status FROM case_history WHERE case_id = $1 ORDER BY id', [id]);
  expect(lines.map((line) => line.from_status)).toEqual([null, ...lines.slice(0, -1).map((line) => line.to_status)]);
  expect(lines.at(-1)!.to_status).toBe(stored.status);
  const moves = events.filter((event) => event.type !== 'case.access-changed');
  expect(lines).toHaveLength(moves.length);
  const audits = await world.audits({ caseId: id });
  for (const { type } of moves) expect(audits.map((row) => row.what)).toContain(type);
  if (!open) expect(await read(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1', [id])).toEqual([]);
}

/** I8 for one case: whose turn it is and by when stand in the row as the rules derive them, and a timer holds the protocol's clock while it runs (BEY-1). */
export async function expectNobodyDropped(world: CasesWorld, id: string): Promise<void> {
  const stored = await world.case(id);
  const [row] = await read<{ next_action: string | null; queue_band: number; risk_band: number }>(world.db, 'SELECT next_action, queue_band, risk_band FROM "case" WHERE id = $1', [id]);
  expect({ action: row!.next_action, at: stored.nextAt }).toEqual({ action: nextAction(stored), at: nextAt(stored) });
  const { queueBand, riskBand } = queuePlace(stored);
  expect([row!.queue_band, row!.risk_band]).toEqual([queueBand, riskBand]);
  const open = openStatuses.includes(stored.status);
  expect(row!.next_action !== null).toBe(open);
  const clocks = await read<{ due_at: Date }>(world.db, "SELECT due_at FROM timer WHERE aggregate_id = $1 AND kind = 'case.suicide-risk'", [id]);
  expect(clocks.map((timer) => timer.due_at)).toEqual(open && stored.riskNextAt ? [stored.riskNextAt] : []);
  // A message bears a flag without a protocol only where its case has, or had, one.
  if (open && stored.kind === 'MESSAGE' && stored.riskState === null && stored.tags.includes('SUICIDE_RISK_FLAGGED')) expect((await world.case(stored.linkedCaseId!)).riskState).not.toBeNull();
  const checklists = await read<{ kind: string; state: ProtocolState }>(world.db, 'SELECT kind, state FROM protocol WHERE case_id = $1 AND over_at IS NULL ORDER BY kind', [id]);
  expect([...stored.openProtocols].sort()).toEqual(checklists.filter((p) => !isFinished(p.state)).map((p) => p.kind));
}

/** I1: what was answered with yes is what is stored. */
export async function expectStored(world: CasesWorld, said: unknown): Promise<void> {
  const answer = said as { is?: string; case?: { id: string; version: number; status: string; riskState: string | null } } | undefined;
  if (answer?.is !== 'DONE' || !answer.case) return;
  const { id, version, status, riskState } = answer.case;
  expect(await world.case(id)).toMatchObject({ version, status, riskState });
}

/** I2: the same arrival again makes no second case, and tells nothing. */
export async function expectSameAgain(world: CasesWorld, id: string, arrives: () => Promise<string>): Promise<void> {
  const before = await world.events(id);
  expect(await arrives()).toBe(id);
  expect(await world.events(id)).toEqual(before);
}
