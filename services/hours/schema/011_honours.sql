-- Selection of models: campaigns, nominations by tier, the red list. What is said of a nominee in words is sealed.

-- Steps a nomination may take; equal to services/hours/honour_transitions.h and to the comment of
-- hours.v1.Nomination. Shared by all counties.
CREATE TABLE honour_transition (
  prev_state text NOT NULL,
  state text NOT NULL,
  PRIMARY KEY (prev_state, state)
);
INSERT INTO honour_transition (prev_state, state) VALUES
  ('NOMINATION_STATE_UNSPECIFIED', 'AWAITS_CONSENT'),
  ('AWAITS_CONSENT', 'UNDER_REVIEW'), ('AWAITS_CONSENT', 'NOMINATION_WITHDRAWN'),
  ('UNDER_REVIEW', 'UNDER_REVIEW'), ('UNDER_REVIEW', 'ON_PUBLIC_NOTICE'), ('UNDER_REVIEW', 'NOT_SELECTED'),
  ('UNDER_REVIEW', 'NOMINATION_WITHDRAWN'),
  ('ON_PUBLIC_NOTICE', 'OBJECTED_TO'), ('ON_PUBLIC_NOTICE', 'AWARDED'), ('ON_PUBLIC_NOTICE', 'NOMINATION_WITHDRAWN'),
  ('OBJECTED_TO', 'ON_PUBLIC_NOTICE'), ('OBJECTED_TO', 'NOT_SELECTED'), ('OBJECTED_TO', 'NOMINATION_WITHDRAWN');
GRANT SELECT ON honour_transition TO {role};

CREATE TABLE campaign (
  county_id int NOT NULL,
  id uuid NOT NULL,
  title text NOT NULL,
  host_id uuid NOT NULL,
  host_path text NOT NULL,
  host_name text NOT NULL,
  tier text NOT NULL CHECK (tier IN ('VILLAGE_TIER', 'TOWNSHIP_TIER', 'COUNTY_TIER')),
  state text NOT NULL CHECK (state IN ('CAMPAIGN_OPEN', 'CAMPAIGN_ENDED')),
  nominate_from timestamptz NOT NULL,
  nominate_to timestamptz NOT NULL,
  notice_days int NOT NULL CHECK (notice_days BETWEEN 3 AND 30),
  under_way int NOT NULL CHECK (under_way >= 0),
  opened_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (nominate_to > nominate_from),
  CHECK (state <> 'CAMPAIGN_ENDED' OR under_way = 0)
);
CREATE INDEX campaign_by_time ON campaign (county_id, created_at, id);
SELECT fence('campaign');

CREATE TABLE honour_category (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(campaign, ordinal)
  campaign_id uuid NOT NULL,
  ordinal int NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  subject text NOT NULL
    CHECK (subject IN ('HONOURED_PERSON', 'HONOURED_TEAM', 'HONOURED_PROJECT', 'HONOURED_PLACE')),
  village_quota int NOT NULL CHECK (village_quota >= 0),
  township_quota int NOT NULL CHECK (township_quota >= 0),
  county_quota int NOT NULL CHECK (county_quota >= 0),
  PRIMARY KEY (county_id, id)
);
CREATE INDEX honour_category_of_campaign ON honour_category (county_id, campaign_id);
SELECT fence_append_only('honour_category');

-- How many a place has put forward in a category; nobody can store more than its quota.
CREATE TABLE honour_seat (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(category, tier and place)
  category_id uuid NOT NULL,
  tier text NOT NULL,
  place_path text NOT NULL,
  used int NOT NULL,
  quota int NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (used BETWEEN 0 AND quota)
);
SELECT fence('honour_seat');

CREATE TABLE nomination (
  county_id int NOT NULL,
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  category_id uuid NOT NULL,
  subject text NOT NULL,
  nominee_id uuid NOT NULL,
  nominee_path text NOT NULL,
  place_id uuid NOT NULL,
  place_path text NOT NULL,
  place_name text NOT NULL,
  host_path text NOT NULL,
  prev_state text NOT NULL,
  state text NOT NULL,
  tier text NOT NULL CHECK (tier IN ('VILLAGE_TIER', 'TOWNSHIP_TIER', 'COUNTY_TIER')),
  nominated_by text NOT NULL,
  nominated_at timestamptz NOT NULL,
  declined bool NOT NULL,
  shown_as text NOT NULL CHECK (shown_as IN ('SHOWN_AS_UNSPECIFIED', 'CHOSEN_NAME', 'MASKED_LEGAL_NAME', 'OWN_NAME')),
  deeds_shown bool NOT NULL,
  shown bool NOT NULL,
  notice_until timestamptz,
  awarded_at timestamptz,
  pass_over_reason text NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (prev_state, state) REFERENCES honour_transition (prev_state, state),
  -- Nothing is public without consent, nor before it was selected.
  CHECK (NOT shown OR (shown_as <> 'SHOWN_AS_UNSPECIFIED' AND state IN ('ON_PUBLIC_NOTICE', 'OBJECTED_TO', 'AWARDED'))),
  CHECK (state NOT IN ('UNDER_REVIEW', 'ON_PUBLIC_NOTICE', 'OBJECTED_TO') OR shown_as <> 'SHOWN_AS_UNSPECIFIED'),
  CHECK ((state = 'AWARDED') = (awarded_at IS NOT NULL)),
  CHECK (state NOT IN ('ON_PUBLIC_NOTICE', 'OBJECTED_TO', 'AWARDED') OR notice_until IS NOT NULL),
  CHECK (awarded_at IS NULL OR awarded_at >= notice_until),
  CHECK ((state = 'NOT_SELECTED') = (pass_over_reason <> 'PASS_OVER_REASON_UNSPECIFIED'))
);
CREATE INDEX nomination_by_time ON nomination (county_id, nominated_at, id);
CREATE INDEX nomination_of_nominee ON nomination (county_id, nominee_id);
CREATE INDEX nomination_red_list ON nomination (county_id, awarded_at, id) WHERE shown AND state = 'AWARDED';
CREATE INDEX nomination_on_notice ON nomination (county_id, notice_until, id)
  WHERE shown AND state IN ('ON_PUBLIC_NOTICE', 'OBJECTED_TO');
