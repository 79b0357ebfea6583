-- Published content. A version never changes: sessions stay with the one they began with (TRI-3).
CREATE TABLE pack (
  pack_id      text NOT NULL,
  semver       text NOT NULL,
  sha256       text NOT NULL,
  content      jsonb NOT NULL,
  -- What new sessions get: the version on the disk of the process that started last.
  current      boolean NOT NULL,
  published_at timestamptz(3) NOT NULL DEFAULT vardgraf.now(),
  PRIMARY KEY (pack_id, semver)
);
CREATE UNIQUE INDEX pack_current ON pack (pack_id) WHERE current;

-- A person's way through the questions. Age, sex and earlier contacts are those of its beginning, so that the same answers give the same outcome.
CREATE TABLE session (
  id                uuid PRIMARY KEY,
  region_id         text NOT NULL,
  patient_id        text NOT NULL,
  actor_id          text NOT NULL,
  client_id         uuid NOT NULL,
  complaint_code    text NOT NULL,
  pack_id           text NOT NULL,
  semver            text NOT NULL,
  sha256            text NOT NULL,
  status            text NOT NULL CHECK (status IN ('OPEN', 'FINISHED', 'EMERGENCY', 'ABANDONED')),
  free_text         text,
  age_days          integer NOT NULL,
  sex               text NOT NULL,
  earlier_contacts  integer NOT NULL,
  out_of_region     boolean NOT NULL,
  -- [{finding, value}] in the order first given.
  answers           jsonb NOT NULL DEFAULT '[]',
  screens_seen      integer NOT NULL DEFAULT 0,
  -- Never taken back by a later answer.
  crisis_card_shown boolean NOT NULL DEFAULT false,
  started_at        timestamptz(3) NOT NULL,
  finished_at       timestamptz(3),
  outcome           jsonb,
  case_id           uuid UNIQUE,
  ticket_id         uuid UNIQUE,
  -- The number of its last event.
  version           integer NOT NULL DEFAULT 0,
  CONSTRAINT client_id_once UNIQUE (actor_id, client_id),
  CONSTRAINT pinned FOREIGN KEY (pack_id, semver) REFERENCES pack (pack_id, semver),
  CONSTRAINT emergency_has_an_outcome CHECK (status NOT IN ('FINISHED', 'EMERGENCY') OR (outcome IS NOT NULL AND finished_at IS NOT NULL))
);
CREATE INDEX session_of_patient ON session (patient_id, complaint_code, finished_at DESC);
