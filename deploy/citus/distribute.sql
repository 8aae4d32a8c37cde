-- Spreads the tables of all services over the workers of a Citus cluster, by county. Run it as the administrator in
-- the database of --database, on the coordinator, once the schemas are there (diandan-server has been started once
-- and stopped again), and again after each upgrade that adds tables: what is spread already is passed over.
--
--   psql -v ON_ERROR_STOP=1 -f deploy/citus/distribute.sql "$DATABASE"
--
-- A table with county_id in its primary key lies with all other rows of its county on one worker (one group of
-- shards for all services). A table without county_id is a dictionary, or says something about all counties: each
-- worker has a copy. The directory of sign-in names is spread by the name. Nothing else may exist; what does stops
-- the script. What a table refers to is spread before it.
DO $$
DECLARE
  services CONSTANT regnamespace[] := '{volunteers,orders,matching,hours}';
  -- The first to be spread; the others lie as it does.
  home CONSTANT regclass := 'volunteers.county_clock';
  directory CONSTANT regclass := 'volunteers.sign_in_name';
  shards CONSTANT int := 128;  -- more than there will ever be workers; a county is whole in one of them
  one record;
  rounds int := 0;
  waiting int;
BEGIN
  LOOP
    rounds := rounds + 1;
    waiting := 0;
    FOR one IN
      SELECT c.oid::regclass AS name,
             EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'county_id') AS of_county,
             EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                     WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname = 'county_id') AS by_county,
             EXISTS (SELECT FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'
                     AND f.confrelid <> c.oid
                     AND NOT EXISTS (SELECT FROM pg_dist_partition d WHERE d.logicalrelid = f.confrelid)) AS waits
      FROM pg_class c
      WHERE c.relnamespace = ANY (services) AND c.relkind = 'r'
        AND NOT EXISTS (SELECT FROM pg_dist_partition d WHERE d.logicalrelid = c.oid)
      ORDER BY c.oid <> home, c.oid::regclass::text
    LOOP
      IF one.waits THEN
        waiting := waiting + 1;
      ELSIF one.name = home THEN
        PERFORM create_distributed_table(one.name, 'county_id', colocate_with => 'none', shard_count => shards);
      ELSIF one.name = directory THEN
        PERFORM create_distributed_table(one.name, 'name_index', colocate_with => 'none');
      ELSIF one.by_county THEN
        PERFORM create_distributed_table(one.name, 'county_id', colocate_with => home::text);
      ELSIF NOT one.of_county THEN
        PERFORM create_reference_table(one.name);
      ELSE
        RAISE EXCEPTION '% has county_id, but its primary key does not begin with it', one.name;
      END IF;
    END LOOP;
    EXIT WHEN waiting = 0;
    IF rounds > 100 THEN
      RAISE EXCEPTION '% tables refer to each other in a ring', waiting;
    END IF;
  END LOOP;
END $$;
