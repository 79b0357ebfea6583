-- What directory tells by event, as far as cases needs it. `version` is the event's: an older one changes nothing.
CREATE TABLE unit (
  id                   text PRIMARY KEY,
  region_id            text NOT NULL,
  kind                 text NOT NULL,
  staffed_roles        text[] NOT NULL,
  cooperating_unit_ids text[] NOT NULL,
  functions_off        text[] NOT NULL,
  active               boolean NOT NULL,
  version              integer NOT NULL
);
CREATE INDEX unit_of_region ON unit (region_id, kind);

CREATE TABLE patient_relation (
  patient_id     text PRIMARY KEY,
  region_id      text NOT NULL,
  listed_unit_id text,
  guardian_ids   text[] NOT NULL,
  proxy_until    timestamptz(3) NOT NULL,
  version        integer NOT NULL
);
CREATE INDEX patient_relation_guardian ON patient_relation USING gin (guardian_ids);

CREATE TABLE staff (
  id        text PRIMARY KEY,
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
CREATE INDEX staff_commission_at_unit ON staff_commission (unit_id, role);
