import { Client } from 'pg';
import { graph } from '../client';
import { units, World } from '../world';
import type { Stack } from '../stack';

const looks = 200;
const unitId = units.gavleHealthCentre.id;
const document = `query ($id: ID!) { queue(unitId: $id, first: 20) { totalCount counts { all mine escalated waiting overdue } edges { node { id status priority dueAt } } } }`;

/** What the first page of a queue costs beside what has been closed. */
export interface QueueCost {
  open: number;
  closed: number;
  p50: number;
  p99: number;
}

/**
 * The first page and the counts of a unit with so many open cases, with each of these numbers of closed ones in the table: both are copies of one that
 * went through the graph, written straight into the table. @throws Error when the table does not hold them
 */
export async function queueCosts(stack: Stack, open: number, closed: readonly number[]): Promise<QueueCost[]> {
  const admin = new Client({ connectionString: stack.adminUrl });
  await admin.connect();
  try {
    const costs: QueueCost[] = [];
    await oneOpenOneClosed(new World(stack));
    await copies(admin, `status = 'REQUESTED' AND kind = 'DROP_IN'`, open, true);
    let there = 0;
    for (const wanted of closed) {
      await copies(admin, `status = 'COMPLETED' AND kind = 'DROP_IN'`, wanted - there, false);
      there = wanted;
      await holds(admin, open, wanted);
      await admin.query('VACUUM ANALYZE cases."case"');
      await admin.query('VACUUM ANALYZE cases.case_visibility');
      costs.push({ open, closed: wanted, ...(await timed(stack)) });
    }
    return costs;
  } finally {
    await admin.end();
  }
}

/** One case of the unit that waits, and one that has been closed. */
async function oneOpenOneClosed(world: World): Promise<void> {
  await world.isOpen();
  const closed = await world.hasCase('youngWoman', 'somethingElse');
  for (const move of ['takeCase', 'startCase']) await world.does('annaNurse', move, { caseId: closed });
  await world.does('annaNurse', 'endCase', { caseId: closed, reason: 'CARE_GIVEN', phaseDays: 0 });
  await world.hasCase('tolvan', 'somethingElse');
}

/** A figure about cases that are not there would be no figure. */
async function holds(admin: Client, open: number, closed: number): Promise<void> {
  const { rows } = await admin.query<{ open: number; closed: number }>(
    `SELECT count(*) FILTER (WHERE v.open)::int AS open, count(*) FILTER (WHERE NOT v.open)::int AS closed FROM cases.case_visibility v JOIN cases."case" c ON c.id = v.case_id WHERE v.unit_id = $1`, [unitId]);
  const { open: opened, closed: over } = rows[0]!;
  if (opened < open || over < closed) throw new Error(`the unit has ${opened} open and ${over} closed cases, not ${open} and ${closed}`);
}

/** Copies one case of the unit, and who sees it, so many times. */
async function copies(admin: Client, template: string, amount: number, isOpen: boolean): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(`SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'cases' AND table_name = 'case' AND is_generated = 'NEVER' AND column_name <> 'id'`);
  const columns = rows.map(({ name }) => `"${name}"`).join(', ');
  await admin.query('SET session_replication_role = replica'); // no trigger of the service has a part in this
  await admin.query(
    `WITH one AS (SELECT * FROM cases."case" WHERE ${template} AND unit_id = $1 LIMIT 1),
          made AS (INSERT INTO cases."case" (id, ${columns}) SELECT gen_random_uuid(), ${columns} FROM one, generate_series(1, $2::int) RETURNING id)
     INSERT INTO cases.case_visibility (case_id, unit_id, roles, open) SELECT id, $1, ARRAY['NURSE', 'DOCTOR'], $3 FROM made`, [unitId, amount, isOpen]);
  await admin.query('RESET session_replication_role');
}

async function timed(stack: Stack): Promise<{ p50: number; p99: number }> {
  const token = await new World(stack).token('annaNurse');
  const times: number[] = [];
  for (let look = 0; look < looks + 30; look += 1) {
    const began = performance.now();
    await graph(`${stack.url('cases')}/graphql`, token, document, { id: unitId });
    if (look >= 30) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(looks / 2)]!, p99: times[Math.floor(looks * 0.99)]! };
}
