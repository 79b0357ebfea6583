-- To whom the clock has given a case, so that it goes to the next and never round in a circle (EXP-4). Insert only.
CREATE TABLE case_assignment (
  case_id  uuid NOT NULL REFERENCES "case" (id),
  staff_id text NOT NULL,
  at       timestamptz(3) NOT NULL,
  PRIMARY KEY (case_id, staff_id)
);
