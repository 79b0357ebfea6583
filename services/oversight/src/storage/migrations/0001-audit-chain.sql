-- The copies of every service's audit rows, chained. Insert-only: for the service's role by its rights, for everyone else by the trigger.
CREATE TABLE audit_entry (
  -- Gapless from 1; given under the lock of chain_head.
  chain_position   bigint PRIMARY KEY,
  prev_hash        text NOT NULL,
  hash             text NOT NULL,
  -- A redelivered event finds its row here.
  audit_id         text NOT NULL UNIQUE,
  service          text NOT NULL,
  source_position  bigint NOT NULL,
  region_id        text NOT NULL,
  at               timestamptz(3) NOT NULL,
  actor_kind       text NOT NULL,
  actor_id         text NOT NULL,
  role             text,
  commission_id    text,
  unit_id          text,
  patient_id       text,
  case_id          text,
  action           text NOT NULL,
  what             text NOT NULL,
  reason           text,
  request_id       text,
  chained_at       timestamptz(3) NOT NULL,
  UNIQUE (service, source_position)
);
CREATE INDEX audit_entry_patient ON audit_entry (patient_id, chain_position DESC) WHERE patient_id IS NOT NULL;
CREATE INDEX audit_entry_actor ON audit_entry (actor_id, chain_position DESC);
CREATE INDEX audit_entry_case ON audit_entry (case_id, chain_position DESC) WHERE case_id IS NOT NULL;
CREATE INDEX audit_entry_unit ON audit_entry (unit_id, chain_position DESC) WHERE unit_id IS NOT NULL;
CREATE INDEX audit_entry_period ON audit_entry (region_id, at, chain_position);

-- The end of the chain, apart from the rows: what is cut off at the end is missed here.
CREATE TABLE chain_head (
  one              boolean PRIMARY KEY DEFAULT true CHECK (one),
  chain_position   bigint NOT NULL,
  hash             text NOT NULL
);
INSERT INTO chain_head (chain_position, hash) VALUES (0, repeat('0', 64));

-- The outcome of looking: who reviewed which entries, why, and what came of it.
CREATE TABLE audit_review (
  id               uuid PRIMARY KEY,
  seq              bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  region_id        text NOT NULL,
  reviewer_id      text NOT NULL,
  client_id        text NOT NULL,
  at               timestamptz(3) NOT NULL,
  cause            text NOT NULL,
  outcome          text NOT NULL,
  note             text,
  CONSTRAINT audit_review_once UNIQUE (reviewer_id, client_id)
);
CREATE INDEX audit_review_region ON audit_review (region_id, seq DESC);

CREATE TABLE audit_review_entry (
  review_id        uuid NOT NULL REFERENCES audit_review,
  place            integer NOT NULL,
  audit_id         text NOT NULL REFERENCES audit_entry (audit_id),
  PRIMARY KEY (review_id, place)
);

REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, audit_review, audit_review_entry FROM vardgraf_oversight;
REVOKE INSERT, DELETE, TRUNCATE ON chain_head FROM vardgraf_oversight;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_entry_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_review_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_review FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_review_entry_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_review_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
