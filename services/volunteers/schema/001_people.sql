-- People: organisations, teams, volunteers, accounts. Every table is keyed (county_id, id) and fenced to
-- the counties of the transaction; the directory of sign-in names is the one exception. Columns tagged
-- 'personal' hold sealed bytes or keyed hashes only.

CREATE TABLE org (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  parent_id    uuid NOT NULL,
  tier         text NOT NULL CHECK (tier IN ('CENTRE', 'INSTITUTE', 'STATION', 'POINT', 'HOUSEHOLD')),
  path         text NOT NULL COLLATE "C",
  code         text NOT NULL CHECK (code ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})?$'),
  code_since   timestamptz,
  display_name text NOT NULL CHECK (display_name <> ''),
  lat_milli    int4 CHECK (lat_milli BETWEEN -90000 AND 90000),
  lng_milli    int4 CHECK (lng_milli BETWEEN -180000 AND 180000),
  closed       bool NOT NULL,
  revision     int4 NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((tier = 'CENTRE') = (parent_id = '00000000-0000-0000-0000-000000000000')),
  CHECK ((lat_milli IS NULL) = (lng_milli IS NULL))
);
CREATE INDEX org_parent ON org (county_id, parent_id);
CREATE INDEX org_path ON org (county_id, path);
CREATE UNIQUE INDEX org_code ON org (county_id, code) WHERE code <> '';

CREATE TABLE post (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  org_id       uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('DIRECTOR', 'HEAD', 'STANDING_DEPUTY', 'LIAISON', 'PUBLICITY_OFFICER')),
  volunteer_id uuid,
  since        timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, org_id) REFERENCES org
);
CREATE INDEX post_org ON post (county_id, org_id);
CREATE INDEX post_holder ON post (county_id, volunteer_id) WHERE volunteer_id IS NOT NULL;

CREATE TABLE unit (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  display_name text NOT NULL CHECK (display_name <> ''),
  kind         text NOT NULL CHECK (kind IN ('DEPARTMENT', 'ENTERPRISE', 'SCHOOL', 'SOCIAL_ORGANISATION')),
  headcount    int4 NOT NULL CHECK (headcount >= 0),
  closed       bool NOT NULL,
  revision     int4 NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX unit_name ON unit (county_id, display_name, id);

CREATE TABLE team (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  display_name text NOT NULL CHECK (display_name <> ''),
  kind         text NOT NULL CHECK (kind IN ('COUNTY_CORPS', 'SECTOR_TEAM', 'TOWNSHIP_CORPS', 'VILLAGE_TEAM', 'SOCIAL_TEAM')),
  org_id       uuid NOT NULL,
  org_path     text NOT NULL COLLATE "C",
  unit_id      uuid,
  lat_milli    int4 CHECK (lat_milli BETWEEN -90000 AND 90000),
  lng_milli    int4 CHECK (lng_milli BETWEEN -180000 AND 180000),
  skills       text[] NOT NULL,
  languages    text[] NOT NULL,
  leader_ids   uuid[] NOT NULL,
  weekly_slots int4 NOT NULL CHECK (weekly_slots BETWEEN 0 AND 21),
  free_slots   int4[] NOT NULL CHECK (free_slots <@ '{0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20}'),
  suspended    bool NOT NULL,
  open_to_join bool NOT NULL,
  member_count int4 NOT NULL CHECK (member_count >= 0),
  female_count int4 NOT NULL CHECK (female_count BETWEEN 0 AND member_count),
  revision     int4 NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, org_id) REFERENCES org,
  FOREIGN KEY (county_id, unit_id) REFERENCES unit,
  CHECK ((lat_milli IS NULL) = (lng_milli IS NULL))
);
CREATE INDEX team_name ON team (county_id, display_name, id);
CREATE INDEX team_path ON team (county_id, org_path);

CREATE TABLE volunteer (
  county_id         int4 NOT NULL,
  id                uuid NOT NULL,
  number            text NOT NULL,
  chosen_name       text NOT NULL,
  sex               text NOT NULL CHECK (sex IN ('FEMALE', 'MALE')),
  org_id            uuid NOT NULL,
  org_path          text NOT NULL COLLATE "C",
  unit_id           uuid,
  kinds             text[] NOT NULL CHECK (kinds <@ '{FIVE_ELDERS,LOCAL_TALENT,RETURNED_ENTREPRENEUR,STUDENT,ARTIST,PARTY_MEMBER,MEDICAL,TEACHER,AGRICULTURE,VILLAGER,CULTURAL_TUTOR}'),
  state             text NOT NULL CHECK (state IN ('ACTIVE', 'SUSPENDED', 'ERASED')),
  suspension_reason text NOT NULL CHECK (suspension_reason IN ('SUSPENSION_REASON_UNSPECIFIED', 'OWN_WISH', 'HEALTH_OR_SAFETY', 'UNDER_REVIEW', 'DUPLICATE_REGISTRATION')),
  is_minor          bool NOT NULL,
  guardian_consent  bool NOT NULL,
  free_slots        int4[] NOT NULL,
  guest_counties    int4[] NOT NULL,
  by_proxy          bool NOT NULL,
  registered_by     text NOT NULL,
  revision          int4 NOT NULL,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, org_id) REFERENCES org,
  FOREIGN KEY (county_id, unit_id) REFERENCES unit,
  CHECK ((state = 'SUSPENDED') = (suspension_reason <> 'SUSPENSION_REASON_UNSPECIFIED'))
);
CREATE UNIQUE INDEX volunteer_number ON volunteer (county_id, number);
CREATE INDEX volunteer_path ON volunteer (county_id, org_path, number);
CREATE INDEX volunteer_minor ON volunteer (county_id, id) WHERE is_minor;

