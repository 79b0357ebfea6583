-- Content before it is published: a draft, then two signatures over exactly it, then a version that never changes (TRI-3).
-- DISK: current is what the process that started last brings along. GRAPH: published by an editor, stays until there is a newer version.
ALTER TABLE pack ADD COLUMN origin text NOT NULL DEFAULT 'DISK' CHECK (origin IN ('DISK', 'GRAPH'));

CREATE TABLE pack_draft (
  id         uuid PRIMARY KEY,
  drafted_by text NOT NULL,
  client_id  uuid NOT NULL,
  pack_id    text NOT NULL,
  semver     text NOT NULL,
  sha256     text NOT NULL,
  content    jsonb NOT NULL,
  -- What the checks said when it was drafted; a draft with faults can be neither signed nor published.
  faults     text[] NOT NULL,
  drafted_at timestamptz(3) NOT NULL DEFAULT vardgraf.now(),
  CONSTRAINT draft_once UNIQUE (drafted_by, client_id)
);
CREATE INDEX pack_draft_of_pack ON pack_draft (pack_id, drafted_at DESC);

CREATE TABLE pack_signature (
  sha256        text NOT NULL,
  signed_as     text NOT NULL CHECK (signed_as IN ('AUTHOR', 'PHYSICIAN')),
  signed_by     text NOT NULL,
  demonstration boolean NOT NULL,
  signed_at     timestamptz(3) NOT NULL DEFAULT vardgraf.now(),
  PRIMARY KEY (sha256, signed_as),
  CONSTRAINT two_persons UNIQUE (sha256, signed_by)
);

-- Of a published version only `current` may change; of drafts and signatures nothing.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: it is signed or published', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER pack_published BEFORE UPDATE OF pack_id, semver, sha256, content, published_at, origin ON pack FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pack_stays BEFORE DELETE OR TRUNCATE ON pack FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pack_draft_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON pack_draft FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pack_signature_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON pack_signature FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The content is looked for by hash, and a complaint's past sessions for replays.
CREATE INDEX pack_sha256 ON pack (sha256);
CREATE INDEX session_of_complaint ON session (region_id, complaint_code, finished_at DESC);
