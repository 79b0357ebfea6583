-- What a case needs to know of a patient whom a partner has named. Null for who was told of before these columns: then directory is asked.
ALTER TABLE patient_relation
  ADD COLUMN birth_date         date,
  ADD COLUMN sex                text,
  ADD COLUMN protected_identity boolean;

-- When consultations from telephone triage are read (CON-3).
ALTER TABLE unit_hours ADD COLUMN duty tstzmultirange NOT NULL DEFAULT '{}';

-- What a partner has handed over (CON-2): ids and codes. It follows its case; the partner's reference decides that there is one of it (CON-4).
CREATE TABLE submission (
  id           uuid PRIMARY KEY,
  region_id    text NOT NULL,
  partner_id   text NOT NULL,
  reference    text NOT NULL,
  -- Of the whole content: another content under the same reference is refused.
  content_hash text NOT NULL,
  patient_id   text NOT NULL,
  journey_id   text NOT NULL,
  became       text NOT NULL CHECK (became IN ('CONSULTATION', 'DROP_IN', 'TICKET')),
  status       text NOT NULL CHECK (status IN ('RECEIVED', 'PENDING', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED')),
  case_id      uuid,
  ticket_id    uuid,
  unit_id      text NOT NULL,
  profession   text NOT NULL,
  priority     text NOT NULL,
  submitted_at timestamptz(3) NOT NULL,
  read_from    timestamptz(3) NOT NULL,
  started_at   timestamptz(3),
  ended_at     timestamptz(3),
  outcome      text,
  forwarded    integer NOT NULL DEFAULT 0,
  -- Who sent it onward last: makes a repeated press the same yes.
  forwarded_by text,
  version      integer NOT NULL,
  CONSTRAINT submission_reference UNIQUE (region_id, partner_id, reference),
  CONSTRAINT ticket_or_case CHECK ((became = 'TICKET') = (ticket_id IS NOT NULL) AND (became = 'TICKET' OR case_id IS NOT NULL))
);
CREATE UNIQUE INDEX submission_of_case ON submission (case_id) WHERE case_id IS NOT NULL;
CREATE UNIQUE INDEX submission_of_ticket ON submission (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX submission_of_partner ON submission (region_id, partner_id, submitted_at DESC, id DESC);

-- The telephone nurse's words and numbers, apart from what the partner's lists are made of.
CREATE TABLE consultation (
  submission_id        uuid PRIMARY KEY REFERENCES submission (id),
  care_level           text NOT NULL CHECK (care_level IN ('PHYSICAL', 'DIGITAL')),
  summary              text NOT NULL,
  call_back_numbers    jsonb NOT NULL,
  interpreter_language text,
  safeguarding         boolean NOT NULL,
  repeat_caller        boolean NOT NULL
);
