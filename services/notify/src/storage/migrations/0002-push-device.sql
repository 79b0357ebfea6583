-- A browser of a person that is told by web push. The address is a secret: whoever has it can write to the browser.
CREATE TABLE push_device (
  id            uuid PRIMARY KEY,
  region_id     text NOT NULL,
  person_id     text NOT NULL,
  client_id     uuid NOT NULL,
  endpoint      text NOT NULL,
  p256dh        text NOT NULL,
  auth          text NOT NULL,
  registered_at timestamptz(3) NOT NULL,
  CONSTRAINT push_device_once UNIQUE (region_id, person_id, endpoint),
  CONSTRAINT push_device_of_client UNIQUE (region_id, person_id, client_id)
);

-- The device that a message of the channel WEB_PUSH goes to; it may be gone by then.
ALTER TABLE notification ADD COLUMN push_device_id uuid;
