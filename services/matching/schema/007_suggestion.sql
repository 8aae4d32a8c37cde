-- What somebody has done about a suggestion, so that it is not made again: dismissed, or a team asked. The
-- suggestions themselves are made anew from the orders whenever they are read.
CREATE TABLE suggestion (
  county_id int NOT NULL,
  id uuid NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('SAME_NEED', 'ONE_TRIP')),
  order_ids uuid[] NOT NULL CHECK (cardinality(order_ids) BETWEEN 2 AND 5),
  outcome text NOT NULL CHECK (outcome IN ('SET_ASIDE', 'TEAM_ASKED')),
  dismissal text NOT NULL,
  team_id uuid,
  offered_ids uuid[] NOT NULL CHECK (offered_ids <@ order_ids),
  ask_id uuid,
  finished bool NOT NULL,
  settled_by text NOT NULL,
  settled_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (kind = 'ONE_TRIP' OR (outcome = 'SET_ASIDE' AND cardinality(order_ids) = 2)),
  CHECK ((outcome = 'TEAM_ASKED') = (team_id IS NOT NULL)),
  CHECK ((outcome = 'TEAM_ASKED') = (ask_id IS NOT NULL)),
  CHECK (CASE WHEN outcome = 'TEAM_ASKED' THEN dismissal = 'SUGGESTION_DISMISSAL_UNSPECIFIED'
              WHEN kind = 'SAME_NEED' THEN dismissal IN ('DIFFERENT_NEEDS', 'WANTED_TWICE', 'ARRANGED_OTHERWISE')
              ELSE dismissal IN ('BETTER_APART', 'ARRANGED_OTHERWISE') END),
  CHECK (outcome = 'TEAM_ASKED' OR (finished AND offered_ids = '{}'))
);

-- Which ask an order was last part of: two trips that share an order are asked one after the other.
CREATE TABLE trip_order (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- the order
  suggestion_id uuid NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX suggestion_seq ON suggestion (county_id, seq);
CREATE INDEX order_mirror_placed ON order_mirror (county_id) WHERE state = 'PLACED';
SELECT fence('suggestion');
SELECT fence('trip_order');
