-- The running minute of an endpoint's calls, and how many it has had in it.
ALTER TABLE webhook_endpoint ADD COLUMN minute_from timestamptz(3), ADD COLUMN minute_calls integer NOT NULL DEFAULT 0;

-- An event that is no longer kept takes its deliveries with it.
ALTER TABLE webhook_delivery DROP CONSTRAINT webhook_delivery_event_id_fkey, ADD FOREIGN KEY (event_id) REFERENCES webhook_event (id) ON DELETE CASCADE;
CREATE INDEX webhook_delivery_of_event ON webhook_delivery (event_id);
CREATE INDEX webhook_event_of_submission ON webhook_event (submission_id);
