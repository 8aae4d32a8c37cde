-- Owners of points that run out are told once of each date.
ALTER TABLE point_lot ADD COLUMN warned_of timestamptz;
CREATE INDEX point_lot_to_warn_of ON point_lot (expires_at, county_id, id)
  WHERE points > 0 AND warned_of IS DISTINCT FROM expires_at;

-- Awards are handed on with the other records of a person, by the day they were given on.
CREATE INDEX nomination_awarded ON nomination (county_id, awarded_at, id) WHERE state = 'AWARDED';
