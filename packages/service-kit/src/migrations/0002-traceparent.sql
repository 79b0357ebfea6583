-- The trace in which an event was told (W3C traceparent), so that its effects elsewhere belong to it. Hexadecimal numbers only; null when nobody traces.
ALTER TABLE outbox ADD COLUMN traceparent text;

CREATE OR REPLACE VIEW event_feed AS
  SELECT position, event_id, type, aggregate_id, version, region_id, actor, data, occurred_at, recorded_at, traceparent
    FROM outbox
   WHERE position IS NOT NULL;
