-- Orders by the start of their service, and by their completion, whole counties at a time. Both change at most with
-- steps that rewrite the row's other index entries as well.
CREATE INDEX service_order_start ON service_order (county_id, first_start, id);
CREATE INDEX service_order_completed ON service_order (county_id, completed_at, id);
