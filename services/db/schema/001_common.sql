-- What every service's schema starts with. {schema} is the service, {role} the role it connects as;
-- the owner of the tables is diandan_owner, who never connects.

-- Makes a table of this schema one of the counties: rows are shown and taken only for the counties named
-- in app.counties ('{150525,150526}' for this transaction; '*' for the service's own clock and follower
-- work; unset or empty: none). Every table with a county_id gets one of the two lines:
--   SELECT fence('offer');               the service reads, adds and changes rows
--   SELECT fence_append_only('event');   the service reads and adds rows
-- A service that also removes rows says so itself: GRANT DELETE ON wish TO {role};
--
-- The two sub-selects are evaluated once a statement, not once a row, and neither fails on '*' or ''.
-- Only leakproof operators (=, <, ANY on ids, numbers, times, text) can use an index behind the fence.
CREATE FUNCTION {schema}.fence_append_only(table_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE {schema}.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', table_name);
  EXECUTE format($policy$
    CREATE POLICY county ON {schema}.%I USING (
      (SELECT current_setting('app.counties', true) = '*')
      OR county_id = ANY ((SELECT NULLIF(NULLIF(current_setting('app.counties', true), '*'), '')::int[])::int[]))
    $policy$, table_name);
  EXECUTE format('GRANT SELECT, INSERT ON {schema}.%I TO {role}', table_name);
END $$;

CREATE FUNCTION {schema}.fence(table_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.fence_append_only(table_name);
  EXECUTE format('GRANT UPDATE ON {schema}.%I TO {role}', table_name);
END $$;

-- Counts the tables that have doubled since they were last counted. Until the planner knows a table's size,
-- any index whose first column is the county looks as good to it as the right one, and a young county is
-- read row by row. The lane asks for this, so it reads no more than shows the size; of old tables autovacuum
-- takes care.
CREATE FUNCTION {schema}.learn_sizes() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp SET default_statistics_target = 10 AS $$
DECLARE grown regclass;
BEGIN
  FOR grown IN SELECT oid FROM pg_class WHERE relnamespace = '{schema}'::regnamespace AND relkind = 'r'
      AND reltuples < 100000 AND pg_relation_size(oid) >= 2 * 8192 * greatest(relpages, 0.5)
      ORDER BY pg_relation_size(oid) LOOP
    EXIT WHEN clock_timestamp() > statement_timestamp() + interval '500 ms';
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION {schema}.learn_sizes() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {schema}.learn_sizes() TO {role};

REVOKE EXECUTE ON FUNCTION {schema}.fence(text), {schema}.fence_append_only(text) FROM PUBLIC;

-- The last sequence number given in a county; the lane's lock. Room on the page keeps its updates in place.
CREATE TABLE {schema}.county_clock (
  county_id int PRIMARY KEY,
  seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
  -- How often rows of this county were written. A lane keeps rows in memory and trusts them as long as this
  -- has not moved: whoever repairs rows by hand locks this one first and adds one.
  changes bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 10);
SELECT {schema}.fence('county_clock');

-- One row a mutation, gap-free in each county: idempotency record, audit and outbox in one.
-- Ids, states, times and codes only, never personal text.
CREATE TABLE {schema}.event (
  county_id int NOT NULL,
  seq bigint NOT NULL CHECK (seq > 0),
  request_id uuid NOT NULL,
  request_hash bytea,
  kind text NOT NULL,
  subject_id uuid,
  actor text NOT NULL,
  time timestamptz NOT NULL,
  cause_service text,
  cause_county int,
  cause_seq bigint,
  payload_type text NOT NULL,
  payload bytea NOT NULL,
  PRIMARY KEY (county_id, seq),
  UNIQUE (county_id, request_id)
);
SELECT {schema}.fence_append_only('event');

-- How far this service has followed an owner's events of a county.
CREATE TABLE {schema}.cursor (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(county, owner)
  owner text NOT NULL,
  seq bigint NOT NULL CHECK (seq >= 0),
  parked int NOT NULL DEFAULT 0 CHECK (parked >= 0),  -- dead letters not settled
  PRIMARY KEY (county_id, id)
) WITH (fillfactor = 10);
SELECT {schema}.fence('cursor');

-- Events of an owner that could not be applied. They park their subject, never the cursor.
CREATE TABLE {schema}.dead_letter (
  county_id int NOT NULL,
  id uuid NOT NULL,
  owner text NOT NULL,
  seq bigint NOT NULL,
  subject_id uuid,
  event bytea NOT NULL,
  problem text NOT NULL,
  parked_at timestamptz NOT NULL,
  settled_at timestamptz,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX dead_letter_open ON {schema}.dead_letter (county_id, owner, subject_id) WHERE settled_at IS NULL;
SELECT {schema}.fence('dead_letter');

-- What each account may do, as followed from `volunteers`: who calls is decided from this. county_id is the
-- account's home county, id the account.
CREATE TABLE {schema}.access_account (
  county_id int NOT NULL,
  id uuid NOT NULL,
  epoch int NOT NULL,
  disabled bool NOT NULL,
  volunteer_id uuid,
  grants bytea NOT NULL,  -- volunteers.v1.AccountChanged, grants only
  PRIMARY KEY (county_id, id)
);
SELECT {schema}.fence('access_account');
