-- What directory tells by event, as far as booking needs it. `version` is the event's: an older one changes nothing.
CREATE TABLE unit (
  id                    text PRIMARY KEY,
  region_id             text NOT NULL,
  kind                  text NOT NULL,
  locality              text NOT NULL,
  cooperating_unit_ids  text[] NOT NULL,
  functions_off         text[] NOT NULL,
  accepts_out_of_region boolean NOT NULL,
  active                boolean NOT NULL,
  version               integer NOT NULL
);
CREATE INDEX unit_of_region ON unit (region_id, kind);

CREATE TABLE patient (
  id                 text PRIMARY KEY,
  birth_date         date NOT NULL,
  sex                text NOT NULL,
  home_region_id     text NOT NULL,
  listed_unit_id     text,
  protected_identity boolean NOT NULL,
  guardian_ids       text[] NOT NULL,
  proxy_until        timestamptz(3) NOT NULL,
  -- Null: directory has not said.
  reachable_by_sms   boolean,
  version            integer NOT NULL
);
CREATE INDEX patient_guardian ON patient USING gin (guardian_ids);

-- `number` is ours: what the exclusion of overlapping times compares.
CREATE TABLE staff (
  id        text PRIMARY KEY,
  number    bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  region_id text NOT NULL,
  active    boolean NOT NULL,
  version   integer NOT NULL
);

CREATE TABLE staff_commission (
  staff_id      text NOT NULL REFERENCES staff (id),
  commission_id text NOT NULL,
  unit_id       text NOT NULL,
  role          text NOT NULL,
  PRIMARY KEY (staff_id, commission_id, unit_id)
);
