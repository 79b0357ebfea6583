-- Suicide risk also arises after a case was opened, and is settled before it ends: which event of the case said so last.
ALTER TABLE case_kind ADD COLUMN risk_version integer NOT NULL DEFAULT 0;
