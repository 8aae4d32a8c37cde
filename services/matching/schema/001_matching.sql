-- What matching knows: mirrors of volunteers and orders, kept by overwriting as their events are followed,
-- and its own weights and recommendations. Nothing records how a team answered an offer (志愿服务条例 25, 40).

CREATE TABLE org (
  county_id int NOT NULL,
  id uuid NOT NULL,
  path text NOT NULL,
  lat_milli int,
  lng_milli int,
  closed bool NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE team (
  county_id int NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  org_path text NOT NULL,
  lat_milli int,
  lng_milli int,
  skills text[] NOT NULL,
  languages text[] NOT NULL,
  weekly_slots int NOT NULL,
  free_slots int[] NOT NULL,
  suspended bool NOT NULL,
  women int NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE member (
  county_id int NOT NULL,
  id uuid NOT NULL,
  team_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  ended bool NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX member_of_team ON member (county_id, team_id) WHERE NOT ended;
CREATE INDEX member_volunteer ON member (county_id, volunteer_id) WHERE NOT ended;

CREATE TABLE qualified (
  county_id int NOT NULL,
  id uuid NOT NULL,
  codes text[] NOT NULL,
  last_days int[] NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (cardinality(codes) = cardinality(last_days))
);

CREATE TABLE order_mirror (
  county_id int NOT NULL,
  id uuid NOT NULL,
  seq bigint NOT NULL,
  state text NOT NULL,
  facts bytea NOT NULL,
  asked uuid[] NOT NULL,
  open_offers uuid[] NOT NULL,
  booked_team uuid,
  booked int[] NOT NULL,
  served_team uuid,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE team_record (
  county_id int NOT NULL,
  id uuid NOT NULL,
  booked int[] NOT NULL,
  skills text[] NOT NULL,
  services int[] NOT NULL,
  months int[] NOT NULL,
  rated int[] NOT NULL,
  good int[] NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (cardinality(skills) = cardinality(services)),
  CHECK (cardinality(months) = cardinality(rated) AND cardinality(months) = cardinality(good))
);

CREATE TABLE client_service (
  county_id int NOT NULL,
  id uuid NOT NULL,
  team_id uuid NOT NULL,
  client_key text NOT NULL,
  services int NOT NULL CHECK (services >= 0),
  PRIMARY KEY (county_id, id)
);
CREATE INDEX client_service_key ON client_service (county_id, client_key);

CREATE TABLE rating (
  county_id int NOT NULL,
  id uuid NOT NULL,
  team_id uuid NOT NULL,
  month int NOT NULL,
  good bool NOT NULL,
  counts bool NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE weights (
  county_id int NOT NULL,
  id uuid NOT NULL,
  version int NOT NULL,
  policy bytea NOT NULL,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE recommendation (
  county_id int NOT NULL,
  id uuid NOT NULL,
  seq bigint NOT NULL,
  order_id uuid NOT NULL,
  wave int NOT NULL,
  record bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX recommendation_seq ON recommendation (county_id, seq);
CREATE INDEX recommendation_order ON recommendation (county_id, order_id, seq);

SELECT fence('org');
SELECT fence('team');
SELECT fence('member');
SELECT fence('qualified');
SELECT fence('order_mirror');
SELECT fence('team_record');
SELECT fence('client_service');
SELECT fence('rating');
SELECT fence('weights');
SELECT fence('recommendation');  -- never changed, but the lane locks what it loads
