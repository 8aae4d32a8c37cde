-- Points: a second ledger beside the minutes, what a county decided about them, and rewards. Ids, numbers, codes;
-- no personal text. All in the county of service.

CREATE TABLE points_policy (
  county_id int NOT NULL,
  id uuid NOT NULL,
  shelf uuid NOT NULL,  -- the same for all versions of a county
  version int NOT NULL CHECK (version > 0),
  settings bytea NOT NULL,  -- diandan.hours.v1.PointsSettings
  set_by text NOT NULL,
  confirmed_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, version)
);
CREATE INDEX points_policy_of_shelf ON points_policy (county_id, shelf);
SELECT fence_append_only('points_policy');

-- What an entry stands at: points as earned, under which version, after how many movements.
ALTER TABLE entry
  ADD COLUMN points int NOT NULL DEFAULT 0 CHECK (points >= 0),
  ADD COLUMN points_version int NOT NULL DEFAULT 0 CHECK (points_version >= 0),
  ADD COLUMN point_moves int NOT NULL DEFAULT 0 CHECK (point_moves >= 0);
-- What waits of one person, without reading all that is decided.
CREATE INDEX entry_open_of_volunteer ON entry (county_id, volunteer_id) INCLUDE (reported_minutes)
  WHERE state NOT IN ('POSTED', 'VOIDED');

-- The only account with a balance. Issue, held, spent and expired have no row: every movement of the county
-- would wait for it.
CREATE TABLE point_account (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(volunteer, "ledger/POINTS")
  volunteer_id uuid NOT NULL,
  balance int NOT NULL CHECK (balance >= 0),
  held int NOT NULL CHECK (held >= 0),
  owed int NOT NULL CHECK (owed >= 0),
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, volunteer_id)
) WITH (fillfactor = 50);
SELECT fence('point_account');

-- Points of one person and one date; together they are the balance.
CREATE TABLE point_lot (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(volunteer, date they were earned with)
  volunteer_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  points int NOT NULL CHECK (points >= 0),
  moves int NOT NULL CHECK (moves >= 0),  -- how often it expired
  PRIMARY KEY (county_id, id)
) WITH (fillfactor = 50);
CREATE INDEX point_lot_of_volunteer ON point_lot (county_id, volunteer_id);
CREATE INDEX point_lot_expires ON point_lot (expires_at, county_id, id) WHERE points > 0;
SELECT fence('point_lot');

-- Earned for services recorded in one month, for the cap.
CREATE TABLE point_month (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(volunteer, month)
  volunteer_id uuid NOT NULL,
  month int NOT NULL CHECK (month BETWEEN 200001 AND 299912),
  points int NOT NULL CHECK (points >= 0),
  PRIMARY KEY (county_id, id)
) WITH (fillfactor = 50);
SELECT fence('point_month');

-- Immutable. A pending one (POINTS_HELD) is resolved at most once: by POINTS_SPENT or by POINTS_RETURNED.
CREATE TABLE point_transfer (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5 of what it records
  kind text NOT NULL CHECK (kind IN ('POINTS_EARNED', 'POINTS_TAKEN_BACK', 'POINTS_HELD', 'POINTS_RETURNED',
                                     'POINTS_SPENT', 'POINTS_EXPIRED')),
  debit uuid NOT NULL,
  credit uuid NOT NULL,
  points int NOT NULL CHECK (points > 0),
  volunteer_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  entry_id uuid,
  redemption_id uuid,
  created_at timestamptz NOT NULL,
  event_seq bigint NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (debit <> credit),
  CHECK ((redemption_id IS NOT NULL) = (kind IN ('POINTS_HELD', 'POINTS_RETURNED', 'POINTS_SPENT'))),
  CHECK (entry_id IS NULL OR kind IN ('POINTS_EARNED', 'POINTS_TAKEN_BACK')),
  CHECK (kind <> 'POINTS_EARNED' OR entry_id IS NOT NULL)
);
CREATE UNIQUE INDEX point_transfer_resolves ON point_transfer (county_id, redemption_id, lot_id)
  WHERE kind IN ('POINTS_SPENT', 'POINTS_RETURNED');
