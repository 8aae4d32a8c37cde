-- Photos that may go with an order (photo_rows.h). What is drawn stands apart from the list of them: the lane
-- keeps the list in memory and not the pictures.

CREATE TABLE photo (
  county_id  int4 NOT NULL,
  id         uuid NOT NULL,
  order_id   uuid NOT NULL,
  hash       bytea NOT NULL CHECK (octet_length(hash) = 32),
  width      int4 NOT NULL,
  height     int4 NOT NULL,
  size       int4 NOT NULL,
  added_by   text NOT NULL,
  added_at   timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX photo_order ON photo (county_id, order_id);

CREATE TABLE photo_file (
  county_id int4 NOT NULL,
  id        uuid NOT NULL,
  data_key  bytea NOT NULL,
  jpeg      bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
-- Sealed bytes cannot be packed: spare the try.
ALTER TABLE photo_file ALTER COLUMN jpeg SET STORAGE EXTERNAL;
COMMENT ON COLUMN photo_file.data_key IS 'personal';
COMMENT ON COLUMN photo_file.jpeg IS 'personal';

SELECT {schema}.fence(name) FROM unnest(ARRAY['photo', 'photo_file']) AS name;
