-- Triage compared with staff (BEY-6): what triage said of a matter, and what staff made of it, each as it was told. Joined by the case when they are read,
-- since neither event waits for the other.
CREATE TABLE triaged_matter (
  session_id      text PRIMARY KEY,
  region_id       text NOT NULL,
  pack_id         text NOT NULL,
  semver          text NOT NULL,
  -- The engine's own, also where staff decided otherwise by telephone.
  engine_priority text NOT NULL,
  engine_rank     smallint NOT NULL,
  decided_rank    smallint NOT NULL,
  case_id         text,
  finished_at     timestamptz(3) NOT NULL,
  -- Somebody sought care again for the same patient within 72 hours.
  sought_again    boolean NOT NULL DEFAULT false,
  -- Only for those 72 hours.
  patient_id      text
);
CREATE INDEX triaged_matter_case ON triaged_matter (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX triaged_matter_period ON triaged_matter (region_id, finished_at);
CREATE INDEX triaged_matter_patient ON triaged_matter (patient_id, finished_at) WHERE patient_id IS NOT NULL;

CREATE TABLE judged_case (
  case_id        text PRIMARY KEY,
  -- The first change of priority.
  first_from     smallint,
  first_to       smallint,
  closed         boolean NOT NULL DEFAULT false,
  right_priority text,
  right_rank     smallint
);

-- When whom sought care, for those 72 hours: a session's event may come after a later contact's.
CREATE TABLE sought_care (
  patient_id text NOT NULL,
  session_id text NOT NULL,
  at         timestamptz(3) NOT NULL,
  PRIMARY KEY (patient_id, session_id, at)
);
CREATE INDEX sought_care_at ON sought_care (at);
