-- What orders keeps of volunteers, overwritten by each event: ids and facts, nothing personal (mirror_rows.h).

CREATE TABLE org_mirror (
  county_id int4 NOT NULL,
  id        uuid NOT NULL,
  tier      text NOT NULL,
  path      text NOT NULL COLLATE "C",
  parent_id uuid,
  name      text NOT NULL,
  lat_milli int4,
  lng_milli int4,
  closed    bool NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX org_mirror_path ON org_mirror (county_id, path);

CREATE TABLE team_mirror (
  county_id  int4 NOT NULL,
  id         uuid NOT NULL,
  name       text NOT NULL,
  kind       text NOT NULL,
  org_id     uuid NOT NULL,
  org_path   text NOT NULL COLLATE "C",
  unit_id    uuid,
  skills     text[] NOT NULL,
  leader_ids uuid[] NOT NULL,
  suspended  bool NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE volunteer_mirror (
  county_id        int4 NOT NULL,
  id               uuid NOT NULL,
  home_county      int4 NOT NULL,
  is_minor         bool NOT NULL,
  guardian_consent bool NOT NULL,
  record_consent   bool NOT NULL,
  suspended        bool NOT NULL,
  erased_at        timestamptz,
  facts            bytea NOT NULL,
  team_ids         uuid[] NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE membership_mirror (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  team_id      uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  home_county  int4 NOT NULL,
  leader       bool NOT NULL,
  ended        bool NOT NULL,
  facts        bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX membership_mirror_team ON membership_mirror (county_id, team_id);

SELECT {schema}.fence(name) FROM unnest(ARRAY['org_mirror', 'team_mirror', 'volunteer_mirror',
  'membership_mirror']) AS name;
