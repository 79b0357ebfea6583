-- Records that a colleague is asked to sign off (vidimering): who, when, state (QUE-13). The record stays in its own table, and never changes.
CREATE TABLE sign_off (
  id            uuid PRIMARY KEY,
  region_id     text NOT NULL,
  case_id       uuid NOT NULL REFERENCES "case" (id),
  client_id     text NOT NULL,
  record_kind   text NOT NULL CHECK (record_kind IN ('SUICIDE_RISK_ASSESSMENT', 'INDIVIDUAL_PLAN', 'CLOSED_WITHOUT_CONTACT', 'CONTACT_ATTEMPT')),
  record_id     text NOT NULL,
  asked_by      text NOT NULL,
  from_unit_id  text NOT NULL,
  asked_at      timestamptz(3) NOT NULL,
  to_unit_id    text NOT NULL,
  to_role       text,
  to_staff_id   text,
  status        text NOT NULL CHECK (status IN ('WAITING', 'SIGNED', 'RETURNED')),
  answered_by   text,
  answered_at   timestamptz(3),
  return_reason text,
  UNIQUE (asked_by, client_id),
  CONSTRAINT sign_off_asks_one CHECK ((to_role IS NULL) <> (to_staff_id IS NULL)),
  CONSTRAINT sign_off_by_another CHECK (answered_by <> asked_by),
  CONSTRAINT sign_off_says_who CHECK ((status = 'WAITING') = (answered_by IS NULL) AND (answered_by IS NULL) = (answered_at IS NULL)),
  CONSTRAINT sign_off_returned_with_reason CHECK ((status = 'RETURNED') = (return_reason IS NOT NULL))
);
CREATE UNIQUE INDEX sign_off_one_of_record ON sign_off (record_kind, record_id) WHERE status <> 'RETURNED';
CREATE INDEX sign_off_waiting ON sign_off (to_unit_id, asked_at) WHERE status = 'WAITING';
CREATE INDEX sign_off_waiting_for ON sign_off (to_staff_id, asked_at) WHERE status = 'WAITING' AND to_staff_id IS NOT NULL;
CREATE INDEX sign_off_asked ON sign_off (asked_by, asked_at DESC);
