-- What directory and cases tell by event, as far as notify needs it. `version` is the event's: an older one changes nothing.
CREATE TABLE unit (
  id                   text PRIMARY KEY,
  region_id            text NOT NULL,
  display_name         text NOT NULL,
  kind                 text NOT NULL,
  cooperating_unit_ids text[] NOT NULL,
  alarm_group_id       text,
  -- Since when alerts to the unit reach nobody.
  no_group_since       timestamptz(3),
  active               boolean NOT NULL,
  version              integer NOT NULL
);
CREATE INDEX unit_of_region ON unit (region_id);

CREATE TABLE region_name (
  region_id    text PRIMARY KEY,
  service_name text NOT NULL,
  version      integer NOT NULL
);

-- Who answers for a case: its staff may see what was sent about it.
CREATE TABLE case_relation (
  case_id             text PRIMARY KEY,
  region_id           text NOT NULL,
  patient_id          text NOT NULL,
  responsible_unit_id text NOT NULL,
  version             integer NOT NULL
);

CREATE TABLE notification (
  id            uuid PRIMARY KEY,
  region_id     text NOT NULL,
  patient_id    text NOT NULL,
  business_key  text NOT NULL,
  channel       text NOT NULL,
  template      text NOT NULL,
  privacy_class text NOT NULL,
  case_id       text,
  booking_id    text,
  thread_id     text,
  unit_id       text,
  starts_at     timestamptz(3),
  state         text NOT NULL,
  due_at        timestamptz(3) NOT NULL,
  useful_until  timestamptz(3),
  created_at    timestamptz(3) NOT NULL,
  attempts      integer NOT NULL DEFAULT 0,
  sent_at       timestamptz(3),
  delivered_at  timestamptz(3),
  text          text,
  external_id   text,
  reason        text,
  version       integer NOT NULL DEFAULT 0,
  -- Nothing is said twice (T18).
  CONSTRAINT notification_once UNIQUE (business_key),
  CONSTRAINT known_state CHECK (state IN ('PLANNED', 'SENDING', 'SENT', 'DELIVERED', 'FAILED', 'UNKNOWN', 'CANCELLED')),
  CONSTRAINT sent_has_a_text CHECK (state NOT IN ('SENDING', 'SENT', 'DELIVERED', 'UNKNOWN') OR (text IS NOT NULL AND attempts > 0))
);
CREATE INDEX notification_of_patient ON notification (patient_id, created_at DESC, id DESC);
CREATE INDEX notification_of_case ON notification (case_id, created_at DESC);
CREATE INDEX notification_of_booking ON notification (booking_id) WHERE state = 'PLANNED';

CREATE TABLE alert (
  id              uuid PRIMARY KEY,
  region_id       text NOT NULL,
  case_id         text NOT NULL,
  unit_id         text NOT NULL,
  first_unit_id   text NOT NULL,
  cause           text NOT NULL,
  step            integer NOT NULL,
  group_id        text,
  urgency_rank    smallint NOT NULL,
  status          text NOT NULL,
  raised_at       timestamptz(3) NOT NULL,
  delivered_at    timestamptz(3),
  acknowledged_at timestamptz(3),
  silent_at       timestamptz(3),
  failed_at       timestamptz(3),
  cleared_at      timestamptz(3),
  reason          text,
  attempts        integer NOT NULL DEFAULT 0,
  external_id     text,
  maybe_there     boolean NOT NULL DEFAULT false,
  told_rank       smallint,
  told_cleared    boolean NOT NULL DEFAULT false,
  version         integer NOT NULL DEFAULT 0,
  -- The same phones ring once for the same reason (BEY-4).
  CONSTRAINT alert_once UNIQUE (case_id, unit_id, cause, step),
  CONSTRAINT known_status CHECK (status IN ('RAISED', 'DELIVERED', 'ACKNOWLEDGED', 'SILENT', 'FAILED', 'CLEARED'))
);
CREATE INDEX alert_of_unit ON alert (unit_id, raised_at DESC, id DESC);

-- What call-backs carry to prove that we have asked for them; one an installation, the same for every process.
CREATE TABLE call_back_key (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  key text NOT NULL DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')
);
INSERT INTO call_back_key DEFAULT VALUES;