CREATE INDEX point_transfer_of_volunteer ON point_transfer (county_id, volunteer_id, event_seq, id);
CREATE INDEX point_transfer_by_event ON point_transfer (county_id, event_seq, id);
SELECT fence_append_only('point_transfer');

-- What was laid in is on the shelf, held for somebody, or handed over.
CREATE TABLE reward (
  county_id int NOT NULL,
  id uuid NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('REWARD_GOODS', 'REWARD_SERVICE', 'REWARD_EVENT', 'REWARD_KEEPSAKE')),
  points int NOT NULL CHECK (points > 0),
  per_person int NOT NULL CHECK (per_person >= 0),
  org_path text NOT NULL,
  pick_up_note text NOT NULL,
  state text NOT NULL CHECK (state IN ('REWARD_OPEN', 'REWARD_CLOSED')),
  laid_in int NOT NULL CHECK (laid_in >= 0),
  stock int NOT NULL CHECK (stock >= 0),
  held int NOT NULL CHECK (held >= 0),
  handed int NOT NULL CHECK (handed >= 0),
  version int NOT NULL CHECK (version > 0),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (laid_in = stock + held + handed)
) WITH (fillfactor = 50);
CREATE INDEX reward_by_points ON reward (county_id, points, id);
SELECT fence('reward');

-- How many of one reward somebody has or had.
CREATE TABLE reward_taker (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(reward, volunteer)
  reward_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  taken int NOT NULL CHECK (taken >= 0),
  PRIMARY KEY (county_id, id)
) WITH (fillfactor = 50);
SELECT fence('reward_taker');

-- Steps a redemption may take; equal to services/hours/redemption_transitions.h and to the comment of
-- hours.v1.Redemption. Shared by all counties.
CREATE TABLE redemption_transition (
  prev_state text NOT NULL,
  state text NOT NULL,
  PRIMARY KEY (prev_state, state)
);
INSERT INTO redemption_transition (prev_state, state) VALUES
  ('REDEMPTION_STATE_UNSPECIFIED', 'TO_PICK_UP'),
  ('TO_PICK_UP', 'PICKED_UP'), ('TO_PICK_UP', 'REDEMPTION_CANCELLED'), ('TO_PICK_UP', 'REDEMPTION_LAPSED');
GRANT SELECT ON redemption_transition TO {role};

CREATE TABLE redemption (
  county_id int NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  reward_id uuid NOT NULL,
  reward_title text NOT NULL,
  volunteer_id uuid NOT NULL,
  org_path text NOT NULL,
  pick_up_note text NOT NULL,
  prev_state text NOT NULL,
  state text NOT NULL,
  points int NOT NULL CHECK (points > 0),
  -- Which lots the points were taken from, and how many each.
  lot_ids uuid[] NOT NULL CHECK (cardinality(lot_ids) > 0),
  lot_points int[] NOT NULL CHECK (cardinality(lot_points) = cardinality(lot_ids)),
  tries int NOT NULL CHECK (tries BETWEEN 0 AND 5),
  created_at timestamptz NOT NULL,
  -- While it waits.
  pick_up_until timestamptz,
  settled_at timestamptz,
  settled_by text NOT NULL,
  cancel_reason text NOT NULL,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (prev_state, state) REFERENCES redemption_transition (prev_state, state),
  CHECK ((state = 'TO_PICK_UP') = (pick_up_until IS NOT NULL)),
  CHECK ((state = 'TO_PICK_UP') = (settled_at IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX redemption_of_volunteer ON redemption (county_id, volunteer_id, created_at, id);
CREATE INDEX redemption_by_time ON redemption (county_id, created_at, id);
CREATE INDEX redemption_waits ON redemption (pick_up_until, county_id, id) WHERE pick_up_until IS NOT NULL;
CREATE INDEX redemption_by_number ON redemption (county_id, number);
SELECT fence('redemption');

-- What the people served thought of a service, for the points it earned: what stands of the
-- ratings in service_rating.
ALTER TABLE acceptance
  ADD COLUMN ratings int NOT NULL DEFAULT 0 CHECK (ratings >= 0),
  ADD COLUMN rating_sum int NOT NULL DEFAULT 0 CHECK (rating_sum BETWEEN ratings AND 5 * ratings);
