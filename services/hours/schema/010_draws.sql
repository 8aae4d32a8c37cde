-- Random checks (抽查). Ids, times, hashes and codes only.

-- Steps that a draw and a call-back may take; equal to services/hours/draw_transitions.h and to the comments of
-- hours.v1.DrawState and CallBackResult. Shared by all counties.
CREATE TABLE draw_transition (
  prev_state text NOT NULL,
  state text NOT NULL,
  PRIMARY KEY (prev_state, state)
);
INSERT INTO draw_transition (prev_state, state) VALUES
  ('DRAW_STATE_UNSPECIFIED', 'DRAW_COMMITTED'),
  ('DRAW_COMMITTED', 'DRAW_MADE'), ('DRAW_COMMITTED', 'DRAW_CLOSED'), ('DRAW_MADE', 'DRAW_CLOSED');
GRANT SELECT ON draw_transition TO {role};

CREATE TABLE call_back_transition (
  prev_result text NOT NULL,
  result text NOT NULL,
  PRIMARY KEY (prev_result, result)
);
INSERT INTO call_back_transition (prev_result, result) VALUES
  ('CALL_BACK_RESULT_UNSPECIFIED', 'CALL_WAITING'),
  ('CALL_WAITING', 'CONFIRMED'), ('CALL_WAITING', 'MINUTES_DIFFER'), ('CALL_WAITING', 'NOBODY_CAME'),
  ('CALL_WAITING', 'DECLINED_TO_SAY'), ('CALL_WAITING', 'NOT_REACHED'),
  ('NOT_REACHED', 'NOT_REACHED'), ('NOT_REACHED', 'CONFIRMED'), ('NOT_REACHED', 'MINUTES_DIFFER'),
  ('NOT_REACHED', 'NOBODY_CAME'), ('NOT_REACHED', 'DECLINED_TO_SAY');
GRANT SELECT ON call_back_transition TO {role};

-- What was committed to never changes, and the seed that is revealed is the one that was committed to.
CREATE TABLE draw (
  county_id int NOT NULL,
  id uuid NOT NULL,
  start_at timestamptz NOT NULL,
  end_at timestamptz NOT NULL,
  sample_size int NOT NULL CHECK (sample_size BETWEEN 0 AND 200),
  sample_percent int NOT NULL CHECK (sample_percent BETWEEN 0 AND 100),
  commitment bytea NOT NULL CHECK (length(commitment) = 32),
  sealed_seed bytea NOT NULL,
  planned_by text NOT NULL,
  planned_at timestamptz NOT NULL,
  prev_state text NOT NULL,
  state text NOT NULL,
  seed bytea NOT NULL,
  list_hash bytea NOT NULL,
  listed int NOT NULL CHECK (listed >= 0),
  drawn int NOT NULL CHECK (drawn BETWEEN 0 AND listed),
  made_at timestamptz,
  closed_at timestamptz,
  confirmed int NOT NULL CHECK (confirmed >= 0),
  minutes_differ int NOT NULL CHECK (minutes_differ >= 0),
  nobody_came int NOT NULL CHECK (nobody_came >= 0),
  declined_to_say int NOT NULL CHECK (declined_to_say >= 0),
  not_reached int NOT NULL CHECK (not_reached >= 0),
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (prev_state, state) REFERENCES draw_transition (prev_state, state),
  CHECK (planned_at < start_at AND start_at < end_at),
  CHECK ((sample_size > 0) <> (sample_percent > 0)),
  CHECK ((state = 'DRAW_COMMITTED') = (made_at IS NULL)),
  CHECK (made_at >= end_at),
  CHECK ((made_at IS NULL AND seed = '' AND list_hash = '')
    OR (made_at IS NOT NULL AND sha256(seed) = commitment AND length(list_hash) = 32)),
  CHECK ((state = 'DRAW_CLOSED') = (closed_at IS NOT NULL)),
  CHECK (closed_at IS NULL
    OR confirmed + minutes_differ + nobody_came + declined_to_say + not_reached = drawn)
);
CREATE INDEX draw_newest ON draw (county_id, planned_at, id);
CREATE INDEX draw_due ON draw (end_at, county_id, id) WHERE state = 'DRAW_COMMITTED';
SELECT fence_append_only('draw');
GRANT UPDATE (prev_state, state, seed, list_hash, listed, drawn, made_at, closed_at, confirmed, minutes_differ,
  nobody_came, declined_to_say, not_reached) ON draw TO {role};

-- From which a draw was made, as it was hashed (services/hours/draw/draw.h).
CREATE TABLE draw_list (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- the draw's
  list bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
SELECT fence_append_only('draw_list');

CREATE TABLE call_back (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(draw, entry)
  draw_id uuid NOT NULL,
  ordinal int NOT NULL CHECK (ordinal BETWEEN 1 AND 200),
  entry_id uuid NOT NULL,
  acceptance_id uuid NOT NULL,
  team_id uuid NOT NULL,
  prev_result text NOT NULL,
  result text NOT NULL,
  attempts int NOT NULL CHECK (attempts BETWEEN 0 AND 3),
  told_minutes int NOT NULL CHECK (told_minutes BETWEEN 0 AND 1440),
  script_version int NOT NULL,
  called_by text NOT NULL,
  called_at timestamptz,
  correction_id uuid,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, draw_id, ordinal),
  FOREIGN KEY (prev_result, result) REFERENCES call_back_transition (prev_result, result),
  CHECK ((result = 'CALL_WAITING') = (called_at IS NULL)),
  CHECK ((result = 'CALL_WAITING') = (attempts = 0)),
  CHECK ((result = 'MINUTES_DIFFER') = (told_minutes > 0)),
  CHECK (correction_id IS NULL OR result IN ('MINUTES_DIFFER', 'NOBODY_CAME'))
);
SELECT fence_append_only('call_back');
GRANT UPDATE (prev_result, result, attempts, told_minutes, script_version, called_by, called_at, correction_id)
  ON call_back TO {role};

-- A call-back may be where a correction comes from.
ALTER TABLE correction DROP CONSTRAINT correction_kind_check;
ALTER TABLE correction ADD CONSTRAINT correction_kind_check CHECK (kind IN ('APPEAL', 'LATE_FACTS', 'RANDOM_CHECK'));

-- What was credited in a period.
CREATE INDEX entry_settled ON entry (county_id, settled_at, id) WHERE state = 'POSTED';
