-- Who has a case before them right now (EXP-1). Short-lived: a row is gone a minute after it was last renewed.
CREATE TABLE case_looking (
  case_id    uuid NOT NULL REFERENCES "case" (id),
  staff_id   text NOT NULL,
  since      timestamptz(3) NOT NULL,
  looks_till timestamptz(3) NOT NULL,
  PRIMARY KEY (case_id, staff_id)
);
