-- The patient's language, told with a new case so that waiting can be compared by it (BEY-10); null until directory's next event.
ALTER TABLE patient_relation ADD COLUMN language text;
