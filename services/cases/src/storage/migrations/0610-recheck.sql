-- 'Has anything changed?' of a waiting case (BEY-5): when the patient was last asked, and what was last said. The answers are triage's.
CREATE TABLE recheck (
  case_id      uuid PRIMARY KEY REFERENCES "case" (id),
  asked_at     timestamptz(3),
  change       text CHECK (change IN ('SAME', 'WORSE', 'NEW')),
  state        text CHECK (state IN ('ASKING', 'ANSWERED', 'EMERGENCY')),
  said_at      timestamptz(3),
  worse_since  timestamptz(3),
  emergency_at timestamptz(3),
  CONSTRAINT asked_or_said CHECK (asked_at IS NOT NULL OR said_at IS NOT NULL),
  CONSTRAINT said_is_whole CHECK ((said_at IS NULL) = (change IS NULL) AND (said_at IS NULL) = (state IS NULL))
);
