-- Comparisons of two policies with all they were made of, kept for ever: a version of the weights names the
-- one it rests on.
CREATE TABLE simulation (
  county_id int NOT NULL,
  id uuid NOT NULL,
  seq bigint NOT NULL,
  record bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX simulation_seq ON simulation (county_id, seq);
SELECT fence('simulation');
