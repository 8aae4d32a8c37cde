-- Owners of points that run out are told once of each date.
ALTER TABLE point_lot ADD COLUMN warned_of timestamptz;
CREATE INDEX point_lot_to_warn_of ON point_lot (expires_at, county_id, id)
  WHERE points > 0 AND warned_of IS DISTINCT FROM expires_at;

-- Awards are handed on with the other records of a person, by the day they were given on.
CREATE INDEX nomination_awarded ON nomination (county_id, awarded_at, id) WHERE state = 'AWARDED';

-- Residents without an account are nominated with their consent on paper: when it was given stands here, name and
-- witness are sealed with the other words. The id is made of a keyed hash of the name.
ALTER TABLE nomination
  ADD COLUMN paper_consent_at timestamptz,
  ADD CONSTRAINT nomination_on_paper CHECK ((subject = 'HONOURED_RESIDENT') = (paper_consent_at IS NOT NULL));
