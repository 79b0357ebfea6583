import { broken, type Evidence, type Violation } from './violation';

/** [I3] Every aggregate's events are numbered 1, 2, 3 … in the order in which they are told, and the feed has no gap and no unnumbered rest. */
export async function versionsAreGapless(evidence: Evidence): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const service of evidence.services) {
    found.push(...(await broken(evidence, 'I3', `
      SELECT '${service} ' || aggregate_id || ': versions ' || min(version) || ' to ' || max(version) || ' in ' || count(*) || ' events' AS found
        FROM ${service}.outbox GROUP BY aggregate_id HAVING min(version) <> 1 OR max(version) <> count(*)`)));
    found.push(...(await broken(evidence, 'I3', `
      SELECT '${service} ' || aggregate_id || ': version ' || version || ' is told after ' || before AS found
        FROM (SELECT aggregate_id, version, lag(version) OVER (PARTITION BY aggregate_id ORDER BY position) AS before FROM ${service}.outbox WHERE position IS NOT NULL) AS told
       WHERE version <> before + 1`)));
    found.push(...(await broken(evidence, 'I3', `
      SELECT '${service}: ' || count(position) || ' positions up to ' || coalesce(max(position), 0) || ', ' || count(*) FILTER (WHERE position IS NULL) || ' rows without' AS found
        FROM ${service}.outbox HAVING count(position) <> coalesce(max(position), 0) OR count(*) > count(position)`)));
  }
  return found;
}

/** [I6] An audit row and its event go together, in every service. */
export async function auditIsTold(evidence: Evidence): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const service of evidence.services) {
    found.push(...(await broken(evidence, 'I6', `
      SELECT '${service}: audit row ' || coalesce(a.id::text, o.aggregate_id) || CASE WHEN a.id IS NULL THEN ' exists as event only' ELSE ' has no event' END AS found
        FROM ${service}.audit a FULL JOIN (SELECT * FROM ${service}.outbox WHERE type = 'audit.recorded') o ON o.aggregate_id = a.id::text
       WHERE a.id IS NULL OR o.id IS NULL`)));
  }
  return found;
}

/** [I6] No event waits for a person: a dead letter is an effect that did not happen. */
export async function nothingIsDead(evidence: Evidence): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const service of evidence.services) {
    found.push(...(await broken(evidence, 'I6', `SELECT '${service}: dead letter of ' || source || ' at ' || position || ' (' || coalesce(type, '?') || '): ' || reason AS found FROM ${service}.dead_letter`)));
    found.push(...(await broken(evidence, 'I6', `SELECT '${service}: parked event of ' || source || ' at ' || position AS found FROM ${service}.parked_event`)));
  }
  return found;
}
