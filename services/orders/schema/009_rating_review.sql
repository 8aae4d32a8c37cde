-- Low ratings of the people served have a clock of their own, and a rating by its secret the phone it came from: a keyed
-- hash, to see one phone rate for many households.
ALTER TABLE rating ADD COLUMN due_at timestamptz, ADD COLUMN settled text NOT NULL DEFAULT '',
  ADD COLUMN device bytea NOT NULL DEFAULT '';
ALTER TABLE rating ADD CHECK (due_at IS NULL OR (rater_kind = 'RESIDENT' AND score <= 2));
ALTER TABLE rating ADD CHECK (settled IN ('', 'TALKED_OVER', 'DONE_AGAIN') AND (settled = '' OR due_at IS NOT NULL));
CREATE INDEX rating_waiting ON rating (county_id, due_at, id)
  WHERE due_at IS NOT NULL AND settled = '' AND NOT annulled AND NOT outranked;
CREATE INDEX rating_device ON rating (county_id, device, team_id, rated_at) WHERE device <> '';
CREATE INDEX rating_newest ON rating (county_id, rated_at, id) WHERE rater_kind = 'RESIDENT';
COMMENT ON COLUMN rating.device IS 'personal';
