-- 'Has anything changed?', asked of a waiting patient (BEY-5). Stays with the content of the session that made the case.
CREATE TABLE recheck (
  id            uuid PRIMARY KEY,
  region_id     text NOT NULL,
  session_id    uuid NOT NULL REFERENCES session (id),
  case_id       uuid NOT NULL,
  patient_id    text NOT NULL,
  actor_id      text NOT NULL,
  client_id     uuid NOT NULL,
  change        text NOT NULL CHECK (change IN ('SAME', 'WORSE', 'NEW')),
  status        text NOT NULL CHECK (status IN ('ASKING', 'ANSWERED', 'EMERGENCY')),
  -- [{finding, value}]: what was known when it began, and what is said now.
  known         jsonb NOT NULL,
  said          jsonb NOT NULL,
  free_text     text,
  before_rank   smallint NOT NULL CHECK (before_rank BETWEEN 1 AND 12),
  urgency_rank  smallint NOT NULL CHECK (urgency_rank BETWEEN 1 AND 12),
  suicide_risk  boolean NOT NULL,
  started_at    timestamptz(3) NOT NULL,
  finished_at   timestamptz(3),
  -- The number of its last event.
  version       integer NOT NULL,
  CONSTRAINT recheck_client_id_once UNIQUE (actor_id, client_id),
  CONSTRAINT over_has_a_time CHECK ((status = 'ASKING') = (finished_at IS NULL))
);
CREATE INDEX recheck_of_case ON recheck (case_id, started_at);

-- Whether the case still waits: not started, or given back. Cases that triage has not heard of yet wait.
ALTER TABLE case_access ADD COLUMN waiting boolean NOT NULL DEFAULT true;
