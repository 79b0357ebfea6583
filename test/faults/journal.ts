import { broken, type Evidence, type Violation } from './violation';

/** A mutation that was answered with yes, as its caller saw it. */
export type Acknowledged =
  | { act: 'SESSION'; clientId: string; sessionId: string }
  | { act: 'FINISH'; sessionId: string; caseId: string | null }
  | { act: 'TAKE' | 'START' | 'END'; caseId: string; by: string; at: string }
  | { act: 'RELEASE'; caseId: string; by: string }
  | { act: 'SEE'; caseId: string; by: string };

/** What callers were promised; the load writes it, I1 reads it. */
export interface Journal {
  acknowledged: Acknowledged[];
}

/** [I1] Everything that was answered with yes is stored, as what was answered. */
export async function acknowledgedIsStored(evidence: Evidence, journal: Journal): Promise<Violation[]> {
  const promised = JSON.stringify(journal.acknowledged);
  const found = await broken(evidence, 'I1', `
    SELECT p->>'act' || ' of case ' || (p->>'caseId') || coalesce(' by ' || (p->>'by'), '') || ' was answered with yes and is not stored' AS found
      FROM jsonb_array_elements($1::jsonb) AS p
     WHERE CASE p->>'act'
       WHEN 'FINISH' THEN p->>'caseId' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases."case" c WHERE c.id::text = p->>'caseId' AND c.session_id = p->>'sessionId')
       WHEN 'SEE' THEN NOT EXISTS (SELECT 1 FROM cases.audit a WHERE a.case_id = p->>'caseId' AND a.actor_id = p->>'by' AND a.action = 'openCase')
       WHEN 'SESSION' THEN false
       WHEN 'RELEASE' THEN false
       ELSE NOT EXISTS (SELECT 1 FROM cases.case_history h WHERE h.case_id::text = p->>'caseId' AND h.action = p->>'act' AND h.by_id = p->>'by' AND h.at = (p->>'at')::timestamptz) END`, [promised]);
  const released = await broken(evidence, 'I1', `
    WITH promised AS (SELECT p->>'caseId' AS id, p->>'by' AS by_id, count(*) AS n FROM jsonb_array_elements($1::jsonb) AS p WHERE p->>'act' = 'RELEASE' GROUP BY 1, 2)
    SELECT 'case ' || id || ' was released ' || n || ' times by ' || by_id || ', stored are fewer' AS found FROM promised
     WHERE n > (SELECT count(*) FROM cases.case_history h WHERE h.case_id::text = promised.id AND (h.action = 'RETURN' OR h.action = 'RELEASE' AND h.by_id = promised.by_id))`, [promised]);
  return [...found, ...released, ...(await sessionsAreStored(evidence, journal))];
}

/** A session that was answered is the only one of its client id, whatever was repeated; a finished one told so once. */
async function sessionsAreStored(evidence: Evidence, journal: Journal): Promise<Violation[]> {
  const sessions = new Map<string, Set<string>>();
  for (const each of journal.acknowledged) if (each.act === 'SESSION') sessions.set(each.clientId, (sessions.get(each.clientId) ?? new Set()).add(each.sessionId));
  const twice = [...sessions].filter(([, ids]) => ids.size > 1).map(([clientId, ids]): Violation => ({ invariant: 'I2', found: `client id ${clientId} got ${ids.size} sessions` }));
  if (!evidence.services.includes('triage')) return twice;
  const finished = JSON.stringify(journal.acknowledged.filter((each) => each.act === 'FINISH'));
  return [...twice, ...(await broken(evidence, 'I1', `
    SELECT 'session ' || (p->>'sessionId') || ' was finished with yes and told ' || count(o.id) || ' times' AS found
      FROM jsonb_array_elements($1::jsonb) AS p LEFT JOIN triage.outbox o ON o.aggregate_id = p->>'sessionId' AND o.type = 'session.finished'
     GROUP BY p->>'sessionId' HAVING count(DISTINCT o.id) <> 1`, [finished]))];
}
