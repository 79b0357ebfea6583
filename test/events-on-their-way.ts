import { Client } from 'pg';
import type { PartName } from './stack-parts';

/** Whom each service hears, as its start.ts says. */
const hears: Partial<Record<PartName, readonly string[]>> = {
  booking: ['directory', 'triage', 'cases'],
  cases: ['directory', 'triage', 'booking', 'messaging', 'notify'],
  directory: ['cases'],
  messaging: ['directory', 'cases', 'notify'],
  notify: ['directory', 'booking', 'messaging', 'cases'],
  oversight: ['directory', 'triage', 'cases', 'booking', 'messaging', 'notify', 'oversight'],
  triage: ['directory', 'cases'],
};

/** Events not yet published, and not yet applied by a started consumer, as sentences. */
export async function eventsOnTheirWay(adminUrl: string, parts: readonly PartName[]): Promise<string[]> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    return await eventsLeft(admin, parts);
  } finally {
    await admin.end();
  }
}

/** The same over a connection that is open, in its snapshot. */
export async function eventsLeft(admin: Pick<Client, 'query'>, parts: readonly string[]): Promise<string[]> {
  const schemas = await admin.query<{ name: string }>("SELECT table_schema AS name FROM information_schema.tables WHERE table_name = 'relay_mark' ORDER BY 1");
  const left: string[] = [];
  const last = new Map<string, number>();
  for (const { name } of schemas.rows) {
    const { rows: [state] } = await admin.query<{ last: string; waiting: string }>(
      `SELECT coalesce(max(position), 0) AS last, count(*) FILTER (WHERE position IS NULL OR position > (SELECT published FROM "${name}".relay_mark)) AS waiting FROM "${name}".outbox`);
    last.set(name, Number(state!.last));
    if (parts.includes(name) && Number(state!.waiting) > 0) left.push(`${state!.waiting} events of ${name} are not published`);
  }
  for (const part of parts.filter((name) => last.has(name))) {
    const cursors = await admin.query<{ source: string; position: string }>(`SELECT source, position FROM "${part}".cursor`);
    const at = new Map((hears[part as PartName] ?? []).map((source) => [source, 0]));
    for (const { source, position } of cursors.rows) at.set(source, Number(position));
    for (const [source, position] of at) {
      const behind = (last.get(source) ?? 0) - position;
      if (behind > 0) left.push(`${part} is ${behind} events of ${source} behind`);
    }
  }
  return left;
}
