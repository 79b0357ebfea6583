import fc from 'fast-check';
import { eventTypes } from '@vardgraf/schema/events/catalogue';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import type { Visibility } from '../src/domain/case';
import type { StaffRole } from '../src/domain/codes';
import { openStatuses } from '../src/domain/transitions';
import { endCase } from '../src/operations/end-case';
import { escalateCase } from '../src/operations/escalate-case';
import { queueKeys } from '../src/operations/live-keys';
import { openCase } from '../src/operations/open-case';
import { releaseCase } from '../src/operations/release-case';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { returnUntouchedCase } from '../src/operations/return-untouched-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import { type CasesWorld, casesWorld, insistently, liveActor, patientActor, staffMember } from './cases-world';

/** A hint as the gateway gets it. */
interface Hint { seq: number; caseId: string; rolesBefore: StaffRole[]; rolesAfter: StaffRole[] }

const staff = [
  staffMember('nina'), staffMember('nils'), staffMember('dora', 'bollnas', 'DOCTOR'), staffMember('sara', 'soderhamn'), staffMember('hugo', ['navet', 'soderhamn'], 'DOCTOR'),
  staffMember('vilma', 'bollnas', 'UNIT_MANAGER'),
];
const units = ['bollnas', 'soderhamn', 'navet'];
const roles = ['NURSE', 'DOCTOR', 'UNIT_MANAGER'] as const;
const actions = ['take', 'release', 'start', 'end', 'reprioritise', 'withdraw', 'open', 'escalate', 'return', 'staffing', 'wait'] as const;
type Action = (typeof actions)[number];
const step = (among: readonly Action[]) => fc.record({ action: fc.constantFrom(...among), who: fc.nat(staff.length - 1), priority: fc.constantFrom('2', '3', '5', '9'), reason: fc.boolean() });
/** What one person does from beginning to end: blind steps alone hardly ever end a case. */
const walk = fc.tuple(step(['take']), fc.constantFrom<Action[]>(['start', 'end'], ['start', 'release'], ['wait', 'return'], ['start', 'end', 'open']))
  .map(([first, rest]) => [first, ...rest.map((action) => ({ ...first, action }))]);
const steps = fc.array(fc.oneof(step(actions).map((one) => [one]), walk), { minLength: 1, maxLength: 15 }).map((parts) => parts.flat());
const history = fc.record({
  waited: fc.constantFrom(0, 15, 31, 50, 70), flagged: fc.boolean(), profession: fc.constantFrom('NURSE', 'DOCTOR', 'DIETITIAN'), steps,
});
type History = typeof history extends fc.Arbitrary<infer H> ? H : never;
/** Two histories that always run, so that every event occurs whatever chance brings. */
const nina = (...done: Action[]): History['steps'] => done.map((action) => ({ action, who: 0, priority: '2', reason: true }));
const examples: [History][] = [
  [{ waited: 31, flagged: false, profession: 'NURSE', steps: nina('escalate', 'reprioritise', 'take', 'release', 'take', 'start', 'end') }],
  [{ waited: 0, flagged: false, profession: 'NURSE', steps: nina('withdraw') }],
];

let world: CasesWorld;
const hints = new Map<string, Hint[]>();
let minutesPassed = 0;

beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas', { cooperatingUnitIds: ['soderhamn'] });
  await world.unit('soderhamn');
  await world.unit('navet', { kind: 'DROP_IN_HUB' });
  world.db.signals.publishHint = (subject, data) => void hints.set(subject, [...(hints.get(subject) ?? []), data as Hint]);
});
afterAll(() => world.end());

async function arrived({ waited, flagged, profession }: Omit<History, 'steps'>): Promise<string> {
  return world.session({
    finishedAt: new Date(Date.now() + (minutesPassed - waited) * 60_000).toISOString(), profession: profession as StaffRole, tags: flagged ? ['SUICIDE_RISK_FLAGGED'] : [],
  });
}

