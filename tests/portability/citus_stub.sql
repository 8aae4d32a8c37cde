-- Stands in for Citus where there is none: the two functions that distribute.sql calls, by the signatures of Citus
-- 11 to 13, and the catalog it asks. They spread nothing; they refuse what the documentation of Citus says is
-- refused, and remember what they were told.
CREATE TABLE pg_dist_partition (
  logicalrelid regclass PRIMARY KEY,
  partmethod "char" NOT NULL,  -- h: spread by a hash, n: a reference table
  partkey text,
  colocation regclass          -- the first table of its group
);

-- What both refuse.
CREATE FUNCTION check_spreadable(name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = name) THEN
    RAISE EXCEPTION 'table "%" is already distributed', name;
  END IF;
  IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = name AND NOT tgisinternal) THEN
    RAISE EXCEPTION 'table "%" has triggers', name;
  END IF;
  IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = name OR inhparent = name) THEN
    RAISE EXCEPTION 'table "%" inherits', name;
  END IF;
  IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = name AND attidentity <> '') THEN
    RAISE EXCEPTION 'table "%" has an identity column', name;
  END IF;
  IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = name AND condeferrable) THEN
    RAISE EXCEPTION 'table "%" has a deferrable constraint', name;
  END IF;
END $$;

CREATE FUNCTION create_distributed_table(table_name regclass, distribution_column text,
    distribution_type text DEFAULT 'hash', colocate_with text DEFAULT 'default', shard_count int DEFAULT NULL)
    RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  place smallint := (SELECT attnum FROM pg_attribute WHERE attrelid = table_name AND attname = distribution_column);
  -- Of the group that is joined; a group is named by its first table.
  leader regclass := CASE WHEN colocate_with = 'none' THEN table_name ELSE
    (SELECT colocation FROM pg_dist_partition WHERE logicalrelid = colocate_with::regclass AND partmethod = 'h') END;
  problem text;
BEGIN
  PERFORM check_spreadable(table_name);
  IF place IS NULL THEN
    RAISE EXCEPTION 'column "%" of "%" does not exist', distribution_column, table_name;
  END IF;
  IF colocate_with = 'default' OR leader IS NULL THEN
    RAISE EXCEPTION 'which tables "%" lies with is not said, or they are not distributed', table_name;
  END IF;
  IF shard_count IS NOT NULL AND colocate_with <> 'none' THEN
    RAISE EXCEPTION 'shard_count of "%": those of its group are given', table_name;
  END IF;
  SELECT i.indexrelid::regclass::text INTO problem FROM pg_index i
    WHERE i.indrelid = table_name AND (i.indisunique OR i.indisexclusion) AND NOT place = ANY (i.indkey::int2[]);
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION '"%" must contain the distribution column of "%"', problem, table_name;
  END IF;
  -- Refers to a reference table, or to a table of the same group by both distribution columns at one place.
  SELECT f.conname INTO problem FROM pg_constraint f LEFT JOIN pg_dist_partition d ON d.logicalrelid = f.confrelid
    LEFT JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attname = d.partkey
    WHERE f.conrelid = table_name AND f.contype = 'f' AND f.confrelid <> table_name
      AND d.partmethod IS DISTINCT FROM 'n'
      AND (d.colocation IS DISTINCT FROM leader
           OR array_position(f.conkey, place) IS DISTINCT FROM array_position(f.confkey, a.attnum));
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'foreign key "%" of "%" leaves its group of shards', problem, table_name;
  END IF;
  INSERT INTO pg_dist_partition VALUES (table_name, 'h', distribution_column, leader);
END $$;

CREATE FUNCTION create_reference_table(table_name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM check_spreadable(table_name);
  IF EXISTS (SELECT FROM pg_constraint f LEFT JOIN pg_dist_partition d ON d.logicalrelid = f.confrelid
             WHERE f.conrelid = table_name AND f.contype = 'f' AND d.partmethod IS DISTINCT FROM 'n') THEN
    RAISE EXCEPTION 'reference table "%" refers to one that is none', table_name;
  END IF;
  INSERT INTO pg_dist_partition VALUES (table_name, 'n', NULL, NULL);
END $$;