CREATE TABLE person (
  county_id        int4 NOT NULL,
  id               uuid NOT NULL,
  data_key         bytea NOT NULL,
  legal_name       bytea NOT NULL,
  id_number        bytea NOT NULL,
  phone            bytea NOT NULL,
  birth_date       bytea NOT NULL,
  guardian_name    bytea NOT NULL,
  guardian_phone   bytea NOT NULL,
  legal_name_index bytea NOT NULL,
  phone_index      bytea NOT NULL,
  id_number_index  bytea NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, id) REFERENCES volunteer
);
CREATE INDEX person_legal_name ON person (county_id, legal_name_index) WHERE legal_name_index <> '';
CREATE INDEX person_phone ON person (county_id, phone_index) WHERE phone_index <> '';
CREATE INDEX person_id_number ON person (county_id, id_number_index) WHERE id_number_index <> '';
COMMENT ON COLUMN person.legal_name IS 'personal';
COMMENT ON COLUMN person.id_number IS 'personal';
COMMENT ON COLUMN person.phone IS 'personal';
COMMENT ON COLUMN person.birth_date IS 'personal';
COMMENT ON COLUMN person.guardian_name IS 'personal';
COMMENT ON COLUMN person.guardian_phone IS 'personal';
COMMENT ON COLUMN person.legal_name_index IS 'personal';
COMMENT ON COLUMN person.phone_index IS 'personal';
COMMENT ON COLUMN person.id_number_index IS 'personal';

CREATE TABLE identity (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  PRIMARY KEY (county_id, id)
);
COMMENT ON COLUMN identity.id IS 'personal';

CREATE TABLE membership (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  team_id      uuid NOT NULL,
  home_county  int4 NOT NULL,
  state        text NOT NULL CHECK (state IN ('REQUESTED', 'ACTIVE', 'ENDED')),
  leader       bool NOT NULL,
  female       bool NOT NULL,
  since        timestamptz NOT NULL,
  ended_at     timestamptz,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, team_id) REFERENCES team,
  CHECK ((state = 'ENDED') = (ended_at IS NOT NULL)),
  CHECK (state = 'ACTIVE' OR NOT leader)
);
CREATE INDEX membership_team ON membership (county_id, team_id, id);
CREATE INDEX membership_volunteer ON membership (county_id, volunteer_id, id);

CREATE TABLE consent (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('RECORD', 'PUBLISH_NAME', 'CONTACT', 'INSURE')),
  given        bool NOT NULL,
  at           timestamptz NOT NULL,
  recorded_by  text NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, volunteer_id) REFERENCES volunteer
);
CREATE INDEX consent_volunteer ON consent (county_id, volunteer_id);

CREATE TABLE qualification (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  code         text NOT NULL,
  valid_until  timestamptz NOT NULL,
  recorded_by  text NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, volunteer_id) REFERENCES volunteer
);
CREATE INDEX qualification_volunteer ON qualification (county_id, volunteer_id);

CREATE TABLE insurance (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  valid_from   timestamptz NOT NULL,
  valid_until  timestamptz NOT NULL CHECK (valid_until > valid_from),
  recorded_by  text NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, volunteer_id) REFERENCES volunteer
);
CREATE INDEX insurance_volunteer ON insurance (county_id, volunteer_id);

CREATE TABLE training (
  county_id      int4 NOT NULL,
  id             uuid NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('IDEOLOGICAL_POLITICAL', 'PRACTICE_BASICS', 'PROFESSIONAL_SKILLS')),
  title          text NOT NULL,
  content        text NOT NULL,
  skill          text NOT NULL CHECK (skill = '' OR kind = 'PROFESSIONAL_SKILLS'),
  org_id         uuid NOT NULL,
  org_path       text NOT NULL COLLATE "C",
  starts_at      timestamptz NOT NULL,
  minutes        int4 NOT NULL CHECK (minutes > 0),
  attended_count int4 NOT NULL CHECK (attended_count >= 0),
  created_at     timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, org_id) REFERENCES org
);
CREATE INDEX training_start ON training (county_id, starts_at DESC, id DESC);