SELECT fence('nomination');

-- Deeds and the name shown, sealed under a key of their own; both are emptied when the person is erased.
CREATE TABLE nomination_words (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- the nomination's
  nominee_id uuid NOT NULL,
  data_key bytea NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX nomination_words_of_nominee ON nomination_words (county_id, nominee_id);
SELECT fence('nomination_words');

CREATE TABLE nomination_step (
  county_id int NOT NULL,
  id uuid NOT NULL,
  nomination_id uuid NOT NULL,
  tier text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('RECOMMEND', 'PASS_OVER')),
  reason text NOT NULL,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, nomination_id, tier),
  CHECK ((verdict = 'PASS_OVER') = (reason <> 'PASS_OVER_REASON_UNSPECIFIED'))
);
SELECT fence_append_only('nomination_step');

CREATE TABLE objection (
  county_id int NOT NULL,
  id uuid NOT NULL,
  nomination_id uuid NOT NULL,
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('OBJECTION_OPEN', 'OBJECTION_UPHELD', 'OBJECTION_DISMISSED')),
  objected_by text NOT NULL,
  decided_by text NOT NULL,
  objected_at timestamptz NOT NULL,
  decided_at timestamptz,
  PRIMARY KEY (county_id, id),
  CHECK ((state = 'OBJECTION_OPEN') = (decided_at IS NULL)),
  CHECK (decided_by <> objected_by)
);
CREATE INDEX objection_of_nomination ON objection (county_id, nomination_id);
SELECT fence('objection');

-- Ratings of services as `orders` tells of them: kind of rater and score, never words.
CREATE TABLE service_rating (
  county_id int NOT NULL,
  id uuid NOT NULL,
  acceptance_id uuid NOT NULL,
  team_id uuid NOT NULL,
  rater_kind text NOT NULL,
  score int NOT NULL CHECK (score BETWEEN 1 AND 5),
  stands bool NOT NULL,
  annulled bool NOT NULL,
  event_seq bigint NOT NULL,  -- of RATED: the latest stands that is not annulled
  rated_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (NOT (stands AND annulled))
);
CREATE INDEX service_rating_of_acceptance ON service_rating (county_id, acceptance_id);
SELECT fence('service_rating');

CREATE TABLE evaluation_terms (
  county_id int NOT NULL,
  id uuid NOT NULL,
  shelf uuid NOT NULL,
  version int NOT NULL,
  grade_a_permille int NOT NULL,
  grade_b_permille int NOT NULL,
  grade_c_permille int NOT NULL,
  grade_d_permille int NOT NULL,
  resident_weight int NOT NULL,
  station_weight int NOT NULL,
  organisation_weight int NOT NULL,
  team_weight int NOT NULL,
  span_permille int NOT NULL,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (grade_a_permille BETWEEN 500 AND 1000 AND grade_b_permille BETWEEN 500 AND grade_a_permille
         AND grade_c_permille BETWEEN 500 AND grade_b_permille AND grade_d_permille BETWEEN 500 AND grade_c_permille),
  -- Nobody's word weighs more than that of the people served; a team's of itself hardly.
  CHECK (resident_weight > 0 AND station_weight BETWEEN 0 AND resident_weight
         AND organisation_weight BETWEEN 0 AND resident_weight AND team_weight BETWEEN 0 AND 10
         AND team_weight <= resident_weight),
  CHECK (span_permille BETWEEN 0 AND 300)
);
SELECT fence_append_only('evaluation_terms');

-- Stars as they were reached; in the home county.
CREATE TABLE star (
  county_id int NOT NULL,
  id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  stars int NOT NULL CHECK (stars BETWEEN 0 AND 5),
  held_from_hours int NOT NULL CHECK ((stars = 0) = (held_from_hours = 0)),
  lowered_from int NOT NULL CHECK (lowered_from = 0 OR lowered_from > stars),
  since timestamptz,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((stars > 0) = (since IS NOT NULL)),
  UNIQUE (county_id, volunteer_id)
);
SELECT fence('star');

-- How far the ledger of a county has been looked at for stars. Not a lane's: looking twice does no harm.
CREATE TABLE star_look (
  county_id int NOT NULL,
  seen_seq bigint NOT NULL,
  PRIMARY KEY (county_id)
);
SELECT fence('star_look');
