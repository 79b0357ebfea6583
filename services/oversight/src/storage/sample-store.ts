import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { AuditEntry } from '../domain/audit-entry';
import { entryColumns } from './entry-row';

/** Rows are chained seconds after they happen: a period's positions reach this much past those found at its ends. */
const slack = 5_000;
const smallEnough = 50_000;
const drawsPerRound = 20;
const rounds = 10;

/**
 * A random choice out of a region's entries of a period. A short stretch of the chain is shuffled as a whole; in a long one positions are
 * drawn, since shuffling a busy month (millions) would not end within the statement limit. Rare entries may then be fewer than asked for.
 */
export async function sample(db: Database, regionId: string, period: { from: Date; to: Date }, size: number): Promise<AuditEntry[]> {
  const [ends] = await read<{ low: number | null; high: number | null }>(
    db,
    `SELECT (SELECT chain_position FROM audit_entry WHERE region_id = $1 AND at >= $2 AND at < $3 ORDER BY at, chain_position LIMIT 1) AS low,
            (SELECT chain_position FROM audit_entry WHERE region_id = $1 AND at >= $2 AND at < $3 ORDER BY at DESC, chain_position DESC LIMIT 1) AS high`,
    [regionId, period.from, period.to],
  );
  if (!ends || ends.low === null || ends.high === null) return [];
  const [low, high] = [Math.min(ends.low, ends.high) - slack, Math.max(ends.low, ends.high) + slack];
  if (high - low <= smallEnough) return shuffled(db, regionId, period, size);
  const found = new Map<string, AuditEntry>();
  for (let round = 0; round < rounds && found.size < size; round += 1) {
    for (const entry of await drawn(db, regionId, period, { low, high, draws: size * drawsPerRound })) if (found.size < size) found.set(entry.auditId, entry);
  }
  return [...found.values()];
}

async function shuffled(db: Database, regionId: string, period: { from: Date; to: Date }, size: number): Promise<AuditEntry[]> {
  return read<AuditEntry>(
    db, `SELECT ${entryColumns} FROM audit_entry WHERE region_id = $1 AND at >= $2 AND at < $3 ORDER BY random() LIMIT $4`, [regionId, period.from, period.to, size],
  );
}

async function drawn(db: Database, regionId: string, period: { from: Date; to: Date }, o: { low: number; high: number; draws: number }): Promise<AuditEntry[]> {
  return read<AuditEntry>(
    db,
    `SELECT ${entryColumns} FROM audit_entry
      WHERE chain_position IN (SELECT $4::bigint + floor(random() * ($5::bigint - $4::bigint + 1))::bigint FROM generate_series(1, $6))
        AND region_id = $1 AND at >= $2 AND at < $3`,
    [regionId, period.from, period.to, o.low, o.high, o.draws],
  );
}
