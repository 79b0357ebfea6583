-- The region whose patient this is (DIR-3). Null: directory has not told of the patient since, and who is listed nowhere is anybody's as before.
ALTER TABLE patient ADD COLUMN region_id text;
UPDATE patient SET region_id = u.region_id FROM unit u WHERE u.id = patient.listed_unit_id;
