-- What directory and cases tell by event, as far as triage needs it. `version` is the event's: an older one changes nothing.
CREATE TABLE unit (
  id                    text PRIMARY KEY,
  region_id             text NOT NULL,
  kind                  text NOT NULL,
  locality              text NOT NULL,
  functions_off         text[] NOT NULL,
  accepts_out_of_region boolean NOT NULL,
  active                boolean NOT NULL,
  version               integer NOT NULL
);
CREATE INDEX unit_of_region ON unit (region_id, kind);

CREATE TABLE unit_hours (
  unit_id   text PRIMARY KEY,
  region_id text NOT NULL,
  open      tstzmultirange NOT NULL,
  on_call   tstzmultirange NOT NULL,
  version   integer NOT NULL
);

CREATE TABLE patient (
  id                  text PRIMARY KEY,
  birth_date          date NOT NULL,
  sex                 text NOT NULL,
  home_region_id      text NOT NULL,
  listed_unit_id      text,
  protected_identity  boolean NOT NULL,
  guardian_ids        text[] NOT NULL,
  may_seek_care_from  timestamptz(3) NOT NULL,
  proxy_until         timestamptz(3) NOT NULL,
  version             integer NOT NULL
);
CREATE INDEX patient_guardian ON patient USING gin (guardian_ids);

-- Who has a case in hand: they read its anamnesis, until 24 hours after its end.
CREATE TABLE case_access (
  case_id   text PRIMARY KEY,
  region_id text NOT NULL,
  unit_ids  text[] NOT NULL,
  staff_ids text[] NOT NULL,
  closed_at timestamptz(3),
  version   integer NOT NULL
);