async function act(id: string, { action, who, priority, reason }: History['steps'][number]): Promise<unknown> {
  const [db, by] = [world.db, staff[who]!];
  const clock = (work: typeof escalateCase) => transact(db, systemActor('cases'), (tx) => work(tx, 'gavleborg', id));
  switch (action) {
    case 'take': return takeCase(db, by, id);
    case 'release': return releaseCase(db, by, id, 'OTHER');
    case 'start': return startCase(db, by, id);
    case 'end': return endCase(db, by, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 });
    case 'reprioritise': return reprioritiseCase(db, by, { caseId: id, priority, reason: reason ? 'ASSESSED' : undefined });
    case 'withdraw': return withdrawCase(db, patientActor('anna'), id);
    case 'open': return openCase(db, by, { caseId: id, reason: 'CARE' });
    case 'escalate': return clock(escalateCase);
    case 'return': return clock(returnUntouchedCase);
    case 'wait': return world.shiftClock(`${(minutesPassed += 11)} minutes`);
    case 'staffing': return world.unit('bollnas', { cooperatingUnitIds: ['soderhamn'], staffedRoles: reason ? ['NURSE', 'DOCTOR'] : ['DOCTOR'] });
  }
}

/** I3, I4, I6 and I7 for one case: events, row, history, visibility and audit tell one story. */
async function expectOneStory(id: string): Promise<void> {
  const [stored, events] = [await world.case(id), await world.events(id)];
  const open = openStatuses.includes(stored.status);
  expect(events.map((event) => event.version)).toEqual(events.map((_, i) => i + 1));
  expect(stored.version).toBe(events.length);

  const visibility = await read<Visibility & { open: boolean }>(world.db, 'SELECT unit_id AS "unitId", roles, open FROM case_visibility WHERE case_id = $1 ORDER BY unit_id', [id]);
  const truth = events.filter((event) => event.type === 'case.access-changed').at(-1)!.data as { units: Visibility[] };
  expect({ ...truth, units: [...truth.units].sort((a, b) => a.unitId.localeCompare(b.unitId)).map((v) => ({ ...v, roles: [...v.roles].sort() })) }).toEqual({
    caseId: id, patientId: 'anna', open, responsibleUnitId: stored.unitId, takenBy: stored.takenBy, participants: stored.participants,
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

/** T14: what the hints made of an empty queue is what a fresh snapshot says, for every unit and role; numbers are gapless. */
async function expectHintsEqualSnapshot(): Promise<void> {
  for (const unitId of units) {
    const heard = hints.get(`live.unit.${unitId}`) ?? [];
    expect(heard.map((hint) => hint.seq)).toEqual(heard.map((_, i) => i + 1));
    for (const role of roles) {
      const shown = new Set<string>();
      for (const { caseId, rolesBefore, rolesAfter } of heard) {
        expect(rolesBefore.includes(role)).toBe(shown.has(caseId));
        if (rolesAfter.includes(role)) shown.add(caseId);
        else shown.delete(caseId);
      }
      const snapshot = await queueKeys(world.db, liveActor(unitId, role), unitId);
      expect({ seq: snapshot!.seq, ids: [...snapshot!.caseIds].sort() }).toEqual({ seq: heard.length, ids: [...shown].sort() });
    }
  }
}

it('[I3] [I4] [I6] [I7] [T14] after any history of operations the case tells one story, with one accountable unit, and hints add up to the snapshot', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ waited, flagged, profession, steps }) => {
      const id = await arrived({ waited, flagged, profession });
      for (const one of steps) await act(id, one);
      await expectOneStory(id);
      await expectHintsEqualSnapshot();
    }),
    { numRuns: 40, endOnFailure: true, examples },
  );
  const seen = await read<{ type: string }>(world.db, "SELECT DISTINCT type FROM outbox WHERE type LIKE 'case.%'");
  expect(seen.map((row) => row.type).sort()).toEqual(eventTypes.filter((type) => type.startsWith('case.')).sort());
}, 120_000);

it('[I3] [I4] the same when eight people and the clock act on one case at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ waited, flagged, profession, steps }) => {
      const id = await arrived({ waited, flagged, profession });
      for (let at = 0; at < steps.length; at += 8) await Promise.all(steps.slice(at, at + 8).map((one) => insistently(() => act(id, one))));
      await expectOneStory(id);
    }),
    { numRuns: 20, endOnFailure: true },
  );
}, 120_000);
