-- What `hours` keeps: entries on their way into the ledger, the ledger itself, and the claims that keep
-- one person from being in two places. Codes, ids, times and minutes only: no personal text.

-- Steps an entry may take; equal to services/hours/transitions.h and to the comment of hours.v1.Entry.
-- Shared by all counties.
CREATE TABLE transition (
  prev_state text NOT NULL,
  state text NOT NULL,
  PRIMARY KEY (prev_state, state)
);
INSERT INTO transition (prev_state, state) VALUES
  ('ENTRY_STATE_UNSPECIFIED', 'PENDING'),
  ('PENDING', 'RETURNED'), ('PENDING', 'SECOND'), ('PENDING', 'NOTICE'), ('PENDING', 'POSTED'), ('PENDING', 'VOIDED'),
  ('RETURNED', 'PENDING'), ('RETURNED', 'VOIDED'),
  ('SECOND', 'PENDING'), ('SECOND', 'NOTICE'), ('SECOND', 'POSTED'), ('SECOND', 'VOIDED'),
  ('NOTICE', 'PENDING'), ('NOTICE', 'POSTED'), ('NOTICE', 'VOIDED'),
  ('POSTED', 'VOIDED'), ('VOIDED', 'POSTED');
GRANT SELECT ON transition TO {role};

-- One acceptance of an order, as its last picture told it, and how far its entries are.
CREATE TABLE acceptance (
  county_id int NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  order_number text NOT NULL,
  team_id uuid NOT NULL,
  station_path text NOT NULL,
  revision int NOT NULL CHECK (revision > 0),
  ended_at timestamptz NOT NULL,
  placer text NOT NULL,
  witness text NOT NULL,
  code_viewers text[] NOT NULL,
  recorders text[] NOT NULL,
  served uuid[] NOT NULL,
  open_entries int NOT NULL CHECK (open_entries >= 0),
  standing int NOT NULL CHECK (standing >= 0),
  posted_minutes int NOT NULL CHECK (posted_minutes >= 0),
  settled boolean NOT NULL,
  -- No attendance yet: until when late facts are waited for.
  settle_after timestamptz,
  PRIMARY KEY (county_id, id),
  CHECK (NOT settled OR open_entries = 0)
) WITH (fillfactor = 70);
CREATE INDEX acceptance_waits ON acceptance (settle_after, county_id, id) WHERE settle_after IS NOT NULL;
SELECT fence('acceptance');

-- One attendance; its id is the attendance's.
CREATE TABLE entry (
  county_id int NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  order_number text NOT NULL,
  acceptance_id uuid NOT NULL,
  session_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  home_county int NOT NULL,
  team_id uuid NOT NULL,
  station_path text NOT NULL,
  skill text NOT NULL,
  revision int NOT NULL CHECK (revision > 0),
  prev_state text NOT NULL,
  state text NOT NULL,
  grade text NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
  doubts text[] NOT NULL,
  policy_version int NOT NULL CHECK (policy_version >= 0),
  passes_by_rule boolean NOT NULL,
  start_at timestamptz NOT NULL,
  end_at timestamptz NOT NULL,
  reported_minutes int NOT NULL CHECK (reported_minutes BETWEEN 0 AND 1440),
  decided_minutes int NOT NULL CHECK (decided_minutes BETWEEN 0 AND 1440),
  posted_minutes int NOT NULL CHECK (posted_minutes BETWEEN 0 AND 1440),
  verdict text NOT NULL,
  reason text NOT NULL,
  second_reasons text[] NOT NULL,
  first_reviewer text NOT NULL,
  second_reviewer text NOT NULL,
  notice_until timestamptz,
  returned_at timestamptz,
  return_answer text NOT NULL,
  correction_id uuid,
  corrections int NOT NULL CHECK (corrections >= 0),
  -- The transfer that stands for the minutes, once posted.
  standing_transfer uuid,
  -- Tokens of minutes claimed in another county; those up to the floor are void (claim_rules.h).
  claim_token int NOT NULL CHECK (claim_token >= 0),
  claim_floor int NOT NULL CHECK (claim_floor >= 0),
  in_how text NOT NULL,
  out_how text NOT NULL,
  flags text[] NOT NULL,
  created_at timestamptz NOT NULL,
  settled_at timestamptz,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (prev_state, state) REFERENCES transition (prev_state, state),
  CHECK (end_at >= start_at),
  CHECK ((state = 'POSTED') = (posted_minutes > 0)),
  CHECK ((state IN ('POSTED', 'VOIDED')) = (settled_at IS NOT NULL)),
  CHECK ((state = 'NOTICE') = (notice_until IS NOT NULL)),
  CHECK ((state = 'RETURNED') = (returned_at IS NOT NULL)),
  CHECK (state <> 'SECOND' OR second_reasons <> '{}')
) WITH (fillfactor = 70);
CREATE INDEX entry_of_acceptance ON entry (county_id, acceptance_id);
CREATE INDEX entry_of_order ON entry (county_id, order_id);
CREATE INDEX entry_of_volunteer ON entry (county_id, volunteer_id, start_at);
CREATE INDEX entry_of_team ON entry (county_id, team_id, start_at);
CREATE INDEX entry_queue ON entry (county_id, created_at, id) WHERE state IN ('PENDING', 'SECOND');
-- What the clock looks for, in all counties at once.
CREATE INDEX entry_passes ON entry (county_id, id) WHERE passes_by_rule AND state = 'PENDING';
CREATE INDEX entry_noticed ON entry (notice_until, county_id, id) WHERE notice_until IS NOT NULL;
CREATE INDEX entry_returned ON entry (returned_at, county_id, id) WHERE returned_at IS NOT NULL;
SELECT fence('entry');

