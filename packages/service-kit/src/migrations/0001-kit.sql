-- Every service owns a copy of these tables in its own schema; packages/service-kit is their only writer.

CREATE TABLE outbox (
  -- CACHE 1: a cached block would let a later writer insert a lower id than an earlier one of the same aggregate.
  id             bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
  -- Given by the relay alone, gapless. Roads not taken, 30 writers, 6,000 rows: consumers polling `id > last` lost 2,528
  -- (a lower id commits later); ordering by xid put 2,958 backwards within their aggregate. This: 0 and 0.
  position       bigint UNIQUE,
  event_id       uuid NOT NULL UNIQUE,
  type           text NOT NULL,
  aggregate_id   text NOT NULL,
  version        integer NOT NULL CHECK (version > 0),
  region_id      text NOT NULL,
  actor          jsonb NOT NULL,
  data           jsonb NOT NULL,
  occurred_at    timestamptz(3) NOT NULL DEFAULT vardgraf.now(),
  -- The machine's clock, for retention and lag: a demo that jumps a year must not prune what nobody has read.
  recorded_at    timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- I3: two operations that both believe to be the aggregate's next change cannot both commit.
  CONSTRAINT outbox_version_unique UNIQUE (aggregate_id, version)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX outbox_without_position ON outbox (id) WHERE position IS NULL;

-- How far the transport has acknowledged. One number, since publication is in order and stops at the first failure;
-- a mark on every row would rewrite each event a third time.
CREATE TABLE relay_mark (
  one            boolean PRIMARY KEY DEFAULT true CHECK (one),
  published      bigint NOT NULL DEFAULT 0
);
INSERT INTO relay_mark DEFAULT VALUES;

-- What other services may read. Gapless at every moment: positions are given in one statement by one session.
CREATE VIEW event_feed AS
  SELECT position, event_id, type, aggregate_id, version, region_id, actor, data, occurred_at, recorded_at
    FROM outbox
   WHERE position IS NOT NULL;

-- The last event of each producer whose effect is committed here.
CREATE TABLE cursor (
  source         text PRIMARY KEY,
  position       bigint NOT NULL
);

-- An event whose effect could not be had; a person looks, then asks for a replay.
CREATE TABLE dead_letter (
  source           text NOT NULL,
  position         bigint NOT NULL,
  type             text,
  aggregate_id     text,
  event            jsonb NOT NULL,
  -- Class and code of the fault, never its text: that could carry a patient's words.
  reason           text NOT NULL,
  attempts         integer NOT NULL,
  -- Whether later events of the aggregate wait behind this one.
  parks            boolean NOT NULL,
  dead_since       timestamptz(3) NOT NULL DEFAULT vardgraf.now(),
  replay_requested boolean NOT NULL DEFAULT false,
  PRIMARY KEY (source, position)
);
CREATE INDEX dead_letter_aggregate ON dead_letter (source, aggregate_id);

-- Later events of an aggregate with a dead letter, in order, until it has been replayed.
CREATE TABLE parked_event (
  source         text NOT NULL,
  position       bigint NOT NULL,
  aggregate_id   text NOT NULL,
  event          jsonb NOT NULL,
  PRIMARY KEY (source, position)
);
CREATE INDEX parked_event_aggregate ON parked_event (source, aggregate_id, position);

-- Inserted and deleted, never updated: an UPDATE of a timer deadlocked with the nurse who took the case.
CREATE TABLE timer (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind           text NOT NULL,
  aggregate_id   text NOT NULL,
  -- When it was to happen, and when to try: they differ after a failed try.
  due_at         timestamptz(3) NOT NULL,
  fire_at        timestamptz(3) NOT NULL,
  -- Among due timers the lower fires first.
  urgency        smallint NOT NULL DEFAULT 9 CHECK (urgency BETWEEN 1 AND 12),
  payload        jsonb,
  attempts       integer NOT NULL DEFAULT 0,
  last_reason    text
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX timer_due ON timer (fire_at, id);
CREATE INDEX timer_urgent ON timer (urgency, fire_at, id);
CREATE INDEX timer_aggregate ON timer (aggregate_id, kind);

-- A timer that failed five times: counted, shown, waiting for a person.
CREATE TABLE dead_timer (
  id             bigint PRIMARY KEY,
  kind           text NOT NULL,
  aggregate_id   text NOT NULL,
  due_at         timestamptz(3) NOT NULL,
  urgency        smallint NOT NULL DEFAULT 9,
  payload        jsonb,
  attempts       integer NOT NULL,
  reason         text NOT NULL,
  dead_since     timestamptz(3) NOT NULL DEFAULT vardgraf.now()
);

-- Gapless numbers of live streams, taken under the row's lock in the transaction that made the change.
CREATE TABLE live_counter (
  key            text PRIMARY KEY,
  seq            bigint NOT NULL
) WITH (fillfactor = 50);

-- Insert-only for the service's role. Unchained here: chaining inside the transaction cost 7,074 → 1,886 tx/s;
-- oversight chains the copies in position order.
CREATE TABLE audit (
  id             uuid PRIMARY KEY,
  at             timestamptz(3) NOT NULL DEFAULT vardgraf.now(),
  actor_kind     text NOT NULL,
  actor_id       text NOT NULL,
  role           text,
  commission_id  text,
  region_id      text NOT NULL,
  unit_id        text,
  patient_id     text,
  case_id        text,
  action         text NOT NULL,
  what           text NOT NULL,
  reason         text,
  note           text,
  request_id     text
);
CREATE INDEX audit_patient ON audit (patient_id, at);

-- Region configuration of the owning service, seeded from config/regions; a null unit speaks for the whole region.
CREATE TABLE region_setting (
  region         text NOT NULL,
  unit           text,
  key            text NOT NULL,
  version        integer NOT NULL,
  effective_from timestamptz(3) NOT NULL DEFAULT vardgraf.now(),
  value          jsonb NOT NULL,
  CONSTRAINT region_setting_unique UNIQUE NULLS NOT DISTINCT (region, unit, key, version)
);
