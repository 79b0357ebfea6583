-- Who works where in which role, as directory tells it: who is told what comes to a role at a unit.
CREATE TABLE staff (
  id        text PRIMARY KEY,
  region_id text NOT NULL,
  version   integer NOT NULL
);
CREATE TABLE staff_commission (
  staff_id      text NOT NULL REFERENCES staff (id),
  commission_id text NOT NULL,
  unit_id       text NOT NULL,
  role          text NOT NULL,
  PRIMARY KEY (staff_id, commission_id, unit_id)
);
CREATE INDEX staff_commission_at_unit ON staff_commission (unit_id, role);

-- Who has the case: is told when the patient writes.
ALTER TABLE case_relation ADD COLUMN taken_by text;

-- Who asked, and from which unit: is told of the answer.
CREATE TABLE asked_consultation (
  consultation_id text PRIMARY KEY,
  region_id       text NOT NULL,
  staff_id        text NOT NULL,
  unit_id         text NOT NULL
);

-- One thing told to one staff member; what is told to many is a row for each, so that each has read it or not.
CREATE TABLE staff_notice (
  id              uuid PRIMARY KEY,
  region_id       text NOT NULL,
  staff_id        text NOT NULL,
  business_key    text NOT NULL,
  kind            text NOT NULL,
  case_id         text,
  consultation_id text,
  handover_id     text,
  unit_id         text NOT NULL,
  at              timestamptz(3) NOT NULL,
  read_at         timestamptz(3),
  settled_at      timestamptz(3),
  CONSTRAINT staff_notice_once UNIQUE (region_id, staff_id, business_key)
);
CREATE INDEX staff_notice_of_person ON staff_notice (region_id, staff_id, at DESC, id DESC);
CREATE INDEX staff_notice_unread ON staff_notice (region_id, staff_id) WHERE read_at IS NULL AND settled_at IS NULL;
-- One notice of messages until it is read.
CREATE UNIQUE INDEX staff_notice_one_of_messages ON staff_notice (staff_id, case_id) WHERE kind = 'PATIENT_MESSAGE' AND read_at IS NULL;
-- What somebody may settle for all others.
CREATE INDEX staff_notice_waiting_case ON staff_notice (case_id) WHERE kind = 'ESCALATED' AND settled_at IS NULL;
CREATE INDEX staff_notice_waiting_consultation ON staff_notice (consultation_id) WHERE kind = 'CONSULTATION_ASKED' AND settled_at IS NULL;
CREATE INDEX staff_notice_waiting_handover ON staff_notice (handover_id) WHERE kind = 'HANDOVER_ASKED' AND settled_at IS NULL;