-- A volunteer's account in this county. Issue and pending keep no balance row: every decision of the
-- county would wait for it. Their sums are proved by Reconcile.
CREATE TABLE account (
  county_id int NOT NULL,
  id uuid NOT NULL,
  ledger text NOT NULL CHECK (ledger IN ('MINUTES', 'POINTS')),
  volunteer_id uuid NOT NULL,
  balance bigint NOT NULL CHECK (balance >= 0),
  services int NOT NULL CHECK (services >= 0),
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, volunteer_id, ledger)
) WITH (fillfactor = 50);
SELECT fence('account');

-- Immutable: the service may add rows and read them, nothing else.
CREATE TABLE transfer (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(attendance, kind/revision)
  ledger text NOT NULL CHECK (ledger IN ('MINUTES', 'POINTS')),
  kind text NOT NULL CHECK (kind IN ('PEND', 'POST', 'VOID', 'CORRECT')),
  debit uuid NOT NULL,
  credit uuid NOT NULL,
  minutes int NOT NULL CHECK (minutes > 0),
  entry_id uuid NOT NULL,
  revision int NOT NULL CHECK (revision > 0),
  volunteer_id uuid NOT NULL,
  corrects uuid,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, entry_id, kind, revision),
  CHECK (debit <> credit)
);
CREATE INDEX transfer_of_volunteer ON transfer (county_id, volunteer_id, created_at, id);
CREATE INDEX transfer_by_time ON transfer (county_id, created_at, id);
SELECT fence_append_only('transfer');
REVOKE UPDATE, DELETE, TRUNCATE ON transfer FROM {role};

CREATE TABLE correction (
  county_id int NOT NULL,
  id uuid NOT NULL,
  entry_id uuid NOT NULL,
  acceptance_id uuid NOT NULL,
  team_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  home_county int NOT NULL,
  station_path text NOT NULL,
  start_at timestamptz NOT NULL,
  end_at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('APPEAL', 'LATE_FACTS')),
  state text NOT NULL CHECK (state IN ('CORRECTION_OPEN', 'GRANTED', 'DISMISSED')),
  requested_minutes int NOT NULL CHECK (requested_minutes BETWEEN 0 AND 1440),
  posted_minutes int NOT NULL CHECK (posted_minutes BETWEEN 0 AND 1440),
  decided_minutes int NOT NULL CHECK (decided_minutes BETWEEN 0 AND 1440),
  reason text NOT NULL,
  opened_by text NOT NULL,
  decided_by text NOT NULL,
  created_at timestamptz NOT NULL,
  decided_at timestamptz,
  PRIMARY KEY (county_id, id),
  CHECK ((state = 'CORRECTION_OPEN') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX correction_open ON correction (county_id, entry_id) WHERE state = 'CORRECTION_OPEN';
CREATE INDEX correction_by_state ON correction (county_id, state, created_at, id);
CREATE INDEX correction_of_volunteer ON correction (county_id, volunteer_id, created_at, id);
SELECT fence('correction');

-- Minutes of a person's day, kept in the home county whatever the county of service.
CREATE TABLE claim (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- the entry's
  volunteer_id uuid NOT NULL,
  day_key uuid NOT NULL,  -- uuid5(volunteer, day of the first claim)
  service_county int NOT NULL,
  start_at timestamptz NOT NULL,
  end_at timestamptz NOT NULL,
  minutes int NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
  token int NOT NULL CHECK (token > 0),
  held boolean NOT NULL,
  claimed_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (end_at >= start_at),
  CHECK (minutes * interval '1 minute' <= end_at - start_at),
  CHECK (held OR minutes = 0)
) WITH (fillfactor = 70);
CREATE INDEX claim_of_day ON claim (county_id, day_key);
CREATE INDEX claim_abroad ON claim (county_id, claimed_at) WHERE held AND service_county <> county_id;
SELECT fence('claim');

-- What another county's lane has to be told; done by the clock, once, with the errand's id as request id.
CREATE TABLE errand (
  county_id int NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('RELEASE_MINUTES', 'NOTE_COUNTY')),
  home_county int NOT NULL,
  volunteer_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  token int NOT NULL,
  keep_minutes int NOT NULL CHECK (keep_minutes BETWEEN 0 AND 1440),
  done boolean NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX errand_waits ON errand (county_id, id) WHERE NOT done;
SELECT fence('errand');

-- In the home county: in which other counties a volunteer has served.
CREATE TABLE served_county (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(volunteer, county of service)
  volunteer_id uuid NOT NULL,
  service_county int NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX served_county_of_volunteer ON served_county (county_id, volunteer_id);
SELECT fence('served_county');

CREATE TABLE policy (
  county_id int NOT NULL,
  id uuid NOT NULL,
  shelf uuid NOT NULL,  -- the same for all versions of a county
  version int NOT NULL CHECK (version > 0),
  pass_grades text[] NOT NULL CHECK (pass_grades <@ ARRAY['A', 'B', 'C']),
  notice_days int NOT NULL CHECK (notice_days BETWEEN 0 AND 30),
  minimum_minutes int NOT NULL CHECK (minimum_minutes BETWEEN 0 AND 240),
  late_fact_hours int NOT NULL CHECK (late_fact_hours BETWEEN 0 AND 240),
  star_hours int[] NOT NULL CHECK (cardinality(star_hours) = 5),
  set_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, version)
);
CREATE INDEX policy_of_shelf ON policy (county_id, shelf);
SELECT fence('policy');

-- Mirror of volunteers' teams: who leads them and where they stand.
CREATE TABLE team (
  county_id int NOT NULL,
  id uuid NOT NULL,
  org_path text NOT NULL,
  leader_ids uuid[] NOT NULL,
  PRIMARY KEY (county_id, id)
);
SELECT fence('team');
