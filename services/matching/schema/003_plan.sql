-- Plans of a county, kept as they were made: the head, and its lines and teams piece by piece. A piece
-- without its head belongs to a plan that was given up half-way.
CREATE TABLE plan (
  county_id int NOT NULL,
  id uuid NOT NULL,
  seq bigint NOT NULL,
  record bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX plan_seq ON plan (county_id, seq);

CREATE TABLE plan_part (
  county_id int NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  number int NOT NULL,
  order_ids uuid[] NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX plan_part_plan ON plan_part (county_id, plan_id, number);

-- What a plan looks for: orders that are open, or held by a team.
CREATE INDEX order_mirror_open ON order_mirror (county_id) WHERE state = 'OPEN';
CREATE INDEX order_mirror_held ON order_mirror (county_id) WHERE booked_team IS NOT NULL AND state IN ('ACCEPTED', 'IN_SERVICE');

SELECT fence('plan');
SELECT fence('plan_part');
