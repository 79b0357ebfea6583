-- Several complaints in one session, assisted triage, sessions begun anew, and sessions that somebody left.
ALTER TABLE session
  -- Who asks: the patient's side, a nurse by telephone, or telephone triage's own system (TRI-2).
  ADD COLUMN actor_kind      text NOT NULL DEFAULT 'PATIENT' CHECK (actor_kind IN ('PATIENT', 'STAFF', 'PARTNER')),
  ADD COLUMN actor_unit_ids  text[] NOT NULL DEFAULT '{}',
  -- [{complaintCode, packId, semver, sha256, earlierContacts}] of the complaints named besides the first.
  ADD COLUMN further         jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN withdrawn_signs text[] NOT NULL DEFAULT '{}',
  -- What staff made of the engine's priority; the last one counts, all are kept (TRI-12).
  ADD COLUMN overrides       jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN engine_outcome  jsonb,
  ADD COLUMN touched_at      timestamptz(3) NOT NULL DEFAULT vardgraf.now(),
  ADD COLUMN restarted_from  uuid REFERENCES session (id),
  ADD COLUMN left_by         text CHECK (left_by IN ('PRESS', 'SILENCE', 'RESTART'));
UPDATE session SET touched_at = COALESCE(finished_at, started_at);
UPDATE session SET left_by = 'PRESS' WHERE status = 'ABANDONED';

-- Begun anew once only: the same press twice is the same new session.
CREATE UNIQUE INDEX session_restarted_once ON session (restarted_from) WHERE restarted_from IS NOT NULL;
CREATE INDEX session_open ON session (region_id, patient_id) WHERE status = 'OPEN';
CREATE INDEX session_open_assisted ON session (region_id, actor_kind) WHERE status = 'OPEN' AND actor_kind <> 'PATIENT';

-- Sessions that were open before silence counted.
INSERT INTO timer (kind, aggregate_id, due_at, fire_at, urgency, payload)
SELECT 'session-silence', id::text, vardgraf.now() + interval '7 days', vardgraf.now() + interval '7 days', 9, jsonb_build_object('regionId', region_id) FROM session WHERE status = 'OPEN';

-- Photos that the patient shows; their place and camera are taken out where the format allows it.
CREATE TABLE session_photo (
  id               uuid PRIMARY KEY,
  session_id       uuid NOT NULL REFERENCES session (id),
  media_type       text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/heic')),
  content          bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 20971520),
  metadata_removed boolean NOT NULL,
  added_at         timestamptz(3) NOT NULL
);
CREATE INDEX session_photo_of_session ON session_photo (session_id);
