-- When teams were asked, so that none is asked too often and each has its turn; and, apart from all that ranks,
-- what the size of a wave is estimated from (志愿服务条例 25, 40: it sizes waves and nothing else).
CREATE TABLE team_asks (
  county_id int NOT NULL,
  id uuid NOT NULL,
  days int[] NOT NULL,
  open uuid[] NOT NULL,
  quiet_since int NOT NULL,
  PRIMARY KEY (county_id, id)
);
-- Teams known before have their turn so many days from today, as those that are made known from now on. Days
-- count from Monday, 5 January 1970, as China has them.
INSERT INTO team_asks (county_id, id, days, open, quiet_since)
  SELECT county_id, id, '{}', '{}', (now() AT TIME ZONE 'Asia/Shanghai')::date - DATE '1970-01-05' FROM team;

CREATE TABLE wave_chance (
  county_id int NOT NULL,
  id uuid NOT NULL,
  ended int NOT NULL CHECK (ended >= 0),
  taken int NOT NULL CHECK (taken >= 0 AND taken <= ended),
  PRIMARY KEY (county_id, id)
);

-- Emergencies, kept for ever.
CREATE TABLE emergency (
  county_id int NOT NULL,
  id uuid NOT NULL,
  seq bigint NOT NULL,
  over_at timestamptz NOT NULL,
  record bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX emergency_seq ON emergency (county_id, seq);
CREATE INDEX emergency_over ON emergency (county_id, over_at);

SELECT fence('team_asks');
SELECT fence('wave_chance');
SELECT fence('emergency');
