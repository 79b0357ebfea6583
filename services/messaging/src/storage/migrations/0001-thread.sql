-- One conversation about one case, from the visit's start to the end of its asynchronous phase (MSG-1, HND-3).
CREATE TABLE thread (
  id              uuid PRIMARY KEY,
  region_id       text NOT NULL,
  case_id         uuid NOT NULL UNIQUE,
  patient_id      text NOT NULL,
  -- Responsible now, as cases says.
  unit_id         text NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('VISIT')),
  phase           text NOT NULL CHECK (phase IN ('VISIT', 'ASYNCHRONOUS', 'CLOSED')),
  phase_ends_at   timestamptz(3),
  -- The last message's place, taken under this row's lock; live_counter 'thread.<id>' says the same.
  last_seq        integer NOT NULL DEFAULT 0,
  last_posted_at  timestamptz(3) NOT NULL,
  -- How far each side has read; never goes back.
  read_by_staff   integer NOT NULL DEFAULT 0,
  read_by_patient integer NOT NULL DEFAULT 0,
  -- The case's last event that happened here: an older one changes nothing.
  case_version    integer NOT NULL,
  -- The number of its last event.
  version         integer NOT NULL DEFAULT 0,
  CONSTRAINT phase_has_an_end CHECK ((phase = 'ASYNCHRONOUS') = (phase_ends_at IS NOT NULL)),
  CONSTRAINT read_is_written CHECK (read_by_staff <= last_seq AND read_by_patient <= last_seq)
);
CREATE INDEX thread_of_patient ON thread (patient_id, last_posted_at DESC);

-- What was written and what happened, in one order for everyone. Insert only.
CREATE TABLE message (
  id          uuid PRIMARY KEY,
  thread_id   uuid NOT NULL REFERENCES thread (id),
  seq         integer NOT NULL CHECK (seq > 0),
  kind        text NOT NULL CHECK (kind IN ('TEXT', 'GREETING', 'EVENT')),
  event       text,
  sender_kind text NOT NULL CHECK (sender_kind IN ('PATIENT', 'PROXY', 'STAFF', 'SYSTEM')),
  sender_id   text,
  -- Whom a greeting or a line names.
  staff_id    text,
  client_id   uuid,
  text        text,
  -- The greeting as it was when it was said: template, names, role.
  greeting    jsonb,
  -- The notification that a line tells of.
  cause       text,
  sent_at     timestamptz(3) NOT NULL,
  CONSTRAINT one_place UNIQUE (thread_id, seq),
  CONSTRAINT client_id_once UNIQUE (sender_id, thread_id, client_id),
  CONSTRAINT cause_once UNIQUE (thread_id, cause),
  CONSTRAINT kind_has_its_content CHECK ((kind = 'TEXT') = (text IS NOT NULL) AND (kind = 'GREETING') = (greeting IS NOT NULL) AND (kind = 'EVENT') = (event IS NOT NULL)),
  CONSTRAINT written_by_somebody CHECK ((kind = 'TEXT') = (sender_kind <> 'SYSTEM') AND (sender_kind = 'SYSTEM') = (sender_id IS NULL)),
  CONSTRAINT not_too_long CHECK (text IS NULL OR char_length(text) BETWEEN 1 AND 10000)
);
