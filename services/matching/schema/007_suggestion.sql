-- What somebody has done about a suggestion, so that it is not made again: dismissed, or a team asked. The
-- suggestions themselves are made anew from the orders whenever they are read.
CREATE TABLE suggestion (
  county_id int NOT NULL,
  id uuid NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('SAME_NEED', 'ONE_TRIP')),
  order_ids uuid[] NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('SET_ASIDE', 'TEAM_ASKED')),
  dismissal text NOT NULL,
  team_id uuid,
  offered_ids uuid[] NOT NULL,
  finished bool NOT NULL,
  settled_by text NOT NULL,
  settled_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX suggestion_seq ON suggestion (county_id, seq);
CREATE INDEX order_mirror_placed ON order_mirror (county_id) WHERE state = 'PLACED';
SELECT fence('suggestion');
