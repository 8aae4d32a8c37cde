-- What else was recorded with a fact anyway: the phone it came from (a keyed hash), the unix minute in which the code that
-- was typed had been shown, and the volunteer who stood witness for time entered from memory.
ALTER TABLE fact ADD COLUMN code_minute int8, ADD COLUMN device bytea NOT NULL DEFAULT '', ADD COLUMN witness uuid;
COMMENT ON COLUMN fact.device IS 'personal';
