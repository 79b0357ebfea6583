-- What a booked visit, a conversation and its alerts add to a case.
ALTER TABLE "case"
  ADD COLUMN booking_id      text,
  ADD COLUMN booked_at       timestamptz(3),
  ADD COLUMN linked_case_id  uuid REFERENCES "case" (id),
  ADD COLUMN phase_ends_at   timestamptz(3),
  ADD COLUMN unread_messages integer NOT NULL DEFAULT 0,
  ADD COLUMN alert_state     text NOT NULL DEFAULT 'NONE' CHECK (alert_state IN ('NONE', 'RAISED', 'DELIVERED', 'ACKNOWLEDGED', 'SILENT', 'FAILED')),
  -- Which event a copied fact is of: an older one changes nothing.
  ADD COLUMN unread_version  integer NOT NULL DEFAULT 0,
  ADD COLUMN alert_id        text,
  ADD COLUMN alert_raised_at timestamptz(3),
  ADD COLUMN alert_version   integer NOT NULL DEFAULT 0,
  -- Who only waits for the patient to write stands after all who wait for care.
  ADD COLUMN hold_order      smallint GENERATED ALWAYS AS (CASE WHEN status = 'ON_HOLD' THEN 1 ELSE 0 END) STORED,
  ADD CONSTRAINT held_is_somebodys CHECK (status <> 'ON_HOLD' OR (taken_by IS NOT NULL AND phase_ends_at IS NOT NULL));
-- One open work item for all that the patient has written and nobody has dealt with (VIS-4).
CREATE UNIQUE INDEX case_one_open_message_item ON "case" (linked_case_id) WHERE kind = 'MESSAGE' AND status IN ('REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD');

-- A request to take a case over (HND-1). The giver's words stay here and travel in no event.
CREATE TABLE handover (
  id             uuid PRIMARY KEY,
  region_id      text NOT NULL,
  case_id        uuid NOT NULL REFERENCES "case" (id),
  client_id      text NOT NULL,
  status         text NOT NULL CHECK (status IN ('REQUESTED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
  from_unit_id   text NOT NULL,
  asked_by       text NOT NULL,
  to_unit_id     text NOT NULL,
  to_role        text,
  to_staff_id    text,
  -- The only one who may answer; null where everybody in the roles may.
  answerer_id    text,
  answer_roles   text[] NOT NULL CHECK (cardinality(answer_roles) > 0),
  -- Who sees the case because of the request alone: taken away again unless it is accepted.
  added          jsonb NOT NULL,
  reason         text NOT NULL,
  message        text,
  consent        text NOT NULL CHECK (consent IN ('NOT_NEEDED', 'GIVEN', 'URGENT_EXCEPTION')),
  urgent_reason  text,
  asked_at       timestamptz(3) NOT NULL,
  answer_by      timestamptz(3) NOT NULL,
  overdue_at     timestamptz(3),
  answered_at    timestamptz(3),
  answered_by    text,
  refusal_reason text,
  UNIQUE (asked_by, client_id),
  CONSTRAINT exception_has_its_reason CHECK (consent <> 'URGENT_EXCEPTION' OR urgent_reason IS NOT NULL),
  CONSTRAINT answered_once CHECK ((status = 'REQUESTED') = (answered_at IS NULL))
);
-- One request at a time: two could make two units responsible.
CREATE UNIQUE INDEX handover_one_open ON handover (case_id) WHERE status = 'REQUESTED';
CREATE INDEX handover_of_case ON handover (case_id, asked_at DESC);
CREATE INDEX handover_asked_of_unit ON handover (to_unit_id) WHERE status = 'REQUESTED';
CREATE INDEX handover_asked_by_unit ON handover (from_unit_id) WHERE status = 'REQUESTED';
