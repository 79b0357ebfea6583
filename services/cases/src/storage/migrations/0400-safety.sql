-- The suicide-risk protocol, checklists and attempts to reach the patient (SAF-1, SAF-2, BEY-9, EXP-7), and what holds that nobody is dropped (BEY-1).
ALTER TABLE "case"
  ADD COLUMN risk_state       text CHECK (risk_state IN ('FLAGGED', 'HANDOVER_REQUIRED', 'ASSESSING', 'ONLINE_CARE', 'PHYSICAL_VISIT', 'INDIVIDUAL_PLAN', 'FOLLOW_UP',
                                                         'NO_ANSWER_1', 'NO_ANSWER_2', 'NO_ANSWER_3', 'ACUTE_HANDOVER', 'CLOSED')),
  ADD COLUMN risk_level       text CHECK (risk_level IN ('NONE_OR_LOW', 'MODERATE', 'HIGH_OR_ACUTE')),
  ADD COLUMN risk_next_at     timestamptz(3),
  ADD COLUMN attempts_made    boolean NOT NULL DEFAULT false,
  ADD COLUMN open_protocols   text[] NOT NULL DEFAULT '{}',
  ADD COLUMN phase_until      text CHECK (phase_until IN ('PHYSICAL_VISIT')),
  -- When the patient was last heard of; messaging's fact, copied.
  ADD COLUMN patient_spoke_at timestamptz(3),
  -- By when the next action is due. Who does not say so is due now.
  ADD COLUMN next_at          timestamptz(3) NOT NULL DEFAULT vardgraf.now();

-- What was flagged before there was a protocol waits for its assessment; the sweeper sets the timers.
UPDATE "case" SET risk_state = 'FLAGGED', risk_next_at = vardgraf.now()
 WHERE tags @> ARRAY['SUICIDE_RISK_FLAGGED'] AND kind <> 'MESSAGE' AND status IN ('REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD');
UPDATE "case" SET next_at = CASE status WHEN 'ON_HOLD' THEN phase_ends_at WHEN 'IN_PROGRESS' THEN started_at + interval '24 hours' ELSE COALESCE(booked_at, due_at, waiting_since) END
 WHERE status IN ('REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD');

-- The order of RDG-8: high and acute before all; who only waits for the patient to write after all, unless the risk is open. Unassessed counts as moderate.
-- hold_order and risk_order stay for older instances.
ALTER TABLE "case"
  ADD COLUMN risk_band  smallint GENERATED ALWAYS AS
    (CASE WHEN CASE WHEN risk_state IS NULL THEN tags @> ARRAY['SUICIDE_RISK_FLAGGED'] ELSE risk_state NOT IN ('ONLINE_CARE', 'FOLLOW_UP', 'CLOSED') END THEN 0 ELSE 1 END) STORED,
  ADD COLUMN queue_band smallint GENERATED ALWAYS AS
    (CASE WHEN risk_level = 'HIGH_OR_ACUTE' AND risk_state NOT IN ('ONLINE_CARE', 'FOLLOW_UP', 'CLOSED') THEN 0
          WHEN status = 'ON_HOLD' AND NOT CASE WHEN risk_state IS NULL THEN tags @> ARRAY['SUICIDE_RISK_FLAGGED'] ELSE risk_state NOT IN ('ONLINE_CARE', 'FOLLOW_UP', 'CLOSED') END THEN 2
          ELSE 1 END) STORED,
  -- Whose turn it is (BEY-1): derived, so that no row can leave it out.
  ADD COLUMN next_action text GENERATED ALWAYS AS
    (CASE WHEN status IN ('COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR') THEN NULL
          WHEN cardinality(open_protocols) > 0 OR unread_messages > 0
            OR CASE WHEN risk_state IS NULL THEN tags @> ARRAY['SUICIDE_RISK_FLAGGED'] ELSE risk_state NOT IN ('ONLINE_CARE', 'FOLLOW_UP', 'CLOSED') END THEN 'CARE'
          WHEN status = 'ON_HOLD' THEN 'PATIENT'
          WHEN status <> 'IN_PROGRESS' AND booked_at IS NOT NULL THEN 'NONE_TILL'
          ELSE 'CARE' END) STORED,
  ADD CONSTRAINT ends_without_open_risk CHECK (status NOT IN ('COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR') OR risk_state IS NULL OR risk_state = 'CLOSED'),
  ADD CONSTRAINT ends_without_open_checklist CHECK (status NOT IN ('COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR') OR open_protocols = '{}'),
  ADD CONSTRAINT open_risk_has_a_clock CHECK (risk_state IS NULL OR risk_state IN ('ONLINE_CARE', 'FOLLOW_UP', 'CLOSED') OR risk_next_at IS NOT NULL),
  ADD CONSTRAINT accountable_unit_is_named CHECK (unit_id <> ''),
  -- The accountable unit is one that sees the case; asked at COMMIT, since both are written in one transaction.
  ADD CONSTRAINT accountable_unit_sees_it FOREIGN KEY (id, unit_id) REFERENCES case_visibility (case_id, unit_id) DEFERRABLE INITIALLY DEFERRED;

