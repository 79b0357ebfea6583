-- When the time of what a partner has handed over had passed without a clinician having started, and everybody was told (BEY-2).
ALTER TABLE submission ADD COLUMN overdue_at timestamptz(3);

-- Assignments that wait already are told of, too: each gets the timer that it would have got on arrival.
INSERT INTO timer (kind, aggregate_id, due_at, fire_at, urgency, payload)
SELECT 'case.assignment-overdue', c.id::text, c.due_at, greatest(c.due_at, vardgraf.now()), c.urgency_rank, jsonb_build_object('regionId', c.region_id)
  FROM "case" c WHERE c.kind = 'TELEPHONE_TRIAGE' AND c.status IN ('REQUESTED', 'ACCEPTED') AND c.first_started_at IS NULL AND c.due_at IS NOT NULL;
