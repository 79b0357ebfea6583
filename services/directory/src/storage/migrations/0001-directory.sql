-- The tenants: folders of config/regions. Locked by whoever changes what all its units share.
CREATE TABLE region (
  id             text PRIMARY KEY,
  created_at     timestamptz(3) NOT NULL DEFAULT vardgraf.now()
);

CREATE TABLE unit (
  id             uuid PRIMARY KEY,
  region_id      text NOT NULL REFERENCES region,
  hsa_id         text NOT NULL UNIQUE,
  name           text NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('HEALTH_CENTRE', 'SPECIALIST_CLINIC', 'DENTAL_CLINIC', 'DROP_IN_HUB', 'ON_CALL')),
  locality       text NOT NULL,
  -- Where external alerts go; the alarm system keeps the phone numbers.
  alarm_group    text,
  accepts_out_of_region boolean NOT NULL DEFAULT false,
  -- Null: the hours of config/regions. Shape: settings/setting-schemas.ts.
  opening_hours  jsonb,
  -- Null: no on-call duty.
  on_call_hours  jsonb,
  active         boolean NOT NULL DEFAULT true,
  -- Of the last event of this unit; 0 before the first.
  version        integer NOT NULL DEFAULT 0,
  -- For foreign keys that hold both ends in one region.
  UNIQUE (id, region_id)
);
CREATE INDEX unit_by_name ON unit (region_id, name, id);
-- One hub a region: escalation and routing ask for 'the' hub.
CREATE UNIQUE INDEX unit_one_hub ON unit (region_id) WHERE kind = 'DROP_IN_HUB' AND active;

CREATE TABLE unit_cooperation (
  region_id      text NOT NULL,
  unit_id        uuid NOT NULL,
  helper_id      uuid NOT NULL,
  PRIMARY KEY (unit_id, helper_id),
  FOREIGN KEY (unit_id, region_id) REFERENCES unit (id, region_id),
  FOREIGN KEY (helper_id, region_id) REFERENCES unit (id, region_id),
  CHECK (unit_id <> helper_id)
);

CREATE TABLE staff_member (
  id             uuid PRIMARY KEY,
  region_id      text NOT NULL REFERENCES region,
  hsa_id         text NOT NULL UNIQUE,
  given_name     text NOT NULL,
  family_name    text NOT NULL,
  active         boolean NOT NULL DEFAULT true,
  version        integer NOT NULL DEFAULT 0,
  UNIQUE (id, region_id)
);

CREATE TABLE commission (
  id             uuid PRIMARY KEY,
  region_id      text NOT NULL,
  staff_id       uuid NOT NULL,
  role           text NOT NULL,
  active         boolean NOT NULL DEFAULT true,
  FOREIGN KEY (staff_id, region_id) REFERENCES staff_member (id, region_id),
  UNIQUE (id, region_id)
);
CREATE INDEX commission_by_staff ON commission (staff_id);

CREATE TABLE commission_unit (
  commission_id  uuid NOT NULL,
  region_id      text NOT NULL,
  unit_id        uuid NOT NULL,
  PRIMARY KEY (commission_id, unit_id),
  FOREIGN KEY (commission_id, region_id) REFERENCES commission (id, region_id),
  FOREIGN KEY (unit_id, region_id) REFERENCES unit (id, region_id)
);
CREATE INDEX commission_unit_by_unit ON commission_unit (unit_id);

-- A person has one profile in each region that cares for them; regions know nothing of each other's.
CREATE TABLE patient (
  id             uuid PRIMARY KEY,
  region_id      text NOT NULL REFERENCES region,
  home_region_id text NOT NULL REFERENCES region,
  number         text NOT NULL CHECK (length(number) = 12),
  number_type    text NOT NULL CHECK (number_type IN ('PERSONNUMMER', 'SAMORDNINGSNUMMER', 'RESERVNUMMER')),
  given_name     text NOT NULL,
  family_name    text NOT NULL,
  birth_date     date NOT NULL,
  sex            text NOT NULL CHECK (sex IN ('FEMALE', 'MALE', 'UNKNOWN')),
  language       text NOT NULL DEFAULT 'sv' CHECK (language IN ('sv', 'en')),
  mobile         text,
  email          text,
  protected_identity boolean NOT NULL DEFAULT false,
  listed_unit_id uuid,
  fixed_doctor_id uuid,
  created_by     text NOT NULL,
  -- The creating client's own id: the same one again gives the first profile.
  client_id      text,
  created_at     timestamptz(3) NOT NULL DEFAULT vardgraf.now(),
  version        integer NOT NULL DEFAULT 0,
  UNIQUE (id, region_id),
  CONSTRAINT patient_number_unique UNIQUE (region_id, number),
  CONSTRAINT patient_client_unique UNIQUE (created_by, client_id),
  FOREIGN KEY (listed_unit_id, region_id) REFERENCES unit (id, region_id),
  FOREIGN KEY (fixed_doctor_id, region_id) REFERENCES staff_member (id, region_id)
);

CREATE TABLE guardian (
  child_id       uuid NOT NULL,
  guardian_id    uuid NOT NULL,
  region_id      text NOT NULL,
  is_primary     boolean NOT NULL DEFAULT false,
  PRIMARY KEY (child_id, guardian_id),
  FOREIGN KEY (child_id, region_id) REFERENCES patient (id, region_id),
  FOREIGN KEY (guardian_id, region_id) REFERENCES patient (id, region_id),
  CHECK (child_id <> guardian_id)
);
CREATE UNIQUE INDEX guardian_one_primary ON guardian (child_id) WHERE is_primary;
CREATE INDEX guardian_by_guardian ON guardian (guardian_id);

-- Switches made over the graph (DIR-7); the last one counts, the others are its history.
CREATE TABLE function_switch (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  region_id      text NOT NULL REFERENCES region,
  unit_id        uuid,
  function       text NOT NULL,
  is_on          boolean NOT NULL,
  switched_by    text NOT NULL,
  switched_at    timestamptz(3) NOT NULL DEFAULT vardgraf.now(),
  FOREIGN KEY (unit_id, region_id) REFERENCES unit (id, region_id)
);
CREATE INDEX function_switch_latest ON function_switch (region_id, unit_id, function, id DESC);

-- What cases told last about who may see a case. No foreign keys: it is another service's truth, and may come before ours.
CREATE TABLE case_access (
  case_id        text PRIMARY KEY,
  region_id      text NOT NULL,
  patient_id     text NOT NULL,
  open           boolean NOT NULL,
  responsible_unit_id text NOT NULL,
  taken_by       text,
  participants   text[] NOT NULL,
  version        integer NOT NULL
);
CREATE INDEX case_access_by_patient ON case_access (patient_id);
