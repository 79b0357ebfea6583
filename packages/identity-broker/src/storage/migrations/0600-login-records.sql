-- What the log-in service remembers: sessions, codes, refresh tokens, log-ins on their way, log-ins that ended. Keys are hashed, so that whoever reads the
-- table can use none of them; no number and no name is ever here.
CREATE TABLE login_record (
  model          text NOT NULL,
  key            text NOT NULL,
  payload        jsonb NOT NULL,
  -- The log-in it belongs to.
  grant_id       text,
  uid            text,
  expires_at     timestamptz(3) NOT NULL,
  PRIMARY KEY (model, key)
);
CREATE INDEX login_record_by_grant ON login_record (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX login_record_by_uid ON login_record (uid) WHERE uid IS NOT NULL;
CREATE INDEX login_record_by_expiry ON login_record (expires_at);
