-- What a partner has handed over, as its events have told so far: ids and codes, no words (PAR-1).
CREATE TABLE webhook_submission (
  submission_id text PRIMARY KEY,
  region_id     text NOT NULL,
  partner_id    text NOT NULL,
  reference     text,
  journey_id    text,
  status        text NOT NULL,
  case_id       text,
  ticket_id     text,
  unit_id       text,
  profession    text,
  outcome       text
);
CREATE INDEX webhook_submission_of_case ON webhook_submission (case_id);

-- The last number that a partner's events have.
CREATE TABLE webhook_cursor (
  region_id  text NOT NULL,
  partner_id text NOT NULL,
  last       integer NOT NULL,
  PRIMARY KEY (region_id, partner_id)
);

-- What a partner is told, each with a number of the partner's own without gaps; a test has none. Never changed: what is sent again is the same.
CREATE TABLE webhook_event (
  id            uuid PRIMARY KEY,
  region_id     text NOT NULL,
  partner_id    text NOT NULL,
  cursor        integer,
  type          text NOT NULL,
  submission_id text,
  facts         jsonb,
  at            timestamptz(3) NOT NULL,
  client_id     uuid,
  CONSTRAINT webhook_event_in_order UNIQUE (region_id, partner_id, cursor),
  CONSTRAINT webhook_event_of_client UNIQUE (region_id, partner_id, client_id)
);

-- Where a partner is told. The secrets are sealed with a key that the database does not have.
CREATE TABLE webhook_endpoint (
  id              uuid PRIMARY KEY,
  region_id       text NOT NULL,
  partner_id      text NOT NULL,
  client_id       uuid NOT NULL,
  url             text NOT NULL,
  event_types     text[],
  state           text NOT NULL CHECK (state IN ('ACTIVE', 'PAUSED', 'DISABLED')),
  disabled_reason text,
  secret          text NOT NULL,
  previous_secret text,
  previous_until  timestamptz(3),
  rotated_by      uuid,
  failing_since   timestamptz(3),
  registered_at   timestamptz(3) NOT NULL,
  CONSTRAINT webhook_endpoint_of_client UNIQUE (region_id, partner_id, client_id)
);

-- One event on its way to one endpoint. Within a stream (a submission) one is under way, and the others have no next_at until it is settled.
CREATE TABLE webhook_delivery (
  id              uuid PRIMARY KEY,
  region_id       text NOT NULL,
  endpoint_id     uuid NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
  event_id        uuid NOT NULL REFERENCES webhook_event (id),
  stream          text NOT NULL,
  place           integer NOT NULL,
  state           text NOT NULL CHECK (state IN ('PENDING', 'SENDING', 'DELIVERED', 'DEAD_LETTER')),
  attempts        integer NOT NULL,
  next_at         timestamptz(3),
  claimed_at      timestamptz(3),
  last_status     integer,
  failure         text,
  created_at      timestamptz(3) NOT NULL,
  last_attempt_at timestamptz(3),
  delivered_at    timestamptz(3),
  CONSTRAINT webhook_delivery_once UNIQUE (endpoint_id, event_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_at) WHERE state = 'PENDING';
CREATE INDEX webhook_delivery_under_way ON webhook_delivery (endpoint_id, claimed_at) WHERE state = 'SENDING';
CREATE INDEX webhook_delivery_open ON webhook_delivery (endpoint_id, stream, place) WHERE state IN ('PENDING', 'SENDING');
CREATE INDEX webhook_delivery_listed ON webhook_delivery (endpoint_id, created_at DESC, id DESC);
