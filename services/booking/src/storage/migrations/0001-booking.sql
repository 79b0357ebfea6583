-- The right to book one visit (BOO-2). What it says of the matter travels on into the booking's events, so that nobody has to look it up.
CREATE TABLE ticket (
  id             uuid PRIMARY KEY,
  region_id      text NOT NULL,
  patient_id     text NOT NULL,
  unit_id        text NOT NULL,
  role           text,
  staff_id       text,
  visit_type     text NOT NULL CHECK (visit_type IN ('VIDEO', 'CHAT', 'PHYSICAL')),
  priority       text NOT NULL,
  urgency_rank   smallint NOT NULL CHECK (urgency_rank BETWEEN 1 AND 12),
  source         text NOT NULL CHECK (source IN ('TRIAGE', 'TELEPHONE_TRIAGE', 'STAFF')),
  status         text NOT NULL CHECK (status IN ('OPEN', 'BOOKED', 'TIME_ASKED', 'USED', 'EXPIRED')),
  session_id     text,
  complaint_code text,
  age_band       text NOT NULL,
  sex            text NOT NULL,
  tags           text[] NOT NULL DEFAULT '{}',
  issued_at      timestamptz(3) NOT NULL,
  visit_by       timestamptz(3) NOT NULL,
  valid_until    timestamptz(3) NOT NULL,
  -- The case that 'help to find a time' became, and who asked.
  case_id        uuid UNIQUE,
  asked_by       text,
  -- Staff only.
  issued_by      text,
  client_id      text,
  -- The number of its last event.
  version        integer NOT NULL,
  CONSTRAINT ticket_client_once UNIQUE (issued_by, client_id),
  CONSTRAINT asked_has_a_case CHECK (status <> 'TIME_ASKED' OR case_id IS NOT NULL),
  CONSTRAINT valid_at_least_until_visit_by CHECK (valid_until >= visit_by)
);
CREATE INDEX ticket_of_patient ON ticket (patient_id, issued_at DESC);
CREATE INDEX ticket_of_unit ON ticket (unit_id, status, visit_by, id);

-- One call of publishSlots; the same client id gives the same times again.
CREATE TABLE publication (
  id        uuid PRIMARY KEY,
  staff_id  text NOT NULL,
  client_id text NOT NULL,
  CONSTRAINT publication_client_once UNIQUE (staff_id, client_id)
);

CREATE TABLE slot (
  id             uuid PRIMARY KEY,
  region_id      text NOT NULL,
  unit_id        text NOT NULL,
  role           text NOT NULL,
  staff_id       text,
  visit_type     text NOT NULL CHECK (visit_type IN ('VIDEO', 'CHAT', 'PHYSICAL')),
  starts_at      timestamptz(3) NOT NULL,
  ends_at        timestamptz(3) NOT NULL,
  bookable_by    text NOT NULL CHECK (bookable_by IN ('PATIENT', 'STAFF')),
  status         text NOT NULL CHECK (status IN ('FREE', 'BOOKED', 'WITHDRAWN')),
  publication_id uuid REFERENCES publication (id),
  -- The staff member's own number (staff.number): the exclusion below compares numbers.
  staff_number   bigint,
  CONSTRAINT slot_has_a_length CHECK (ends_at > starts_at),
  CONSTRAINT person_has_a_number CHECK ((staff_id IS NULL) = (staff_number IS NULL)),
  -- BOO-4: nobody has two times at once, whoever publishes where and when. A time counts its seconds on the person's own stretch of the number
  -- line: that needs no extension, which the schema's owner may not create.
  CONSTRAINT staff_member_has_one_time EXCLUDE USING gist (
    int8range(staff_number * 10000000000 + extract(epoch FROM starts_at AT TIME ZONE 'UTC')::bigint,
              staff_number * 10000000000 + extract(epoch FROM ends_at AT TIME ZONE 'UTC')::bigint) WITH &&
  ) WHERE (staff_number IS NOT NULL AND status <> 'WITHDRAWN')
);
CREATE INDEX slot_free ON slot (unit_id, starts_at, id) WHERE status = 'FREE';
CREATE INDEX slot_of_unit ON slot (unit_id, starts_at, id);
CREATE INDEX slot_of_publication ON slot (publication_id);

CREATE TABLE booking (
  id               uuid PRIMARY KEY,
  region_id        text NOT NULL,
  ticket_id        uuid NOT NULL REFERENCES ticket (id),
  slot_id          uuid NOT NULL REFERENCES slot (id),
  patient_id       text NOT NULL,
  case_id          uuid NOT NULL UNIQUE,
  status           text NOT NULL CHECK (status IN ('BOOKED', 'CANCELLED')),
  booked_at        timestamptz(3) NOT NULL,
  -- What the patient was promised when the time was booked; a later setting does not change it.
  changeable_until timestamptz(3) NOT NULL,
  late_reason      text,
  changed_at       timestamptz(3) NOT NULL,
  -- When its case was started (BOO-5); from then on it is no longer moved.
  begun_at         timestamptz(3),
  cancelled_by     text,
  cancel_reason    text,
  booked_by        text NOT NULL,
  client_id        text NOT NULL,
  version          integer NOT NULL,
  CONSTRAINT booking_client_once UNIQUE (booked_by, client_id)
);
-- BOO-4: one slot, one booking; and a ticket is for one visit.
CREATE UNIQUE INDEX one_booking_a_slot ON booking (slot_id) WHERE status = 'BOOKED';
CREATE UNIQUE INDEX one_booking_a_ticket ON booking (ticket_id) WHERE status = 'BOOKED';
CREATE INDEX booking_of_patient ON booking (patient_id);
CREATE INDEX booking_of_slot ON booking (slot_id);

-- For whoever checks the promises from outside: active bookings of each slot that has any, and whether the slot says so itself. Never more than 1.
CREATE VIEW active_bookings AS
  SELECT s.id AS slot_id, s.region_id, s.staff_id, s.status AS slot_status, count(b.id)::int AS bookings
    FROM slot s LEFT JOIN booking b ON b.slot_id = s.id AND b.status = 'BOOKED'
   GROUP BY s.id;
-- Pairs of booked visits of one staff member at the same moment. Always empty.
CREATE VIEW double_booked_staff AS
  SELECT a.staff_id, a.id AS slot_id, b.id AS other_slot_id
    FROM slot a JOIN slot b ON b.staff_id = a.staff_id AND b.id > a.id AND b.starts_at < a.ends_at AND a.starts_at < b.ends_at
   WHERE EXISTS (SELECT 1 FROM booking x WHERE x.slot_id = a.id AND x.status = 'BOOKED')
     AND EXISTS (SELECT 1 FROM booking y WHERE y.slot_id = b.id AND y.status = 'BOOKED');
