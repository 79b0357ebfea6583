import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Counted, type Counter, counters, type Dimension } from '../domain/care-figures';

/** A case or a booking as it was when it was first counted. */
export interface Matter {
  id: string;
  regionId: string;
  unitId: string;
  priority: string;
  kind: string;
  source: string;
  beganAt: Date;
}

const columnOf: Record<Counter, string> = {
  inflow: 'inflow', started: 'started', startedInTime: 'started_in_time', withdrawn: 'withdrawn', escalations: 'escalations', handovers: 'handovers',
  bookings: 'bookings', bookingsCancelled: 'bookings_cancelled', phoneReplacements: 'phone_replacements',
};

/** Keeps where a matter is counted; false when it is known already. */
export async function keepMatter(tx: Tx, m: Matter): Promise<boolean> {
  const kept = await tx.query(
    `INSERT INTO counted_matter (id, region_id, unit_id, priority, kind, source, began_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING 1`,
    [m.id, m.regionId, m.unitId, m.priority, m.kind, m.source, m.beganAt]);
  return kept.length === 1;
}

/** Marks the first start; false when the matter is unknown or had one. */
export async function firstStart(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query('UPDATE counted_matter SET started = true WHERE id = $1 AND NOT started RETURNING 1', [id])).length === 1;
}

/** The day in Sweden and its month, for both grains of the matter's cell. */
const cells = `SELECT m.region_id, g.grain, (CASE g.grain WHEN 'DAY' THEN b.at ELSE date_trunc('month', b.at) END)::date AS period, extract(hour FROM b.at)::smallint AS hour,
         m.unit_id, m.priority, m.kind, m.source
    FROM counted_matter m, LATERAL (SELECT m.began_at AT TIME ZONE 'Europe/Stockholm' AS at) b, (VALUES ('DAY'), ('MONTH')) AS g (grain)
   WHERE m.id = $1`;
const key = 'region_id, grain, period, hour, unit_id, priority, kind, source';

/** Adds one to counters of the matter's cells, of its day and of its month. A matter that was never counted has none. */
export async function count(tx: Tx, id: string, which: readonly Counter[]): Promise<void> {
  const columns = which.map((counter) => columnOf[counter]);
  await tx.query(
    `INSERT INTO figure AS f (${key}, ${columns.join(', ')}) SELECT c.*, ${columns.map(() => '1').join(', ')} FROM (${cells}) c
     ON CONFLICT (${key}) DO UPDATE SET ${columns.map((column) => `${column} = f.${column} + 1`).join(', ')}`, [id]);
}

/** Adds a wait to the matter's cells. @param upTo the bound of its bucket, in minutes */
export async function countWait(tx: Tx, id: string, upTo: number): Promise<void> {
  await tx.query(
    `INSERT INTO figure_wait AS f (${key}, up_to, amount) SELECT c.*, $2::int, 1 FROM (${cells}) c ON CONFLICT (${key}, up_to) DO UPDATE SET amount = f.amount + 1`, [id, upTo]);
}

/** What is asked of the roll-ups. */
export interface FigureQuestion {
  regionId: string;
  grain: 'DAY' | 'MONTH';
  from: string;
  to: string;
  by: readonly Dimension[];
  unitIds: readonly string[] | undefined;
}

const expressionOf: Record<Dimension, string> = {
  UNIT: 'unit_id AS "unitId"', PRIORITY: 'priority', KIND: 'kind', SOURCE: 'source', HOUR: 'hour', DAY: 'period::text AS day', MONTH: "to_char(period, 'YYYY-MM') AS month",
};
const nameOf: Record<Dimension, string> = { UNIT: 'unitId', PRIORITY: 'priority', KIND: 'kind', SOURCE: 'source', HOUR: 'hour', DAY: 'day', MONTH: 'month' };

/** Exact figures by the dimensions asked for, in their order. The caller decides what of them is told. */
export async function figures(db: Database, q: FigureQuestion): Promise<Counted[]> {
  const where = `WHERE region_id = $1 AND grain = $2 AND period BETWEEN date_trunc(lower($2), $3::date) AND $4::date AND ($5::text[] IS NULL OR unit_id = ANY($5))`;
  const params = [q.regionId, q.grain, q.from, q.to, q.unitIds ?? null];
  const dims = q.by.map((dimension) => expressionOf[dimension]);
  const names = q.by.map((dimension) => `"${nameOf[dimension]}"`);
  const select = (table: string, values: string, extra: string[] = []): string =>
    `SELECT * FROM (SELECT ${[...dims, ...extra, values].join(', ')} FROM ${table} ${where} ${group([...q.by.map((_, i) => String(i + 1)), ...extra])}) f ${order([...names, ...extra])}`;
  const sums = counters.map((counter) => `coalesce(sum(${columnOf[counter]}), 0)::int AS "${counter}"`).join(', ');
  type Row = Record<string, unknown>;
  const [counts, waits] = [await read<Row>(db, select('figure', sums), params), await read<Row>(db, select('figure_wait', 'sum(amount)::int AS amount', ['up_to']), params)];
  const placeOf = (row: Row): string => JSON.stringify(q.by.map((dimension) => row[nameOf[dimension]]));
  const waitsOf = new Map<string, Map<number, number>>();
  for (const row of waits) {
    const at = placeOf(row);
    if (!waitsOf.has(at)) waitsOf.set(at, new Map());
    waitsOf.get(at)!.set(row['up_to'] as number, row['amount'] as number);
  }
  return counts.map((row) => ({ ...row, waits: waitsOf.get(placeOf(row)) ?? new Map() }) as unknown as Counted);
}

function group(terms: string[]): string {
  return terms.length > 0 ? `GROUP BY ${terms.join(', ')}` : '';
}

function order(terms: string[]): string {
  return terms.length > 0 ? `ORDER BY ${terms.join(', ')}` : '';
}

/** The instant of the last event of the sources that is counted here; undefined before the first. */
export async function countedUntil(db: Database, sources: readonly string[]): Promise<Date | undefined> {
  const parts = sources.map((source) => `SELECT f.occurred_at FROM "${source}".event_feed f JOIN cursor c ON c.source = '${source}' AND f.position = c.position`);
  const [row] = await read<{ at: Date | null }>(db, `SELECT max(occurred_at) AS at FROM (${parts.join(' UNION ALL ')}) f`);
  return row?.at ?? undefined;
}
