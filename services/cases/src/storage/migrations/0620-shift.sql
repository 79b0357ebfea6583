-- Who is at work where (QUE-10). `ends_at` is when the clock ends a shift that nobody has ended.
CREATE TABLE shift (
  id         uuid PRIMARY KEY,
  region_id  text NOT NULL,
  unit_id    text NOT NULL,
  staff_id   text NOT NULL,
  role       text NOT NULL,
  started_at timestamptz(3) NOT NULL,
  ends_at    timestamptz(3) NOT NULL,
  ended_at   timestamptz(3),
  ended_by   text CHECK (ended_by IN ('SELF', 'CLOCK', 'COMMISSION')),
  CONSTRAINT ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX shift_one_at_a_time ON shift (unit_id, staff_id) WHERE ended_at IS NULL;
CREATE INDEX shift_of_staff ON shift (staff_id, started_at DESC);

-- Who answers for the inflow, named by the unit's manager (QUE-10).
CREATE TABLE inflow_duty (
  id           uuid PRIMARY KEY,
  region_id    text NOT NULL,
  unit_id      text NOT NULL,
  staff_id     text NOT NULL,
  from_at      timestamptz(3) NOT NULL,
  to_at        timestamptz(3) NOT NULL CHECK (to_at > from_at),
  named_by     text NOT NULL,
  named_at     timestamptz(3) NOT NULL,
  client_id    text NOT NULL,
  withdrawn_by text,
  withdrawn_at timestamptz(3)
);
CREATE INDEX inflow_duty_at_unit ON inflow_duty (unit_id, to_at) WHERE withdrawn_at IS NULL;
CREATE INDEX inflow_duty_named ON inflow_duty (named_by, client_id);
