-- A visit about mental health has a checklist that holds it open until suicide risk has been considered (SAF-1).
ALTER TABLE protocol DROP CONSTRAINT protocol_kind_check;
ALTER TABLE protocol ADD CONSTRAINT protocol_kind_check CHECK (kind IN ('SILENCE', 'NO_SHOW', 'WRONG_PERSON', 'SUICIDE_ASSESSMENT'));