CREATE TABLE trained (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  training_id  uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('IDEOLOGICAL_POLITICAL', 'PRACTICE_BASICS', 'PROFESSIONAL_SKILLS')),
  skill        text NOT NULL,
  attended_at  timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, volunteer_id) REFERENCES volunteer,
  FOREIGN KEY (county_id, training_id) REFERENCES training
);
CREATE INDEX trained_volunteer ON trained (county_id, volunteer_id);

CREATE TABLE guest (
  county_id     int4 NOT NULL,
  id            uuid NOT NULL,
  home_county   int4 NOT NULL CHECK (home_county <> county_id),
  number        text NOT NULL,
  chosen_name   text NOT NULL,
  sex           text NOT NULL CHECK (sex IN ('FEMALE', 'MALE')),
  state         text NOT NULL CHECK (state IN ('ACTIVE', 'SUSPENDED', 'ERASED')),
  home_revision int4 NOT NULL,
  facts         bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE account (
  county_id       int4 NOT NULL,
  id              uuid NOT NULL,
  volunteer_id    uuid,
  display_name    text NOT NULL,
  data_key        bytea NOT NULL,
  sign_in_name    bytea NOT NULL,
  password        text NOT NULL CHECK (password ~ '^\$argon2id\$'),
  epoch           int4 NOT NULL,
  disabled        bool NOT NULL,
  last_sign_in_at timestamptz,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX account_created ON account (county_id, created_at, id);
COMMENT ON COLUMN account.sign_in_name IS 'personal';

CREATE TABLE role_grant (
  county_id         int4 NOT NULL,
  id                uuid NOT NULL,
  account_id        uuid NOT NULL,
  role              text NOT NULL CHECK (role IN ('CLERK', 'OFFICER', 'LEADER', 'VOLUNTEER', 'DISPATCHER', 'REVIEWER', 'COUNTY_ADMIN', 'LIAISON', 'AUDITOR', 'OPERATOR')),
  org_path          text NOT NULL,
  team_id           uuid,
  unit_id           uuid,
  self_volunteer_id uuid,
  valid_until       timestamptz,
  revoked_at        timestamptz,
  granted_by        text NOT NULL,
  granted_at        timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, account_id) REFERENCES account,
  CHECK ((role = 'OPERATOR') = (county_id = 0)),
  CHECK ((org_path <> '')::int + (team_id IS NOT NULL)::int + (unit_id IS NOT NULL)::int
         + (self_volunteer_id IS NOT NULL)::int = (role <> 'OPERATOR')::int)
);
CREATE INDEX role_grant_account ON role_grant (county_id, account_id);
CREATE INDEX role_grant_admin ON role_grant (county_id, role) WHERE revoked_at IS NULL;

-- One row per refresh token ever given out, by the hash of its secret; a family descends from one sign-in.
CREATE TABLE refresh_token (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  family_id    uuid NOT NULL,
  account_id   uuid NOT NULL,
  secret_hash  bytea NOT NULL,
  epoch        int4 NOT NULL,
  issued_at    timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz,
  used_request uuid,
  revoked_at   timestamptz,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, account_id) REFERENCES account
);
CREATE INDEX refresh_token_family ON refresh_token (county_id, family_id);
CREATE INDEX refresh_token_expiry ON refresh_token (county_id, expires_at);

-- Wrong tries for one name from one place, known or not; stands in county 0 for all.
CREATE TABLE sign_in_try (
  county_id  int4 NOT NULL CHECK (county_id = 0),
  id         uuid NOT NULL,
  tries      int4 NOT NULL CHECK (tries >= 0),
  at         timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);

SELECT {schema}.fence(name) FROM unnest(ARRAY['org', 'post', 'unit', 'team', 'volunteer', 'person', 'identity',
  'membership', 'consent', 'qualification', 'insurance', 'training', 'trained', 'guest', 'account', 'role_grant',
  'refresh_token', 'sign_in_try']) AS name;

-- Which county and account a sign-in name belongs to. Unique over the installation, hence outside the
-- county rule; the name itself is a keyed hash.
CREATE TABLE sign_in_name (
  name_index bytea PRIMARY KEY,
  county_id  int4 NOT NULL,
  account_id uuid NOT NULL,
  claimed_at timestamptz NOT NULL
);
COMMENT ON COLUMN sign_in_name.name_index IS 'personal';
GRANT SELECT, INSERT, DELETE ON {schema}.sign_in_name TO {role};
-- What can no longer be used is removed by the clock.
GRANT DELETE ON {schema}.refresh_token, {schema}.sign_in_try TO {role};
