-- More of a policy, with what held before there were settings for it; and looser settings that wait.
ALTER TABLE policy
  ADD COLUMN memory_notice_days int NOT NULL DEFAULT 0 CHECK (memory_notice_days BETWEEN 0 AND 30),
  ADD COLUMN planned_share_percent int NOT NULL DEFAULT 0 CHECK (planned_share_percent BETWEEN 0 AND 100),
  ADD COLUMN overtime_minutes int NOT NULL DEFAULT 60 CHECK (overtime_minutes BETWEEN 0 AND 240),
  ADD COLUMN long_day_minutes int NOT NULL DEFAULT 480 CHECK (long_day_minutes > 0),
  ADD COLUMN very_long_day_minutes int NOT NULL DEFAULT 720,
  ADD COLUMN day_cap_minutes int NOT NULL DEFAULT 0 CHECK (day_cap_minutes BETWEEN 0 AND 1440),
  ADD COLUMN own_part_refused bool NOT NULL DEFAULT false,
  ADD COLUMN asked text[] NOT NULL DEFAULT '{}' CHECK (asked <@ '{PHOTO_OF_RISKY_SERVICES}'),
  ADD COLUMN confirmed_by text NOT NULL DEFAULT '',
  ADD CHECK (long_day_minutes <= very_long_day_minutes);

CREATE TABLE policy_proposal (
  county_id int NOT NULL,
  id uuid NOT NULL,
  proposal uuid NOT NULL,  -- the request that proposed it
  open bool NOT NULL,
  from_version int NOT NULL,
  settings bytea NOT NULL,  -- diandan.hours.v1.PolicySettings
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
SELECT fence('policy_proposal');

-- What a policy judges beside the doubts. Entries of before do not know their plan: 0.
ALTER TABLE entry
  ADD COLUMN planned_minutes int NOT NULL DEFAULT 0 CHECK (planned_minutes >= 0),
  ADD COLUMN session_minutes int NOT NULL DEFAULT 0 CHECK (session_minutes >= 0),
  ADD COLUMN photo_lacking bool NOT NULL DEFAULT false;
