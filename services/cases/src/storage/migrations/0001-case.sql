-- A case is one row; what must never be guessed later (first unit, first priority, first start) has a column of its own.
CREATE TABLE "case" (
  id                 uuid PRIMARY KEY,
  region_id          text NOT NULL,
  patient_id         text NOT NULL,
  kind               text NOT NULL,
  status             text NOT NULL,
  entry_channel      text NOT NULL,
  session_id         text,
  complaint_code     text,
  profession         text NOT NULL,
  no_one_in_role     boolean NOT NULL,
  age_band           text NOT NULL,
  sex                text NOT NULL,
  tags               text[] NOT NULL,
  unit_id            text NOT NULL,
  first_unit_id      text NOT NULL,
  priority           text NOT NULL,
  urgency_rank       smallint NOT NULL CHECK (urgency_rank BETWEEN 1 AND 12),
  first_priority     text NOT NULL,
  first_urgency_rank smallint NOT NULL,
  created_at         timestamptz(3) NOT NULL,
  waiting_since      timestamptz(3) NOT NULL,
  due_at             timestamptz(3),
  escalation_step    integer NOT NULL DEFAULT 0,
  taken_by           text,
  taken_by_role      text,
  taken_at           timestamptz(3),
  released_by        text,
  started_at         timestamptz(3),
  first_started_at   timestamptz(3),
  ended_at           timestamptz(3),
  end_reason         text,
  participants       text[] NOT NULL DEFAULT '{}',
  reason_trace       text[] NOT NULL DEFAULT '{}',
  version            integer NOT NULL,
  -- The queue's order (QUE-4, RDG-8) is a row comparison, so every part of it ascends and none is null.
  risk_order         smallint GENERATED ALWAYS AS (CASE WHEN tags @> ARRAY['SUICIDE_RISK_FLAGGED'] THEN 0 ELSE 1 END) STORED,
  due_order          timestamptz(3) GENERATED ALWAYS AS (COALESCE(due_at, 'infinity'::timestamptz)) STORED,
  CONSTRAINT known_status CHECK (status IN ('REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR')),
  CONSTRAINT waiting_is_nobodys CHECK (status <> 'REQUESTED' OR taken_by IS NULL),
  CONSTRAINT taken_is_somebodys CHECK (status NOT IN ('ACCEPTED', 'IN_PROGRESS') OR (taken_by IS NOT NULL AND taken_at IS NOT NULL)),
  CONSTRAINT started_has_a_time CHECK (status <> 'IN_PROGRESS' OR started_at IS NOT NULL)
);
CREATE INDEX case_of_patient ON "case" (patient_id, created_at DESC);
CREATE INDEX case_open_at_unit ON "case" (unit_id) WHERE status IN ('REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD');
CREATE INDEX case_open_in_region ON "case" (region_id) WHERE status IN ('REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD');

-- Who sees a case. `open` repeats the case's state: a unit's queue must not walk through ten years of ended cases.
CREATE TABLE case_visibility (
  case_id       uuid NOT NULL REFERENCES "case" (id),
  unit_id       text NOT NULL,
  roles         text[] NOT NULL CHECK (cardinality(roles) > 0),
  added_by_step integer NOT NULL DEFAULT 0,
  open          boolean NOT NULL DEFAULT true,
  PRIMARY KEY (case_id, unit_id)
);
CREATE INDEX case_visibility_queue ON case_visibility (unit_id) WHERE open;

-- Every change: who, when, why (QUE-12). Insert only.
CREATE TABLE case_history (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id     uuid NOT NULL REFERENCES "case" (id),
  at          timestamptz(3) NOT NULL,
  action      text NOT NULL,
  from_status text,
  to_status   text NOT NULL,
  by_kind     text NOT NULL CHECK (by_kind IN ('PATIENT', 'STAFF', 'SYSTEM')),
  by_id       text,
  reason      text
);
CREATE INDEX case_history_of_case ON case_history (case_id, id);

-- Who has opened a case without taking it, from which unit and why (DIR-3, RDG-3); the latest opening counts.
CREATE TABLE case_opening (
  case_id   uuid NOT NULL REFERENCES "case" (id),
  staff_id  text NOT NULL,
  unit_id   text NOT NULL,
  role      text NOT NULL,
  reason    text NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  PRIMARY KEY (case_id, staff_id, unit_id)
);
