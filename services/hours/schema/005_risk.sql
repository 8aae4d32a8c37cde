-- What the detector of fraud looks at, and what it found. Ids, times, codes and fingerprints: no personal text.

-- Each acceptance as its last picture told it (orders.v1.Settled).
CREATE TABLE evidence (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- the acceptance's
  ended_at timestamptz NOT NULL,
  picture bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX evidence_ended ON evidence (county_id, ended_at, id);
SELECT fence('evidence');

-- Why a person should look at an entry; written by the clock, not by lanes, and replaced whole.
CREATE TABLE risk (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- the entry's
  points int NOT NULL CHECK (points BETWEEN 1 AND 100),
  flags bytea NOT NULL,  -- hours.v1.Risk, without sentences
  found_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
SELECT fence('risk');
GRANT DELETE ON risk TO {role};
