-- How far the detector of fraud has looked: an entry passes by rule only once the picture it rests on was looked at.

-- Which picture it is, so that nobody reads kilobytes to learn that they know them.
ALTER TABLE evidence ADD COLUMN revision int NOT NULL DEFAULT 0;
UPDATE evidence AS e SET revision = a.revision FROM acceptance AS a WHERE a.county_id = e.county_id AND a.id = e.id;
ALTER TABLE evidence ALTER COLUMN revision DROP DEFAULT;

-- Written by the clock with what it found, not by lanes.
CREATE TABLE risk_look (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- the acceptance's
  revision int NOT NULL CHECK (revision > 0),  -- of its picture: this one, and those before it
  PRIMARY KEY (county_id, id)
);
SELECT fence('risk_look');
