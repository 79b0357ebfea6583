import { broken, type Evidence, type Violation } from './violation';

/** [I6] A session that ended was told so once, with a number that is its own, and one accepted as a drop-in, or left in danger, is a case: of that patient, at that unit. */
export async function sessionsAreTold(evidence: Evidence): Promise<Violation[]> {
  return [
    ...(await broken(evidence, 'I6', `
      SELECT 'session ' || s.id || ' is ' || s.status || ' in version ' || s.version || ' with ' || count(o.id) || ' events' AS found
        FROM triage.session s LEFT JOIN triage.outbox o ON o.aggregate_id = s.id::text
       GROUP BY s.id HAVING s.version <> count(o.id) OR (s.status = 'FINISHED') <> (count(*) FILTER (WHERE o.type = 'session.finished') >= 1)
           OR (s.overrides = '[]' AND (s.status = 'EMERGENCY') <> (count(*) FILTER (WHERE o.type = 'emergency.referred') = 1))`)),
    ...(await broken(evidence, 'I6', `
      SELECT 'session ' || o.aggregate_id || ' was accepted as a drop-in, and its case ' || coalesce(o.data->>'caseId', '?') || CASE WHEN c.id IS NULL THEN ' does not exist' ELSE ' is another one' END AS found
        FROM triage.outbox o LEFT JOIN cases."case" c ON c.id::text = o.data->>'caseId'
       WHERE (o.type = 'session.left-unfinished' OR o.type = 'session.finished' AND o.data->>'disposition' = 'DROP_IN')
         AND (c.id IS NULL OR c.session_id <> o.aggregate_id OR c.patient_id <> o.data->>'patientId' OR c.first_unit_id <> coalesce(o.data->>'unitId', c.first_unit_id))`)),
  ];
}
