-- The smallest aggregate: it only counts.
CREATE TABLE counter (
  id      text PRIMARY KEY,
  version integer NOT NULL DEFAULT 0,
  total   integer NOT NULL DEFAULT 0
);
-- What a consumer makes of the events: one row for each effect, twice is a fault.
CREATE TABLE effect (
  n            bigint GENERATED ALWAYS AS IDENTITY,
  source       text NOT NULL,
  event_id     uuid NOT NULL UNIQUE,
  aggregate_id text NOT NULL,
  version      integer NOT NULL,
  position     bigint NOT NULL
);
CREATE TABLE fired (
  n            bigint GENERATED ALWAYS AS IDENTITY,
  timer_id     bigint NOT NULL UNIQUE,
  aggregate_id text NOT NULL,
  late_ms      integer NOT NULL
);
