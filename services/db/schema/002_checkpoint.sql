-- What seals this schema's history: services/checkpoint/. Each step of a county, an event and the ledger rows
-- written with it, is a leaf of the county's Merkle tree; signed statements name how many leaves there are and
-- the root over them. What counts as published is the file outside this database. These tables are how the
-- sealer goes on from where it was, and how whoever verifies can name the very row that was changed.

-- The signed statements, as they are published. Each is about all counties with something new, so no county
-- fences them; they hold ids, numbers and hashes, and anybody may read them.
CREATE TABLE {schema}.checkpoint (
  number bigint PRIMARY KEY CHECK (number > 0),  -- of two sealers the second fails here
  note text NOT NULL
);
GRANT SELECT, INSERT ON {schema}.checkpoint TO {role};

-- The right-hand edge of each county's tree: all that the next leaf needs of those before it.
CREATE TABLE {schema}.checkpoint_tree (
  county_id int PRIMARY KEY,
  size bigint NOT NULL CHECK (size > 0),
  edge bytea NOT NULL
) WITH (fillfactor = 50);
SELECT {schema}.fence('checkpoint_tree');

-- The hash of every sealed row, a run of steps for each county that a checkpoint names.
CREATE TABLE {schema}.checkpoint_run (
  county_id int NOT NULL,
  first_seq bigint NOT NULL CHECK (first_seq > 0),
  hashes bytea NOT NULL,
  PRIMARY KEY (county_id, first_seq)
);
-- Hashes do not get smaller by compressing them.
ALTER TABLE {schema}.checkpoint_run ALTER COLUMN hashes SET STORAGE EXTERNAL;
SELECT {schema}.fence_append_only('checkpoint_run');
