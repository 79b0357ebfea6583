import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { effectsAreTold, nextActionIsPlanned, noDuplicates, oneResponsibleUnit, somebodySeesIt } from './case-invariants';
import { acknowledgedIsStored, type Journal } from './journal';
import { caseAccessMatches, chainMatches, readModelHashes, relationsMatch } from './read-model-invariants';
import { sessionsAreTold } from './session-invariants';
import { auditIsTold, nothingIsDead, versionsAreGapless } from './stream-invariants';
import { type Evidence, select, type Violation } from './violation';

const rules = [
  noDuplicates, versionsAreGapless, oneResponsibleUnit, effectsAreTold, sessionsAreTold, auditIsTold, nothingIsDead, relationsMatch, caseAccessMatches, chainMatches, nextActionIsPlanned, somebodySeesIt,
];

/** Every broken invariant in a database at rest, over all services' schemas; empty when all hold. */
export async function violations(evidence: Evidence, journal: Journal): Promise<Violation[]> {
  const found = await acknowledgedIsStored(evidence, journal);
  for (const rule of rules) found.push(...(await rule(evidence)));
  return found;
}

/** Looks at the database as its admin. */
export async function withEvidence<T>(adminUrl: string, work: (evidence: Evidence) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: adminUrl });
  admin.on('error', () => {});
  await admin.connect();
  try {
    const schemas = await admin.query<{ name: string }>(`SELECT table_schema AS name FROM information_schema.tables WHERE table_name = 'relay_mark' ORDER BY 1`);
    return await work({ admin, services: schemas.rows.map((row) => row.name) });
  } finally {
    await admin.end().catch(() => {});
  }
}

/** Waits until every event has its position, is published and has had its effect everywhere; milliseconds it took. Throws with what is left. */
export async function settled(adminUrl: string, withinMs: number): Promise<number> {
  const from = Date.now();
  return withEvidence(adminUrl, async (evidence) => {
    for (;;) {
      const left = await behind(evidence);
      if (left.length === 0) return Date.now() - from;
      if (Date.now() - from > withinMs) throw new Error(`not at rest after ${withinMs} ms: ${left.join('; ')}`);
      await sleep(100);
    }
  });
}

/** The checker as every run ends with it: at rest within the time, then nothing broken. Answers how long the rest took. */
export async function expectInvariants(adminUrl: string, journal: Journal, withinMs = 30_000): Promise<number> {
  const took = await settled(adminUrl, withinMs);
  expect(await withEvidence(adminUrl, (evidence) => violations(evidence, journal))).toEqual([]);
  return took;
}

/** Hashes of the read models of a database at rest. */
export async function hashesOf(adminUrl: string): Promise<Record<string, string>> {
  return withEvidence(adminUrl, readModelHashes);
}

async function behind(evidence: Evidence): Promise<string[]> {
  const left: string[] = [];
  for (const service of evidence.services) {
    const [state] = await select<{ unnumbered: number; unpublished: number }>(evidence, `
      SELECT (SELECT count(*) FROM ${service}.outbox WHERE position IS NULL)::int AS unnumbered,
             (SELECT coalesce(max(position), 0) FROM ${service}.outbox)::int - (SELECT published FROM ${service}.relay_mark)::int AS unpublished`);
    if (state!.unnumbered + state!.unpublished > 0) left.push(`${service}: ${state!.unnumbered} without position, ${state!.unpublished} unpublished`);
    for (const source of evidence.services) {
      const [lag] = await select<{ n: number }>(evidence, `
        SELECT ((SELECT coalesce(max(position), 0) FROM ${source}.outbox) - position)::int AS n FROM ${service}.cursor WHERE source = $1`, [source]);
      if (lag && lag.n > 0) left.push(`${service} is ${lag.n} events behind ${source}`);
    }
  }
  return left;
}
