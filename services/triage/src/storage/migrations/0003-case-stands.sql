-- True when cases has told of the case. What stays false is a patient who waits for nobody: looked for every few seconds, so only those are indexed.
ALTER TABLE session ADD COLUMN case_stands boolean NOT NULL DEFAULT false;
CREATE INDEX session_awaiting_case ON session (finished_at) WHERE case_id IS NOT NULL AND NOT case_stands;
