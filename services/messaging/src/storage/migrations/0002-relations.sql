-- What cases, directory and notify tell by event, as far as messaging needs it. `version` is the event's: an older one changes nothing.

-- What a case is; a work item of kind MESSAGE belongs to another case's conversation (VIS-4). While suicide risk is open no conversation ends by itself (SAF-1).
CREATE TABLE case_kind (
  case_id        uuid PRIMARY KEY,
  kind           text NOT NULL,
  linked_case_id uuid,
  risk_open      boolean NOT NULL
);
CREATE INDEX case_kind_linked ON case_kind (linked_case_id) WHERE linked_case_id IS NOT NULL;

-- In which role the case was taken, for the greeting.
CREATE TABLE case_holder (
  case_id  uuid PRIMARY KEY,
  staff_id text NOT NULL,
  role     text NOT NULL,
  version  integer NOT NULL
);

-- Who has taken or opened a case: they read its thread, until 24 hours after its end; who has it writes.
CREATE TABLE case_access (
  case_id   uuid PRIMARY KEY,
  region_id text NOT NULL,
  unit_ids  text[] NOT NULL,
  staff_ids text[] NOT NULL,
  taken_by  text,
  closed_at timestamptz(3),
  version   integer NOT NULL
);

-- SMS about a case whose conversation has not begun: its first lines when it does (VIS-1).
CREATE TABLE early_sms (
  case_id         uuid NOT NULL,
  notification_id text NOT NULL,
  region_id       text NOT NULL,
  sent_at         timestamptz(3) NOT NULL,
  PRIMARY KEY (case_id, notification_id)
);

CREATE TABLE patient_relation (
  patient_id   text PRIMARY KEY,
  guardian_ids text[] NOT NULL,
  proxy_until  timestamptz(3) NOT NULL,
  version      integer NOT NULL
);
CREATE INDEX patient_relation_guardian ON patient_relation USING gin (guardian_ids);

CREATE TABLE staff (
  id           text PRIMARY KEY,
  display_name text NOT NULL,
  version      integer NOT NULL
);

CREATE TABLE region (
  id           text PRIMARY KEY,
  service_name text NOT NULL,
  version      integer NOT NULL
);

CREATE TABLE unit_hours (
  unit_id   text PRIMARY KEY,
  region_id text NOT NULL,
  open      tstzmultirange NOT NULL,
  version   integer NOT NULL
);
