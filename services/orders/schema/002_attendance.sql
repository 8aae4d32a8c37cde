-- The second half of the loop: who comes, who came, what was said of it, whom to tell (attendance_rows.h).

CREATE TABLE roster_place (
  county_id     int4 NOT NULL,
  id            uuid NOT NULL,
  order_id      uuid NOT NULL,
  acceptance_id uuid NOT NULL,
  session_id    uuid NOT NULL,
  volunteer_id  uuid NOT NULL,
  home_county   int4 NOT NULL,
  late          bool NOT NULL,
  added_at      timestamptz NOT NULL,
  removed_at    timestamptz,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX roster_place_order ON roster_place (county_id, order_id);

CREATE TABLE fact (
  county_id     int4 NOT NULL,
  id            uuid NOT NULL,
  order_id      uuid NOT NULL,
  acceptance_id uuid NOT NULL,
  session_id    uuid NOT NULL,
  volunteer_id  uuid NOT NULL,
  home_county   int4 NOT NULL,
  direction     text NOT NULL CHECK (direction IN ('IN', 'OUT')),
  observed_at   timestamptz NOT NULL,
  received_at   timestamptz NOT NULL,
  how           text NOT NULL,
  recorder      text NOT NULL,
  flags         text[] NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX fact_order ON fact (county_id, order_id);

CREATE TABLE code_use (
  county_id int4 NOT NULL,
  id        uuid NOT NULL,
  fact_id   uuid NOT NULL,
  used_at   timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE code_view (
  county_id        int4 NOT NULL,
  id               uuid NOT NULL,
  order_id         uuid NOT NULL,
  viewer           text NOT NULL,
  viewer_volunteer uuid,
  by_team          bool NOT NULL,
  printed          bool NOT NULL,
  viewed_at        timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX code_view_order ON code_view (county_id, order_id);

CREATE TABLE rating (
  county_id       int4 NOT NULL,
  id              uuid NOT NULL,
  order_id        uuid NOT NULL,
  acceptance_id   uuid NOT NULL,
  team_id         uuid NOT NULL,
  rater_kind      text NOT NULL,
  channel         text NOT NULL,
  score           int4 NOT NULL CHECK (score BETWEEN 1 AND 5),
  tags            text[] NOT NULL CHECK (tags <@ '{ON_TIME,SKILLED,WARM_HEARTED,PATIENT,TIDY,CAME_LATE,CAME_TOO_FEW,BADLY_DONE,LEFT_UNFINISHED,IMPATIENT}'),
  data_key        bytea NOT NULL,
  words           bytea NOT NULL,
  rater           text NOT NULL,
  rater_volunteer uuid,
  rated_at        timestamptz NOT NULL,
  outranked       bool NOT NULL,
  annulled        bool NOT NULL,
  follow_up       bool NOT NULL,
  reviewed_by     text NOT NULL,
  reviewed_at     timestamptz,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX rating_order ON rating (county_id, order_id);
COMMENT ON COLUMN rating.data_key IS 'personal';
COMMENT ON COLUMN rating.words IS 'personal';

CREATE TABLE notice (
  county_id  int4 NOT NULL,
  id         uuid NOT NULL,
  subject_id uuid NOT NULL,
  kind       text NOT NULL,
  team_id    uuid,
  org_path   text NOT NULL COLLATE "C",
  account    text NOT NULL,
  made_at    timestamptz NOT NULL,
  show_at    timestamptz NOT NULL,
  seen_at    timestamptz,
  seen_by    text NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX notice_team ON notice (county_id, team_id, show_at DESC) WHERE team_id IS NOT NULL;
CREATE INDEX notice_org ON notice (county_id, org_path, show_at DESC) WHERE org_path <> '';
CREATE INDEX notice_subject ON notice (county_id, subject_id);

-- What each account's phone last said it could not send (unsent_rules.h).
CREATE TABLE unsent (
  county_id   int4 NOT NULL,
  id          uuid NOT NULL,
  org_path    text NOT NULL COLLATE "C",
  count       int4 NOT NULL CHECK (count >= 0),
  oldest_at   timestamptz,
  reported_at timestamptz NOT NULL,
  told_at     timestamptz,
  PRIMARY KEY (county_id, id),
  CHECK ((count = 0) = (oldest_at IS NULL))
);

SELECT {schema}.fence(name) FROM unnest(ARRAY['roster_place', 'fact', 'code_use', 'code_view',
  'rating', 'notice', 'unsent']) AS name;