-- A doctor's or psychologist's assessment. Insert only; the words travel in no event.
CREATE TABLE suicide_risk_assessment (
  id                 uuid PRIMARY KEY,
  case_id            uuid NOT NULL REFERENCES "case" (id),
  client_id          text NOT NULL,
  at                 timestamptz(3) NOT NULL,
  by_id              text NOT NULL,
  by_role            text NOT NULL CHECK (by_role IN ('DOCTOR', 'PSYCHOLOGIST')),
  rung               text NOT NULL,
  risk_factors       text NOT NULL CHECK (risk_factors <> ''),
  protective_factors text NOT NULL CHECK (protective_factors <> ''),
  basis              text[] NOT NULL CHECK (cardinality(basis) > 0),
  level              text NOT NULL CHECK (level IN ('NONE_OR_LOW', 'MODERATE', 'HIGH_OR_ACUTE')),
  feels_safe_online  boolean,
  UNIQUE (by_id, client_id),
  CONSTRAINT asked_whether_it_feels_safe CHECK (level <> 'NONE_OR_LOW' OR feels_safe_online IS NOT NULL)
);
CREATE INDEX suicide_risk_assessment_of_case ON suicide_risk_assessment (case_id, at DESC);

-- Every step of the protocol: what, from where, to where, by whom, until when, in whose words. Insert only.
CREATE TABLE suicide_risk_step (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id    uuid NOT NULL REFERENCES "case" (id),
  at         timestamptz(3) NOT NULL,
  event      text NOT NULL,
  from_state text,
  to_state   text NOT NULL,
  by_kind    text NOT NULL,
  by_id      text,
  until      timestamptz(3),
  reason     text,
  words      text,
  -- The last resort leaves a receipt: who, when.
  CONSTRAINT receipt_says_who CHECK (event <> 'RECEIPT' OR (words IS NOT NULL AND until IS NOT NULL)),
  CONSTRAINT plan_has_reason_and_day CHECK (event <> 'PLAN' OR (reason IS NOT NULL AND words IS NOT NULL AND until IS NOT NULL)),
  CONSTRAINT given_up_with_reason CHECK (event <> 'CLOSE_WITHOUT_CONTACT' OR (by_id IS NOT NULL AND words IS NOT NULL))
);
CREATE INDEX suicide_risk_step_of_case ON suicide_risk_step (case_id, id);

CREATE TABLE contact_attempt (
  id                     uuid PRIMARY KEY,
  case_id                uuid NOT NULL REFERENCES "case" (id),
  client_id              text NOT NULL,
  at                     timestamptz(3) NOT NULL,
  by_id                  text NOT NULL,
  channel                text NOT NULL,
  outcome                text NOT NULL,
  number_rank            smallint,
  only_number            boolean NOT NULL,
  reason                 text,
  replaces_digital_visit boolean NOT NULL,
  UNIQUE (by_id, client_id),
  CONSTRAINT phone_has_its_reason CHECK (NOT replaces_digital_visit OR reason IS NOT NULL)
);
CREATE INDEX contact_attempt_of_case ON contact_attempt (case_id, at DESC);

CREATE TABLE protocol (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id  uuid NOT NULL REFERENCES "case" (id),
  kind     text NOT NULL CHECK (kind IN ('SILENCE', 'NO_SHOW', 'WRONG_PERSON')),
  state    text NOT NULL,
  began_at timestamptz(3) NOT NULL,
  next_at  timestamptz(3),
  over_at  timestamptz(3)
);
CREATE UNIQUE INDEX protocol_one_of_a_kind ON protocol (case_id, kind) WHERE over_at IS NULL;

CREATE TABLE protocol_step (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  protocol_id     bigint NOT NULL REFERENCES protocol (id),
  at              timestamptz(3) NOT NULL,
  step            text NOT NULL,
  to_state        text NOT NULL,
  by_id           text,
  skipped_because text
);
CREATE INDEX protocol_step_of_protocol ON protocol_step (protocol_id, id);
