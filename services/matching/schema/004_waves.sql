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

CREATE TABLE wave_chance (
  county_id int NOT NULL,
  id uuid NOT NULL,
  ended int NOT NULL CHECK (ended >= 0),
  taken int NOT NULL CHECK (taken >= 0 AND taken <= ended),
  PRIMARY KEY (county_id, id)
);

SELECT fence('team_asks');
SELECT fence('wave_chance');
