-- Who attended a training, day by day, for records that are handed on.
CREATE INDEX trained_day ON trained (county_id, attended_at, id);
