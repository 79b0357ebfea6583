import type { LiveHint } from './signals';

/** A change on a stream `key`, e.g. 'unit.<unitId>'; `payload` is asked once the number is known. */
export interface Bump {
  key: string;
  payload: (seq: number) => LiveHint | undefined;
}

/** A hint to publish after commit on core NATS. */
export interface Hint {
  subject: string;
  data: LiveHint;
}

/**
 * Counts every stream touched, in key order (two transactions that touch the same two never wait for each other crosswise), in one statement.
 * The row stays locked until commit: numbers are gapless, and in the order of the commits.
 */
export async function bumpCounters(query: (sql: string, params: unknown[]) => Promise<{ key: string; seq: number }[]>, bumps: Bump[]): Promise<Hint[]> {
  const byKey = new Map<string, Bump[]>();
  for (const bump of bumps) byKey.set(bump.key, [...(byKey.get(bump.key) ?? []), bump]);
  const keys = [...byKey.keys()].sort();
  const counted = await query(
    `INSERT INTO live_counter AS c (key, seq)
     SELECT key, n FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS list(key, n, place) ORDER BY place
     ON CONFLICT (key) DO UPDATE SET seq = c.seq + excluded.seq
     RETURNING key, seq`,
    [keys, keys.map((key) => byKey.get(key)!.length)],
  );
  return counted.flatMap(({ key, seq }) => {
    const ofKey = byKey.get(key)!;
    return ofKey.flatMap((bump, i) => {
      const data = bump.payload(seq - ofKey.length + 1 + i);
      return data ? [{ subject: `live.${key}`, data }] : [];
    });
  });
}
