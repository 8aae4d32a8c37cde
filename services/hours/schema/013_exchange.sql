-- Records that other systems keep (民政部令第67号): what was taken over from their files. None of it is this county's
-- ledger. Texts are sealed under a key of the person's own, emptied when the person is erased.

-- Under which number a source knows somebody who is registered here.
CREATE TABLE known_person (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(county, person/source/number)
  volunteer_id uuid NOT NULL,
  source text NOT NULL COLLATE "C",
  source_number text NOT NULL COLLATE "C",
  -- Registered by an import: exported records go on under that number.
  registered_by_import boolean NOT NULL,
  import_id uuid NOT NULL,
  known_at timestamptz NOT NULL,
  known_by text NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, source, source_number)
);
-- A person goes on under one number.
CREATE UNIQUE INDEX known_person_of_volunteer ON known_person (county_id, volunteer_id) WHERE registered_by_import;
SELECT fence_append_only('known_person');

CREATE TABLE record_holder (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- the volunteer's
  data_key bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
SELECT fence_append_only('record_holder');
GRANT UPDATE (data_key) ON record_holder TO {role};

CREATE TABLE imported_transition (
  prev_state text NOT NULL,
  state text NOT NULL,
  PRIMARY KEY (prev_state, state)
);
INSERT INTO imported_transition VALUES
  ('IMPORTED_STATE_UNSPECIFIED', 'RECORD_STANDS'),
  ('RECORD_STANDS', 'RECORD_WITHDRAWN');
GRANT SELECT ON imported_transition TO {role};

CREATE TABLE imported_record (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(record_key, import)
  record_key uuid NOT NULL,  -- uuid5(county, record/group/source/number)
  record_group text NOT NULL CHECK (record_group IN ('SERVICE_RECORDS', 'TRAINING_RECORDS', 'AWARD_RECORDS', 'EVALUATION_RECORDS')),
  volunteer_id uuid NOT NULL,
  day timestamptz NOT NULL,  -- when it began, in China
  minutes int NOT NULL CHECK (minutes BETWEEN 0 AND 100000),
  source text NOT NULL COLLATE "C",
  source_number text NOT NULL COLLATE "C",
  sealed bytea NOT NULL,  -- hours.v1.Record
  prev_state text NOT NULL,
  state text NOT NULL,
  import_id uuid NOT NULL,
  imported_at timestamptz NOT NULL,
  imported_by text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text NOT NULL,
  withdrawn_request uuid,
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (prev_state, state) REFERENCES imported_transition (prev_state, state),
  CHECK ((state = 'RECORD_WITHDRAWN') = (withdrawn_at IS NOT NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_request IS NULL))
);
-- A record of one source stands once.
CREATE UNIQUE INDEX imported_record_stands ON imported_record (county_id, record_key) WHERE state = 'RECORD_STANDS';
CREATE INDEX imported_record_key ON imported_record (county_id, record_key);
CREATE INDEX imported_record_by_day ON imported_record (county_id, record_group, day, source, source_number);
CREATE INDEX imported_record_of_volunteer ON imported_record (county_id, volunteer_id, day DESC, id DESC);
CREATE INDEX imported_record_of_import ON imported_record (county_id, import_id, state, id);
SELECT fence_append_only('imported_record');
GRANT UPDATE (sealed, prev_state, state, withdrawn_at, withdrawn_by, withdrawn_request) ON imported_record TO {role};
